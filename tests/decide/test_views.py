"""Readings, views and disputes: what is common to all, and what is one party's (SEMANTICS C5)."""

from __future__ import annotations

from datetime import date

import pytest
from decide_cases import HEAD, accord_of, record_of

from accordance.accord.variants import read_as
from accordance.decide import changes
from accordance.decide.by_reading import brief, ways, why
from accordance.decide.decision import decide
from accordance.decide.replay_shared import replay_shared
from accordance.decide.standpoint import held, viewers
from accordance.decide.views import Readers

GRADED = "kind: inspection, source: watch, reliability: A, credibility: 1"
CLAIMS = """\
claims:
  a: {text: the gates are open, standard: seen}
  b: {text: the yard is open, standard: seen}
"""
PORT = """\
  port:
    by: coast
    achieve: {text: the port is open, due: 2030-06-30}
    proof: {standard: seen, access: false}
    readings:
      gates: {text: the gates, held_by: coast, reads: {achieve: {requires: a}}}
      yard: {text: the yard, held_by: hills, reads: {achieve: {requires: b}}}
"""
REST = """\
benefits:
  loan: {payer: hills, to: coast, amount: 100 USD, release: port}
  road: {payer: hills, to: coast, status: open, release: a}
powers:
  rule: {by: lakes, kind: determine}
"""
DAY = date(2030, 4, 1)


def text(extra: str = "", rest: str = REST) -> str:
    """Give an accord whose port is read in two ways."""
    return f"{CLAIMS}commitments:\n{PORT}{extra}{rest}"


def shown(claim: str, day: str = "2030-03-01", word: str = "") -> str:
    """Give an item that shows a claim."""
    named = word or f"shows-{claim}"
    return f"evidence: {named}, claim: {claim}, {GRADED}, happened: {day}, known: {day}"


def test_equal_results_stay_whatever_the_readings():
    """With both shown, the port is open as each side reads it, and nothing is by reading."""
    answer = Readers(accord_of(text())).decide(record_of(shown("a"), shown("b")), DAY).determination
    assert answer.commitments["port"].state == "met"
    assert answer.benefits["loan"].state == "due"
    assert answer.views.by_reading == ()
    assert answer.views.readings["port"].considered == ("gates", "yard")
    assert answer.views.readings["port"].settled_by == ""


def test_unequal_results_are_unknown_by_reading_and_money_adds_up():
    """What one reading would release is not due, and the parts add up to the face."""
    answer = Readers(accord_of(text())).decide(record_of(shown("a")), DAY).determination
    loan = answer.benefits["loan"]
    assert (loan.state, loan.payable, loan.by_rule) == ("undetermined", "unknown", "unknown")
    assert sum(loan.amounts.values()) == 100
    assert answer.benefits["road"].by_rule is True
    assert answer.views.by_reading == ("port", "loan")


def test_an_open_reading_is_a_dispute_of_its_holders():
    """The flag stands beside the verdict, with who holds it, and a ruling takes it away."""
    accord = accord_of(text(PORT_SETTLED))
    ruling = "act: r, power: rule, by: lakes, on: port, reads: yard, happened: 2030-03-05, known: 2030-03-05"
    before = Readers(accord).decide(record_of(shown("a")), DAY).determination.commitments["port"]
    after = Readers(accord).decide(record_of(shown("a"), ruling), DAY).determination
    assert (before.disputed, before.disputed_by) == (True, ("coast", "hills"))
    assert after.commitments["port"].state == "open"
    assert not after.commitments["port"].disputed
    assert after.views.readings["port"].settled_on == "r"


PORT_SETTLED = "    settled_by: lakes\n"


def test_two_rulings_of_one_day_settle_nothing():
    """File order never decides: the reading stays open until a later ruling."""
    accord = accord_of(text(PORT_SETTLED))
    day = "happened: 2030-03-05, known: 2030-03-05"
    both = [
        f"act: r-{way}, power: rule, by: lakes, on: port, reads: {way}, {day}"
        for way in ("yard", "gates")
    ]
    answer = Readers(accord).decide(record_of(shown("a"), *both), DAY).determination
    assert answer.views.readings["port"].considered == ("gates", "yard")


def test_a_dispute_of_an_entry_reaches_what_rests_on_it_and_changes_nothing():
    """Evidence that is disputed flags the commitments whose goal asks its claim."""
    accord = accord_of(
        "claims: {a: {text: open, standard: seen}}\n"
        "commitments: {port: {by: coast, achieve: {requires: a}, proof: {standard: seen, access: false}}}\n"
    )
    dispute = (
        "dispute: d, about: shows-a, of: fact, by: hills, happened: 2030-03-02, known: 2030-03-02"
    )
    plain = decide(accord, record_of(shown("a")), DAY).determination.commitments["port"]
    port = decide(accord, record_of(shown("a"), dispute), DAY).determination.commitments["port"]
    assert (plain.state, port.state) == ("met", "met")
    assert (plain.disputed_by, port.disputed_by) == ((), ("hills",))


def test_a_dispute_that_is_taken_back_is_none():
    """A retraction ends the flag on the day on which it is known."""
    accord = accord_of(text())
    record = record_of(
        "dispute: d, about: loan, of: competence, by: lakes, happened: 2030-03-02, known: 2030-03-02",
        "correction: c, retracts: d, happened: 2030-03-09, known: 2030-03-09",
    )
    days = (date(2030, 3, 8), date(2030, 3, 9))
    flags = [Readers(accord).decide(record, day).determination.benefits["loan"] for day in days]
    assert [one.disputed for one in flags] == [True, False]


def test_a_dispute_about_a_tranche_flags_its_parcels_and_the_benefit():
    """The other tranches are not disputed, and nothing else changes."""
    accord = accord_of(
        "benefits:\n  loan: {payer: hills, to: coast, amount: 100 USD,\n"
        "    tranches: {half: {amount: 50 USD}, rest: {amount: 50 USD}}}\n"
    )
    dispute = (
        "dispute: d, about: loan/half, of: fact, by: coast, happened: 2030-03-02, known: 2030-03-02"
    )
    loan = decide(accord, record_of(dispute), DAY).determination.benefits["loan"]
    assert (loan.disputed, loan.disputed_by) == (True, ("coast",))
    assert {one.id: one.disputed_by for one in loan.parcels} == {"half": ("coast",), "rest": ()}
    assert loan.amounts == decide(accord, record_of(), DAY).determination.benefits["loan"].amounts


def test_why_tells_the_reason_under_each_reading():
    """Both readings are named with their holders, and the top says unknown."""
    decision = Readers(accord_of(text())).decide(record_of(shown("a")), DAY)
    reason = why(decision, "port")
    assert reason.holds == "unknown"
    assert [one.reading for one in reason.because] == [
        'port read as "gates" (held by Coast)', 'port read as "yard" (held by Hills)',
    ]  # fmt: skip
    assert why(decision, "road").reading == ""


def test_why_not_offers_only_what_helps_under_every_reading():
    """Where neither reading is met, both must be shown to bring the loan about in common."""
    decision = Readers(accord_of(text())).decide(record_of(shown("a")), DAY)
    found = ways(decision, "loan", changes.why_not)
    assert [[step.provision for step in way.steps] for way in found.ways] == [["b"]]
    nothing = Readers(accord_of(text())).decide(record_of(), DAY)
    assert ways(nothing, "loan", changes.why_not).ways == ()


def test_what_comes_is_what_comes_under_every_reading():
    """The deadline passes under both; blocks of a benefit that one reading frees are unknown."""
    decision = Readers(accord_of(text())).decide(record_of(shown("a")), DAY)
    seen = brief(decision)
    assert [one.provision for one in seen.coming] == []
    assert [(one.benefit, one.state) for one in seen.blocked] == [("loan", "undetermined")]


def test_more_readings_than_can_be_tried_leave_undetermined_what_rests_on_them():
    """Seven provisions read in two ways make 128 combinations; the road rests on none of them."""
    ports = "".join(PORT.replace("port:", f"port-{n}:", 1) for n in range(7))
    rest = REST.replace("release: port", "release: {all: [port-0, port-6]}")
    accord = accord_of(f"{CLAIMS}commitments:\n{ports}{rest}")
    answer = Readers(accord).decide(record_of(shown("a")), DAY).determination
    assert answer.views.too_many
    assert answer.benefits["loan"].state == "undetermined"
    assert answer.benefits["road"].state == "in_force"
    own = Readers(accord).decide(record_of(shown("a")), DAY, view="coast").determination
    assert (own.views.too_many, own.benefits["loan"].state) == (False, "due")


def test_too_many_readings_leave_a_history_undetermined_too():
    """Until a ruling leaves few enough, rows and status are undetermined alike, and no amount is due."""
    ports = "".join(PORT.replace("port:", f"port-{n}:", 1) + PORT_SETTLED for n in range(7))
    rest = REST.replace("release: port", "release: {all: [port-0, port-6]}")
    accord = accord_of(f"{CLAIMS}commitments:\n{ports}{rest}")
    rulings = [
        f"act: r-{n}, power: rule, by: lakes, on: port-{n}, reads: gates, "
        f"happened: 2030-03-1{n}, known: 2030-03-1{n}"
        for n in range(7)
    ]
    record = record_of(shown("a"), *rulings)
    before = Readers(accord).decide(record, date(2030, 3, 9)).determination
    assert (before.views.too_many, before.commitments["port-0"].state) == (True, "undetermined")
    assert before.benefits["loan"].amounts["not_due"] == 100
    moves = [
        (one.date.day, one.provision, one.from_, one.to)
        for one in replay_shared(accord, record, DAY).changes
        if one.provision in ("port-0", "loan")
    ]
    assert moves == [
        (10, "port-0", "undetermined", "met"), (16, "loan", "not_due", "due"),
    ]  # fmt: skip


def test_a_party_holds_what_the_party_holds_that_it_is_within():
    """Readings are held outwards; only those who hold one or see otherwise have a view."""
    head = HEAD.replace("  lakes:", "  dale: {name: Dale, within: hills}\n  lakes:")
    accord = accord_of(text(), head)
    assert held(accord, "dale") == {"port": "yard"}
    assert held(accord, "lakes") == {}
    assert viewers(accord, record_of()) == ("coast", "hills")


def test_a_decision_in_common_is_not_extended():
    """One more entry may settle a reading, so it is decided afresh."""
    decision = Readers(accord_of(text())).decide(record_of(), DAY)
    with pytest.raises(ValueError, match="afresh"):
        decision.extend(record_of(shown("a")).entries[0])


def test_a_reading_holds_in_the_amended_text_too():
    """An amendment moves the deadline; each reading is judged by it."""
    amended = (
        "amendments:\n  later: {adopted: 2030-02-01, in_force: 2030-02-01, "
        "changes: {commitments: {port: {achieve: {due: 2030-09-30}}}}}\n"
    )
    accord = accord_of(text() + amended)
    for way in ("gates", "yard"):
        read = read_as(accord, {"port": way}).amendments["later"].result
        assert str(read.commitments["port"].achieve.due.on) == "2030-09-30"
    answer = Readers(accord).decide(record_of(), date(2030, 7, 1)).determination
    assert answer.commitments["port"].state == "open"
    assert answer.commitments["port"].due == date(2030, 9, 30)


def test_an_amendment_can_end_a_dispute_of_meaning():
    """From its day on the text is read as it then stands, and no reading is left."""
    amended = (
        "amendments:\n  clear: {adopted: 2030-03-10, in_force: 2030-03-10, "
        "changes: {commitments: {port: {achieve: {requires: a}, readings: null}}}}\n"
    )
    accord = accord_of(text() + amended)
    record = record_of(shown("a"))
    states = [
        Readers(accord).decide(record, day).determination.commitments["port"].state
        for day in (date(2030, 3, 9), date(2030, 3, 10))
    ]
    assert states == ["undetermined", "met"]


def test_the_shared_history_ends_where_the_shared_answer_stands():
    """Replayed day by day, each provision ends in the state that is determined on the last day."""
    accord = accord_of(text(PORT_SETTLED))
    ruling = "act: r, power: rule, by: lakes, on: port, reads: gates, happened: 2030-03-20, known: 2030-03-20"
    record = record_of(shown("a"), ruling)
    history = replay_shared(accord, record, DAY)
    last = {one.provision: one.to for one in history.changes}
    answer = Readers(accord).decide(record, DAY).determination
    assert last["port"] == answer.commitments["port"].state == "met"
    assert last["loan"] == answer.benefits["loan"].state == "due"
    settled = next(one for one in history.changes if one.from_ == "undetermined")
    assert settled.because == ("r",)

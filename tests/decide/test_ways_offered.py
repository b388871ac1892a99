"""What is offered: whose act is lacking, on what, until when, and what has no effect is not."""

from __future__ import annotations

from datetime import date

import pytest
from decide_cases import HEAD, accord_of, on, record_of, shown

from accordance.decide.brief import brief
from accordance.decide.caps import used
from accordance.decide.changes import Ways, why_not
from accordance.decide.decision import Decision
from accordance.decide.reasons import why

HEAD_WITH_MONTHS = HEAD.replace("2030-01-01}", "2030-01-01, months: clamp}")
AID = "aid: {payer: hills, to: coast, amount: 3 t, "


def act(power: str, day: str, *, by: str = "hills", more: str = "") -> str:
    """Give an act known on its day."""
    return f"act: {power}-{day}-{by}, power: {power}, by: {by}, happened: {day}, known: {day}{more}"


def texts(ways: Ways) -> list[tuple[str, ...]]:
    """Give the texts of each way."""
    return [tuple(step.text for step in way.steps) for way in ways.ways]


def offered(decision: Decision) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the powers that are open, each with whose they are and on what."""
    return {one.power: (one.by, one.on) for one in brief(decision).decide_now}


def test_any_of_many_is_found_beside_a_stop() -> None:
    """A claim that would only stop the benefit hides none of thirteen that release it."""
    names = [f"c{n}" for n in range(13)]
    claims = "".join(f"  {name}: {{text: it is so, type: event}}\n" for name in names)
    accord = accord_of(
        f"claims:\n  theft: {{text: theft, type: state}}\n{claims}benefits:\n"
        f"  {AID}suspend: theft, release: {{any: [{', '.join(names)}]}}}}\n"
    )
    ways = why_not(on(accord, record_of(), "2030-03-01"), "aid")
    assert len(ways.ways) == 13
    assert all(len(way.steps) == 1 for way in ways.ways)


def test_a_status_that_ended_can_be_in_force_again() -> None:
    """What is reinstated is as good as in force; a breach that leaves its window does it alone."""
    text = """\
claims: {a: {text: A, type: state}}
commitments: {quiet: {by: coast, refrain: raids, proof: seen}}
benefits:
  shown: {payer: hills, to: coast, status: shown, release: a}
  clean:
    payer: hills
    to: coast
    status: clean
    release: {conduct: quiet, clean: P1Y, reading: no_breach_established}
"""
    record = record_of(
        shown("a", "2030-01-10"),
        shown("a", "2030-02-01", more="stance: refutes"),
        shown("quiet", "2030-01-20", known="2030-01-21", more="stance: refutes, incident: raid"),
    )
    decision = on(
        accord_of(text, HEAD_WITH_MONTHS),
        record,
        "2030-09-01",
    )
    assert [len(way.steps) for way in why_not(decision, "shown").ways] == [1]
    assert why_not(decision, "clean").by_itself == date(2031, 1, 21)


def test_what_is_withheld_is_not_offered_to_be_given() -> None:
    """Of two parts one is due: giving the other would be outside the rule."""
    accord = accord_of(
        """\
claims: {a: {text: A, type: event}, b: {text: B, type: event}}
benefits:
  aid:
    payer: hills
    to: coast
    amount: 4 t
    tranches: {one: {amount: 2 t, release: a}, two: {amount: 2 t, release: b}}
  next: {payer: lakes, to: coast, amount: 1 t, release: aid.delivered}
"""
    )
    decision = on(accord, record_of(shown("a", "2030-02-01")), "2030-04-02")
    for name in ("aid", "next"):
        for way in why_not(decision, name).ways:
            assert all(step.kind != "give" for step in way.steps)


WAIVED = """\
commitments:
  a: {by: coast, achieve: {text: A, due: 2030-03-31}, proof: seen}
  b: {by: coast, achieve: {text: B, due: 2030-06-30}, proof: seen}
benefits:
  aid: {payer: hills, to: coast, amount: 3 t, release: {all: [a, b]}}
powers:
  waive: {by: hills, kind: waive, on: [a, b]}
"""


def test_a_power_that_was_used_on_one_thing_is_open_on_another() -> None:
    """A waiver of one promise leaves the other to be waived: status and why-not name it."""
    decision = on(
        accord_of(WAIVED), record_of(act("waive", "2030-04-02", more=", on: [a]")), "2030-07-02"
    )
    assert offered(decision) == {"waive": (("hills",), ("b",))}
    assert ("waive is exercised on b",) in texts(why_not(decision, "aid"))


def test_a_waiver_whose_cap_is_used_up_is_not_open() -> None:
    """Past its cap an act has no effect; the days that are used are told."""
    accord = accord_of(
        f"claims: {{a: {{text: A, type: state}}}}\nbenefits:\n  {AID}release: a}}\n"
        "powers:\n  waive: {by: hills, kind: waive, on: [aid], cap: P90D}\n"
    )
    refuted = shown("a", "2030-01-10", more="stance: refutes")
    record = record_of(act("waive", "2030-02-01", more=", on: [aid]"), refuted)
    decision = on(accord, record, "2030-05-10")
    assert offered(decision) == {}
    assert why_not(decision, "aid").ways[0].steps[0].kind == "show"
    (one,) = used(decision, "waive")
    assert (one.on, one.days) == ("aid", one.of)


@pytest.mark.parametrize(
    ("more", "records", "day"),
    [
        ("", ["cert", "undo"], "2030-03-01"),
        (", lasts: P10D", ["cert"], "2030-03-01"),
        (", wait: P45D", [], "2030-04-15"),
        (", wait: {period: P45D, blocked_by: veto}", ["cert", "veto"], "2030-04-15"),
    ],
)
def test_an_act_is_offered_anew_and_one_that_waits_with_its_day(
    more: str, records: list[str], day: str
) -> None:
    """What was revoked, blocked or ran out can be done again; the wait counts from the act."""
    accord = accord_of(
        f"benefits:\n  {AID}decided_by: cert}}\npowers:\n"
        f"  cert: {{by: hills, kind: certify, on: [aid]{more}}}\n"
        "  undo: {by: hills, kind: revoke, on: [cert]}\n"
        "  veto: {by: lakes, kind: object, on: [cert]}\n"
    )
    entries = [
        act(name, f"2030-02-{number:02}", by="lakes" if name == "veto" else "hills")
        for number, name in enumerate(records, 1)
    ]
    decision = on(accord, record_of(*entries), "2030-03-01")
    ways = why_not(decision, "aid")
    assert texts(ways) == [("cert is exercised",)]
    assert ways.ways[0].flips_on == date.fromisoformat(day)
    assert "cert" in offered(decision)


def test_of_two_who_act_together_the_one_who_has_not_is_named() -> None:
    """One of two joint holders has acted: status, why-not and why speak of the other."""
    accord = accord_of(
        f"benefits:\n  {AID}decided_by: both}}\npowers:\n"
        "  both: {by: [hills, lakes], kind: certify, on: [aid], jointly: true}\n"
    )
    decision = on(accord, record_of(act("both", "2030-02-01")), "2030-03-01")
    assert offered(decision) == {"both": (("lakes",), ("aid",))}
    assert why_not(decision, "aid").ways[0].steps[0].by == ("lakes",)
    assert brief(decision).blocked[0].by == ("lakes",)
    assert why(decision, "both").evidence == ("both-2030-02-01-hills",)


def test_a_reinstatement_is_in_time_only_while_the_benefit_is_available() -> None:
    """The last day of the benefit is the last day to bring it back."""
    accord = accord_of(
        f"benefits:\n  {AID}release: {{on: 2030-01-02}}, available_until: 2030-12-31}}\npowers:\n"
        "  stop: {by: hills, kind: terminate, on: [aid]}\n"
        "  again: {by: hills, kind: reinstate, on: [aid]}\n"
    )
    decision = on(accord, record_of(act("stop", "2030-02-01")), "2030-06-01")
    (way,) = why_not(decision, "aid").ways
    assert (way.steps[0].provision, way.last_day) == ("again", date(2030, 12, 31))


def test_what_would_undo_nothing_is_not_open() -> None:
    """There is nothing to revoke and nothing to bring back where no act was made."""
    accord = accord_of(
        f"benefits:\n  {AID}decided_by: cert}}\npowers:\n"
        "  cert: {by: hills, kind: certify, on: [aid]}\n"
        "  stop: {by: hills, kind: terminate, on: [aid]}\n"
        "  hold: {by: hills, kind: suspend, on: [aid]}\n"
        "  undo: {by: hills, kind: revoke, on: [cert]}\n"
        "  again: {by: hills, kind: reinstate, on: [aid]}\n"
    )
    held = record_of(act("hold", "2030-02-01"))
    assert set(offered(on(accord, held, "2030-03-01"))) == {"cert", "stop"}
    ended = record_of(act("cert", "2030-02-01"), act("stop", "2030-02-02"))
    assert {"undo", "again"} <= set(offered(on(accord, ended, "2030-03-01")))


def test_a_higher_level_contains_a_lower_one() -> None:
    """Where 90 and 100 are asked, showing 100 is enough."""
    accord = accord_of(
        "claims: {score: {text: Score, type: quantity, unit: points}}\nbenefits:\n"
        f"  {AID}release: {{all: [score.at_least(90 points), score.at_least(100 points)]}}}}\n"
    )
    ways = why_not(on(accord, record_of(), "2030-02-01"), "aid")
    assert texts(ways) == [("score at least 100 points shown to the standard of proof",)]


def test_the_body_whose_word_decides_is_named() -> None:
    """What a body determines is for the body to say."""
    accord = accord_of(
        "claims: {passed: {text: Passed, type: state, determined_by: lakes}}\nbenefits:\n"
        f"  {AID}release: passed}}\n"
    )
    decision = on(accord, record_of(), "2030-02-01")
    assert why_not(decision, "aid").ways[0].steps[0].by == ("lakes",)
    assert brief(decision).blocked[0].by == ("lakes",)


def test_what_keeps_a_benefit_back_is_said_in_full() -> None:
    """A negation and a stop name what they rest on, and who can move it."""
    accord = accord_of(
        "commitments:\n  k: {by: coast, refrain: raids, proof: seen}\nbenefits:\n"
        "  neg: {payer: hills, to: coast, amount: 1 t, release: {not: k.breached}}\n"
        "  stopped: {payer: hills, to: coast, amount: 1 t, suspend: {any: [k.breached, k.reversed]}}\n"
    )
    raid = shown("k", "2030-02-01", more="stance: refutes, incident: raid")
    rows = {one.benefit: one for one in brief(on(accord, record_of(raid), "2030-03-01")).blocked}
    assert (rows["neg"].asks, rows["neg"].by) == ("not k.breached", ("coast",))
    assert (rows["stopped"].asks, rows["stopped"].by) == ("k.breached", ("coast",))


def test_money_lapses_when_the_life_of_a_benefit_ends_before_its_last_day() -> None:
    """The first day of loss is the day after the earlier of the two."""
    accord = accord_of(
        "benefits:\n"
        f"  {AID}release: {{on: 2030-01-02}}, ends: 2030-06-30, available_until: 2030-12-31}}\n"
    )
    (row,) = brief(on(accord, record_of(), "2030-03-01")).money
    assert row.lapses == date(2030, 7, 1)


def test_on_silence_the_power_that_helps_is_named() -> None:
    """A pending suspension is averted by the veto; the act that runs already changes nothing."""
    accord = accord_of(
        """\
benefits: {relief: {status: relief, payer: hills, to: coast, decided_by: grant}}
powers:
  grant: {by: hills, kind: certify, on: [relief]}
  hold: {by: hills, kind: suspend, on: [relief], wait: {period: P6M, blocked_by: object}}
  object: {by: lakes, kind: object, on: [hold]}
""",
        HEAD_WITH_MONTHS,
    )
    record = record_of(act("grant", "2030-01-10"), act("hold", "2030-02-12"))
    silent = on(accord, record, "2030-03-01").determination.benefits["relief"].if_nobody_acts
    assert silent is not None
    assert (silent.to, silent.power) == ("paused", "object")

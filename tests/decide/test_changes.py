"""What would change an answer: smallest sets, each confirmed, and never the removal of evidence."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from decide_cases import accord_of, on, record_of, shown

from accordance.app.case import open_case
from accordance.decide.changes import Way, what_would, why_not
from accordance.decide.reason import UnknownProvision

ROOT = Path(__file__).parents[2]
GATE = """\
commitments:
  open-gate: {by: coast, achieve: {text: the gate is open}, proof: seen}
  open-road: {by: coast, achieve: {text: the road is open}, proof: seen}
  no-raids: {by: coast, refrain: raids on the lighthouse, proof: seen}
"""
GRAIN = accord_of(
    GATE
    + """\
benefits:
  grain:
    payer: hills
    to: coast
    amount: 100 t
    release: {all: [open-gate, {any: [open-road, certify]}]}
    suspend: no-raids.breached
    available_until: 2030-06-30
powers:
  certify: {by: hills, kind: certify}
"""
)
ACT = "act: yes, power: certify, by: hills, happened: {day}, known: {day}"
RAID = shown("no-raids", "2030-02-10", more="stance: refutes, incident: raid")


def told(ways: tuple[Way, ...]) -> list[set[tuple[str, str]]]:
    """Give each way as its kinds of change and what they bear on."""
    return [{(step.kind, step.provision) for step in way.steps} for way in ways]


def entry(kind: str, provision: str, day: str) -> str:
    """Give an entry that makes a change on a day."""
    return ACT.format(day=day) if kind == "act" else shown(provision, day)


def test_the_ways_are_the_smallest_sets() -> None:
    """The gate is needed in any case, and besides it the road or the certificate: nothing more."""
    answer = why_not(on(GRAIN, record_of(), "2030-02-01"), "grain")
    assert (answer.holds, answer.state) == (False, "not_due")
    assert not answer.truncated
    ways = told(answer.ways)
    assert len(ways) == 2
    assert {("act", "certify"), ("show", "open-gate")} in ways
    assert {("show", "open-road"), ("show", "open-gate")} in ways


def test_a_way_is_confirmed_by_deciding_and_nothing_less_is_one() -> None:
    """Entries that make the changes of a way flip the answer on its day; without one they do not."""
    answer = why_not(on(GRAIN, record_of(), "2030-02-01"), "grain")
    for way in answer.ways:
        day = way.flips_on.isoformat()
        entries = [entry(step.kind, step.provision, day) for step in way.steps]
        grain = on(GRAIN, record_of(*entries), day).determination.benefits["grain"]
        assert grain.state == "due"
        for missing in entries:
            fewer = record_of(*(one for one in entries if one != missing))
            assert on(GRAIN, fewer, day).determination.benefits["grain"].state != "due"


def test_each_change_names_who_can_make_it() -> None:
    """Commitments are their bearers', powers their holders'."""
    answer = why_not(on(GRAIN, record_of(), "2030-02-01"), "grain")
    movers = {step.provision: step.by for way in answer.ways for step in way.steps}
    assert movers == {"open-gate": ("coast",), "open-road": ("coast",), "certify": ("hills",)}


def test_what_holds_needs_no_way() -> None:
    """Asked why not of what is due, the answer is that it is."""
    record = record_of(*(shown(name, "2030-02-01") for name in ("open-gate", "open-road")))
    answer = why_not(on(GRAIN, record, "2030-02-01"), "grain")
    assert (answer.holds, answer.ways) == (True, ())


@pytest.mark.parametrize(
    ("release", "last"),
    [
        ("open-gate", "2030-06-30"),
        ("P30D after open-gate", "2030-05-31"),
    ],
)
def test_the_last_day_is_the_last_on_which_the_changes_still_flip(release: str, last: str) -> None:
    """What is available until 30 June can be earned until then, or thirty days before it."""
    accord = accord_of(
        GATE + "benefits:\n"
        f"  grain: {{payer: hills, to: coast, amount: 100 t, release: {release},"
        " available_until: 2030-06-30}\n"
    )
    (way,) = why_not(on(accord, record_of(), "2030-02-01"), "grain").ways
    assert way.last_day == date.fromisoformat(last)
    for day, in_time in ((way.last_day, True), (way.last_day + timedelta(1), False)):
        record = record_of(shown("open-gate", day.isoformat()))
        asked = max(day, date(2030, 6, 30)).isoformat()
        state = on(accord, record, asked).determination.benefits["grain"].state
        assert (state == "due") == in_time


def test_without_a_last_day_no_day_is_too_late() -> None:
    """A claim may be shown at any time."""
    (way,) = why_not(on(GRAIN, record_of(), "2030-02-01"), "open-gate").ways
    assert (told((way,)), way.last_day) == ([{("show", "open-gate")}], None)


def test_time_alone_may_flip_an_answer() -> None:
    """What waits for a day is told with that day."""
    accord = accord_of(
        "benefits:\n  wood: {payer: hills, to: coast, amount: 5 t, release: 2030-04-01}\n"
    )
    answer = why_not(on(accord, record_of(), "2030-02-01"), "wood")
    assert answer.by_itself == date(2030, 4, 1)


def test_a_breach_is_put_right_and_never_forgotten() -> None:
    """What would lift a stop is that the breach be put right, not that its evidence go away."""
    entries = [shown(name, "2030-02-01") for name in ("open-gate", "open-road")]
    decision = on(GRAIN, record_of(*entries, RAID), "2030-02-10")
    assert decision.determination.benefits["grain"].state == "suspended"
    answer = why_not(decision, "grain")
    assert told(answer.ways) == [{("put_right", "no-raids")}]


def test_what_would_flip_what_holds() -> None:
    """What is due stops being due when one of its two grounds is refuted, or a breach is shown."""
    entries = [shown(name, "2030-02-01") for name in ("open-gate", "open-road")]
    answer = what_would(on(GRAIN, record_of(*entries), "2030-02-10"), "grain")
    assert answer.holds
    assert answer.wanted.startswith("no longer due")
    ways = told(answer.ways)
    for name in ("open-gate", "open-road", "no-raids"):
        assert {("refute", name)} in ways


@pytest.mark.parametrize("day", ["2007-06-01", "2008-08-01", "2009-05-25"])
def test_no_way_takes_evidence_away(day: str) -> None:
    """In the shipped case each change shows, puts right, gives or acts, and somebody can make it."""
    case = open_case(ROOT / "examples/six-party")
    decision = on(case.accord, case.record, day)
    for provision in (*case.accord.benefits, *case.accord.commitments):
        for way in why_not(decision, provision).ways:
            assert {step.kind for step in way.steps} <= {"show", "put_right", "give", "act"}
            assert all(step.by for step in way.steps)
            assert way.flips_on.isoformat() >= day


def test_a_name_that_is_none_is_said_to_be_none() -> None:
    """An unknown provision is an error that names what there is."""
    with pytest.raises(UnknownProvision):
        why_not(on(GRAIN, record_of(), "2030-02-01"), "gruel")


def test_what_changes_nothing_before_time_does_is_no_way() -> None:
    """An act that leaves the day on which a status lapses where it was does not bring that about."""
    vote = accord_of(
        """\
benefits:
  relief:
    payer: hills
    to: coast
    status: Sanctions stay lifted.
    release: {on: 2030-01-02}
    available_until: 2030-06-30
    needs_to_continue: vote
powers:
  vote: {by: hills, kind: certify, on: [relief]}
"""
    )
    answer = what_would(on(vote, record_of(), "2030-02-01"), "relief")
    assert answer.by_itself == date(2030, 7, 1)
    assert answer.ways == ()


def test_a_status_that_has_ended_is_brought_back() -> None:
    """Reinstated is as good as in force; an act that has run out can be made once more."""
    accord = accord_of("""\
benefits:
  relief: {status: relief, payer: hills, to: coast, decided_by: certify}
powers:
  certify: {by: hills, kind: certify, on: relief, lasts: P90D}
""")
    record = record_of(ACT.format(day="2030-02-01"))
    (way,) = why_not(on(accord, record, "2030-06-01"), "relief").ways
    assert [step.text for step in way.steps] == ["certify is exercised"]


def test_an_act_may_take_effect_only_later() -> None:
    """An act of today counts when its wait is over, or when a day has come."""
    accord = accord_of("""\
benefits:
  slow: {status: relief, payer: hills, to: coast, decided_by: certify}
  later: {status: relief, payer: hills, to: coast, release: {all: [2030-08-01, certify]}}
powers:
  certify: {by: hills, kind: certify, wait: P45D}
""")
    decision = on(accord, record_of(), "2030-02-01")
    assert [str(one.flips_on) for one in why_not(decision, "slow").ways] == ["2030-03-18"]
    assert [str(one.flips_on) for one in why_not(decision, "later").ways] == ["2030-08-01"]


def test_one_of_many_is_found_though_all_together_stop_the_benefit() -> None:
    """Thirteen claims, any of twelve of which release it, and one of which stops it."""
    names = [f"c{number}" for number in range(12)]
    claims = "".join(f"  {one}: {{text: it is so, type: event}}\n" for one in (*names, "theft"))
    accord = accord_of(
        f"claims:\n{claims}benefits:\n"
        "  aid: {payer: hills, to: coast, amount: 3 t, suspend: theft,"
        f" release: {{any: [{', '.join(names)}]}}}}\n"
    )
    found = why_not(on(accord, record_of(), "2030-02-01"), "aid")
    assert [len(way.steps) for way in found.ways] == [1] * 12
    assert not found.truncated


def test_only_a_part_that_is_due_can_be_given() -> None:
    """Giving the second tranche, which is not due, is no way to have all of it due."""
    accord = accord_of("""\
claims:
  a: {text: a, type: event, standard: seen}
  b: {text: b, type: event, standard: seen}
benefits:
  aid:
    payer: hills
    to: coast
    amount: 3 t
    tranches: {one: {amount: 1 t, release: a}, two: {amount: 2 t, release: b}}
""")
    found = why_not(on(accord, record_of(shown("a", "2030-01-20")), "2030-02-01"), "aid")
    assert {step.kind for way in found.ways for step in way.steps} == {"show"}

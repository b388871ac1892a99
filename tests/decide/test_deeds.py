"""What a delivery discharges: what was due on its day, or was accepted, as it now stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from decide_cases import accord_of, given, on, record_of, shown
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from accordance.decide.brief import brief
from accordance.decide.deeds import Deeds
from accordance.decide.given import Given
from accordance.decide.replay import replay
from accordance.record.entries import Record

GRAIN = accord_of("""\
commitments:
  open-gate: {by: coast, achieve: {text: the gate is open}, proof: seen}
benefits:
  grain:
    payer: [hills, lakes]
    to: coast
    amount: 100 t
    tranches:
      first: {amount: 60 t, payer: hills}
      second: {amount: 40 t}
    release: open-gate
""")
OPEN = shown("open-gate", "2030-03-01")


def parts(record: Record, day: str) -> dict[str, Decimal]:
    """Give what was delivered of each parcel, and outside the rule."""
    benefit = on(GRAIN, record, day).determination.benefits["grain"]
    found = {parcel.id: parcel.delivered for parcel in benefit.parcels}
    return {**found, "outside": benefit.outside_rule}


def amounts(first: int, hills: int, lakes: int, outside: int) -> dict[str, int]:
    """Give amounts as ``parts`` does."""
    return {"first": first, "second/hills": hills, "second/lakes": lakes, "outside": outside}


def test_a_delivery_goes_to_its_payers_parcels_in_the_order_of_the_text() -> None:
    """Seventy tonnes of Hills settle its first part and half of the second."""
    record = record_of(OPEN, given("ship", "grain", "70 t", "2030-03-02"))
    assert parts(record, "2030-03-02") == amounts(60, 10, 0, 0)


def test_a_delivery_that_names_a_tranche_goes_there() -> None:
    """What is named is settled first whatever else is due; the rest of it is over."""
    more = "payer: hills, parcels: [second]"
    record = record_of(OPEN, given("ship", "grain", "30 t", "2030-03-02", more))
    assert parts(record, "2030-03-02") == amounts(0, 20, 0, 10)


def test_what_exceeds_the_payers_share_is_outside_the_rule() -> None:
    """Ninety tonnes of Hills are ten too many, and pay nothing for Lakes."""
    record = record_of(OPEN, given("ship", "grain", "90 t", "2030-03-02"))
    assert parts(record, "2030-03-02") == amounts(60, 20, 0, 10)


def test_what_comes_before_it_is_due_is_outside_the_rule_for_good() -> None:
    """The gate is opened a week later, and the grain is due in full."""
    record = record_of(given("ship", "grain", "60 t", "2030-02-20"), OPEN)
    assert parts(record, "2030-03-01") == amounts(0, 0, 0, 60)
    assert on(GRAIN, record, "2030-03-01").determination.benefits["grain"].amounts["due"] == 100


def test_what_is_accepted_discharges_though_not_due() -> None:
    """It settles the parcel, and was given outside the rule all the same."""
    more = "payer: hills, accepted: true"
    record = record_of(given("ship", "grain", "60 t", "2030-02-20", more))
    assert parts(record, "2030-02-20") == amounts(60, 0, 0, 60)


def test_a_delivery_on_the_day_on_which_it_becomes_due_discharges() -> None:
    """Facts and commitments come before benefits, and benefits before what was given."""
    record = record_of(given("ship", "grain", "60 t", "2030-03-01"), OPEN)
    assert parts(record, "2030-03-01") == amounts(60, 0, 0, 0)


def test_a_corrected_amount_counts_from_the_day_that_is_known() -> None:
    """Sixty tonnes were thirty: half of the parcel is free again."""
    fix = (
        "correction: fewer, corrects: ship, value: 30 t, reason: weighed again, "
        "happened: 2030-03-10, known: 2030-03-10"
    )
    record = record_of(OPEN, given("ship", "grain", "60 t", "2030-03-02"), fix)
    assert parts(record, "2030-03-09") == amounts(60, 0, 0, 0)
    assert parts(record, "2030-03-10") == amounts(30, 0, 0, 0)


def test_a_delivery_that_is_taken_back_was_never_made() -> None:
    """What it discharged is due again, and its day no longer counts."""
    fix = (
        "correction: none, retracts: ship, reason: it sank, happened: 2030-03-10, known: 2030-03-10"
    )
    record = record_of(OPEN, given("ship", "grain", "60 t", "2030-03-02"), fix)
    assert parts(record, "2030-03-10") == amounts(0, 0, 0, 0)
    answer = on(GRAIN, record, "2030-03-10").determination
    assert answer.benefits["grain"].state == "due"
    assert answer.exposure.delivered == {}


SHIPS = (
    OPEN,
    given("a", "grain", "50 t", "2030-03-02"),
    given("b", "grain", "30 t", "2030-03-02"),
    given("c", "grain", "25 t", "2030-03-02", "payer: lakes"),
    given("d", "grain", "10 t", "2030-02-02"),
    "correction: x, corrects: a, value: 20 t, reason: r, happened: 2030-03-05, known: 2030-03-05",
    "correction: y, retracts: b, reason: r, happened: 2030-03-05, known: 2030-03-05",
)


@settings(max_examples=40, deadline=None)
@drawn(st.permutations(SHIPS), st.sampled_from(["2030-03-02", "2030-03-05"]))
def test_the_order_of_deliveries_never_matters(entries: list[str], day: str) -> None:
    """Deliveries, corrections and retractions in any order come to the same, byte for byte."""
    shuffled, written = (on(GRAIN, record_of(*some), day) for some in (entries, SHIPS))
    assert shuffled.digest == written.digest


def test_deliveries_of_one_arrival_are_judged_by_their_ids() -> None:
    """Of two that arrive together the one with the lower id comes first, however they were added."""
    record = record_of(
        given("b", "grain", "50 t", "2030-03-02"), given("a", "grain", "50 t", "2030-03-02")
    )
    deeds = Deeds(GRAIN)
    for entry in record.entries:
        assert deeds.add(entry) == "grain"
    assert deeds.settle(lambda *_: True, lambda *_: False) == {"grain"}
    day = record.entries[0].happened.end.toordinal()
    assert deeds.given("grain") == (
        Given("a", "first", Decimal(50), day, due=True),
        Given("b", "first", Decimal(10), day, due=True),
        Given("b", "second/hills", Decimal(20), day, due=True),
        Given("b", "", Decimal(20), day, due=False),
    )
    assert deeds.settle(lambda *_: True, lambda *_: False) == set()


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ("by: hills", "in_force"),
        ("by: lakes", "none"),
        ("by: hills, until: 2030-05-02", "ended"),
        ("by: hills, on: [lime]", "in_force"),
    ],
)
def test_an_act_counts_where_its_party_holds_the_power(more: str, state: str) -> None:
    """A stranger's act is void, and is named as such; one with a last day ends after it."""
    accord = accord_of("""\
benefits:
  wood: {payer: hills, to: coast, status: wood}
  lime: {payer: hills, to: coast, status: lime}
powers:
  halt: {by: hills, kind: suspend}
""")
    record = record_of(f"act: stop, power: halt, happened: 2030-05-01, known: 2030-05-01, {more}")
    answer = on(accord, record, "2030-05-03").determination
    assert answer.powers["halt"].state == state
    assert answer.powers["halt"].void == (("stop",) if state == "none" else ())
    stopped = [name for name, one in answer.benefits.items() if one.state == "paused"]
    everything = ["wood", "lime"] if state == "in_force" else []
    assert stopped == (["lime"] if "lime" in more else everything)


def test_an_act_outside_the_life_of_its_power_is_void() -> None:
    """What was done before the power was in force, or after it ended, has no effect."""
    accord = accord_of("""\
powers:
  halt: {by: hills, kind: suspend, in_force: 2030-02-01, ends: 2030-03-01}
""")
    acts = {
        day: f"act: on-{day}, power: halt, by: hills, happened: {day}, known: {day}"
        for day in ("2030-01-31", "2030-02-01", "2030-03-01", "2030-03-02")
    }
    power = on(accord, record_of(*acts.values()), "2030-04-01").determination.powers["halt"]
    assert power.acts == ("on-2030-02-01", "on-2030-03-01")
    assert power.void == ("on-2030-01-31", "on-2030-03-02")


def test_an_act_without_ground_is_effective_and_contested() -> None:
    """The ground is read once: what is shown later does not change how the act was made (C2)."""
    accord = accord_of("""\
commitments:
  open-gate: {by: coast, achieve: {text: the gate is open}, proof: seen}
benefits:
  pass: {payer: hills, to: coast, status: may pass, release: open-gate, decided_by: certify}
powers:
  certify: {by: hills, kind: certify, when: open-gate}
""")
    act = "act: yes, power: certify, by: hills, happened: 2030-02-01, known: 2030-02-01"
    record = record_of(act, OPEN)
    before, after = (on(accord, record, day).determination for day in ("2030-02-01", "2030-03-01"))
    assert (before.powers["certify"].state, before.powers["certify"].contested) == (
        "in_force",
        True,
    )
    assert (before.benefits["pass"].state, before.benefits["pass"].contested) == ("in_force", True)
    assert (after.powers["certify"].contested, after.benefits["pass"].contested) == (True, False)
    later = msgspec.structs.replace(record, entries=record.entries[1:])
    assert not on(accord, later, "2030-03-01").determination.powers["certify"].contested


def test_a_change_names_only_acts_that_bear_on_it() -> None:
    """An act that extends another benefit on the same day is no reason why this one stops."""
    accord = accord_of("""\
claims:
  gate: {text: the gate is open, type: event, standard: seen}
commitments:
  open-gate: {by: coast, achieve: {claim: gate, due: 2030-06-30}, proof: seen}
benefits:
  oil: {payer: hills, to: coast, amount: 5 t, release: open-gate, available_until: 2030-10-31}
  pass: {payer: hills, to: coast, status: may pass, release: open-gate}
powers:
  lengthen: {by: hills, kind: extend, on: [open-gate, oil]}
  halt: {by: hills, kind: suspend, on: pass}
""")
    record = record_of(
        shown("gate", "2030-02-01"),
        "act: more, power: lengthen, by: hills, on: oil, until: 2030-12-31,"
        " happened: 2030-03-01, known: 2030-03-01",
        "act: stop, power: halt, by: hills, happened: 2030-03-01, known: 2030-03-01",
    )
    changes = replay(accord, record, date(2030, 4, 1)).changes
    (paused,) = [one for one in changes if one.provision == "pass" and one.to == "paused"]
    assert paused.because == ("stop",)


def test_a_void_act_is_told_once_in_a_history_with_its_reason() -> None:
    """A history names each act that has no effect, when it was made, and why."""
    accord = accord_of("""\
powers:
  notify: {by: hills, kind: notify, at_most: 1}
  vote: {by: hills, kind: determine, answers: notify}
""")
    record = record_of(
        "act: early, power: vote, by: hills, happened: 2030-02-01, known: 2030-02-01",
        "act: first, power: notify, by: hills, happened: 2030-03-01, known: 2030-03-01",
        "act: voted, power: vote, by: hills, happened: 2030-03-02, known: 2030-03-02",
        "act: second, power: notify, by: hills, happened: 2030-04-01, known: 2030-04-01",
        "act: strange, power: vote, by: coast, happened: 2030-05-01, known: 2030-05-01",
    )
    told = replay(accord, record, date(2030, 6, 1)).void
    assert [(one.act, one.because) for one in told] == [
        ("early", "answers_nothing"), ("second", "beyond_quota"), ("strange", "not_a_holder"),
    ]  # fmt: skip


def test_an_answered_power_is_free_to_be_used_again() -> None:
    """After a new notice a vote is open once more; a power whose quota is used up is not."""
    accord = accord_of("""\
powers:
  notify: {by: hills, kind: notify, at_most: 2, lasts: P1D}
  vote: {by: hills, kind: determine, answers: notify, at_most: 1, lasts: P1D}
""")
    notices = [
        f"act: n{day}, power: notify, by: hills, happened: {day}, known: {day}"
        for day in ("2030-03-01", "2030-04-01")
    ]
    vote = "act: v, power: vote, by: hills, happened: 2030-03-02, known: 2030-03-02"

    def free(day: str) -> list[str]:
        return [one.power for one in brief(on(accord, record_of(*notices, vote), day)).decide_now]

    assert free("2030-02-01") == ["notify"]
    assert free("2030-03-10") == ["notify"]
    assert free("2030-04-10") == ["vote"]

"""The five blocks: decide now, money, why blocked, doubt, exposure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from decide_cases import HEAD, accord_of, given, on, record_of, shown

from accordance.decide.blocks import Coming, OpenAct
from accordance.decide.brief import brief

ACCORD = accord_of("""\
baskets: {security: Security, food: Food}
claims:
  sealed: {text: the store is sealed, type: state, standard: seen}
commitments:
  open-gate:
    by: coast
    basket: security
    achieve: {text: the gate is open, due: 2030-03-31}
    proof: seen
    cure: P10D
  keep-sealed:
    by: coast
    basket: food
    maintain: {claim: sealed}
    proof: {standard: seen, fresh: P90D}
  no-raids:
    by: coast
    basket: security
    refrain: raids on the lighthouse
    proof: {standard: seen, breach: seen}
benefits:
  grain:
    payer: [hills, lakes]
    to: coast
    amount: 100 t
    release: {all: [open-gate, keep-sealed]}
    available_until: 2030-06-30
  pass: {payer: hills, to: coast, status: may pass, release: open-gate, decided_by: certify}
  road: {payer: hills, to: coast, status: may use the road, release: {claim: sealed}}
powers:
  certify: {by: hills, kind: certify, when: open-gate}
  halt: {by: lakes, kind: suspend, on: grain}
""")
ADVICE = accord_of("""\
benefits:
  grain: {payer: hills, to: coast, amount: 100 t, release: {on: 2030-06-01}}
  gift: {payer: hills, to: coast, amount: 30 t, force: advisory}
  habit: {payer: lakes, to: coast, amount: 7 t, force: practice}
""")


def test_what_binds_nobody_is_told_apart_from_what_is_not_yet_due():
    """Advice and practice are owed by nobody: not now, and not later; what was given of them was given."""
    decision = on(ADVICE, record_of(given("d", "gift", "10 t", "2030-01-05")), "2030-02-01")
    hills, lakes = brief(decision).money
    assert (hills.amounts["not_due"], hills.unbound) == (100, 30)
    assert (sum(lakes.amounts.values()), lakes.unbound) == (0, 7)


SEALED = shown("sealed", "2030-02-01")
GATE = shown("open-gate", "2030-02-10")
LEAD = (
    "evidence: lead, claim: no-raids, stance: refutes, incident: raid-1, kind: press, source: watch,"
    ' reliability: B, credibility: "2", happened: 2030-02-05, known: 2030-02-05'
)
OWN = (
    "evidence: own, claim: open-gate, kind: document, source: ministry,"
    ' reliability: C, credibility: "3", happened: 2030-02-14, known: 2030-02-14'
)


def told(day: str, *entries: str):
    """Give the five blocks as of a day."""
    return brief(on(ACCORD, record_of(*entries), day))


def test_open_acts_say_who_may_act_and_whether_there_is_ground() -> None:
    """A power without a ground is always grounded; one that asks for the gate is once it is open."""
    certify = OpenAct(power="certify", by=("hills",), kind="certify", on=(), grounded=False)
    halt = OpenAct(power="halt", by=("lakes",), kind="suspend", on=("grain",), grounded=True)
    assert told("2030-02-01").decide_now == (certify, halt)
    assert told("2030-02-10", GATE).decide_now[0].grounded


def test_an_act_that_would_be_void_today_is_not_offered() -> None:
    """Outside its window, or before its life begins, a power is open to nobody."""
    accord = accord_of(
        """\
powers:
  notice: {by: hills, kind: notify}
  freeze: {by: hills, kind: suspend, within: {period: P30D, of: notice}}
  later: {by: hills, kind: suspend, in_force: 2031-01-01}
"""
    )
    notice = "act: told, power: notice, by: hills, happened: 2030-02-01, known: 2030-02-01"

    def offered(day: str, *entries: str) -> set[str]:
        return {one.power for one in brief(on(accord, record_of(*entries), day)).decide_now}

    assert offered("2030-02-10") == {"notice"}
    assert offered("2030-02-10", notice) == {"freeze"}
    assert offered("2030-04-10", notice) == set()


def test_a_power_whose_act_is_in_force_is_not_open() -> None:
    """What is done need not be decided."""
    act = "act: yes, power: certify, by: hills, happened: 2030-02-10, known: 2030-02-10"
    assert [one.power for one in told("2030-02-10", GATE, act).decide_now] == ["halt"]


def test_what_time_alone_changes_is_told_in_the_order_of_days() -> None:
    """If nobody acts the gate is in cure after its day, then breached, and the grain lapses."""
    coming = told("2030-02-01").coming
    assert [one.date for one in coming] == sorted(one.date for one in coming)
    for expected in (
        Coming(date=date(2030, 4, 1), provision="open-gate", from_="open", to="in_cure"),
        Coming(date=date(2030, 4, 11), provision="open-gate", from_="in_cure", to="breached"),
    ):
        assert expected in coming
    lapses = [one for one in coming if one.to == "lapsed"]
    assert {one.date for one in lapses} == {date(2030, 7, 1)}
    assert {one.provision.partition("/")[0] for one in lapses} == {"grain"}


def test_money_is_told_by_payer_and_adds_up() -> None:
    """Each payer's parts are its share, with the day that bounds them."""
    ship = given("ship", "grain", "20 t", "2030-02-10")
    money = told("2030-02-10", SEALED, GATE, ship).money
    assert [(one.payer, one.unit) for one in money] == [("hills", "t"), ("lakes", "t")]
    hills, lakes = money
    assert (hills.amounts["delivered"], hills.amounts["due"]) == (20, 30)
    assert (lakes.amounts["delivered"], lakes.amounts["due"]) == (0, 50)
    assert all(sum(one.amounts.values(), Decimal(0)) == 50 for one in money)
    assert hills.lapses is not None
    assert told("2030-07-01", SEALED, GATE, ship).money[0].lapses is None


def test_a_blocked_benefit_names_what_binds_and_who_can_move_it() -> None:
    """Of two things that are missing the one that is known to be false comes first."""
    broken = shown("sealed", "2030-02-02", more="stance: refutes")
    blocked = {one.benefit: one for one in told("2030-02-02", SEALED, broken).blocked}
    grain = blocked["grain"]
    assert (grain.state, grain.provision, grain.holds) == ("withheld", "keep-sealed", "false")
    assert (grain.by, grain.others, grain.last_day) == (("coast",), 1, date(2030, 6, 30))
    assert blocked["pass"].last_day is None
    assert blocked["road"].provision == "sealed"


def test_what_waits_for_an_act_is_moved_by_who_holds_the_power() -> None:
    """The rule holds and the certificate is missing: Hills can move it."""
    blocked = {one.benefit: one for one in told("2030-02-10", SEALED, GATE).blocked}
    assert "grain" not in blocked
    assert (blocked["pass"].provision, blocked["pass"].by) == ("certify", ("hills",))


def test_what_stops_a_benefit_is_what_binds_it() -> None:
    """An act that suspends is named, with who made it."""
    act = "act: stop, power: halt, by: lakes, happened: 2030-02-10, known: 2030-02-10"
    (grain,) = (
        one for one in told("2030-02-10", SEALED, GATE, act).blocked if one.benefit == "grain"
    )
    assert (grain.state, grain.provision, grain.by) == ("suspended", "halt", ("lakes",))


def test_doubt_tells_leads_old_evidence_and_contested_acts() -> None:
    """A lead below the standard is a concern; what the obligor says itself is no new evidence."""
    act = "act: yes, power: certify, by: hills, happened: 2030-02-06, known: 2030-02-06"
    doubt = told("2030-02-20", SEALED, LEAD, act, OWN).doubt
    assert set(doubt.contested) == {"certify", "pass"}
    assert ("no-raids", "raid-1") in doubt.concerns
    assert doubt.newest == {"security": date(2030, 2, 5), "food": date(2030, 2, 1)}
    days = [day for day, claim in doubt.stale_next if claim == "sealed"]
    assert days == [date(2030, 5, 3)]


def test_running_is_what_is_in_force_or_wholly_given() -> None:
    """A status that runs needs nobody; what is due is not yet given."""
    assert told("2030-02-10", SEALED, GATE).running == ("road",)


def test_an_accord_without_benefits_has_empty_blocks() -> None:
    """Nothing is made up."""
    accord = accord_of("powers:\n  halt: {by: hills, kind: suspend}\n", HEAD)
    answer = brief(on(accord, record_of(), "2030-02-01"))
    assert (answer.money, answer.blocked, answer.coming, answer.running) == ((), (), (), ())

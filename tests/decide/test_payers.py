"""Several payers: who is in default and from when, who may give for whom, and what nobody else owes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accordance.accord.reading import read
from accordance.decide.brief import money_of
from accordance.decide.decision import Decision, decide
from accordance.decide.defaults import defaults
from accordance.program.parcels import Share, apportioned
from accordance.record.reading import read_yaml

TEXT = """\
format: accordance/1
id: grain
title: Grain
calendar: {in_force: 2030-01-01}
parties:
  coast: {name: Coast, roles: [obligor]}
  hills: {name: Hills, roles: [provider]}
  lakes: {name: Lakes, roles: [provider]}
standards: {seen: {credence: 0.8}}
claims:
  gate: {text: The gate is open., type: state, standard: seen}
benefits:
  grain:
    payer: [hills, lakes]
    to: coast
    amount: 100 t
    shares: {hills: 60%, lakes: 40%}
    payment: PAYMENT
    tranches: {first: {amount: 50 t}, own: {amount: 50 t, payer: lakes, release: gate}}
    release: gate
    deliver: {within: P30D, cure: P10D}
"""
RECORD = """\
format: accordance-record/1
accord: grain
sources: {watch: Inspectors}
entries:
  - {evidence: open, claim: gate, kind: inspection, source: watch, reliability: A,
     credibility: "1", happened: 2030-03-01, known: 2030-03-01}
  - {delivery: given, benefit: grain, payer: hills, amount: 80 t, happened: 2030-03-10, known: 2030-03-10}
"""


def decided(payment: str, on: str) -> Decision:
    """Give how the grain stands on a day under a way of paying."""
    accord, problems = read(TEXT.replace("PAYMENT", payment), "accord.yaml")
    assert accord is not None, problems
    found = read_yaml(RECORD, "record.yaml")
    assert found.record is not None, found.problems
    return decide(accord, found.record, date.fromisoformat(on))


@pytest.mark.parametrize(
    ("on", "late", "in_default"),
    [
        ("2030-03-31", False, False),
        ("2030-04-01", True, False),
        ("2030-04-10", True, False),
        ("2030-04-11", True, True),
    ],
)
def test_a_payer_is_in_default_when_its_cure_is_over(on: str, late: Any, in_default: Any) -> None:
    """What is late may be given until the cure is over; the default began when it was late."""
    decision = decided("several", on)
    parcel = decision.determination.benefits["grain"].parcels[1]
    assert (parcel.late, parcel.in_default) == (late, in_default)
    found = [one for one in defaults(decision) if one.provision == "grain/first/lakes"]
    assert [(one.since, one.in_default) for one in found] == [(date(2030, 4, 1), in_default)] * late


@pytest.mark.parametrize(
    ("payment", "given", "outside"), [("several", [30, 0, 0], 50), ("joint", [30, 20, 0], 30)]
)
def test_only_joint_payers_give_for_one_another(
    payment: str, given: list[int], outside: int
) -> None:
    """A joint payer gives its own, then its fellows' of the tranches that it shares in, and no more."""
    grain = decided(payment, "2030-03-10").determination.benefits["grain"]
    assert [one.delivered for one in grain.parcels] == given
    assert grain.outside_rule == outside


def test_what_a_payer_in_default_leaves_is_unallocated() -> None:
    """Nobody else owes it, from the day of the default; what one payer owes alone is not counted."""
    assert decided("several", "2030-04-10").determination.benefits["grain"].unallocated == 0
    assert decided("several", "2030-04-11").determination.benefits["grain"].unallocated == 20
    assert decided("joint", "2030-04-11").determination.benefits["grain"].unallocated == 0


def test_what_a_joint_payer_gave_for_another_is_told_as_its_own() -> None:
    """The money of the day says who gave, and who still owes."""
    rows = {one.payer: one.amounts for one in money_of(decided("joint", "2030-03-10"))}
    assert (rows["hills"]["delivered"], rows["hills"]["due"]) == (50, 0)
    assert (rows["lakes"]["delivered"], rows["lakes"]["due"]) == (0, 50)


@pytest.mark.parametrize(
    ("given", "parts"),
    [("1.00", "0.33 0.33 0.34"), ("0.02", "0.01 0.01 0"), ("9", "0.60 0.60 0.60")],
)
def test_what_is_held_for_payers_is_divided_to_the_smallest_unit(given: str, parts: str) -> None:
    """Nothing is given twice or lost, and no part gets more than it owes."""
    shares = [Share(name, "all", name, Decimal("0.60"), "EUR") for name in "abc"]
    found = apportioned([(one, one.amount) for one in shares], Decimal(given))
    assert [part for _, part in found] == [Decimal(part) for part in parts.split()]

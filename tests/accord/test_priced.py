"""Weights, scales and bands become tranches that add up to the amount, exactly."""

from __future__ import annotations

from decimal import Decimal

from accordance.accord.reading import read

HEAD = """
format: accordance/1
id: canals
title: Canals
calendar: {in_force: 2030-01-01}
parties: {coast: {name: Coast, roles: [obligor]}, bank: {name: Bank, roles: [provider]}}
standards: {seen: {credence: 0.8}}
claims:
  area: {text: Land., type: quantity, unit: ha, standard: seen}
  plan: {text: A plan., standard: seen}
benefits:
  grant:
    payer: bank
    to: coast
"""


def grant(text: str):
    """Give the one benefit of an accord in normal form."""
    accord, problems = read(HEAD + text, "accord.yaml")
    assert accord is not None, problems
    return accord.benefits["grant"]


def told(benefit) -> list[tuple[str, str, str]]:
    """Give each part: its name, its amount, and the level that it asks."""
    return [
        (name, str(one.amount), f"{one.release.predicate} {one.release.level}")
        for name, one in benefit.tranches.items()
    ]


def test_a_scale_has_a_part_for_each_whole_step_above_its_floor():
    """Half a step at the end is worth nothing, and the amount is what the steps come to."""
    benefit = grant("    scale: {claim: area, per: 10, price: 5 EUR, from: 100 ha, to: 125 ha}\n")
    assert told(benefit) == [
        ("step-1", "5 EUR", "at_least 110 ha"), ("step-2", "5 EUR", "at_least 120 ha"),
    ]  # fmt: skip
    assert str(benefit.amount) == "10 EUR"


def test_a_scale_may_fall():
    """Where its end lies below its beginning, steps are downward."""
    benefit = grant("    scale: {claim: area, per: 0.5, price: 1 EUR, from: 2 ha, to: 1 ha}\n")
    assert [one[2] for one in told(benefit)] == ["at_most 1.5 ha", "at_most 1 ha"]


def test_the_whole_follows_from_scales():
    """Tranches that all say how much they come to need no amount of the benefit."""
    benefit = grant(
        "    tranches:\n      fixed: {amount: 7 EUR}\n"
        "      area: {scale: {claim: area, per: 10, price: 5 EUR, from: 100 ha, to: 125 ha}}\n"
    )
    assert str(benefit.amount) == "17 EUR"


def test_bands_pay_what_each_adds():
    """The parts of bands are increments, and the amount is that of the last."""
    benefit = grant(
        "    bands:\n      claim: area\n      of:\n"
        "        - {at_least: 60, amount: 4 EUR}\n        - {at_least: 80, amount: 10 EUR}\n"
    )
    assert told(benefit) == [("band-1", "4 EUR", "at_least 60"), ("band-2", "6 EUR", "at_least 80")]
    assert str(benefit.amount) == "10 EUR"


def test_weights_divide_to_the_cent_and_the_last_takes_the_rest():
    """Three equal parts of a hundred differ by a cent."""
    benefit = grant(
        "    amount: 100 EUR\n    tranches: {a: {weight: 1}, b: {weight: 1}, c: {weight: 1}}\n"
    )
    amounts = [one.amount.amount for one in benefit.tranches.values()]
    assert amounts == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]


def test_a_scale_in_a_tranche_keeps_what_else_the_tranche_asks():
    """Its steps are named after the tranche, each released by its level and the tranche's own condition."""
    benefit = grant(
        "    amount: 30 EUR\n    tranches:\n      law: {amount: 10 EUR}\n"
        "      area:\n        release: plan\n"
        "        scale: {claim: area, per: 10, price: 10 EUR, from: 0 ha, to: 20 ha}\n"
    )
    assert list(benefit.tranches) == ["law", "area-1", "area-2"]
    parts = benefit.tranches["area-2"].release.all
    assert [part.id for part in parts] == ["plan", "area"]

"""Weights, scales and bands as plain tranches, so that no later floor knows anything else (D1).

A scale or a list of bands becomes one tranche a step, each released by a level of its claim
besides all else that its place in the text asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal
from typing import Final, TypeGuard

import msgspec

from accordance.accord.conditions import All, Condition, Test
from accordance.accord.types import Bands, Benefit, Claim, Scale, Tranche
from accordance.kernel.quantities import Quantity, divided, exact

MOST_STEPS: Final = 2000
"""The most steps that one scale or list of bands may have."""
replace: Final = msgspec.structs.replace


def expanded(benefit: Benefit, claims: dict[str, Claim]) -> Benefit:
    """Give a benefit whose every tranche has an amount; what cannot be counted out stays as written."""
    own = next((one for one in (benefit.scale, benefit.bands) if fits(one, claims)), None)
    if own is not None and not benefit.tranches:
        word = "step" if isinstance(own, Scale) else "band"
        tranches = dict(_steps(word, own, Tranche()))
        whole = benefit.amount if benefit.up_to and benefit.amount else total(own)
        return replace(benefit, amount=whole, tranches=tranches)
    found: dict[str, Tranche] = {}
    for name, tranche in _weighed(benefit).items():
        priced = next((one for one in (tranche.scale, tranche.bands) if fits(one, claims)), None)
        if priced is None:
            found[name] = tranche
        else:
            found |= dict(_steps(name, priced, tranche))
    return _totalled(replace(benefit, tranches=found))


def _totalled(benefit: Benefit) -> Benefit:
    """Give a benefit that states no amount that of its tranches, where each has one and all in one unit."""
    parts = [one.amount for one in benefit.tranches.values() if one.amount is not None]
    units = {one.unit for one in parts}
    counted = len(parts) == len(benefit.tranches) and len(units) == 1
    if benefit.amount is not None or benefit.status or not counted:
        return benefit
    whole = exact(sum((one.amount for one in parts), Decimal(0)))
    return replace(benefit, amount=Quantity(whole, units.pop()))


def _weighed(benefit: Benefit) -> dict[str, Tranche]:
    """Divide the amount by the tranches' weights where every one of them gives a weight."""
    weights = [one.weight for one in benefit.tranches.values() if one.weight is not None]
    face = benefit.amount
    if face is None or len(weights) < len(benefit.tranches) or sum(weights) <= 0:
        return benefit.tranches
    parts = divided(face, weights)
    return {
        name: replace(one, amount=Quantity(part, face.unit)) if one.amount is None else one
        for (name, one), part in zip(benefit.tranches.items(), parts, strict=True)
    }


def _steps(name: str, priced: Scale | Bands, around: Tranche) -> Iterator[tuple[str, Tranche]]:
    """Give the steps in order, each with the conditions of the tranche that they are part of."""
    for number, (test, amount) in enumerate(rungs(priced), start=1):
        release: Condition = (
            test if around.release is None else All(all=(around.release, test), label="")
        )
        yield (
            f"{name}-{number}",
            replace(
                around, amount=amount, release=release, scale=None, bands=None, group=name
            ),
        )  # fmt: skip


def rungs(priced: Scale | Bands) -> list[tuple[Test, Quantity]]:
    """Give each step's test and its own amount, from the first step to the last."""
    if isinstance(priced, Scale):
        rising = priced.to.amount > priced.from_.amount
        size = priced.per.amount if rising else -priced.per.amount
        unit = priced.from_.unit or priced.to.unit
        return [
            (
                _test(priced.claim, Quantity(exact(priced.from_.amount + step * size), unit), rising),
                priced.price,
            )
            for step in range(1, count(priced) + 1)
        ]  # fmt: skip
    found = []
    before = Decimal(0)
    for band in priced.of:
        level = band.at_least or band.at_most
        if level is not None:
            part = Quantity(exact(band.amount.amount - before), band.amount.unit)
            found.append((_test(priced.claim, level, band.at_least is not None), part))
        before = band.amount.amount
    return found


def _test(claim: str, level: Quantity, rising: bool) -> Test:  # noqa: FBT001 which side is asked
    return Test("claim", claim, "at_least" if rising else "at_most", level)


def count(scale: Scale) -> int:
    """Give the number of whole steps between the two levels of a scale."""
    way = abs(scale.to.amount - scale.from_.amount)
    if scale.per.amount <= 0:
        return 0
    return int((way / scale.per.amount).to_integral_value(ROUND_FLOOR))


def total(priced: Scale | Bands) -> Quantity:
    """Give the most that a scale or its bands can come to."""
    if isinstance(priced, Scale):
        return Quantity(exact(priced.price.amount * count(priced)), priced.price.unit)
    return priced.of[-1].amount


def sound(priced: Scale | Bands | None) -> TypeGuard[Scale | Bands]:
    """Say whether there are steps, not too many, each with a level and an amount above the last."""
    if isinstance(priced, Scale):
        units = {priced.per.unit, priced.from_.unit, priced.to.unit} - {""}
        return 0 < count(priced) <= MOST_STEPS and len(units) <= 1 and priced.price.amount > 0
    return priced is not None and 0 < len(priced.of) <= MOST_STEPS and out_of_order(priced) is None


def fits(priced: Scale | Bands | None, claims: dict[str, Claim]) -> TypeGuard[Scale | Bands]:
    """Say whether steps can be counted out in the levels of their claim."""
    claim = claims.get(priced.claim) if priced is not None else None
    if not sound(priced) or claim is None or claim.type != "quantity":
        return False
    units = {test.level.unit for test, _ in rungs(priced) if test.level is not None}
    return units <= {"", claim.unit} or not claim.unit


def out_of_order(bands: Bands) -> int | None:
    """Give the first band that does not follow from the one before it, None where all do."""
    before = None
    for place, band in enumerate(bands.of):
        levels = [one for one in (band.at_least, band.at_most) if one is not None]
        if len(levels) != 1 or band.amount.amount <= (before.amount.amount if before else 0):
            return place
        if before is not None:
            last = before.at_least if band.at_least else before.at_most
            further = last is not None and (
                levels[0].amount > last.amount if band.at_least else levels[0].amount < last.amount
            )
            if not further or band.amount.unit != before.amount.unit:
                return place
        before = band
    return None

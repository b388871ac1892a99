"""What a transfer consists of, and what one unit is in another: rules D1, D4 and D5.

A part is divided among payers by their shares, those without shares in equal parts.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from accordance.kernel.quantities import PERCENT


def parcels_of(accord: Any, benefit_id: str) -> dict[str, tuple[str, str, Decimal]]:
    """Give the parcels of a transfer in the order of the text: id to tranche, payer, amount."""
    benefit = accord.benefits[benefit_id]
    if benefit.status:
        return {}
    parts = [(key, one.amount, one.payer) for key, one in benefit.tranches.items()]
    found = {}
    for key, amount, payer in parts or [("all", benefit.amount, None)]:
        whole = amount.amount
        if amount.unit == PERCENT:
            whole = benefit.amount.amount * amount.amount / 100
        payers = (payer,) if payer else benefit.payer
        shares = [benefit.shares[one].amount if benefit.shares else Decimal(1) for one in payers]
        for one, share in zip(payers, rule_d5_divided(whole, benefit, shares), strict=True):
            found[f"{key}/{one}" if len(payers) > 1 else key] = (key, one, share)
    return found


def rule_d5_divided(whole: Decimal, benefit: Any, weights: list[Decimal]) -> list[Decimal]:
    """Divide an amount by weights: all but the last rounded to the smallest unit, the last the rest."""
    if len(weights) == 1:
        return [whole]
    digits = 2 if benefit.amount.is_money else 2 - min(0, int(whole.as_tuple().exponent))
    smallest, total = Decimal(10) ** -digits, sum(weights, Decimal(0))
    parts = [(whole * one / total).quantize(smallest, ROUND_HALF_EVEN) for one in weights[:-1]]
    return [*parts, whole - sum(parts, Decimal(0))]


def place(accord: Any, benefit_id: str, tranche: str) -> str:
    """Give what an act names that bears on a part alone: its tranche as written, else the benefit."""
    benefit = accord.benefits[benefit_id]
    if tranche not in benefit.tranches or benefit.scale or benefit.bands:
        return benefit_id
    return f"{benefit_id}/{benefit.tranches[tranche].group or tranche}"


def places(accord: Any, benefit_id: str) -> set[str]:
    """Give the tranches of a benefit, as acts name them."""
    tranches = accord.benefits[benefit_id].tranches
    return {place(accord, benefit_id, key) for key in tranches} - {benefit_id}


def rule_d1_parts(accord: Any, name: str) -> list[str]:
    """Give the parcels of a benefit, or of the tranche that ``BENEFIT/TRANCHE`` names."""
    benefit_id, _, part = name.partition("/")
    tranches = accord.benefits[benefit_id].tranches
    named = [key for key, one in tranches.items() if part in (key, one.group)]
    found = parcels_of(accord, benefit_id).items()
    return [key for key, (tranche, _, _) in found if not part or tranche in named]


def part_of(accord: Any, provision: str) -> str:
    """Give the benefit that a provision is a tranche of, the series that it is a copy of, or nothing."""
    if provision in accord.commitments:
        return str(accord.commitments[provision].series)
    name = provision.partition("/")[0]
    return name if name in accord.benefits and provision in places(accord, name) else ""


def names(accord: Any, on: Any, provision: str) -> bool:
    """Say whether a power that is on some things names a provision or what it is part of."""
    return provision in on or (part_of(accord, provision) or provision) in on


def rate(accord: Any, unit: str, into: str, day: date | None = None) -> Decimal | None:
    """Give what one unit is in another by the rate of a day: the last dated by then, else the first."""
    if not unit or not into or unit == into:
        return Decimal(1)
    for pair in ((unit, into), (into, unit)):
        dated = [one for one in accord.rates if (one.from_, one.to) == pair]
        if not dated:
            continue
        dated.sort(key=lambda one: one.on)
        by_then = [one for one in dated if day is not None and one.on <= day]
        chosen = (by_then[-1] if by_then else dated[0]).rate
        if chosen.low != chosen.high:
            return None
        return chosen.low if pair[0] == unit else 1 / chosen.low
    return None

"""What a transfer consists of, and what one unit is in another: rules D1, D4 and D5.

Choices where the page is silent: payers without shares give equal parts.
"""

from __future__ import annotations

from decimal import Decimal
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
        total = sum((one.amount for one in benefit.shares.values()), Decimal(0))
        for one in payers:
            share = whole / len(payers)
            if len(payers) > 1 and benefit.shares:
                share = whole * benefit.shares[one].amount / total
            found[f"{key}/{one}" if len(payers) > 1 else key] = (key, one, share)
    return found


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


def part_of(accord: Any, provision: str) -> str:
    """Give the benefit that a provision is a tranche of, or nothing."""
    name = provision.partition("/")[0]
    return name if name in accord.benefits and provision in places(accord, name) else ""


def names(accord: Any, on: Any, provision: str) -> bool:
    """Say whether a power that is on some things names a provision or what it is part of."""
    return provision in on or (part_of(accord, provision) or provision) in on


def rate(accord: Any, unit: str, into: str) -> Decimal | None:
    """Give what one unit is in another, by the accord's rates; the same where one is not named."""
    if not unit or not into or unit == into:
        return Decimal(1)
    for one in accord.rates:
        if (one.from_, one.to) == (unit, into):
            return one.rate.low if one.rate.low == one.rate.high else None
        if (one.from_, one.to) == (into, unit):
            return 1 / one.rate.low if one.rate.low == one.rate.high else None
    return None

"""The parts of a transfer: tranche by tranche, and in each the payers' shares, exactly (D1, D4)."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import Final

import msgspec

from accordance.accord.types import Benefit, Tranche
from accordance.kernel.quantities import PERCENT, Quantity, divided

WHOLE: Final = "all"


class Share(msgspec.Struct, frozen=True):
    """One payer's part of one tranche."""

    id: str
    tranche: str
    payer: str
    amount: Decimal
    unit: str
    group: str = ""


def shares_of(benefit: Benefit) -> tuple[Share, ...]:
    """Give the parcels of a transfer in the order of the text; their amounts add up to its face.

    A payer's share of a tranche is in proportion to ``shares`` (else equal), in the smallest
    unit of the money, or two digits more than the amount is written in; the last payer takes the rest.
    """
    face = benefit.amount
    if face is None:
        return ()
    tranches = benefit.tranches or {WHOLE: Tranche(amount=face)}
    parts: list[Share] = []
    for name, tranche in tranches.items():
        payers = (tranche.payer,) if tranche.payer else benefit.payer or ("",)
        weights = [
            benefit.shares[one].amount if one in benefit.shares else Decimal(not benefit.shares)
            for one in payers
        ]
        assert tranche.amount is not None  # noqa: S101 the normal form gives it
        amounts = divided(tranche.amount, weights)
        parts.extend(
            Share(
                f"{name}/{payer}" if len(payers) > 1 else name,
                name,
                payer,
                amount,
                face.unit,
                tranche.group,
            )
            for payer, amount in zip(payers, amounts, strict=True)
        )
    return tuple(parts)


def tranche_of(benefit: Benefit, share: Share | None) -> Tranche:
    """Give the tranche of a parcel, of a status an empty one, with what the benefit says in its stead."""
    own = (benefit.tranches.get(share.tranche) if share else None) or Tranche()
    inherited = (
        "deliver", "assess", "cure", "on_failure", "available_until", "decided_by", "discharged_by",
    )  # fmt: skip
    given = {name: getattr(own, name) or getattr(benefit, name) for name in inherited}
    return msgspec.structs.replace(own, **given)


def place_of(name: str, benefit: Benefit, share: Share) -> str:
    """Give what an act names that bears on a parcel alone: its tranche as written, else the benefit."""
    if not benefit.tranches or benefit.scale is not None or benefit.bands is not None:
        return name
    return f"{name}/{share.group or share.tranche}"


def places_of(name: str, benefit: Benefit) -> dict[str, str]:
    """Give the tranches of a benefit that an act may name, each with the benefit that it is part of."""
    places = (place_of(name, benefit, share) for share in shares_of(benefit))
    return {place: name for place in places if place != name}


def apportioned(parts: list[tuple[Share, Decimal]], amount: Decimal) -> list[tuple[Share, Decimal]]:
    """Divide an amount over the room in parts: tranche by tranche, in each in proportion to the room.

    No part gets more than its room; of an amount that is not divided evenly the last take the rest.
    """
    found: list[tuple[Share, Decimal]] = []
    for _, group in groupby(parts, key=lambda one: one[0].tranche):
        shares, rooms = zip(*group, strict=True)
        whole = min(amount, sum(rooms, Decimal(0)))
        amount -= whole
        spill, given = Decimal(0), []
        for part, room in zip(
            reversed(divided(Quantity(whole, shares[0].unit), rooms)), reversed(rooms), strict=True
        ):
            given.append(min(room, part + spill))
            spill += part - given[-1]
        found += zip(shares, reversed(given), strict=True)
    return found


def advance_of(benefit: Benefit) -> Decimal:
    """Give the most of a transfer that may be given before it is due."""
    advance = benefit.advance
    if advance is None:
        return Decimal(0)
    if advance.up_to.unit == PERCENT:
        return face_of(benefit) * advance.up_to.amount / 100
    return advance.up_to.amount


def binding(benefit: Benefit) -> bool:
    """Say whether the amount of a benefit is a cap below what its parts come to."""
    return benefit.up_to and benefit.amount is not None and face_of(benefit) > benefit.amount.amount


def most_of(benefit: Benefit) -> Decimal:
    """Give the most of a transfer that can be had: its face, or the cap on it."""
    face = face_of(benefit)
    return min(face, benefit.amount.amount) if benefit.up_to and benefit.amount else face


def face_of(benefit: Benefit) -> Decimal:
    """Give the face amount of a transfer: the sum of its parcels."""
    return sum((share.amount for share in shares_of(benefit)), Decimal(0))

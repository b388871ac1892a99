"""The parts of a transfer: tranche by tranche, and in each the payers' shares, exactly (D1, D4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import msgspec

from accordance.accord.types import Benefit, Tranche
from accordance.kernel.quantities import Quantity, exact

WHOLE: Final = "all"
MINOR_DIGITS: Final = {
    "JPY": 0,
    "KRW": 0,
    "CLP": 0,
    "VND": 0,
    "BHD": 3,
    "KWD": 3,
    "JOD": 3,
    "TND": 3,
}
"""Digits of the minor unit where they are not two (ISO 4217)."""


class Share(msgspec.Struct, frozen=True):
    """One payer's part of one tranche."""

    id: str
    tranche: str
    payer: str
    amount: Decimal
    unit: str


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
        amounts = _divide(tranche.amount, payers, benefit.shares)
        parts.extend(
            Share(f"{name}/{payer}" if len(payers) > 1 else name, name, payer, amount, face.unit)
            for payer, amount in zip(payers, amounts, strict=True)
        )
    return tuple(parts)


def _divide(
    amount: Quantity, payers: tuple[str, ...], shares: dict[str, Quantity]
) -> list[Decimal]:
    weights = [shares[payer].amount if payer in shares else Decimal(not shares) for payer in payers]
    total = sum(weights)
    place = _place(amount)
    parts = [
        (amount.amount * weight / total).quantize(place) if total else Decimal(0)
        for weight in weights
    ]
    parts[-1] += amount.amount - sum(parts)
    return [exact(part) for part in parts]


def _place(amount: Quantity) -> Decimal:
    """Give the smallest part that an amount is divided into: minor units of money, else two more digits."""
    if amount.is_money:
        return Decimal(1).scaleb(-MINOR_DIGITS.get(amount.unit, 2))
    return Decimal(1).scaleb(min(0, int(amount.amount.as_tuple().exponent)) - 2)


def face_of(benefit: Benefit) -> Decimal:
    """Give the face amount of a transfer: the sum of its parcels."""
    return sum((share.amount for share in shares_of(benefit)), Decimal(0))

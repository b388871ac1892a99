"""Exact amounts with units: money, tonnes, persons, steps, shares.

Amounts are :class:`~decimal.Decimal` and never pass through binary floating point.  Money is a
quantity whose unit is an ISO 4217 code; ``30 MUSD`` is thirty million US dollars.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Self

import msgspec

_SHAPE: Final = re.compile(
    r"([+-]?\d[\d_,]*(?:\.\d+)?)\s*(%|[A-Za-z][\w.-]*(?: [A-Za-z][\w.-]*)*)?"
)
_MONEY: Final = re.compile(r"([kMG])?([A-Z]{3})")
_SCALE: Final = {None: 1, "k": 10**3, "M": 10**6, "G": 10**9}
PERCENT: Final = "%"
MAX_DIGITS: Final = 24
"""Longest amount that is read: sums of amounts stay exact within a decimal's 28 digits."""


class Quantity(msgspec.Struct, frozen=True):
    """An exact amount of one unit; a share has the unit ``%`` and is held as written (25 = 25%)."""

    amount: Decimal
    unit: str

    expects = 'an amount with its unit, such as "50000 t", "30 MUSD", "25%" or "8 steps"'
    pattern = r"^[+-]?\d[\d_,]*(\.\d+)?\s*(%|[A-Za-z].*)?$"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an amount and its unit; the unit is empty for a bare number."""
        found = _SHAPE.fullmatch(text.strip())
        if found is None or len(found[1]) > MAX_DIGITS:
            raise ValueError(cls.expects)
        amount = Decimal(found[1].replace(",", "").replace("_", ""))
        unit = found[2] or ""
        money = _MONEY.fullmatch(unit)
        if money:
            return cls(exact(amount * _SCALE[money[1]]), money[2])
        return cls(exact(amount), unit)

    @property
    def is_money(self) -> bool:
        """Say whether the unit has the form of a currency code."""
        return len(self.unit) == 3 and self.unit.isupper()  # noqa: PLR2004 ISO 4217 codes have three letters

    def __str__(self) -> str:
        """Give the amount with thousands separated, and its unit."""
        gap = "" if self.unit in ("", PERCENT) else " "
        return f"{plain(self.amount, group=True)}{gap}{self.unit}"


class Range(msgspec.Struct, frozen=True):
    """An interval of exact amounts of one unit, both ends included."""

    low: Decimal
    high: Decimal
    unit: str

    expects = 'an amount, or two as [low, high], such as "1378" or [181000, 213000]'

    @classmethod
    def of(cls, low: Quantity, high: Quantity) -> Self:
        """Join two amounts of one unit; raise ValueError where units differ or order is wrong."""
        unit = high.unit or low.unit
        if low.unit not in ("", unit) or low.amount > high.amount:
            raise ValueError(cls.expects)
        return cls(low.amount, high.amount, unit)

    def __str__(self) -> str:
        """Give one amount where both ends agree, else both."""
        high = Quantity(self.high, self.unit)
        return str(high) if self.low == self.high else f"{plain(self.low, group=True)} to {high}"


def held_in(unit: str) -> str:
    """Give the unit in which amounts that are written with this word are held: of ``MUSD`` it is USD."""
    money = _MONEY.fullmatch(unit)
    return money[2] if money else unit


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


def divided(amount: Quantity, weights: Sequence[Decimal]) -> list[Decimal]:
    """Divide an amount by weights, exactly: the parts add up to it.

    Each part is a whole number of the smallest unit of the money, or of two digits more than the
    amount is written in; the last takes the rest.
    """
    whole = sum(weights)
    place = _place(amount)
    parts = [
        (amount.amount * weight / whole).quantize(place) if whole else Decimal(0)
        for weight in weights
    ]
    parts[-1] += amount.amount - sum(parts)
    return [exact(part) for part in parts]


def _place(amount: Quantity) -> Decimal:
    """Give the smallest part that an amount is divided into: minor units of money, else two more digits."""
    if amount.is_money:
        return Decimal(1).scaleb(-MINOR_DIGITS.get(amount.unit, 2))
    return Decimal(1).scaleb(min(0, int(amount.amount.as_tuple().exponent)) - 2)


def plain(amount: Decimal, *, group: bool = False) -> str:
    """Write a decimal without exponent or trailing zeros: the canonical string of an amount."""
    text = format(amount, ",f" if group else "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact(amount: Decimal) -> Decimal:
    """Give an amount in its one canonical form: no exponent, no trailing zeros."""
    return Decimal(plain(amount)) + 0

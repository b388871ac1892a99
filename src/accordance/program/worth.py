"""What a benefit is worth to its recipient, in the accord's currency, as an interval."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from accordance.accord.types import Accord, Benefit
from accordance.kernel.quantities import Range

_DAYS_A_YEAR = Decimal("365.2425")
_MONTHS_A_YEAR = 12


def worth_of_parcel(
    accord: Accord, benefit: Benefit, amount: Decimal, day: date | None = None
) -> Range | None:
    """Give the worth of an amount of a transfer: its price a unit, its share of the whole, or its face.

    None where nothing tells it in the accord's currency.
    """
    unit = benefit.amount.unit if benefit.amount else ""
    worth = benefit.worth
    if worth is not None:
        part = amount
        if worth.per == "whole":
            face = benefit.amount.amount if benefit.amount else Decimal(0)
            part = amount / face if face else Decimal(0)
        return Range(worth.value.low * part, worth.value.high * part, worth.value.unit)
    rate = priced(accord, unit, accord.currency, day)
    return Range(amount * rate.low, amount * rate.high, accord.currency) if rate else None


def worth_of_status(accord: Accord, benefit: Benefit) -> Range:
    """Give the worth of a status: as stated, for one period where it accrues by the period."""
    if benefit.worth is None:
        return Range(Decimal(0), Decimal(0), accord.currency)
    return benefit.worth.value


def worth_of_days(benefit: Benefit, days: int) -> Range | None:
    """Give the worth of a status that has run for some days, or None where it does not accrue."""
    worth = benefit.worth
    if worth is None or worth.every is None:
        return None
    period = worth.every.months * _DAYS_A_YEAR / _MONTHS_A_YEAR + worth.every.days
    part = Decimal(days) / period
    return Range(worth.value.low * part, worth.value.high * part, worth.value.unit)


def conversion(accord: Accord, unit: str, into: str, day: date | None = None) -> Decimal | None:
    """Give what one unit is in another, exactly, by the accord's rates; None where none says so."""
    found = priced(accord, unit, into, day)
    return found.low if found is not None and found.low == found.high else None


def priced(accord: Accord, unit: str, into: str, day: date | None = None) -> Range | None:
    """Give what one unit is in another, within bounds, by the rate of a day; None where none is declared.

    The rate of a day is the last that is dated by then; before the first, and where no day is
    asked, it is the first.
    """
    if unit in ("", into):
        return Range(Decimal(1), Decimal(1), into)
    straight = [one for one in accord.rates if (one.from_, one.to) == (unit, into)]
    back = [one for one in accord.rates if (one.from_, one.to) == (into, unit) and one.rate.low > 0]
    rates = sorted(straight or back, key=lambda one: one.on)
    if not rates:
        return None
    by_then = [one for one in rates if day is not None and one.on <= day]
    rate = (by_then[-1:] or rates[:1])[0].rate
    if straight:
        return Range(rate.low, rate.high, into)
    return Range(1 / rate.high, 1 / rate.low, into)

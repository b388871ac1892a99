"""What a benefit is worth to its recipient, in the accord's currency, as an interval."""

from __future__ import annotations

from decimal import Decimal

from accordance.accord.types import Accord, Benefit
from accordance.kernel.quantities import Range

_DAYS_A_YEAR = Decimal("365.2425")
_MONTHS_A_YEAR = 12


def worth_of_parcel(accord: Accord, benefit: Benefit, amount: Decimal) -> Range:
    """Give the worth of an amount of a transfer: its price a unit, its share of the whole, or its face."""
    unit = benefit.amount.unit if benefit.amount else ""
    worth = benefit.worth
    if worth is not None:
        part = amount
        if worth.per == "whole":
            face = benefit.amount.amount if benefit.amount else Decimal(0)
            part = amount / face if face else Decimal(0)
        return Range(worth.value.low * part, worth.value.high * part, worth.value.unit)
    rate = _rate(accord, unit)
    return Range(amount * rate, amount * rate, accord.currency)


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


def conversion(accord: Accord, unit: str, into: str) -> Decimal | None:
    """Give what one unit is in another by the rates that the accord declares, None where none is."""
    if unit in ("", into):
        return Decimal(1)
    for rate in accord.rates:
        if (rate.from_, rate.to) == (unit, into):
            return rate.rate
        if (rate.from_, rate.to) == (into, unit) and rate.rate:
            return 1 / rate.rate
    return None


def _rate(accord: Accord, unit: str) -> Decimal:
    """Give what one unit is worth in the accord's currency; nothing where no rate is declared."""
    return conversion(accord, unit, accord.currency) or Decimal(0)

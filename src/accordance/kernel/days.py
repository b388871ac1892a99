"""Calendar days, intervals and ISO 8601 periods.

A day is a :class:`datetime.date`; inside programs it is its proleptic Gregorian ordinal.
Nothing here reads a clock.  Month arithmetic needs a declared rounding rule (SEMANTICS A2).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Final, Literal, Self

import msgspec

Months = Literal["clamp", "overflow"]
"""What 31 January plus one month is: the last day of February, or spilling into March."""

Counting = Literal["exclude-first", "include-first", "clear"]

FIRST_YEAR: Final = 1800
LAST_YEAR: Final = 2500
"""The years in which a day of an input may lie: periods counted from it then stay in the calendar."""

_PERIOD: Final = re.compile(r"P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,6})D)?")


class YearOutOfRangeError(ValueError):
    """Raised for a day of the calendar that is too far away to be meant."""

    expects = f"a day in the years {FIRST_YEAR} to {LAST_YEAR}"

    def __init__(self, day: date) -> None:
        """Keep what was found, as a message."""
        super().__init__(f"the year {day.year:04} is outside {FIRST_YEAR} to {LAST_YEAR}")


class Period(msgspec.Struct, frozen=True):
    """A calendar period: whole months and whole days, never negative."""

    months: int
    days: int

    expects = 'an ISO 8601 period of whole days, such as "P60D", "P6M" or "P1Y"'
    pattern = r"^P(?=\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,6}D)?$"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``P1Y2M3W4D``; raise ValueError on anything else."""
        found = _PERIOD.fullmatch(text)
        if found is None or text == "P":
            raise ValueError(cls.expects)
        years, months, weeks, days = (int(part or 0) for part in found.groups())
        return cls(years * 12 + months, weeks * 7 + days)

    def __str__(self) -> str:
        """Give the shortest ISO form."""
        years, months = divmod(self.months, 12)
        parts = [f"{n}{unit}" for n, unit in ((years, "Y"), (months, "M"), (self.days, "D")) if n]
        return "P" + ("".join(parts) or "0D")


class Interval(msgspec.Struct, frozen=True):
    """The day or days of the world that something speaks of; both ends belong to it."""

    start: date
    end: date

    expects = (
        'a day "2007-07-14", an interval "2006-10-14/2007-09-06" or an instant with its offset'
    )
    pattern = (
        r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?"
        r"(/\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?)?$"
    )

    @classmethod
    def parse(cls, text: str, zone: str = "UTC") -> Self:
        """Read one ISO day or instant, or two joined by a slash; raise ValueError otherwise.

        An instant becomes the day that it falls on in the zone; without a zone it is refused.
        """
        if not zone and "T" in text:
            raise ValueError("a day, or the time zone in which this instant becomes one")
        first, slash, last = text.partition("/")
        try:
            start = day_in(first, zone)
            end = day_in(last, zone) if slash else start
        except YearOutOfRangeError:
            raise
        except ValueError:
            raise ValueError(cls.expects) from None
        if end < start:
            message = "an interval whose end is not before its start"
            raise ValueError(message)
        return cls(start, end)

    def __str__(self) -> str:
        """Give the ISO form, one day alone where both ends are the same."""
        if self.start == self.end:
            return self.start.isoformat()
        return f"{self.start.isoformat()}/{self.end.isoformat()}"


class WorkingDays(msgspec.Struct, frozen=True):
    """A named calendar of days off: weekday numbers (Monday 0) and dated holidays."""

    weekend: frozenset[int]
    holidays: frozenset[date]

    def rolled(self, day: date) -> date:
        """Give the day itself if it is worked, else the next one that is."""
        while day.weekday() in self.weekend or day in self.holidays:
            day += timedelta(days=1)
        return day

    def counted(self, day: date, count: int) -> date:
        """Give the last of so many working days after a day, of a negative number before it."""
        step = timedelta(days=1 if count > 0 else -1)
        for _ in range(abs(count)):
            day += step
            while day.weekday() in self.weekend or day in self.holidays:
                day += step
        return day


def parse_day(text: str) -> date:
    """Read ``YYYY-MM-DD`` and nothing shorter; raise ValueError otherwise.

    A day outside ``FIRST_YEAR`` to ``LAST_YEAR`` raises its subclass YearOutOfRangeError.
    """
    if len(text) != 10 or text[4] != "-" or text[7] != "-":  # noqa: PLR2004 the ISO form has ten characters
        message = 'a day such as "2007-04-14"'
        raise ValueError(message)
    return _within_reach(date.fromisoformat(text))


def _within_reach(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise YearOutOfRangeError(day)
    return day


def day_in(text: str, zone: str) -> date:
    """Read a day, or an instant as the day on which it falls in a zone (A1); raise ValueError otherwise.

    An instant at midnight belongs to the day that it opens.  It must state its offset.
    """
    if "T" not in text:
        return parse_day(text)
    from zoneinfo import ZoneInfo  # noqa: PLC0415 few texts turn on an hour

    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError('an instant with its offset, such as "2025-03-01T00:00+01:00"')
    _within_reach(instant.date())
    return instant.astimezone(ZoneInfo(zone)).date()


def known_zone(name: str) -> bool:
    """Say whether a time zone of this name exists."""
    if name == "UTC":
        return True
    from zoneinfo import ZoneInfo  # noqa: PLC0415 an accord in UTC needs no zone database

    try:
        ZoneInfo(name)
    except (LookupError, ValueError, OSError):
        return False
    return True


def add_period(
    start: date, period: Period, months: Months, counting: str, *, back: bool = False
) -> date:
    """Give the last day of a period that starts on ``start``; counted ``back`` its first.

    ``exclude-first`` counts from the day after the start (13 Feb + 60 days = 14 Apr).  ``clear``
    gives the first day that has the whole period between it and the start (26 Jun + 45 clear
    days = 11 Aug); with ``include-first`` the start is its first day (10 Dec + 180 days = 7 Jun).
    Months come first, days after.  Raise OverflowError outside the years 1 to 9999.
    """
    way = -1 if back else 1
    day = _add_months(start, way * period.months, months) if period.months else start
    days = period.days + (counting == "clear") - (counting == "include-first")
    return day + timedelta(days=way * days)


def _add_months(start: date, count: int, rule: Months) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError
    last = monthrange(year, month + 1)[1]
    if start.day <= last:
        return date(year, month + 1, start.day)
    spill = 0 if rule == "clamp" else start.day - last
    return date(year, month + 1, last) + timedelta(days=spill)

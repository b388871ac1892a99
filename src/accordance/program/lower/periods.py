"""Calendar periods as integer tables, so that ``step`` needs no calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any, Final

from accordance.kernel.days import Counting, Months, Period, WorkingDays

HORIZON_YEARS: Final = 110
"""From ten years before an accord to a hundred after: far past anything that is judged."""


class Periods:
    """Numbers the periods of an accord; those of months or with rolls get a table of days."""

    def __init__(self, start: date, months: Months, calendars: dict[str, WorkingDays]) -> None:
        """Cover ``HORIZON_YEARS`` from ten years before ``start``; days beyond count as its ends."""
        self.start = date(max(1, start.year - 10), 1, 1).toordinal()
        self.days = date(min(9999, start.year - 10 + HORIZON_YEARS), 1, 1).toordinal() - self.start
        self.months = months
        self.calendars = calendars
        self._known: dict[tuple[Period, Counting, str | None], int] = {}
        self._days: list[int] = []
        self._table: list[int] = []
        self._calendar: list[int] = []

    def number(
        self, period: Period, count: Counting = "exclude-first", roll: str | None = None
    ) -> int:
        """Give the number of a period counted and rolled in this way."""
        key = (period, count, roll)
        if key not in self._known:
            self._known[key] = len(self._days)
            days = period.days + (count == "clear")
            self._days.append(days)
            if period.months or roll:
                self._table.append(len(self._calendar))
                ends = self._month_ends(period.months)
                if days:
                    ends = [day + days for day in ends]
                self._calendar.extend(self._rolled(ends, roll) if roll else ends)
            else:
                self._table.append(-1)
        return self._known[key]

    def tables(self) -> dict[str, Any]:
        """Give the parts of the program's tables that hold periods."""
        return {
            "period_days": self._days or [0], "period_table": self._table or [-1],
            "calendar": self._calendar or [0],
            "horizon_start": self.start, "horizon_days": self.days,
        }  # fmt: skip

    def _month_ends(self, count: int) -> list[int]:
        """Give, for each day of the horizon, the day a number of months later."""
        ends: list[int] = []
        year, month = date.fromordinal(self.start).year, 0
        while len(ends) < self.days:
            far_year, far_month = divmod(month + count, 12)
            far_year += year
            here = monthrange(year, month + 1)[1]
            there = monthrange(far_year, far_month + 1)[1] if far_year <= date.max.year else 31
            first = date(min(far_year, date.max.year), far_month + 1, 1).toordinal()
            whole = here if self.months == "overflow" else min(here, there)
            ends.extend(range(first, first + whole))
            ends.extend([first + whole - 1] * (here - whole))
            year, month = (year + 1, 0) if month == 11 else (year, month + 1)  # noqa: PLR2004 December
        return ends[: self.days]

    def _rolled(self, ends: list[int], roll: str) -> list[int]:
        calendar = self.calendars[roll]
        return [calendar.rolled(date.fromordinal(day)).toordinal() for day in ends]

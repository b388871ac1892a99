"""Calendar periods as integers, so that ``step`` needs no calendar."""

from __future__ import annotations

from typing import Any

from accordance.accord.counting import PLAIN, WORKING
from accordance.kernel.days import Months, Period, WorkingDays


class Periods:
    """Numbers the periods of an accord, each counted and rolled in one way."""

    def __init__(self, months: Months, calendars: dict[str, WorkingDays]) -> None:
        """Take the rule for short months, and the calendars of working days by name."""
        self.months = months
        self.calendars = calendars
        self._known: dict[tuple[Period, str, str | None, bool], int] = {}

    def number(
        self,
        period: Period,
        count: str = PLAIN,
        roll: str | None = None,
        *,
        back: bool = False,
    ) -> int:
        """Give the number of a period counted and rolled in this way, forward or ``back``."""
        return self._known.setdefault((period, count, roll, back), len(self._known))

    def tables(self) -> dict[str, Any]:
        """Give the parts of the program's tables that hold periods."""
        order = list(self.calendars)
        holidays: list[int] = []
        holiday_at = [0]
        for calendar in self.calendars.values():
            holidays += sorted(day.toordinal() for day in calendar.holidays)
            holiday_at.append(len(holidays))
        return {
            "period_months": [
                -one.months if back else one.months for one, _, _, back in self._known
            ]
            or [0],
            "period_days": [
                -_days(one, how) if back else _days(one, how) for one, how, _, back in self._known
            ]
            or [0],
            "period_roll": [order.index(one) if one else -1 for _, _, one, _ in self._known]
            or [-1],
            "period_work": [
                order.index(how.split()[1]) if how.startswith(WORKING) else -1
                for _, how, _, _ in self._known
            ]
            or [-1],
            "spill": int(self.months == "overflow"),
            "weekend": [_mask(one) for one in self.calendars.values()] or [0],
            "holiday_at": holiday_at,
            "holidays": holidays or [0],
        }


def _days(period: Period, count: str) -> int:
    return period.days + (count == "clear") - (count == "include-first")


def _mask(calendar: WorkingDays) -> int:
    return sum(1 << weekday for weekday in calendar.weekend)

"""How the days of a period are counted, and the day on which one is over (SEMANTICS A2)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final

import msgspec

from accordance.kernel import yaml_text
from accordance.kernel.days import Period, WorkingDays, add_period
from accordance.kernel.json_schema import Schema, Schemas
from accordance.kernel.reading import MISSING, Path, Reader

if TYPE_CHECKING:
    from accordance.accord.parts import Calendar

PLAIN: Final = "exclude-first"
WORKING: Final = "working"
COUNT: Final = r"exclude-first|include-first|clear|working(?: [A-Za-z0-9][A-Za-z0-9_-]*)?"
_WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class CountForm(msgspec.Struct, frozen=True):
    """Reads how a period counts: a word, after ``working`` the calendar where there are several."""

    def read_node(self, reader: Reader, node: yaml_text.Node, _: Path) -> Any:
        """Give the words, or MISSING with a problem noted."""
        expected = "one of exclude-first, include-first, clear, working, working CALENDAR"
        text = reader.scalar(node, expected)
        if text is MISSING or re.fullmatch(COUNT, text):
            return text
        return reader.report("S005", node, f'"{text}" is not known here', expected)

    def schema(self, _: Schemas) -> Schema:
        """Give the JSON Schema of the words."""
        return {"type": "string", "pattern": f"^({COUNT})$"}


CountText = Annotated[str, CountForm()]


def counted_by(count: str, calendar: Calendar) -> str:
    """Give how a period counts with its calendar named: the only one where none was."""
    if count == WORKING and len(calendar.working_days) == 1:
        return f"{WORKING} {next(iter(calendar.working_days))}"
    return count


def counted_in(count: str, calendar: Calendar) -> str | None:
    """Give the calendar that a count names, empty where it counts all days; None where there is none."""
    if not count.startswith(WORKING):
        return ""
    name = counted_by(count, calendar).removeprefix(WORKING).strip()
    return name if name in calendar.working_days else None


def working_days(calendar: Calendar) -> dict[str, WorkingDays]:
    """Give the calendars of working days of an accord."""
    return {
        name: WorkingDays(frozenset(map(_WEEK.index, one.weekend)), frozenset(one.holidays))
        for name, one in calendar.working_days.items()
    }


def over(
    calendar: Calendar, start: date, period: Period, count: str = PLAIN, *, back: bool = False
) -> date:
    """Give the last day of a period from a day on, or ``back`` from it; OverflowError past the calendar."""
    if count.startswith(WORKING):
        days = working_days(calendar)[counted_in(count, calendar) or ""]
        return days.counted(start, -period.days if back else period.days)
    return add_period(start, period, calendar.months or "clamp", count, back=back)

"""A013, A014 and A015: months have a rounding rule; calendars and zones exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import msgspec

from accordance.accord.conditions import After
from accordance.accord.draft import Draft
from accordance.accord.walk import nodes, values
from accordance.kernel.days import Months, Period, known_zone
from accordance.kernel.problems import Problem, nearest

SHOWN = 8
"""Places shown besides the first where one remedy serves many."""


def check(draft: Draft) -> Iterator[Problem]:
    """Report month arithmetic without a rule, unknown working-day calendars and time zones."""
    calendar = draft.accord.calendar
    if calendar.months is None:
        yield from _months(draft)
    known = tuple(calendar.working_days)
    for clause in draft.clauses():
        for path, node in nodes(clause.condition, clause.path):
            if isinstance(node, After) and node.roll is not None and node.roll not in known:
                message = f'no calendar of working days is called "{node.roll}"'
                hint = nearest(node.roll, known)
                listed = f"one of {', '.join(known)}" if known else "it among calendar.working_days"
                yield draft.error("A014", (*path, "roll"), message, "" if hint else listed, hint)
    if not known_zone(calendar.timezone):
        from zoneinfo import available_timezones  # noqa: PLC0415 only a failing input pays for it

        zones = sorted(available_timezones())
        if zones:
            hint = nearest(calendar.timezone, zones)
            expected = "" if hint else 'a name of the time zone database, such as "Asia/Seoul"'
            message = f'no time zone is called "{calendar.timezone}"'
            yield draft.error("A015", ("calendar", "timezone"), message, expected, hint)
    for name, days in calendar.working_days.items():
        if len(set(days.weekend)) == 7:  # noqa: PLR2004 a week has seven days
            message = "no day of this calendar is worked"
            path = ("calendar", "working_days", name, "weekend")
            yield draft.error("A014", path, message, "at most six days off a week")


def _months(draft: Draft) -> Iterator[Problem]:
    paths = [
        path for path, value in values(draft.written) if isinstance(value, Period) and value.months
    ]
    if paths:
        spans = tuple(dict.fromkeys(draft.at(path) for path in paths))
        choices = " or ".join(get_args(Months))
        expected = f"calendar.months: {choices}, so that everybody counts months alike"
        message = "a period counts months, and the calendar has no rule for short ones"
        problem = draft.error("A013", paths[0], message, expected)
        yield msgspec.structs.replace(problem, see=spans[1 : SHOWN + 1])

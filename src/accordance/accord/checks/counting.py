"""A014, A035, A036 and A037: periods that can be counted, as they say and as far as is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from accordance.accord.conditions import (
    After,
    Before,
    Condition,
    Earliest,
    Latest,
    OnDay,
    Test,
    members,
)
from accordance.accord.counting import WORKING, counted_in
from accordance.accord.draft import Draft
from accordance.accord.walk import nodes
from accordance.kernel.days import Period
from accordance.kernel.problems import Problem, nearest, one_of
from accordance.kernel.reading import Path

MOST: Final = 5000
"""The most working days that a period may have: they are counted one by one."""


def check(draft: Draft) -> Iterator[Problem]:
    """Report periods that cannot be counted as they say, and those back from a day nobody knows yet."""
    for clause in draft.clauses():
        for path, node in nodes(clause.condition, clause.path):
            if isinstance(node, After | Before):
                yield from _counted(draft, path, node.period, node.count)
            if isinstance(node, Before) and not _known(node.before, node.period):
                message = f"nobody knows {node.period} ahead when this comes"
                expected = "a day, or one that comes at least so long after something happened"
                yield draft.error("A035", path, message, expected)
    for name, power in draft.accord.powers.items():
        for key in ("wait", "within", "lasts"):
            timed = getattr(power, key)
            if timed is not None:
                yield from _counted(draft, ("powers", name, key), timed.period, timed.count)
        window = power.within
        if window is not None and window.from_ is not None:
            if _length(window.from_) > _length(window.period):
                message = f"this window opens after {window.from_} and closes after {window.period}"
                expected = "period: how long after the act it closes, not before it opens"
                yield draft.error("A037", ("powers", name, "within", "from"), message, expected)
            if window.count.startswith(WORKING) and window.from_.months:
                message = f"{window.from_} is no number of working days"
                yield draft.error("A036", ("powers", name, "within", "from"), message, "whole days")


def _counted(draft: Draft, path: Path, period: Period, count: str) -> Iterator[Problem]:
    place = (*path, "count") if (*path, "count") in draft.spans else path
    if counted_in(count, draft.accord.calendar) is None:
        known = tuple(draft.accord.calendar.working_days)
        name = count.removeprefix(WORKING).strip()
        message = f'no calendar of working days is called "{name}"'
        if not name:
            message = "this counts working days, and no calendar says which they are"
            if known:
                message = "this counts working days, and there are several calendars of them"
        hint = nearest(name, known) if name else ""
        listed = f"working and {one_of(known)}" if known else "one among calendar.working_days"
        yield draft.error("A014", place, message, "" if hint else listed, hint)
    if count.startswith(WORKING) and (period.months or period.days > MOST):
        message = f"{period} is no number of working days"
        yield draft.error("A036", place, message, f"whole days alone, at most P{MOST}D")
    elif count == "include-first" and period == Period(0, 0):
        yield draft.error("A036", place, "no first day belongs to P0D", "P1D or longer")


def _known(moment: Condition, ahead: Period) -> bool:
    """Say whether the day of a moment is known at least a period before it comes."""
    match moment:
        case OnDay() | Test(kind="accord"):
            return True
        case Before(before=one):
            return _known(one, ahead)
        case After(after=one, period=period):
            return _known(one, ahead) or _length(period) >= _length(ahead)
        case Earliest() | Latest():
            return all(_known(one, ahead) for one in members(moment))
    return False


def _length(period: Period) -> int:
    return period.months * 30 + period.days

"""A012: days in an order that can be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accordance.accord.conditions import After, Before, Condition, Earliest, Latest, OnDay, Test
from accordance.accord.counting import counted_in, over
from accordance.accord.draft import Draft
from accordance.accord.types import Accord, Provision
from accordance.kernel.days import Period
from accordance.kernel.problems import Problem
from accordance.kernel.reading import Path

SECTIONS = ("commitments", "benefits", "powers")
MOMENTS = ("due", "until", "assess", "available_until")


def check(draft: Draft) -> Iterator[Problem]:
    """Report ends before beginnings, deadlines before duties, and late adoptions."""
    accord = draft.accord
    start = accord.calendar.in_force
    yield from _ends(draft, ("calendar",), accord.calendar.ends, start)
    for section in SECTIONS:
        for name, provision in getattr(accord, section).items():
            yield from _ends(draft, (section, name), provision.ends, provision.in_force or start)
    for clause in draft.clauses():
        owner: Provision = getattr(accord, clause.section)[clause.id]
        begins = owner.in_force or start
        day = fixed(clause.condition, accord) if clause.role in MOMENTS else None
        if day is not None and day < begins:
            message = f"{clause.role} is {day}, before this provision is in force on {begins}"
            yield draft.error("A012", clause.path, message, f"a day from {begins} on")
        ends = owner.ends or accord.calendar.ends
        if day is not None and ends is not None and day > ends:
            message = f"{clause.role} is {day}, after this provision ends on {ends}"
            yield draft.warning("A012", clause.path, message, f"a day up to {ends}")
    yield from _lapsing(draft)
    for name, amendment in accord.amendments.items():
        path = ("amendments", name)
        if amendment.in_force < start:
            message = f"it amends from {amendment.in_force}, before the accord of {start}"
            yield draft.error("A012", (*path, "in_force"), message, f"a day from {start} on")
        if amendment.adopted > amendment.in_force:
            message = f"in force from {amendment.in_force}, it is adopted on {amendment.adopted}"
            expected = "adoption by then: it governs from its adoption on, nothing is retroactive"
            yield draft.warning("A012", (*path, "adopted"), message, expected)


def _lapsing(draft: Draft) -> Iterator[Problem]:
    """Warn of what is assessed on a day on which it has lapsed already."""
    for name, benefit in draft.accord.benefits.items():
        path: Path = ("benefits", name)
        parts = [(path, benefit.assess, benefit.available_until)]
        parts += [
            ((*path, "tranches", key), one.assess, one.available_until or benefit.available_until)
            for key, one in benefit.tranches.items()
        ]
        for place, assess, until in parts:
            days = [
                fixed(one, draft.accord) if one is not None else None for one in (assess, until)
            ]
            if days[0] is not None and days[1] is not None and days[1] < days[0]:
                message = f"it is assessed on {days[0]}, and has lapsed after {days[1]}"
                expected = f"a day up to {days[1]}, or a later available_until"
                yield draft.warning("A012", (*place, "assess"), message, expected)


def fixed(condition: Condition, accord: Accord) -> date | None:
    """Give the day that a moment names whatever happens, or None where events decide it."""
    match condition:
        case OnDay(on=day):
            return day
        case Test(kind="accord", id=name):
            return accord.calendar.in_force if name == "in_force" else accord.calendar.signed
        case After(after=anchor, period=period, count=count):
            return _counted(accord, fixed(anchor, accord), period, count)
        case Before(before=anchor, period=period, count=count):
            return _counted(accord, fixed(anchor, accord), period, count, back=True)
        case Earliest(earliest=moments) | Latest(latest=moments):
            days = [fixed(moment, accord) for moment in moments]
            known = [day for day in days if day is not None]
            if len(known) != len(days) or not known:
                return None
            return min(known) if isinstance(condition, Earliest) else max(known)
        case _:
            return None


def _counted(
    accord: Accord, begins: date | None, period: Period, count: str, *, back: bool = False
) -> date | None:
    if begins is None or counted_in(count, accord.calendar) is None:
        return None
    try:
        return over(accord.calendar, begins, period, count, back=back)
    except OverflowError:
        return date.min if back else date.max


def _ends(draft: Draft, path: Path, ends: date | None, begins: date) -> Iterator[Problem]:
    if ends is not None and ends < begins:
        message = f"it ends on {ends}, before it is in force on {begins}"
        yield draft.error("A012", (*path, "ends"), message, f"a day from {begins} on")

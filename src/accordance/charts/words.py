"""Days, amounts and names as they are printed on a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from accordance.charts.markup import Markup, tag
from accordance.kernel.quantities import plain
from accordance.program.parcels import WHOLE
from accordance.record.entries import PUBLIC

if TYPE_CHECKING:
    from accordance.accord.types import Accord
    from accordance.kernel.days import Interval

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def long_day(day: date) -> str:
    """Write a day for running text: 14 April 2007, in any locale."""
    return f"{day.day}\N{NO-BREAK SPACE}{MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """Write a day for a table: 14 Apr 2007, never broken."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}".replace(" ", "\N{NO-BREAK SPACE}")


def day_cell(day: date) -> Markup:
    """Give a day that machines can read too."""
    return tag("time", short_day(day), datetime=day.isoformat())


def interval_cell(interval: Interval) -> Markup:
    """Give one day, or both ends of an interval."""
    if interval.start == interval.end:
        return day_cell(interval.end)
    return Markup(f"{day_cell(interval.start)} to {day_cell(interval.end)}")


def amount(value: Decimal, unit: str) -> str:
    """Write an exact amount with its unit, thousands separated, never broken."""
    return f"{plain(value, group=True)} {unit}".strip().replace(" ", "\N{NO-BREAK SPACE}")


def amounts(by_unit: Mapping[str, Decimal]) -> str:
    """Write amounts of several units in one phrase; "nothing" where there is none."""
    return (
        listed(amount(value, unit) for unit, value in sorted(by_unit.items()) if value) or "nothing"
    )


def percent(share: Decimal) -> str:
    """Write a share from 0 to 1 in whole per cent, rounded down as everywhere."""
    return f"{int(share * 100)}%"


def listed(items: Iterable[str]) -> str:
    """Join phrases: a, b and c."""
    given = list(items)
    return " and ".join(filter(None, (", ".join(given[:-1]), *given[-1:])))


def state_word(state: str) -> str:
    """Write a state as words."""
    return state.replace("_", " ")


def party_name(accord: Accord, party: str) -> str:
    """Give a party's name; the public is "the public", and an unknown id itself."""
    if party == PUBLIC:
        return "the public"
    return accord.parties[party].name if party in accord.parties else party


def provision_name(accord: Accord, provision: str) -> str:
    """Give a provision's title, with the part where it names one; its id where it has no title."""
    copy = accord.commitments.get(provision)
    if copy is not None and copy.series:
        return copy.title
    name, _, part = provision.partition("/")
    found = accord.commitments.get(name) or accord.benefits.get(name) or accord.powers.get(name)
    title = (found.title if found else "") or name
    pieces = [party_name(accord, one) for one in part.split("/") if one not in ("", WHOLE)]
    return f"{title}: {', '.join(pieces)}" if pieces else title

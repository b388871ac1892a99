"""Which acts of a power are competent: who made them, when, and together with whom (SEMANTICS C2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from accordance.accord.types import Accord, Power
from accordance.kernel.days import add_period
from accordance.record.entries import Act


class Made(msgspec.Struct, frozen=True):
    """What was made of a power: the acts that have effect, and those that wait for others to join.

    ``awaited`` are the holders who have not joined, where some have.
    """

    acts: tuple[Act, ...]
    joining: tuple[Act, ...] = ()
    awaited: tuple[str, ...] = ()


def made_of(accord: Accord, acts: Iterable[Act], name: str) -> Made:
    """Give the competent acts of a power, in the order of their days.

    An act is competent when a party that holds the power made it, while the power was in force
    and within its window.  Where the power is held jointly, the act of the holder who completes
    their number is the act of all.
    """
    power = accord.powers[name]
    entitled = _entitled(accord, tuple(acts), name)
    needed = joined(power)
    return Made(tuple(entitled)) if needed == 1 else _together(power, entitled, needed)


def _entitled(accord: Accord, acts: tuple[Act, ...], name: str) -> list[Act]:
    """Give the acts of a power that its holders made in its time, in the order of their days."""
    power = accord.powers[name]
    opened = _opened(accord, acts, power)
    entitled = [
        act
        for act in acts
        if act.power == name
        and act.by in power.by
        and _open(accord, power, opened, act.happened.end)
    ]
    return sorted(entitled, key=_place)


def begins(accord: Accord, act: Act) -> date:
    """Give the first day of effect of an act: after its wait, and not before the day that it names.

    A day before it was made counts only under a power that may reach back.
    """
    power = accord.powers[act.power]
    made, named = act.happened.end, act.takes_effect
    if power.wait is not None:
        months = accord.calendar.months or "clamp"
        made = add_period(made, power.wait.period, months, power.wait.count)
    if named is not None and (power.retroactive or named > made):
        return named
    return made


def joined(power: Power) -> int:
    """Give how many of its holders must act for an act of a power to have effect."""
    return power.at_least or (len(power.by) if power.jointly else 1)


def leaning(accord: Accord, name: str) -> Iterator[str]:
    """Give a power and those whose acts open its window, one after the other."""
    met: set[str] = set()
    following: str | None = name
    while following is not None and following in accord.powers and following not in met:
        met.add(following)
        yield following
        window = accord.powers[following].within
        following = window.of if window else None


def _place(act: Act) -> tuple[date, str]:
    return act.happened.end, act.id


def _opened(accord: Accord, acts: tuple[Act, ...], power: Power) -> list[date]:
    """Give the days on which the window of a power was opened, none where it has no window."""
    if power.within is None:
        return []
    return [one.happened.end for one in made_of(accord, acts, power.within.of).acts]


def _open(accord: Accord, power: Power, opened: list[date], day: date) -> bool:
    if day < (power.in_force or accord.calendar.in_force):
        return False
    if power.ends is not None and day > power.ends:
        return False
    window = power.within
    if window is None:
        return True
    months = accord.calendar.months or "clamp"
    return any(
        first <= day <= add_period(first, window.period, months, window.count) for first in opened
    )


NO_MORE = ("", None, None)
"""What an act says that only names things."""


def _says(act: Act) -> tuple[object, ...]:
    """Give what an act says of the things that it names: how they read, and up to and from when."""
    return act.reads, act.until, act.takes_effect


def _together(power: Power, acts: list[Act], needed: int) -> Made:
    """Join the acts of several holders that name the same things and say the same of them.

    Of what one holder said of them before a joint act, his last word counts.
    """
    waiting: dict[frozenset[str], dict[str, Act]] = {}
    whole: list[Act] = []
    parts: list[Act] = []
    for act in acts:
        others = waiting.setdefault(frozenset(act.on), {})
        others[act.by] = act
        parts.append(act)
        if sum(_says(one) == _says(act) for one in others.values()) >= needed:
            whole.append(act)
            del waiting[frozenset(act.on)]
    awaited = {party for some in waiting.values() for party in power.by if party not in some}
    return Made(tuple(whole), tuple(parts), tuple(one for one in power.by if one in awaited))


def _waiting(acts: list[Act], needed: int) -> dict[frozenset[str], set[str]]:
    """Give who has acted on the same things and said no more of them, short of the holders needed."""
    waiting: dict[frozenset[str], dict[str, Act]] = {}
    for act in acts:
        others = waiting.setdefault(frozenset(act.on), {})
        others[act.by] = act
        if sum(_says(one) == _says(act) for one in others.values()) >= needed:
            del waiting[frozenset(act.on)]
    return {
        on: {name for name, act in others.items() if _says(act) == NO_MORE}
        for on, others in waiting.items()
    }


def lacking(
    accord: Accord, acts: Iterable[Act], name: str, on: tuple[str, ...] = ()
) -> dict[frozenset[str], tuple[tuple[str, ...], int]]:
    """Give, for the things that acts of some holders name, who can still join, and how many must.

    The things ``on`` are always among them, with all holders where none has acted.
    """
    power = accord.powers[name]
    needed = joined(power)
    found: dict[frozenset[str], tuple[tuple[str, ...], int]] = {frozenset(on): (power.by, needed)}
    if needed > 1:
        for things, others in _waiting(_entitled(accord, tuple(acts), name), needed).items():
            left = tuple(party for party in power.by if party not in others)
            found[things] = (left, needed - len(others))
    return found

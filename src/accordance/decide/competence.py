"""Which acts of a power are competent: who made them, when, and together with whom (SEMANTICS C2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from accordance.accord.types import Accord, Power
from accordance.decide.quotas import spent, within_quota
from accordance.kernel.days import Period, add_period
from accordance.record.entries import Act

Ground = Literal[
    "not_a_holder", "not_in_force", "out_of_window", "answers_nothing", "beyond_quota",
]  # fmt: skip
"""Why an act is void."""


class Void(msgspec.Struct, frozen=True):
    """An act that has no effect, and why."""

    act: str
    ground: Ground


class Made(msgspec.Struct, frozen=True):
    """What was made of a power: the acts that count, and those that wait for others to join.

    ``earlier`` are acts that answered an earlier act of the power that theirs answers, and count no
    more; ``awaited`` are the holders who have not joined, where some have; ``void`` says of each act
    that never had effect why.
    """

    acts: tuple[Act, ...]
    joining: tuple[Act, ...] = ()
    awaited: tuple[str, ...] = ()
    earlier: tuple[Act, ...] = ()
    void: tuple[Void, ...] = ()

    @property
    def ever(self) -> tuple[Act, ...]:
        """The acts that counted at some time, in the order of their days."""
        return (*self.earlier, *self.acts)


def made_of(accord: Accord, acts: Iterable[Act], name: str) -> Made:
    """Give the competent acts of a power, in the order of their days.

    An act is competent when a party that holds the power made it, while the power was in force,
    within its window and its quota.  Of a power that answers another only what was made since the
    latest act of that one counts.  Where the power is held jointly, the act of the holder who
    completes their number is the act of all.
    """
    acts = tuple(acts)
    power = accord.powers[name]
    windows = _windows(accord, acts, name)
    void: list[Void] = []
    entitled: list[Act] = []
    for act in sorted((one for one in acts if one.power == name), key=_place):
        ground = _ground(accord, power, windows, act)
        if ground is None:
            entitled.append(act)
        else:
            void.append(Void(act.id, ground))
    answered = None
    if power.answers is not None:
        answered = [act.happened.end for act in made_of(accord, acts, power.answers).ever]
        void += [Void(act.id, "answers_nothing") for act in entitled if _answers(answered, act) < 0]
    earlier: list[Act] = []
    last = Made(())
    for number in range(len(answered)) if answered is not None else (-1,):
        own = [one for one in entitled if answered is None or _answers(answered, one) == number]
        earlier += last.acts
        needed = joined(power)
        last = Made(tuple(own)) if needed == 1 else _together(power, own, needed)
        kept, beyond = within_quota(accord, power, last.acts)
        void += [Void(act.id, "beyond_quota") for act in beyond]
        last = msgspec.structs.replace(last, acts=tuple(kept))
    return msgspec.structs.replace(last, earlier=tuple(earlier), void=tuple(void))


def open_on(accord: Accord, acts: Iterable[Act], name: str, day: date) -> bool:
    """Say whether an act of a power made on a day could have effect.

    In its life and its window, on something that it answers, and with some of its quota left.
    """
    acts, power = tuple(acts), accord.powers[name]
    if _out_of(accord, power, _windows(accord, acts, name), day) is not None:
        return False
    if power.answers is not None and not made_of(accord, acts, power.answers).acts:
        return False
    return power.at_most is None or not spent(accord, power, made_of(accord, acts, name).acts, day)


def put_off(accord: Accord, acts: Iterable[Act], act: Act) -> date | None:
    """Give the day to which the wait of an act was extended, none where it was not.

    Each extension made before the wait was over, the earlier ones counted, adds what its power says.
    """
    power = accord.powers[act.power]
    if power.wait is None:
        return None
    made = act.happened.end
    months = accord.calendar.months or "clamp"
    over = add_period(made, power.wait.period, months, power.wait.count)
    found = over
    for day, period in _adding(accord, tuple(acts), act.power):
        if made <= day < found:
            found = add_period(found, period, months, "exclude-first")
    return found if found > over else None


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
    """Give a power and those on whose acts it hangs which of its own count, one after the other."""
    met: set[str] = set()
    waiting = [name]
    while waiting:
        following = waiting.pop()
        if following in met or following not in accord.powers:
            continue
        met.add(following)
        yield following
        power = accord.powers[following]
        waiting += [one for one in (power.answers, power.within and power.within.of) if one]
        waiting += extenders(accord, following)


def extenders(accord: Accord, name: str) -> Iterator[str]:
    """Give the powers whose acts extend the window or the wait of acts of a power."""
    for extender, one in accord.powers.items():
        if one.adds is not None and name in one.on:
            yield extender


def _place(act: Act) -> tuple[date, str]:
    return act.happened.end, act.id


def _answers(answered: list[date], act: Act) -> int:
    """Give the number of the last of some acts that was made by the day of an act, -1 for none."""
    return sum(day <= act.happened.end for day in answered) - 1


def _windows(accord: Accord, acts: tuple[Act, ...], name: str) -> list[tuple[date, date]]:
    """Give the first and last days of the windows of a power, put off by each act that extends one."""
    window = accord.powers[name].within
    if window is None:
        return []
    months = accord.calendar.months or "clamp"
    adding = _adding(accord, acts, name)
    found = []
    for opening in made_of(accord, acts, window.of).ever:
        first = opening.happened.end
        last = add_period(first, window.period, months, window.count)
        for day, period in adding:
            if first <= day <= last:
                last = add_period(last, period, months, "exclude-first")
        found.append((first, last))
    return found


def _adding(accord: Accord, acts: tuple[Act, ...], name: str) -> list[tuple[date, Period]]:
    """Give the days of the acts that extend the window or wait of a power, and what each adds."""
    found: list[tuple[date, Period]] = []
    for extender in extenders(accord, name):
        adds = accord.powers[extender].adds
        made = made_of(accord, acts, extender).ever
        bearing = (one for one in made if not one.on or name in one.on)
        found += [(act.happened.end, adds) for act in bearing if adds is not None]
    return sorted(found, key=lambda one: one[0])


def _ground(
    accord: Accord, power: Power, windows: list[tuple[date, date]], act: Act
) -> Ground | None:
    """Give why an act is void by itself, or nothing."""
    if act.by not in power.by:
        return "not_a_holder"
    return _out_of(accord, power, windows, act.happened.end)


def _out_of(
    accord: Accord, power: Power, windows: list[tuple[date, date]], day: date
) -> Ground | None:
    if day < (power.in_force or accord.calendar.in_force):
        return "not_in_force"
    if power.ends is not None and day > power.ends:
        return "not_in_force"
    if power.within is None or any(first <= day <= last for first, last in windows):
        return None
    return "out_of_window"


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

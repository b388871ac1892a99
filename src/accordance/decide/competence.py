"""Which acts of a power are competent: who made them, when, and together with whom (SEMANTICS C2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from accordance.accord.counting import over
from accordance.accord.types import Accord, Power, Window
from accordance.decide.joining import Ground, Made, Void, joined, together, waiting_of
from accordance.decide.quotas import within_quota
from accordance.kernel.days import Period
from accordance.record.entries import Act


def made_of(accord: Accord, acts: Iterable[Act], name: str) -> Made:
    """Give the competent acts of a power, in the order of their days.

    An act is competent when a party that holds the power made it, while the power was in force,
    within its window and its quota.  Of a power that answers another only what was made since the
    latest act of that one counts.  Where the power is held jointly, the act of the holder who
    completes their number is the act of all.
    """
    acts = tuple(acts)
    power = accord.powers[name]
    entitled, void = _judged(accord, acts, name)
    earlier: list[Act] = []
    last = Made(())
    for own in _rounds(accord, acts, name, entitled):
        earlier += last.acts
        needed = joined(power)
        last = Made(tuple(own)) if needed == 1 else together(power, own, needed)
        kept, beyond = within_quota(accord, power, last.acts)
        void += [Void(act.id, "beyond_quota") for act in beyond]
        last = msgspec.structs.replace(last, acts=tuple(kept))
    return msgspec.structs.replace(last, earlier=tuple(earlier), void=tuple(void))


def _judged(accord: Accord, acts: tuple[Act, ...], name: str) -> tuple[list[Act], list[Void]]:
    """Give the acts of a power that its holders made in its time, in order, and which are void."""
    power, windows = accord.powers[name], _windows(accord, acts, name)
    void: list[Void] = []
    entitled: list[Act] = []
    for act in sorted((one for one in acts if one.power == name), key=_place):
        ground = _ground(accord, power, windows, act)
        if ground is None:
            entitled.append(act)
        else:
            void.append(Void(act.id, ground))
    if power.answers is not None:
        first = min((one.happened.end for one in _answered(accord, acts, power)), default=date.max)
        void += [Void(one.id, "answers_nothing") for one in entitled if one.happened.end < first]
    return entitled, void


def _answered(accord: Accord, acts: tuple[Act, ...], power: Power) -> tuple[Act, ...]:
    return made_of(accord, acts, power.answers).ever if power.answers is not None else ()


def _rounds(
    accord: Accord, acts: tuple[Act, ...], name: str, entitled: list[Act]
) -> list[list[Act]]:
    """Give the acts of a power by the act that they answer, the latest last; all in one if by none."""
    power = accord.powers[name]
    if power.answers is None:
        return [entitled]
    days = sorted({one.happened.end for one in _answered(accord, acts, power)})
    ends = [*days[1:], date.max]
    return [
        [one for one in entitled if first <= one.happened.end < end]
        for first, end in zip(days, ends, strict=False)
    ]


def put_off(accord: Accord, acts: Iterable[Act], act: Act) -> date | None:
    """Give the day to which the wait of an act was extended, none where it was not.

    Each extension made before the wait was over, the earlier ones counted, adds what its power says.
    """
    power = accord.powers[act.power]
    if power.wait is None:
        return None
    made = act.happened.end
    written = over(accord.calendar, made, power.wait.period, power.wait.count)
    found = written
    for day, period in _adding(accord, tuple(acts), act.power):
        if made <= day < found:
            found = over(accord.calendar, found, period)
    return found if found > written else None


def begins(accord: Accord, act: Act) -> date:
    """Give the first day of effect of an act: after its wait, and not before the day that it names.

    A day before it was made counts only under a power that may reach back.
    """
    power = accord.powers[act.power]
    made, named = act.happened.end, act.takes_effect
    if power.wait is not None:
        made = over(accord.calendar, made, power.wait.period, power.wait.count)
    if named is not None and (power.retroactive or named > made):
        return named
    return made


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


def _windows(accord: Accord, acts: tuple[Act, ...], name: str) -> list[tuple[date, date]]:
    """Give the first and last days of the windows of a power, put off by each act that extends one."""
    window = accord.powers[name].within
    if window is None:
        return []
    adding = _adding(accord, acts, name)
    found = []
    for opening in made_of(accord, acts, window.of).ever:
        made = opening.happened.end
        last = over(accord.calendar, made, window.period, window.count)
        for day, period in adding:
            if made <= day <= last:
                last = over(accord.calendar, last, period)
        found.append((opens(accord, window, made), last))
    return found


def opens(accord: Accord, window: Window, made: date) -> date:
    """Give the first day of a window that an act of a day opens, then or so long after."""
    return made if window.from_ is None else over(accord.calendar, made, window.from_, window.count)


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
        acts = tuple(acts)
        rounds = _rounds(accord, acts, name, _judged(accord, acts, name)[0])
        for things, others in waiting_of(rounds[-1] if rounds else [], needed).items():
            left = tuple(party for party in power.by if party not in others)
            found[things] = (left, needed - len(others))
    return found

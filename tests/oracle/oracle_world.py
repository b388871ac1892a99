"""What is seen on a day, by whom, from whom: rules A2, A4, B1 and B2, read literally.

Choices where the page is silent: items with neither origin nor source are one origin; where
several parties that bear a commitment stand behind an item it is of the first by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import msgspec

from accordance.accord.types import Accord, Claim
from accordance.kernel.days import Period, WorkingDays, add_period
from accordance.record.entries import WORDS, Correction, Delivery, Evidence

Weigh = Callable[[str, str, str], int]
"""Reliability, credibility and kind to centibans; kinds of words as if they were documents."""

ONE_DAY = timedelta(days=1)
ALWAYS = date.min
"""The day that a state carries which has held from before the first day."""
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class World:
    """An accord, everything ever entered, and the eyes that look."""

    accord: Accord
    sources: Mapping[str, Any]
    entries: tuple[Any, ...]
    known_at: date
    knower: str
    now: bool
    weigh: Weigh
    seen: dict[Any, tuple[Any, ...]] = field(default_factory=dict)
    judged: dict[Any, Any] = field(default_factory=dict)

    def visible(self, day: date) -> tuple[Any, ...]:
        """Give the entries that count on a day, corrected by the corrections that count on it.

        Days on which the same entries count give the same tuple.
        """
        if day not in self.seen:
            met = tuple(entry for entry in self.entries if rule_a4_visible(entry, day, self))
            names = tuple(entry.id for entry in met)
            if names not in self.seen:
                self.seen[names] = rule_b2_corrected(met, self)
            self.seen[day] = self.seen[names]
        return self.seen[day]

    def same(self, item: Any) -> Any:
        """Give one and the same object for all equal corrected entries."""
        key = (item.id, getattr(item, "value", None), getattr(item, "stance", None))
        return self.judged.setdefault(("item", key, getattr(item, "amount", None)), item)


def rule_a4_visible(entry: Any, day: date, world: World) -> bool:
    """Say whether the knower could count an entry on a day (then, or now).

    What corrects another entry counts from when it is known, in the now fold from the beginning.
    """
    known = entry.known.to(world.knower)
    if known is None:
        return False
    if not isinstance(entry, Correction) and entry.happened.end > day:
        return False
    return known <= (world.known_at if world.now else min(day, world.known_at))


def rule_b2_corrected(entries: tuple[Any, ...], world: World) -> tuple[Any, ...]:
    """Give the entries with each visible correction in the place of what it names.

    The corrections of one entry are gone through in the order in which they became known: each
    that states something changes it, each that takes it back removes it, a later one restores it.
    """
    changes = [entry for entry in entries if isinstance(entry, Correction)]

    def when_known(one: Correction) -> tuple[date, str]:
        known = one.known.public or max(day for _, day in one.known.parties)
        return known, one.id

    def corrected(entry: Any) -> Any:
        standing = True
        for one in sorted(changes, key=when_known):
            if entry.id not in (one.corrects, one.retracts):
                continue
            change = corrected(one)
            if change is not None:
                standing = not change.retracts
                entry = restated(entry, change)
        return entry if standing else None

    found = (corrected(entry) for entry in entries if not isinstance(entry, Correction))
    return tuple(world.same(entry) for entry in found if entry is not None)


def restated(entry: Any, change: Correction) -> Any:
    """Give an entry with what a correction of it states."""
    if isinstance(entry, Delivery) and change.value is not None:
        amount = msgspec.structs.replace(entry.amount, amount=change.value.high)
        return msgspec.structs.replace(entry, amount=amount)
    if isinstance(entry, Evidence | Correction):
        if change.value is not None:
            entry = msgspec.structs.replace(entry, value=change.value)
        if change.stance is not None:
            entry = msgspec.structs.replace(entry, stance=change.stance)
    return entry


def rule_a2(
    world: World, start: date, period: Period, count: str = "exclude-first", way: int = 1
) -> date:
    """Give the day on which a period from ``start`` is over, as the accord counts months and days.

    ``way`` is -1 where it is counted back.  Working days are gone through one by one.
    """
    if not count.startswith("working"):
        months = world.accord.calendar.months or "clamp"
        return add_period(start, period, months, count, back=way < 0)
    left, day = period.days, start
    while left > 0:
        day += way * ONE_DAY
        if rule_a2_rolled(world, day, count.split()[1]) == day:
            left -= 1
    return day


def rule_a2_rolled(world: World, day: date, calendar: str | None) -> date:
    """Move a day to the next one worked in a named calendar, where one is named."""
    if calendar is None:
        return day
    work = world.accord.calendar.working_days[calendar]
    weekend = frozenset(WEEK.index(name) for name in work.weekend)
    return WorkingDays(weekend, frozenset(work.holidays)).rolled(day)


def rule_b1_weight(world: World, item: Evidence, claim: Claim, aspect: str) -> int:
    """Weigh one item on one claim: words move nothing but undertakings and lodgings."""
    if item.reliability == "F" or item.credibility == "6":
        return 0
    heard = claim.type == "undertaking" or (claim.type == "submission" and aspect == "lodged")
    if item.kind in WORDS and not heard:
        return 0
    return world.weigh(item.reliability, item.credibility, item.kind)


def behind(world: World, name: str) -> Iterator[str]:
    """Give a source or party and everybody behind it: owners, parties, what they are within."""
    met: set[str] = {""}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in met:
            continue
        met.add(one)
        yield one
        note, party = world.sources.get(one), world.accord.parties.get(one)
        waiting += [note.owner, note.party] if note is not None else []
        waiting += [party.within or ""] if party is not None else []


def speakers(world: World, item: Evidence) -> frozenset[str]:
    """Give everybody who speaks through an item."""
    key = ("speakers", item.origin, item.source, item.by)
    if key not in world.judged:
        names = (item.origin or item.source, item.source, item.by)
        world.judged[key] = frozenset(one for name in names for one in behind(world, name))
    return world.judged[key]


def rule_b2_origin(world: World, item: Evidence, bearers: frozenset[str]) -> str:
    """Name the origin that an item speaks for: the outermost obligor behind it, else the last hand."""
    ours = speakers(world, item) & bearers
    if ours:
        return min(one for one in ours if not (set(behind(world, one)) - {one}) & ours)
    name, met = item.origin or item.source, {""}
    while (note := world.sources.get(name)) and note.owner and name not in met:
        met.add(name)
        name = note.owner
    return name


def is_verifier(world: World, item: Evidence, bearers: frozenset[str]) -> bool:
    """Say whether a verifier speaks through an item, and nobody who bears the commitment."""
    parties, names = world.accord.parties, speakers(world, item)
    return not names & bearers and any(
        "verifier" in parties[name].roles for name in names if name in parties
    )

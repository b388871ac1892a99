"""What is seen on a day, by whom, from whom: rules A2, A4, B1 and B2, read literally.

Choices where the page is silent: items with neither origin nor source are one origin; a named
origin never is that of a source or owner of the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import msgspec

from accordance.accord.types import Accord, Claim
from accordance.kernel.days import Period, WorkingDays, add_period
from accordance.kernel.quantities import Quantity
from accordance.record.entries import WORDS, Correction, Delivery, Evidence

Weigh = Callable[[str, str, str], int]
"""Reliability, credibility and kind to centibans; kinds of words as if they were documents."""

ONE_DAY = timedelta(days=1)
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
    seen: dict[date, tuple[Any, ...]] = field(default_factory=dict)
    judged: dict[Any, Any] = field(default_factory=dict)

    def visible(self, day: date) -> tuple[Any, ...]:
        """Give the entries that count on a day, corrected by the corrections that count on it."""
        if day not in self.seen:
            met = [entry for entry in self.entries if rule_a4_visible(entry, day, self)]
            self.seen[day] = rule_b2_corrected(met, self.knower)
        return self.seen[day]


def rule_a4_visible(entry: Any, day: date, world: World) -> bool:
    """Say whether the knower could count an entry on a day (then, or now)."""
    known = entry.known.to(world.knower)
    if known is None or entry.happened.end > day:
        return False
    return known <= (world.known_at if world.now else min(day, world.known_at))


def rule_b2_corrected(entries: list[Any], knower: str) -> tuple[Any, ...]:
    """Give the entries with each visible correction in the place of what it names."""
    changes = [entry for entry in entries if isinstance(entry, Correction)]

    def stands(entry: Any) -> bool:
        return not any(one.retracts == entry.id and stands(one) for one in changes)

    standing = sorted(
        (one for one in changes if stands(one)), key=lambda one: (one.known.to(knower), one.id)
    )

    def corrected(entry: Any) -> Any:
        for one in standing:
            if one.corrects != entry.id:
                continue
            change = corrected(one)
            new = {"value": change.value, "stance": change.stance}
            if isinstance(entry, Evidence | Correction):
                given = {key: value for key, value in new.items() if value is not None}
                entry = msgspec.structs.replace(entry, **given)
            elif isinstance(entry, Delivery) and change.value is not None:
                amount = Quantity(change.value.high, entry.amount.unit)
                entry = msgspec.structs.replace(entry, amount=amount)
        return entry

    return tuple(
        corrected(entry) for entry in entries if stands(entry) and not isinstance(entry, Correction)
    )


def rule_a2(world: World, start: date, period: Period, count: str = "exclude-first") -> date:
    """Give the day on which a period from ``start`` is over, as the accord counts months."""
    return add_period(start, period, world.accord.calendar.months or "clamp", count)


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


def chain(world: World, party: str) -> tuple[str, ...]:
    """Give a party and all that it is within, from the inside out."""
    found: list[str] = []
    while party in world.accord.parties and party not in found:
        found.append(party)
        party = world.accord.parties[party].within or ""
    return tuple(found) or ((party,) if party else ())


def speakers(world: World, item: Evidence) -> tuple[str, ...]:
    """Give every party that speaks through an item, with all that they are within."""
    source = world.sources.get(item.source)
    names = [item.by]
    if source is not None:
        names += [source.party, source.owner]
    return tuple(name for one in names if one for name in chain(world, one))


def rule_b2_origin(world: World, item: Evidence, bearers: tuple[str, ...]) -> str:
    """Name the origin that an item speaks for."""
    for name in speakers(world, item):
        if name in bearers:
            return f"party {name}"
    if item.origin:
        return f"origin {item.origin}"
    source = world.sources.get(item.source)
    if source is not None and source.owner:
        return f"owner {source.owner}"
    return f"source {item.source}"


def is_verifier(world: World, item: Evidence) -> bool:
    """Say whether a party in the role of verifier speaks through an item."""
    parties = world.accord.parties
    return any(
        "verifier" in parties[name].roles for name in speakers(world, item) if name in parties
    )

"""Universal claims and conduct: rule B5, read literally.

Choices where the page is silent: a claim without coverage is never established; each item must
show the whole share; of several watches the first that still speaks dates the claim; closing is
weighed alone, under the standard of release.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from oracle_proof import Finding, Query, event, items_of, meets
from oracle_world import ONE_DAY, World, rule_a2, speakers

from accordance.kernel.days import Period
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN


def incidents(items: Any) -> Iterator[tuple[list[Any], list[Any], list[Any]]]:
    """Part items by incident: those that say it happened, that it did not, and that close it.

    What tells of the bad end of a person denies nothing and closes nothing (B7).
    """
    named = [i for i in items if i.incident or (i.stance == "refutes" and not i.closes)]
    for name in sorted({item.incident or f"item {item.id}" for item in named}):
        own = [i for i in named if (i.incident or f"item {i.id}") == name]
        closing = [i for i in own if i.closes and not i.outcome]
        told = [i for i in own if not i.closes and i.stance == "refutes"]
        denied = [i for i in own if not i.closes and i.stance == "supports" and not i.outcome]
        yield told, denied, closing


def rule_b5(world: World, query: Query, items: Any, day: date) -> Finding:
    """Judge a universal claim: one open incident defeats it, coverage establishes it."""
    opened, closings, concern = [], [], False
    for told, denied, closing in incidents(items):
        happened = event(world, query, denied, told)
        closed = event(world, query, closing, ())
        if happened.truth == FALSE and closed.truth != TRUE:
            opened.append(happened.since)
        elif happened.truth == FALSE:
            closings.append(closed.since)
        elif told and closed.truth != TRUE:
            concern = True
    if opened:
        return Finding(FALSE, min(opened), min(opened))
    covered = None if concern else rule_b5_covered(world, query, items, day)
    if covered is None:
        return Finding(UNKNOWN)
    since = max([covered, *closings])
    return Finding(TRUE, since, since)


def rule_b5_covered(world: World, query: Query, items: Any, day: date) -> date | None:
    """Give the day from which on enough was examined, as far as that is fresh on a day."""
    asked = world.accord.claims[query.claim].coverage
    shown = coverage(world, query, items)
    if asked is None:
        return None
    if asked.watch is None:
        live = [item for item in shown if fresh_until(world, query, item.happened.end) >= day]
        for start in sorted({item.happened.start for item in live}):
            if meets(world, query, [i for i in live if i.happened.start <= start], ()):
                return start
        return None
    for start, end in watches(world, query, shown):
        if end >= rule_a2(world, start, asked.watch) and fresh_until(world, query, end) >= day:
            return start
    return None


def fresh_until(world: World, query: Query, day: date) -> date:
    """Give the last day on which what was shown of a day still speaks."""
    fresh = query.standard.fresh
    return date.max if fresh is None else rule_a2(world, day, fresh)


def coverage(world: World, query: Query, items: Any) -> list[Any]:
    """Give the supporting items of accepted examiners that show the share of the population."""
    asked = world.accord.claims[query.claim].coverage
    if asked is None:
        return []
    return [
        item
        for item in items
        if item.stance == "supports"
        and not item.incident
        and not item.closes
        and not item.outcome
        and item.examined is not None
        and item.examined >= asked.share
        and (not asked.examined_by or set(asked.examined_by) & speakers(world, item))
    ]


def watches(world: World, query: Query, shown: list[Any]) -> list[tuple[date, date]]:
    """Give the unbroken runs of days on each of which what was examined meets the standard."""
    runs: list[tuple[date, date]] = []
    if not meets(world, query, shown, ()):
        return runs
    day = min(item.happened.start for item in shown)
    last = max(item.happened.end for item in shown)
    while day <= last:
        if meets(world, query, [i for i in shown if i.happened.start <= day <= i.happened.end], ()):
            joined = runs and runs[-1][1] == day - ONE_DAY
            runs = [*runs[:-1], (runs[-1][0], day)] if joined else [*runs, (day, day)]
        day += ONE_DAY
    return runs


def rule_b5_clean(world: World, query: Query, day: date, period: Period, verified: bool) -> Finding:
    """Judge conduct over the last period: by presumption, or verified by a watch."""
    items = items_of(query, world.visible(day), world)
    found = established_within(world, query, items, day, period)
    if found is not None:
        return Finding(FALSE, found, found)
    if verified:
        return rule_b5_verified(world, query, items, day, period)
    since = query.since or world.accord.calendar.in_force
    left = min((item.happened.start for item in items), default=day)
    while left <= day:
        if established_within(world, query, items, left, period) is not None:
            since = max(since, left + ONE_DAY)
        left += ONE_DAY
    return Finding(TRUE, since, since)


def established_within(
    world: World, query: Query, items: Any, day: date, period: Period
) -> date | None:
    """Give the day of the earliest incident that is established by what lies in the last period."""
    dates = []
    for told, denied, _ in incidents(items):
        recent = [i for i in told if rule_a2(world, i.happened.start, period) >= day]
        happened = event(world, query, denied, recent)
        dates += [happened.since] if happened.truth == FALSE else []
    return min(dates, default=None)


def rule_b5_verified(world: World, query: Query, items: Any, day: date, period: Period) -> Finding:
    """Ask in addition that the claim is true and that a watch covers the whole period."""
    whole = rule_b5(world, query, items, day)
    for start, end in watches(world, query, coverage(world, query, items)):
        covers = rule_a2(world, start, period)
        speaks = end if query.standard.fresh is None else fresh_until(world, query, end)
        if whole.truth == TRUE and covers <= day <= speaks:
            since = max(covers, whole.since)
            return Finding(TRUE, since, since)
    return Finding(UNKNOWN)

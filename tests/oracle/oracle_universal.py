"""Universal claims and conduct: rule B5, read literally.

Choices where the page is silent: a claim without coverage is never established; each item must
show the whole share; of several watches the first dates the claim; closing is weighed alone, under
the standard of release; a watch covers P when it reaches from before P began to the day asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from oracle_proof import Finding, Query, event, items_of, meets
from oracle_world import ONE_DAY, World, rule_a2, speakers

from accordance.accord.types import Standard
from accordance.kernel.days import Period
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN


def incidents(items: Any) -> Iterator[tuple[list[Any], list[Any], list[Any]]]:
    """Part items by incident: those that say it happened, that it did not, and that close it."""
    names = {
        item.incident or f"item {item.id}"
        for item in items
        if item.incident or (item.stance == "refutes" and not item.closes)
    }
    for name in sorted(names):
        own = [i for i in items if (i.incident or f"item {i.id}") == name]
        closing = [i for i in own if i.closes]
        told = [i for i in own if not i.closes and i.stance == "refutes"]
        denied = [i for i in own if not i.closes and i.stance == "supports"]
        yield told, denied, closing


def rule_b5(world: World, query: Query, items: Any) -> Finding:
    """Judge a universal claim: one open incident defeats it, coverage establishes it."""
    opened, concern = [], False
    for told, denied, closing in incidents(items):
        if meets(world, query, closing, ()):
            continue
        happened = event(world, query, denied, told)
        if happened.truth == FALSE:
            opened.append(happened.since)
        elif any(meets(world, any_weight(query), [item], (), True) for item in told):
            concern = True
    if opened:
        return Finding(FALSE, None, min(opened))
    runs = [] if concern else watches(world, query, coverage(world, query, items))
    if not runs:
        return Finding(UNKNOWN)
    day = max(runs[0][0], last_closing(world, query, items))
    return Finding(TRUE, day, day)


def last_closing(world: World, query: Query, items: Any) -> date:
    """Give the day on which the last incident that was closed was closed."""
    days = [date.min]
    for _, _, closing in incidents(items):
        found = event(world, query, closing, ())
        days += [found.since] if found.truth == TRUE else []
    return max(days)


def any_weight(query: Query) -> Query:
    """Ask for nothing but weight, so that a concern shows."""
    return replace(query, breach=Standard(credence=Decimal("0.000001")), kinds=())


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
        and item.examined is not None
        and item.examined >= asked.share
        and (not asked.examined_by or set(asked.examined_by) & set(speakers(world, item)))
    ]


def watches(world: World, query: Query, shown: list[Any]) -> list[tuple[date, date]]:
    """Give the unbroken runs of days on which the share is shown, those that are long enough.

    Without a minimum watch the items that show the share need not speak of one day.
    """
    if not meets(world, query, shown, ()):
        return []
    watch = world.accord.claims[query.claim].coverage.watch
    if watch is None:
        starts = sorted({item.happened.start for item in shown})
        for day in starts:
            if meets(world, query, [i for i in shown if i.happened.start <= day], ()):
                return [(day, max(item.happened.end for item in shown))]
    runs: list[tuple[date, date]] = []
    day = min(item.happened.start for item in shown)
    last = max(item.happened.end for item in shown)
    while day <= last:
        if meets(world, query, [i for i in shown if i.happened.start <= day <= i.happened.end], ()):
            joined = runs and runs[-1][1] == day - ONE_DAY
            runs = [*runs[:-1], (runs[-1][0], day)] if joined else [*runs, (day, day)]
        day += ONE_DAY
    return [(start, end) for start, end in runs if end >= rule_a2(world, start, watch)]


def rule_b5_clean(world: World, query: Query, day: date, period: Period, verified: bool) -> Finding:
    """Judge conduct over the last period: by presumption, or verified."""
    items = items_of(query, world.visible(day), world)
    recent = [item for item in items if rule_a2(world, item.happened.start, period) >= day]
    dates = []
    for told, denied, _ in incidents(recent):
        found = event(world, query, denied, told)
        dates += [found.since] if found.truth == FALSE else []
    if dates:
        return Finding(FALSE, None, min(dates))
    start = query.since or world.accord.calendar.in_force
    if not verified:
        return Finding(TRUE, start, start)
    whole = rule_b5(world, query, items)
    runs = watches(world, query, coverage(world, query, items))
    covers = any(end >= day and rule_a2(world, start, period) <= day for start, end in runs)
    return whole if whole.truth == TRUE and covers else Finding(UNKNOWN)

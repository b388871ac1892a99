"""Universal claims and conduct: rule B5, read literally.

Choices where the page is silent: a refuting item without an incident is an incident of its own;
a supporting item that names an incident speaks against that incident; a claim without coverage is
never established; a share that is not stated shows nothing; each item must show the whole share;
the watch runs from the earliest to the latest day of the items that show it; an incident of day x
is inside the last P up to the day on which P from x is over; a watch covers P when it reaches
from before P began to the day asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from accordance.accord.types import Standard
from accordance.kernel.days import Period
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN
from oracle_proof import Finding, Query, event, items_of, meets
from oracle_world import World, rule_a2, speakers


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
    shown = coverage(world, query, items)
    if concern or not watched(world, query, shown):
        return Finding(UNKNOWN)
    for day in sorted({item.happened.start for item in shown}):
        if meets(world, query, [i for i in shown if i.happened.start <= day], ()):
            return Finding(TRUE, day, day)
    return Finding(UNKNOWN)


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


def watched(world: World, query: Query, shown: list[Any]) -> bool:
    """Say whether the items that show the share last for the minimum watch."""
    if not shown:
        return False
    watch = world.accord.claims[query.claim].coverage.watch
    start = min(item.happened.start for item in shown)
    end = max(item.happened.end for item in shown)
    return watch is None or end >= rule_a2(world, start, watch)


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
    shown = coverage(world, query, items)
    if whole.truth != TRUE or max(item.happened.end for item in shown) < day:
        return Finding(UNKNOWN)
    begun = min(item.happened.start for item in shown)
    return whole if rule_a2(world, begun, period) <= day else Finding(UNKNOWN)

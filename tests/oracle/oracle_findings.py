"""From items to a verdict: rules A5, B3, B4, B6 and B7, read literally and asked again every day.

Choices where the page is silent: ``first`` is the earliest ``since`` over all days of the world
so far on which the verdict was the same, judged with what is known now.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from oracle_proof import Finding, Query, event, items_of, meets
from oracle_universal import rule_b5
from oracle_world import ONE_DAY, World, rule_a2

from accordance.kernel.logic import FALSE, TRUE, UNKNOWN
from accordance.record.entries import Evidence

EVENTS = ("event", "undertaking", "legal-act")


def rule_b6_sides(items: Any, query: Query, quantity: bool) -> tuple[list[Any], list[Any]]:
    """Part items into those that support and those that refute; a level parts by measurement."""
    if not quantity:
        sides = ([i for i in items if i.stance == s] for s in ("supports", "refutes"))
        support, refute = sides
        return rule_b7(support), refute
    support, refute = [], []
    for item in items:
        if item.value is None:
            continue
        low, high = item.value.low, item.value.high
        if query.at_least is not None:
            up, down = query.at_least <= low, query.at_least > high
        elif query.at_most is not None:
            up, down = query.at_most >= high, query.at_most < low
        else:
            up = down = False
        support += [item] if up else []
        refute += [item] if down else []
    return rule_b7(support), refute


def rule_b7(support: list[Any]) -> list[Any]:
    """Leave out whoever is counted because of a death, a transfer or the like."""
    return [item for item in support if not item.outcome]


def rule_b3(world: World, query: Query, up: Any, down: Any, day: date) -> Finding:
    """Judge a state by its epochs, once for the same items."""
    live = rule_b4_fresh(world, query, up, day)
    key = ("epochs", query, *(tuple(map(id, side)) for side in (up, live, down)))
    if key not in world.judged:
        world.judged[key] = epochs(world, query, up, live, down)
    return world.judged[key]


def epochs(world: World, query: Query, up: Any, live: Any, down: Any) -> Finding:
    """Let the later epoch silence the other side before it, fuse what is fresh, and date it.

    What has gone stale still silences (it revives no older refutation) and supports no more.
    """
    turn_up = latest(world, query, up, False)
    turn_down = latest(world, query, down, True)
    if turn_up > turn_down:
        down = [item for item in down if item.happened.end >= turn_up]
    elif turn_down > turn_up:
        live = [item for item in live if item.happened.end >= turn_down]
    silent = min(turn_up, turn_down) if turn_up != turn_down else date.min
    for own, other, side, turn in ((live, down, False, turn_up), (down, live, True, turn_down)):
        if meets(world, query, own, other, side):
            since = begins(world, query, own, other, side, silent)
            return Finding(FALSE if side else TRUE, since=since or turn)
    return Finding(UNKNOWN)


def latest(world: World, query: Query, items: Any, refuting: bool) -> date:
    """Give the latest day from which on the items of one side alone meet their standard."""
    for day in sorted({item.happened.end for item in items}, reverse=True):
        if meets(world, query, [i for i in items if i.happened.end >= day], (), refuting):
            return day
    return date.min


def begins(
    world: World, query: Query, own: Any, other: Any, side: bool, silent: date
) -> date | None:
    """Give the earliest day, past a silent epoch, by which one side meets its standard."""
    speaking = [item for item in own if item.happened.end > silent]
    dawn = silent + ONE_DAY if silent > date.min else date.min
    days = {item: max(item.happened.start, dawn) for item in speaking}
    for day in sorted(set(days.values())):
        if meets(world, query, [i for i in speaking if days[i] <= day], other, side):
            return day
    return None


def rule_b4_fresh(world: World, query: Query, items: Any, day: date) -> list[Any]:
    """Leave out supporting items that are stale on a day."""
    if query.standard.fresh is None:
        return list(items)
    return [i for i in items if rule_a2(world, i.happened.end, query.standard.fresh) >= day]


def judged(world: World, query: Query, items: tuple[Evidence, ...], day: date) -> Finding:
    """Judge the world up to a day from the items given (their knowledge is settled before)."""
    key = ("judged", query, id(items), day)
    if key not in world.judged:
        told = tuple(item for item in items if item.happened.end <= day)
        world.judged[key] = afresh(world, query, told, day)
    return world.judged[key]


def afresh(world: World, query: Query, items: tuple[Evidence, ...], day: date) -> Finding:
    """Judge without memory, by the type of the claim."""
    claim = world.accord.claims[query.claim]
    if claim.universal and not query.aspect:
        return rule_b5(world, query, items, day)
    up, down = rule_b6_sides(items, query, claim.type == "quantity")
    if claim.type in EVENTS or query.aspect:
        found = event(world, query, up, down)
        return Finding(found.truth, found.since, found.since)
    return rule_b3(world, query, up, down, day)


def rule_a6_kept(world: World, query: Query, day: date) -> Finding:
    """Answer what a commitment keeps up: earlier days bear on whether it holds, its own on whether not."""
    whole = find(world, replace(query, since=None), day)
    own = find_within(world, query, day)
    if query.since is None or day < query.since:
        return Finding(UNKNOWN)
    if whole.truth == TRUE:
        since = max(whole.since or query.since, query.since)
        return Finding(TRUE, max(whole.first or since, query.since), since)
    return own if whole.truth == own.truth == FALSE else Finding(UNKNOWN)


def find(world: World, query: Query, day: date) -> Finding:
    """Answer a query on a day: of what a commitment keeps up by all that bears on it."""
    claim = world.accord.claims[query.claim]
    law = claim.type == "legal-act" and query.aspect in ("", "in_force")
    goes_on = law or not (claim.universal or query.aspect or claim.type in EVENTS)
    if query.since is not None and goes_on:
        return rule_a6_kept(world, query, day)
    return find_within(world, query, day)


def find_within(world: World, query: Query, day: date) -> Finding:
    """Answer a query on a day, with the day on which it was first attained."""
    claim = world.accord.claims[query.claim]
    items = items_of(query, world.visible(day), world)
    found = judged(world, query, items, day)
    if claim.type == "legal-act" and query.aspect in ("", "in_force"):
        return rule_a5(world, query, found, day)
    if found.first is not None or found.truth == UNKNOWN:
        return found
    firsts, then = [found.since], min(item.happened.end for item in items)
    while then <= day:
        past = judged(world, query, items, then)
        firsts += [past.since] if past.truth == found.truth else []
        then += ONE_DAY
    return Finding(found.truth, min(firsts), found.since)


def level(world: World, query: Query, day: date, rising: bool) -> Decimal | None:
    """Give the established level: the greatest "at least", or the smallest "at most" (B6)."""
    items = items_of(query, world.visible(day), world)
    for value in sorted(ends_of(items), reverse=rising):
        if judged(world, at(query, value, rising), items, day).truth == TRUE:
            return value
    return None


def ends_of(items: Any) -> set[Decimal]:
    """Give the ends of what was measured: between them no answer about a level changes."""
    return {end for i in items if i.value for end in (i.value.low, i.value.high)}


def at(query: Query, value: Any, rising: bool) -> Query:
    """Ask a query of a level, from below or from above."""
    if rising:
        return replace(query, at_least=value, at_most=None)
    return replace(query, at_least=None, at_most=value)


def rule_a5(world: World, query: Query, found: Finding, day: date) -> Finding:
    """Say that a law that has ended is not in force, whether or not it was seen to begin."""
    ends = replace(query, aspect="ends")
    ended = judged(world, ends, items_of(ends, world.visible(day), world), day)
    return Finding(FALSE, ended.since, ended.since) if ended.truth == TRUE else found


def rule_b5_state(world: World, query: Query, day: date, period: Any, verified: bool) -> Finding:
    """Say whether a state was false on no day of the last period (clean conduct of a maintain)."""
    items = items_of(query, world.visible(day), world)
    then = min((item.happened.end for item in items), default=day)
    inside, gone = [], [query.since or world.accord.calendar.in_force]
    while then <= day:
        past, leaves = judged(world, query, items, then), rule_a2(world, then, period)
        if past.truth == FALSE and leaves >= day:
            inside.append(past.since)
        elif past.truth == FALSE:
            gone.append(leaves + ONE_DAY)
        then += ONE_DAY
    if inside:
        return Finding(FALSE, min(inside), min(inside))
    if not verified:
        return Finding(TRUE, max(gone), max(gone))
    whole = judged(world, query, items, day)
    if whole.truth == TRUE and rule_a2(world, whole.since, period) <= day:
        covers = rule_a2(world, whole.since, period)
        return Finding(TRUE, covers, covers)
    return Finding(UNKNOWN)

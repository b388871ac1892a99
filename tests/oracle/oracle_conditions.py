"""Conditions and moments, read off the tree: Kleene truth with the day that it carries.

Choices where the page is silent: ``met`` is true of a commitment that is met, false where its
goal is known to be false, and unknown otherwise (an open promise is no broken one); a predicate
over states carries the day of the fold from which it has held without a break; ``reached`` of a
commitment that is no quantity is true at the share, else false or unknown as its goal is;
``unless`` lifts a condition, which then need not hold; a
presumption of clean conduct carries the day on which the commitment came into force.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from oracle_findings import find
from oracle_universal import rule_b5_clean
from oracle_world import ONE_DAY, rule_a2, rule_a2_rolled

from accordance.accord import conditions as c
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN
from accordance.kernel.quantities import PERCENT

LAYERS = {"commitment": 1, "power": 2, "benefit": 4}
OPEN_PROMISE = UNKNOWN
"""What ``met`` is of a promise that is open: not kept yet, and not broken."""
FAILED = ("overdue", "in_cure", "breached", "reversed")


class Held(NamedTuple):
    """A truth value and the day from which it has held."""

    truth: int
    day: date


def holds(fold: Any, condition: Any, day: date, layer: int, owner: str = "") -> Held:
    """Evaluate a condition on a day for a reader in one of the layers of that day.

    ``owner`` is the commitment that requires it, whose proof then proves the claims inside.
    """

    def inside(one: Any) -> Held:
        return holds(fold, one, day, layer, owner)

    match condition:
        case c.Test():
            if condition.kind == "claim":
                return claim_test(fold, condition, day, owner)
            return test(fold, condition, day, layer)
        case c.All(all=members):
            return enough([(inside(one), 1) for one in members], len(members), fold)
        case c.AnyOf(any=members):
            return enough([(inside(one), 1) for one in members], 1, fold)
        case c.AtLeast(at_least=k, of=members):
            return enough([(inside(one), 1) for one in members], k, fold)
        case c.Share(share=share, of=members):
            found = [(inside(one.condition), one.weight) for one in members]
            return enough(found, share * sum(weight for _, weight in found) / 100, fold)
        case c.Not(condition=one):
            return Held(TRUE - inside(one).truth, inside(one).day)
        case c.Unless(condition=one, unless=other):
            return enough([(inside(one), 1), (inside(other), 1)], 1, fold)
        case c.Clean(conduct=name, clean=period, reading=reading):
            query = fold.goal(name)
            found = rule_b5_clean(fold.world, query, day, period, reading == "verified")
            return Held(found.truth, found.since or fold.start)
        case _:
            return reached_moment(fold, condition, day, layer)


def enough(members: list[tuple[Held, int]], need: Any, fold: Any) -> Held:
    """Ask whether the true members weigh enough, and since which day enough of them did."""
    total = sum(weight for _, weight in members)
    for truth, goal in ((TRUE, need), (FALSE, None)):
        held, sum_ = fold.start, 0
        reached = truth == TRUE and goal <= 0
        ours = sorted((m.day, weight) for m, weight in members if m.truth == truth)
        for day, weight in ours:
            if not reached:
                sum_, held = sum_ + weight, day
            reached = reached or (sum_ >= goal if truth == TRUE else total - sum_ < need)
        if reached:
            return Held(truth, held)
    return Held(UNKNOWN, fold.start)


def reached_moment(fold: Any, condition: Any, day: date, layer: int) -> Held:
    """Read a moment as a condition: true from its day on, false before, else unknown."""
    due = moment(fold, condition, day, layer)
    if due is None:
        return Held(UNKNOWN, fold.start)
    return Held(TRUE, due) if day >= due else Held(FALSE, fold.start)


def moment(fold: Any, condition: Any, day: date, layer: int) -> date | None:
    """Give the day that a moment names, as far as it can be known on a day."""
    match condition:
        case None:
            return None
        case c.OnDay(on=on):
            return on
        case c.After(after=one, period=period, count=count, roll=roll):
            if isinstance(one, c.Test) and one.kind == "accord":
                anchor = getattr(fold.accord.calendar, one.id)
            elif isinstance(one, c.OnDay):
                anchor = one.on
            else:
                held = holds(fold, one, day, layer)
                anchor = held.day if held.truth == TRUE else None
            if anchor is None:
                return None
            return rule_a2_rolled(fold.world, rule_a2(fold.world, anchor, period, count), roll)
        case c.Earliest(earliest=inside):
            days = [moment(fold, one, day, layer) for one in inside]
            return min((one for one in days if one is not None), default=None)
        case c.Latest(latest=inside):
            days = [moment(fold, one, day, layer) for one in inside]
            return None if None in days else max(one for one in days if one is not None)
    raise TypeError(condition)


def test(fold: Any, one: c.Test, day: date, layer: int) -> Held:
    """Evaluate one predicate; what the reader's layer cannot see is read as of the day before."""
    if one.kind == "accord":
        begins = getattr(fold.accord.calendar, one.id)
        if begins is None:
            return Held(UNKNOWN, fold.start)
        return Held(TRUE, begins) if day >= begins else Held(FALSE, fold.start)
    seen = day if LAYERS[one.kind] < layer else day - ONE_DAY
    if one.kind == "commitment" and one.predicate in ("met", "reached", "lodged"):
        return commitment_test(fold, one, seen)
    truth = {"commitment": state_test, "benefit": benefit_test, "power": power_test}[one.kind]
    now, held = truth(fold, one, seen), seen
    while held > fold.start and truth(fold, one, held - ONE_DAY) == now:
        held -= ONE_DAY
    return Held(now, held)


def claim_test(fold: Any, one: c.Test, day: date, owner: str) -> Held:
    """Ask a claim: established, refuted, at a level, or one of its aspects."""
    query = fold.claim_query(one.id, owner)
    match one.predicate:
        case "at_least":
            query = fold.with_level(query, at_least=one.level.amount)
        case "at_most":
            query = fold.with_level(query, at_most=one.level.amount)
        case "established" | "refuted":
            pass
        case aspect:
            query = fold.with_aspect(query, aspect)
    found = find(fold.world, query, day)
    truth = TRUE - found.truth if one.predicate == "refuted" else found.truth
    return Held(truth, found.since or fold.start)


def commitment_test(fold: Any, one: c.Test, day: date) -> Held:
    """Ask whether a commitment is met, lodged, or has reached a share of its target."""
    seen = fold.commitment(one.id, day)
    if one.predicate == "lodged":
        query = fold.goal(one.id)
        found = find(fold.world, fold.with_aspect(query, "lodged"), day)
        return Held(found.truth, found.since or fold.start)
    if seen.state in ("undetermined", "not_in_force") and one.predicate == "met":
        return Held(UNKNOWN, fold.start)
    if one.predicate == "met":
        if seen.state == "met":
            return Held(TRUE, seen.day)
        return Held(FALSE if seen.verdict == FALSE else OPEN_PROMISE, seen.day)
    return reached(fold, one.id, one.level.amount, day)


def reached(fold: Any, name: str, share: Any, day: date) -> Held:
    """Ask whether a commitment has reached a share of the way, in per cent."""
    seen = fold.commitment(name, day)
    if fold.is_quantity(name):
        if seen.state == "not_in_force":
            return Held(UNKNOWN, fold.start)
        query = fold.share_query(name, share)
        found = find(fold.world, query, min(day, fold.ends(name) or day))
        return Held(found.truth, found.since or fold.start)
    if seen.progress_bp >= share * 100:
        return Held(TRUE, seen.day)
    return Held(FALSE if seen.verdict == FALSE else UNKNOWN, seen.day)


def state_test(fold: Any, one: c.Test, day: date) -> int:
    """Ask for a state of a commitment; unknown where it is undetermined."""
    state = fold.commitment(one.id, day).state
    if state == "undetermined":
        return UNKNOWN
    states = FAILED if one.predicate == "failed" else (one.predicate,)
    return TRUE if state in states else FALSE


def benefit_test(fold: Any, one: c.Test, day: date) -> int:
    """Ask how a benefit stands."""
    seen = fold.benefit(one.id, day)
    if one.predicate == "delivered":
        given = sum((parcel.delivered for parcel in seen.parcels.values()), Decimal(0))
        face = fold.face(one.id)
        need = face if one.level is None else one.level.amount
        if one.level is not None and one.level.unit == PERCENT:
            need = face * one.level.amount / 100
        return TRUE if given >= need else FALSE
    states = {parcel.state for parcel in seen.parcels.values()} | {seen.state}
    words = {"suspended": {"suspended", "paused"}}.get(one.predicate, {one.predicate})
    return TRUE if states & words else FALSE


def power_test(fold: Any, one: c.Test, day: date) -> int:
    """Ask whether an act of a power is effective, was made, or waits."""
    acts = fold.acts(one.id, day)
    if one.predicate == "done":
        return TRUE if any(act.competent for act in acts) else FALSE
    states = {act.state for act in acts}
    return TRUE if {"in_force": "effective"}.get(one.predicate, one.predicate) in states else FALSE

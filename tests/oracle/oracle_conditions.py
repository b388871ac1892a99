"""Conditions and moments, read off the tree: Kleene truth with the day that it carries."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from oracle_findings import find, rule_b5_state
from oracle_universal import rule_b5_clean
from oracle_world import ONE_DAY, rule_a2, rule_a2_rolled

from accordance.accord import conditions as c
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN
from accordance.kernel.quantities import PERCENT

FACTS, COMMITMENTS, POWERS, STOPS, BENEFITS = range(5)
"""The layers of a day, in order."""

FAILED = ("overdue", "in_cure", "breached", "reversed")
STATES = {
    "commitment": {"open": ("open", "partly_met"), "failed": FAILED},
    "status": {"due": ("available", "in_force"), "suspended": ("paused",),
               "lapsed": ("lapsed", "ended")},
}  # fmt: skip
"""The states in which a predicate is true, where they are not just the one of its name."""


class Held(NamedTuple):
    """A truth value and the day from which it has held (of no meaning where it is unknown)."""

    truth: int
    day: date


def holds(fold: Any, condition: Any, layer: int, owner: str = "") -> Held:
    """Evaluate a condition on the fold's day for a reader in one of the layers of that day.

    ``owner`` is the commitment that requires it, whose proof then proves the claims inside.
    """

    def inside(one: Any) -> Held:
        return holds(fold, one, layer, owner)

    match condition:
        case c.Test():
            return test(fold, condition, layer, owner)
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
        case c.Clean():
            return clean(fold, condition)
        case _:
            return reached_moment(fold, condition, layer, owner)


def enough(members: list[tuple[Held, int]], need: Any, fold: Any) -> Held:
    """Ask whether the true members weigh enough, and since which day enough of them did."""
    total = sum(weight for _, weight in members)
    for truth in (TRUE, FALSE):
        sum_ = 0
        for day, weight in sorted((m.day, weight) for m, weight in members if m.truth == truth):
            sum_ += weight
            if sum_ >= need if truth == TRUE else total - sum_ < need:
                return Held(truth, day)
    return Held(UNKNOWN, fold.start)


def reached_moment(fold: Any, condition: Any, layer: int, owner: str) -> Held:
    """Read a moment as a condition: true from its day on, false before, else unknown."""
    due = moment(fold, condition, layer, owner)
    if due is None:
        return Held(UNKNOWN, fold.start)
    return Held(TRUE if fold.day >= due else FALSE, due)


def moment(fold: Any, condition: Any, layer: int, owner: str = "") -> date | None:
    """Give the day that a moment names, as far as it can be known on the fold's day."""
    match condition:
        case None:
            return None
        case c.OnDay(on=on):
            return on
        case c.After(after=one, period=period, count=count, roll=roll):
            if isinstance(one, c.Test) and one.kind == "accord":
                anchor = getattr(fold.accord.calendar, one.id)
            elif isinstance(one, c.OnDay | c.After | c.Earliest | c.Latest):
                anchor = moment(fold, one, layer, owner)
            else:
                held = holds(fold, one, layer, owner)
                anchor = held.day if held.truth == TRUE else None
            if anchor is None:
                return None
            return rule_a2_rolled(fold.world, rule_a2(fold.world, anchor, period, count), roll)
        case c.Earliest(earliest=inside):
            days = [moment(fold, one, layer, owner) for one in inside]
            return min((one for one in days if one is not None), default=None)
        case c.Latest(latest=inside):
            days = [moment(fold, one, layer, owner) for one in inside]
            return None if None in days else max(one for one in days if one is not None)
    raise TypeError(condition)


def test(fold: Any, one: c.Test, layer: int, owner: str) -> Held:
    """Evaluate one predicate: facts of today, states as far as the reader's layer sees them."""
    match one.kind, one.predicate:
        case "accord", name:
            begins = getattr(fold.accord.calendar, name)
            if begins is None:
                return Held(UNKNOWN, fold.start)
            return Held(TRUE if fold.day >= begins else FALSE, begins)
        case "claim", _:
            return claim_test(fold, one, owner)
        case "commitment", "lodged":
            return fact(fold, fold.with_aspect(fold.goal(one.id), "lodged"))
        case "commitment", "reached":
            return reached(fold, one.id, Fraction(one.level.amount))
        case "commitment", _:
            return commitment_test(fold, one, seen_on(fold, COMMITMENTS, layer))
        case "power", "done":
            made = [act.happened.end for act in fold.acts(one.id, fold.day)]
            return Held(TRUE if made else FALSE, max(made, default=fold.start))
        case "power", _:
            seen = fold.power(one.id, seen_on(fold, POWERS, layer))
            return Held(TRUE if seen.state == one.predicate else FALSE, seen.begins or fold.start)
        case "benefit", "delivered":
            return delivered(fold, one)
    return benefit_test(fold, one, seen_on(fold, BENEFITS, layer))


def seen_on(fold: Any, layer: int, reader: int) -> date:
    """Give the day as of which a reader sees a layer: today if it is before it, else yesterday."""
    return fold.day if layer < reader else fold.day - ONE_DAY


def fact(fold: Any, query: Any) -> Held:
    """Ask the record of today."""
    found = find(fold.world, query, fold.day)
    return Held(found.truth, found.day or fold.start)


def clean(fold: Any, one: c.Clean) -> Held:
    """Ask whether conduct was clean over the last period."""
    query, verified = fold.goal(one.conduct), one.reading == "verified"
    universal = fold.accord.claims[query.claim].universal
    judge = rule_b5_clean if universal else rule_b5_state
    found = judge(fold.world, query, fold.day, one.clean, verified)
    return Held(found.truth, found.day or fold.start)


def claim_test(fold: Any, one: c.Test, owner: str) -> Held:
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
    held = fact(fold, query)
    return Held(TRUE - held.truth, held.day) if one.predicate == "refuted" else held


def commitment_test(fold: Any, one: c.Test, day: date) -> Held:
    """Ask for a state of a commitment; a promise in force whose goal is unknown may yet be met."""
    seen = fold.commitment(one.id, day)
    if seen.state in STATES["commitment"].get(one.predicate, (one.predicate,)):
        return Held(TRUE, seen.day)
    if one.predicate == "met" and seen.state != "not_in_force" and seen.verdict == UNKNOWN:
        return Held(UNKNOWN, fold.start)
    return Held(FALSE, seen.day)


def reached(fold: Any, name: str, share: Fraction) -> Held:
    """Ask whether a commitment has reached a share of the way, in per cent."""
    if fold.is_quantity(name):
        return fact(fold, fold.share_query(name, share))
    achieve = fold.accord.commitments[name].achieve
    requires = None if achieve is None else achieve.requires
    if not isinstance(requires, c.All | c.Share):
        return goal(fold, name)
    weights = [1] * len(c.members(requires))
    if isinstance(requires, c.Share):
        weights = [one.weight for one in requires.of]
    held = [holds(fold, one, COMMITMENTS, name) for one in c.members(requires)]
    return enough(list(zip(held, weights, strict=True)), share * sum(weights) / 100, fold)


def goal(fold: Any, name: str) -> Held:
    """Give the truth of what a commitment asks of the world, with the day that it carries."""
    achieve = fold.accord.commitments[name].achieve
    if achieve is not None and achieve.requires is not None:
        return holds(fold, achieve.requires, COMMITMENTS, name)
    return fact(fold, fold.goal(name))


def delivered(fold: Any, one: c.Test) -> Held:
    """Ask how much was discharged of a benefit: all of it, a share or an amount."""
    need = fold.face(one.id)
    if one.level is not None:
        need = need * one.level.amount / 100 if one.level.unit == PERCENT else one.level.amount
    sum_ = 0
    parts = [part for part in fold.given if part.benefit == one.id and part.parcel]
    for part in sorted(parts, key=lambda part: part.day):
        sum_ += part.amount
        if sum_ >= need:
            return Held(TRUE, part.day)
    return Held(FALSE, fold.start)


def benefit_test(fold: Any, one: c.Test, day: date) -> Held:
    """Ask how a benefit stands: its status, or any of its parcels."""
    seen = fold.benefit(one.id, day)
    if seen.parcels:
        days = [p.since for p in seen.parcels.values() if p.state == one.predicate]
        return Held(TRUE if days else FALSE, min(days, default=fold.start))
    states = STATES["status"].get(one.predicate, (one.predicate,))
    return Held(TRUE if seen.state in states else FALSE, seen.since)

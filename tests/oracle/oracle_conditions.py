"""Conditions and moments, read off the tree: Kleene truth with the day that it carries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, NamedTuple

from oracle_findings import find, rule_b5_state
from oracle_parcels import names, rule_d1_parts
from oracle_universal import rule_b5_clean
from oracle_world import ALWAYS, ONE_DAY, rule_a2, rule_a2_rolled

from accordance.accord import conditions as c
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN
from accordance.kernel.quantities import PERCENT

FACTS, COMMITMENTS, POWERS, STOPS, BENEFITS = range(5)
"""The layers of a day, in order."""

DETERMINING = ("determine", "certify")
FAILED = ("overdue", "in_cure", "breached", "reversed")
STATES = {
    "commitment": {"open": ("open", "partly_met"), "failed": FAILED, "kept": ("met", "undetermined")},
    "status": {"in_force": ("in_force", "reinstated"),
               "due": ("available", "in_force", "reinstated"), "suspended": ("paused",),
               "lapsed": ("lapsed", "ended"), "saved": ("lapsed", "ended")},
    "transfer": {"saved": ("lapsed",)},
}  # fmt: skip
"""The states in which a predicate is true, where they are not just the one of its name."""


class Owner(NamedTuple):
    """The commitment that asks: its proof proves the claims inside, up to its last day."""

    name: str
    until: date | None = None
    lent: bool = False
    """Whether its proof is for claims alone that name no standard of their own."""


class Held(NamedTuple):
    """A truth value and the day from which it has held (of no meaning where it is unknown)."""

    truth: int
    day: date


def holds(fold: Any, condition: Any, layer: int, owner: Owner | None = None) -> Held:
    """Evaluate a condition on the fold's day for a reader in one of the layers of that day.

    ``owner`` is the commitment that asks it, whose proof then proves the claims inside.
    """

    def inside(one: Any) -> Held:
        return holds(fold, one, layer, owner)

    match condition:
        case c.Test():
            return test(fold, condition, layer, owner)
        case c.All(all=members):
            return enough([(inside(one), 1) for one in members], len(members))
        case c.AnyOf(any=members):
            return enough([(inside(one), 1) for one in members], 1)
        case c.AtLeast(at_least=k, of=members):
            return enough([(inside(one), 1) for one in members], k)
        case c.Share(share=share, of=members):
            found = [(inside(one.condition), one.weight) for one in members]
            return enough(found, share * sum(weight for _, weight in found) / 100)
        case c.Not(condition=one):
            return Held(TRUE - inside(one).truth, inside(one).day)
        case c.Unless(condition=one, unless=other):
            return enough([(inside(one), 1), (inside(other), 1)], 1)
        case c.Clean():
            return clean(fold, condition)
        case _:
            return reached_moment(fold, condition, layer, owner)


def enough(members: list[tuple[Held, int]], need: Any) -> Held:
    """Ask whether the true members weigh enough, and since which day enough of them did."""
    total = sum(weight for _, weight in members)
    for truth in (TRUE, FALSE):
        sum_ = 0
        for day, weight in sorted((m.day, weight) for m, weight in members if m.truth == truth):
            sum_ += weight
            if sum_ >= need if truth == TRUE else total - sum_ < need:
                return Held(truth, day)
    return Held(UNKNOWN, ALWAYS)


def reached_moment(fold: Any, condition: Any, layer: int, owner: Owner | None) -> Held:
    """Read a moment as a condition: true from its day on, false before and while it has no anchor."""
    named = named_day(fold, condition, layer, owner)
    if named.truth != TRUE:
        return named
    return Held(TRUE if fold.day >= named.day else FALSE, named.day)


def moment(fold: Any, condition: Any, layer: int, owner: Owner | None = None) -> date | None:
    """Give the day that a moment names, as far as it is determined on the fold's day."""
    if condition is None:
        return None
    named = named_day(fold, condition, layer, owner)
    return named.day if named.truth == TRUE else None


def rule_a3_passed(
    fold: Any, name: str, word: str, condition: Any, layer: int, owner: Owner | None = None
) -> date | None:
    """Give a last day as far as it is determined; one that has passed stays what it was (A3).

    A status may come back: a day that is determined anew takes the place of one that has passed.
    """
    if condition is None:
        return None
    noted = fold.last_days.setdefault((name, word, repr(condition)), {})
    before = noted.get(fold.day - ONE_DAY)
    passed = before is not None and before < fold.day
    now = moment(fold, condition, layer, owner)
    benefit = fold.accord.benefits.get(name)
    anew = benefit is not None and benefit.amount is None and now is not None
    noted[fold.day] = before if passed and not anew else now
    found: date | None = noted[fold.day]
    return found


def named_day(fold: Any, condition: Any, layer: int, owner: Owner | None) -> Held:
    """Give whether a moment is determined, and its day: true where what it waits for is true."""
    match condition:
        case c.OnDay(on=on):
            return Held(TRUE, on)
        case c.After(after=one, period=period, count=count, roll=roll):
            anchor = named_day(fold, one, layer, owner)
            if anchor.truth != TRUE:
                return anchor
            over = rule_a2(fold.world, anchor.day, period, count)
            return Held(TRUE, rule_a2_rolled(fold.world, over, roll))
        case c.Before(before=one, period=period, count=count):
            anchor = named_day(fold, one, layer, owner)
            if anchor.truth != TRUE:
                return anchor
            return Held(TRUE, rule_a2(fold.world, anchor.day, period, count, -1))
        case c.Earliest(earliest=inside):
            found = [named_day(fold, one, layer, owner) for one in inside]
            return enough([(one, 1) for one in found], 1)
        case c.Latest(latest=inside):
            found = [named_day(fold, one, layer, owner) for one in inside]
            return enough([(one, 1) for one in found], len(found))
        case c.Test(kind="accord", id=name):
            day = getattr(fold.accord.calendar, name)
            return Held(UNKNOWN, ALWAYS) if day is None else Held(TRUE, day)
    return holds(fold, condition, layer, owner)


def test(fold: Any, one: c.Test, layer: int, owner: Owner | None) -> Held:
    """Evaluate one predicate: facts of today, states as far as the reader's layer sees them."""
    match one.kind, one.predicate:
        case "accord", name:
            begins = getattr(fold.accord.calendar, name)
            if begins is None:
                return Held(UNKNOWN, ALWAYS)
            return Held(TRUE if fold.day >= begins else FALSE, begins)
        case "claim", _:
            return claim_test(fold, one, owner)
        case "commitment", "lodged":
            return fact(fold, fold.with_aspect(fold.goal(one.id), "lodged"))
        case "commitment", "reached":
            shown = reached(fold, one.id, Fraction(one.level.amount))
            return rule_c4(fold, one.id, shown, layer)
        case "commitment", "met" | "met_in_time" | "kept":
            shown = commitment_test(fold, one, seen_on(fold, COMMITMENTS, layer))
            return rule_c4(fold, one.id, shown, layer)
        case "commitment", _:
            return commitment_test(fold, one, seen_on(fold, COMMITMENTS, layer))
        case "power", "done":
            made = [act.happened.end for act in fold.acts(one.id, fold.day)]
            return Held(TRUE if made else FALSE, max(made, default=ALWAYS))
        case "power", _:
            state, since = fold.stands(one.id, "", seen_on(fold, POWERS, layer))
            return Held(TRUE if state == one.predicate else FALSE, since)
        case "benefit", "delivered":
            return delivered(fold, one)
        case "benefit", "recovered":
            return recovered(fold, one)
    return benefit_test(fold, one, seen_on(fold, BENEFITS, layer))


def rule_c4(fold: Any, provision: str, shown: Held, layer: int) -> Held:
    """Read what is required as fulfilled while a waiver that names it is in force (C4)."""
    if fold.bare:
        return shown
    day = seen_on(fold, POWERS, layer)
    waived = [
        Held(TRUE if state == "in_force" else FALSE, since)
        for state, since in (fold.stands(name, provision, day) for name in fold.waivers(provision))
    ]
    return enough([(one, 1) for one in (shown, *waived)], 1)


def extended(
    fold: Any, provision: str, day: date | None, layer: int, owner: Owner | None = None
) -> date | None:
    """Move a day to the one that the latest act which extends it names, if that is later.

    Powers that say no later than when extend it each by its own acts, and up to that; of what
    several give the furthest counts.
    """
    powers = fold.accord.powers.items()
    able = [
        name for name, one in powers
        if one.kind == "extend" and names(fold.accord, one.on, provision)
    ]  # fmt: skip
    limits = {name: fold.accord.powers[name].no_later_than for name in able}
    free = [name for name in able if limits[name] is None]
    found = [put_off(fold, provision, day, free)]
    for name in able:
        if limits[name] is not None:
            limit = moment(fold, limits[name], layer, owner)
            moved = put_off(fold, provision, day, [name])
            if moved is not None and day is not None and limit is not None:
                moved = min(moved, max(limit, day))
            found.append(moved)
    if day is None:
        return found[0] if len(found) == 1 else None
    return max(one for one in found if one is not None)


def put_off(fold: Any, provision: str, day: date | None, able: list[str]) -> date | None:
    """Move a day to the one that the latest act of some powers names, if that is later."""
    acts = [act for name in able for act in fold.acts(name, fold.day)]
    acts = [act for act in acts if not act.on or names(fold.accord, act.on, provision)]
    acts = [act for act in acts if fold.effect(act) <= fold.day]
    latest = max(acts, key=lambda act: (fold.effect(act), act.id), default=None)
    if latest is None or latest.until is None:
        return day
    return latest.until if day is None else max(day, latest.until)


def seen_on(fold: Any, layer: int, reader: int) -> date:
    """Give the day as of which a reader sees a layer: today if it is before it, else yesterday."""
    return fold.day if layer < reader else fold.day - ONE_DAY


def fact(fold: Any, query: Any) -> Held:
    """Ask the record of today."""
    found = find(fold.world, query, fold.day)
    return Held(found.truth, found.day or ALWAYS)


def clean(fold: Any, one: c.Clean) -> Held:
    """Ask whether conduct was clean over the last period."""
    query, verified = fold.goal(one.conduct), one.reading == "verified"
    universal = fold.accord.claims[query.claim].universal
    judge = rule_b5_clean if universal else rule_b5_state
    found = judge(fold.world, query, fold.day, one.clean, verified)
    return Held(found.truth, found.day or ALWAYS)


def claim_test(fold: Any, one: c.Test, owner: Owner | None) -> Held:
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
    if one.predicate == "met_in_time" and seen.state == "met":
        return Held(TRUE if seen.in_time else FALSE, seen.day)
    if (
        one.predicate in ("met", "met_in_time")
        and seen.state != "not_in_force"
        and seen.verdict == UNKNOWN
    ):
        return Held(UNKNOWN, ALWAYS)
    return Held(FALSE, seen.day)


def reached(fold: Any, name: str, share: Fraction) -> Held:
    """Ask whether a commitment has reached a share of the way, in per cent, or its goal."""
    whole = rule_b1_goal(fold, name)
    if fold.levelled(name) is not None:
        shown = fact(fold, fold.share_query(name, share))
        return enough([(shown, 1), (whole, 1)], 1)
    members = members_of(fold, name)
    if not members:
        return whole
    need = share * sum(weight for _, weight in members) / 100
    return enough([(enough(members, need), 1), (whole, 1)], 1)


def members_of(fold: Any, name: str) -> list[tuple[Held, int]]:
    """Give how the members of a list that a commitment requires stand, words apart, and their weights."""
    requires = rule_b1_struck(fold.accord, required(fold.accord, name))
    if not isinstance(requires, c.All | c.Share):
        return []
    members = c.members(requires)
    weights = [1] * len(members)
    if isinstance(requires, c.Share):
        weights = [one.weight for one in requires.of]
    held = [holds(fold, one, COMMITMENTS, requirer(fold, name)) for one in members]
    return list(zip(held, weights, strict=True))


def is_word(accord: Any, one: Any) -> bool:
    """Say whether every test in a condition asks a mere undertaking, itself or by a commitment."""
    leaves = leaves_of(one.condition if isinstance(one, c.Unless) else one)
    return bool(leaves) and all(says(accord, leaf) for leaf in leaves)


def says(accord: Any, leaf: Any) -> bool:
    """Say whether a test asks only for words."""
    if not isinstance(leaf, c.Test) or leaf.kind not in ("claim", "commitment"):
        return False
    if leaf.kind == "claim":
        return bool(accord.claims[leaf.id].type == "undertaking")
    achieve = accord.commitments[leaf.id].achieve
    if achieve is None:
        return False
    if achieve.requires is not None:
        return is_word(accord, achieve.requires)
    return achieve.claim is not None and accord.claims[achieve.claim].type == "undertaking"


def rule_b1_struck(accord: Any, one: Any) -> Any:
    """Give a condition with its words struck out; one that is nothing but words as it is."""
    if one is None or is_word(accord, one):
        return one
    if isinstance(one, c.Unless):
        rest = rule_b1_struck(accord, one.condition)
        if is_word(accord, one.unless):
            return rest
        return c.Unless(rest, rule_b1_struck(accord, one.unless), one.cites)
    if isinstance(one, c.Share):
        kept = [part for part in one.of if not is_word(accord, part.condition)]
        of = [c.Weighted(rule_b1_struck(accord, part.condition), part.weight) for part in kept]
        return c.Share(one.share, tuple(of))
    left = [rule_b1_struck(accord, part) for part in c.members(one) if not is_word(accord, part)]
    if isinstance(one, c.All):
        return c.All(tuple(left))
    if isinstance(one, c.AnyOf):
        return c.AnyOf(tuple(left))
    if isinstance(one, c.AtLeast):
        return c.AtLeast(min(one.at_least, len(left)), tuple(left))
    return one


def rule_b1_goal(fold: Any, name: str) -> Held:
    """Give the truth of what a commitment asks of the world, words apart."""
    requires = required(fold.accord, name)
    if requires is None:
        return goal(fold, name)
    struck = rule_b1_struck(fold.accord, requires)
    return holds(fold, struck, COMMITMENTS, requirer(fold, name))


def goal(fold: Any, name: str) -> Held:
    """Give the truth of what a commitment asks of the world, with the day that it carries."""
    achieve, requires = fold.accord.commitments[name].achieve, required(fold.accord, name)
    if achieve is not None and achieve.measured_by == "determined":
        made = acts_on(fold, name, DETERMINING)
        return Held(TRUE if made else FALSE, min(made, default=ALWAYS))
    if requires is not None:
        return holds(fold, requires, COMMITMENTS, requirer(fold, name))
    shown = fact(fold, fold.goal(name))
    if achieve is None or achieve.not_before is None or shown.truth != TRUE:
        return shown
    opens = moment(fold, achieve.not_before, COMMITMENTS)
    return shown if opens is not None and shown.day >= opens else Held(UNKNOWN, ALWAYS)


def required(accord: Any, name: str) -> Any:
    """Give what a commitment requires, where no body determines that instead."""
    achieve = accord.commitments[name].achieve
    return None if achieve is None or achieve.measured_by == "determined" else achieve.requires


def requirer(fold: Any, name: str) -> Owner:
    """Give a commitment as what requires something: only what was done in its life counts (A6)."""
    return Owner(name, fold.ends(name))


def acts_on(fold: Any, name: str, kinds: tuple[str, ...]) -> list[date]:
    """Give the days of the acts on a commitment, of powers of some kinds that name it (A3)."""
    powers = [p for p, one in fold.accord.powers.items() if one.kind in kinds and name in one.on]
    acts = [act for power in powers for act in fold.acts(power, fold.day)]
    return [act.happened.end for act in acts if not act.on or name in act.on]


def delivered(fold: Any, one: c.Test) -> Held:
    """Ask how much was discharged of a benefit: all of it, a share or an amount."""
    name, own = one.id.partition("/")[0], rule_d1_parts(fold.accord, one.id)
    amounts = fold.amounts(name)
    need = sum((amounts[key] for key in own), Decimal(0))
    if one.level is not None:
        need = need * one.level.amount / 100 if one.level.unit == PERCENT else one.level.amount
    sum_ = 0
    parts = [part for part in fold.given if part.benefit == name and part.parcel in own]
    parts = [part for part in parts if part.discharged is not None]
    for part in sorted(parts, key=lambda part: part.discharged):
        sum_ += part.amount
        if sum_ >= need:
            return Held(TRUE, part.discharged)
    return Held(FALSE, ALWAYS)


def recovered(fold: Any, one: c.Test) -> Held:
    """Ask how much of what was given was given back: all of it, a share or an amount."""
    given = fold.amounts_given(one.id)
    need = sum(given.values()) if one.level is None else one.level.amount
    if one.level is not None and one.level.unit == PERCENT:
        need = sum(given.values()) * one.level.amount / 100
    had = 0
    for day, amount in sorted(fold.amounts_returned(one.id, given)):
        had += amount
        if had >= need > 0:
            return Held(TRUE, day)
    return Held(FALSE, ALWAYS)


def benefit_test(fold: Any, one: c.Test, day: date) -> Held:
    """Ask how a benefit stands: its status, or any of its parcels."""
    name, _, part = one.id.partition("/")
    seen = fold.benefit(name, day)
    states = (one.predicate,)
    kind = "transfer" if seen.parcels else "status"
    states = STATES[kind].get(one.predicate, states)
    parts = list(seen.parcels.values()) or [seen]
    if part:
        kind, own = "transfer", rule_d1_parts(fold.accord, one.id)
        gone = SimpleNamespace(state="not_due", since=ALWAYS)
        states = STATES[kind].get(one.predicate, (one.predicate,))
        parts = [seen.parcels.get(key, gone) for key in own]
    found = [Held(TRUE if part.state in states else FALSE, part.since) for part in parts]
    return enough([(part, 1) for part in found], 1)


def leaves_of(condition: Any) -> list[Any]:
    """Give every test and every conduct that a condition names."""
    if condition is None:
        return []
    if isinstance(condition, c.Test | c.Clean):
        return [condition]
    return [leaf for one in c.members(condition) for leaf in leaves_of(one)]

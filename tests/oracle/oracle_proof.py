"""The standard of proof: who speaks, how heavily, and whether that is enough (rule B2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import log10
from typing import Any

from oracle_world import World, is_verifier, rule_b1_weight, rule_b2_origin, speakers

from accordance.accord import conditions as c
from accordance.accord.types import Accord, Standard
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN
from accordance.record.entries import Evidence


@dataclass(frozen=True)
class Query:
    """One claim, what is asked of it, and the standards under which it is true or false."""

    claim: str
    aspect: str
    standard: Standard
    breach: Standard
    at_least: Decimal | Fraction | None = None
    at_most: Decimal | Fraction | None = None
    since: date | None = None
    until: date | None = None

    def __hash__(self) -> int:
        """Hash by what tells most queries of an accord apart."""
        return hash((self.claim, self.aspect, self.at_least, self.at_most, self.until))


@dataclass(frozen=True)
class Finding:
    """A verdict with its world days."""

    truth: int
    first: date | None = None
    since: date | None = None

    @property
    def day(self) -> date | None:
        """The day that a condition on it carries: first attained, or false since."""
        return self.first if self.truth == TRUE else self.since


@cache
def threshold(credence: Decimal) -> int:
    """Give the exact log-odds of a credence in centibans, rounded up."""
    return centibans(Fraction(credence) / (1 - Fraction(credence)))


@cache
def log_odds(prior: Decimal) -> int:
    """Give the log-odds of a prior in centibans, rounded to the nearest."""
    return centibans((Fraction(prior) / (1 - Fraction(prior))) ** 2) // 2


def centibans(odds: Fraction) -> int:
    """Give the least whole number of hundredths of a power of ten that odds do not exceed."""
    n = int(100 * log10(odds)) - 2
    while Fraction(10) ** n < odds**100:
        n += 1
    return n


def prior_of(world: World, claim_id: str) -> int:
    """Give the log-odds of the prior of a claim."""
    claim = world.accord.claims[claim_id]
    prior = claim.prior if claim.prior is not None else world.accord.priors.get(claim.type)
    return log_odds(Decimal("0.5") if prior is None else prior)


def bearers_of(world: World, claim_id: str) -> frozenset[str]:
    """Give the parties that bear a commitment which turns on a claim."""
    if ("bearers", claim_id) not in world.judged:
        world.judged["bearers", claim_id] = frozenset(
            party
            for name, one in world.accord.commitments.items()
            if claim_id in series_too(world.accord, turned_on(world.accord, name))
            for party in one.by
        )
    return world.judged["bearers", claim_id]


def series_too(accord: Accord, claims: set[str]) -> set[str]:
    """Give some claims, and those of the series whose turns they are."""
    found = [accord.claims[one].turn for one in claims if one in accord.claims]
    return claims | {turn.of for turn in found if turn is not None}


def turned_on(accord: Accord, name: str) -> set[str]:
    """Give the claims on which a commitment turns."""
    one = accord.commitments[name]
    terms = one.achieve or one.maintain or one.refrain
    claims = {terms.claim} if terms.claim is not None else set()
    return claims | claims_in(terms.requires if one.achieve is not None else None)


def claims_in(condition: Any) -> set[str]:
    """Give the ids of all claims that a condition asks."""
    if condition is None:
        return set()
    own = {condition.id} if isinstance(condition, c.Test) and condition.kind == "claim" else set()
    return own.union(*(claims_in(one) for one in c.members(condition)))


def meets(world: World, query: Query, own: Any, other: Any, refuting: bool = False) -> bool:
    """Say whether one side meets its standard against the other (B2 and the structural tests)."""
    if not own:
        return False
    claim, bearers = world.accord.claims[query.claim], bearers_of(world, query.claim)
    standard = query.breach if refuting else query.standard

    def loudest(items: Any) -> dict[str, int]:
        heard: dict[str, int] = {}
        for item in items:
            origin = rule_b2_origin(world, item, bearers)
            weight = rule_b1_weight(world, item, claim, query.aspect)
            heard[origin] = max(heard.get(origin, 0), weight)
        return heard

    ours, theirs = loudest(own), loudest(other)
    prior = prior_of(world, query.claim)
    credence = (-prior if refuting else prior) + sum(ours.values()) - sum(theirs.values())
    if credence < threshold(standard.credence) or len(ours) < standard.origins:
        return False
    if standard.adverse == "answered" and theirs:
        return False
    if standard.from_ == "non-party" and all(speakers(world, i) & bearers for i in own):
        return False
    if standard.from_ == "verifier" and not any(is_verifier(world, i, bearers) for i in own):
        return False
    return not standard.kinds or any(item.kind in standard.kinds for item in own)


def items_of(query: Query, entries: Any, world: World) -> tuple[Evidence, ...]:
    """Give the items with weight about the claim and aspect asked, wholly inside the window.

    On a claim that a body determines only what that body entered has weight (C1).
    """
    claim = world.accord.claims[query.claim]
    natural = "in_force" if claim.type == "legal-act" else ""
    aspect = query.aspect or natural
    key = ("items", query.claim, aspect, query.since, query.until, id(entries))
    if key not in world.judged:
        found = []
        for entry in entries:
            if not isinstance(entry, Evidence):
                continue
            name, _, about = entry.claim.partition(".")
            if not speaks_of(claim, query.claim, name, entry) or (about or natural) != aspect:
                continue
            if query.since is not None and entry.happened.start < query.since:
                continue
            if query.until is not None and entry.happened.end > query.until:
                continue
            if claim.determined_by is not None and entry.by != claim.determined_by:
                continue
            if rule_b1_weight(world, entry, claim, aspect) > 0:
                found.append(entry)
        world.judged[key] = tuple(found)
    return world.judged[key]


def speaks_of(claim: Any, claim_id: str, name: str, entry: Evidence) -> bool:
    """Say whether what is entered on a name is about a claim: by that name, or as its turn of a series."""
    turn = claim.turn
    own = turn is not None and name == turn.of
    return name == claim_id or (own and turn.first <= entry.happened.end <= turn.last)


def event(world: World, query: Query, up: Any, down: Any) -> Finding:
    """Judge an event: everything fuses, and the earliest sufficient items date it.

    What happened within an interval is dated at its end, what did not from its beginning.
    """
    if meets(world, query, up, down):
        for day in sorted({item.happened.end for item in up}):
            if meets(world, query, [i for i in up if i.happened.end <= day], down):
                return Finding(TRUE, day, day)
    if meets(world, query, down, up, True):
        for day in sorted({item.happened.start for item in down}):
            if meets(world, query, [i for i in down if i.happened.start <= day], up, True):
                return Finding(FALSE, day, day)
    return Finding(UNKNOWN)

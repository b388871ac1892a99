"""The standard of proof: who speaks, how heavily, and whether that is enough (rule B2).

Choices where the page is silent: a prior is rounded down on either side; ``non-party`` asks for
one item of somebody other than the obligor, ``verifier`` for one of a party in that role.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from oracle_world import World, is_verifier, rule_b1_weight, rule_b2_origin, speakers

from accordance.accord.types import Standard
from accordance.kernel.days import Period
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN
from accordance.record.entries import Evidence


@dataclass(frozen=True)
class Query:
    """One claim under one standard: what is asked, and by which proof."""

    claim: str
    aspect: str
    standard: Standard
    breach: Standard
    kinds: tuple[str, ...] = ()
    fresh: Period | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    since: date | None = None
    until: date | None = None
    bearers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A verdict with its world days."""

    truth: int
    first: date | None = None
    since: date | None = None


@cache
def threshold(credence: Decimal) -> int:
    """Give the exact log-odds of a credence in centibans, rounded up."""
    odds = (Fraction(credence) / (1 - Fraction(credence))) ** 100
    n = -1000
    while Fraction(10) ** n < odds:
        n += 1
    return n


def prior_of(world: World, claim_id: str) -> tuple[int, int]:
    """Give the log-odds of the prior for and against a claim, each rounded down."""
    claim = world.accord.claims[claim_id]
    prior = claim.prior or world.accord.priors.get(claim.type) or Decimal("0.5")
    return -threshold(1 - prior), -threshold(prior)


def meets(world: World, query: Query, own: Any, other: Any, refuting: bool = False) -> bool:
    """Say whether one side meets its standard against the other (B2 and the structural tests)."""
    claim = world.accord.claims[query.claim]
    standard = query.breach if refuting else query.standard

    def weight(item: Evidence) -> int:
        return rule_b1_weight(world, item, claim, query.aspect)

    def loudest(items: Any) -> dict[str, int]:
        heard: dict[str, int] = {}
        for item in items:
            if weight(item) > 0:
                origin = rule_b2_origin(world, item, query.bearers)
                heard[origin] = max(heard.get(origin, 0), weight(item))
        return heard

    ours, theirs = loudest(own), loudest(other)
    heavy = [item for item in own if weight(item) > 0]
    credence = prior_of(world, query.claim)[refuting] + sum(ours.values()) - sum(theirs.values())
    if not heavy or credence < threshold(standard.credence) or len(ours) < standard.origins:
        return False
    if standard.adverse == "answered" and theirs:
        return False
    if standard.from_ == "non-party" and not any(independent(world, i, query) for i in heavy):
        return False
    if standard.from_ == "verifier" and not any(is_verifier(world, i) for i in heavy):
        return False
    return all(
        not kinds or any(item.kind in kinds for item in heavy)
        for kinds in (standard.kinds, query.kinds)
    )


def independent(world: World, item: Evidence, query: Query) -> bool:
    """Say whether an item comes from somebody other than those who bear the commitment."""
    return not set(speakers(world, item)) & set(query.bearers)


def items_of(query: Query, entries: Any, world: World) -> tuple[Evidence, ...]:
    """Give the items about the claim and aspect asked, wholly inside the window asked."""
    natural = "in_force" if world.accord.claims[query.claim].type == "legal-act" else ""
    aspect = query.aspect or natural
    found = []
    for entry in entries:
        if not isinstance(entry, Evidence):
            continue
        name, _, about = entry.claim.partition(".")
        if name != query.claim or (about or natural) != aspect:
            continue
        if query.since is not None and entry.happened.start < query.since:
            continue
        if query.until is not None and entry.happened.end > query.until:
            continue
        found.append(entry)
    return tuple(found)


def event(world: World, query: Query, up: Any, down: Any) -> Finding:
    """Judge an event: everything fuses, and the earliest sufficient support dates it."""
    for own, other, side in ((up, down, False), (down, up, True)):
        if not meets(world, query, own, other, side):
            continue
        for day in sorted({item.happened.start for item in own}):
            if meets(world, query, [i for i in own if i.happened.start <= day], other, side):
                return Finding(FALSE if side else TRUE, None if side else day, day)
    return Finding(UNKNOWN)

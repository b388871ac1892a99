"""A007, A016 and A048: counts that members can reach, each counted once, and numbers within range."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from accordance.accord.conditions import All, AnyOf, AtLeast, Earliest, Latest, Share
from accordance.accord.draft import Draft
from accordance.accord.types import (
    CLAIM_TYPES,
    Accord,
    Benefit,
    Claim,
    Commitment,
    Rate,
    Standard,
    Tranche,
)
from accordance.accord.walk import nodes, values
from accordance.kernel.days import Period
from accordance.kernel.problems import Problem, nearest
from accordance.kernel.quantities import Quantity
from accordance.kernel.reading import Path

CHANCE: Final = "more than 0 and less than 1"
LONGEST: Final = 200
"""Years of the longest period: sums of several still fit a calendar that ends in 9999."""


def check(draft: Draft) -> Iterator[Problem]:
    """Report gates that are always true or never, and numbers that mean nothing."""
    for clause in draft.clauses():
        for path, node in nodes(clause.condition, clause.path):
            yield from _gate(draft, path, node)
            yield from _twice(draft, path, node)
    for path, message, expected in _numbers(draft.written):
        yield draft.error("A016", path, message, expected)
    for name in draft.written.priors:
        if name not in CLAIM_TYPES:
            message = f'"{name}" is no type of claims'
            expected = f"one of {', '.join(CLAIM_TYPES)}"
            hint = nearest(name, CLAIM_TYPES)
            yield draft.error("A016", ("priors", name), message, "" if hint else expected, hint)


def _gate(draft: Draft, path: Path, node: object) -> Iterator[Problem]:
    match node:
        case All(all=()) | AnyOf(any=()) | AtLeast(of=()) | Share(of=()):
            message = "this condition has no members, so it would be decided by nothing"
            yield draft.error("A007", path, message, "at least one member")
        case Earliest(earliest=()) | Latest(latest=()):
            yield draft.error("A007", path, "this names no day at all", "at least one day")
        case AtLeast(at_least=k, of=of) if not 1 <= k <= len(of):
            message = f"{k} of {len(of)} members can never be counted"
            yield draft.error("A007", (*path, "at_least"), message, f"from 1 to {len(of)}")
        case Share(share=share, of=of):
            if share == 0:
                message = "a share of nothing is always reached"
                yield draft.error("A007", (*path, "share"), message, "more than 0%")
            for i, member in enumerate(of):
                if member.weight < 1:
                    message = f"a member with weight {member.weight} counts for nothing"
                    yield draft.error("A007", (*path, "of", i, "weight"), message, "1 or more")


def _twice(draft: Draft, path: Path, node: object) -> Iterator[Problem]:
    """Warn of a member that a count or a share counts again."""
    step: Path = ("if",) if isinstance(node, Share) else ()
    match node:
        case AtLeast(of=of):
            members = list(of)
        case Share(of=weighted):
            members = [one.condition for one in weighted]
        case _:
            return
    for i, member in enumerate(members):
        first = members.index(member)
        if first < i:
            message = f"this counts again what member {first + 1} of the list asks already"
            expected = "each member once; of what weighs more, a share with weights"
            yield draft.warning("A048", (*path, "of", i, *step), message, expected)


def _numbers(accord: Accord) -> Iterator[tuple[Path, str, str]]:
    """Give the place, fault and remedy of each number that is out of its range."""
    for name, prior in accord.priors.items():
        if not 0 < prior < 1:
            yield ("priors", name), f"{prior} is no prior", CHANCE
    for path, value in values(accord):
        if isinstance(value, Benefit):
            for payer, share in value.shares.items():
                if share.amount <= 0:
                    yield (*path, "shares", payer), f"{share} gives nothing", "more than 0"
        for key, sound, fault, expected in _ranges(value):
            if not sound:
                yield ((*path, key) if key else path), fault, expected


def _ranges(value: object) -> tuple[tuple[str, bool, str, str], ...]:
    """Give for each number of a part its key, whether it is sound, the fault and the remedy."""
    match value:
        case Standard(credence=credence, origins=origins):
            return (
                ("credence", 0 < credence < 1, f"{credence} is no credence", CHANCE),
                ("origins", origins >= 1, f"{origins} origins prove nothing", "1 or more"),
            )
        case Claim(prior=Decimal() as prior):
            return (("prior", 0 < prior < 1, f"{prior} is no prior", CHANCE),)
        case Commitment(weight=weight):
            return (("weight", weight >= 0, f"{weight} is no weight", "0 or more"),)
        case Rate(rate=rate):
            return (("rate", rate.low > 0, f"{rate} is no rate", "more than 0"),)
        case Benefit(amount=Quantity() as amount) | Tranche(amount=Quantity() as amount):
            return (("amount", amount.amount > 0, f"{amount} gives nothing", "more than 0"),)
        case Period(months=months, days=days):
            short = months / 12 + days / 365 <= LONGEST
            return (("", short, f"{value} is longer than any accord", f"at most {LONGEST} years"),)
        case _:
            return ()

"""A077: what is released waits for nobody who is bound by nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from accordance.accord import conditions as c
from accordance.accord.checks.roles import is_outsider
from accordance.accord.draft import Draft
from accordance.accord.types import Accord
from accordance.accord.walk import steps
from accordance.kernel.problems import Problem
from accordance.kernel.reading import Path


class Waited(msgspec.Struct, frozen=True):
    """What a release cannot do without: where it is asked, its name, and who alone can do it."""

    path: Path
    asked: str
    who: tuple[str, ...]


def check(draft: Draft) -> Iterator[Problem]:
    """Warn of releases that cannot come true unless somebody without a role does something."""
    for path, condition in _releases(draft):
        for one in waits(draft.accord, condition, path):
            names = ", ".join(one.who)
            what = f'this waits for "{one.asked}" of {names}, without a role'
            message = f"{what}: nothing binds an outsider"
            expected = f"a role for {names}, or another way to be released"
            yield draft.warning("A077", one.path, message, expected)


def _releases(draft: Draft) -> Iterator[tuple[Path, c.Condition]]:
    for clause in draft.clauses():
        own = clause.section == "benefits" and clause.path[-1] == "release"
        if own and "advance" not in clause.path:
            yield clause.path, clause.condition
    for name, benefit in draft.accord.benefits.items():
        path: Path = ("benefits", name)
        if benefit.decided_by:
            act = c.Test("power", benefit.decided_by, "in_force")
            yield (*path, "decided_by"), act
        for key, tranche in benefit.tranches.items():
            if tranche.decided_by:
                act = c.Test("power", tranche.decided_by, "in_force")
                yield (*path, "tranches", key, "decided_by"), act


def waits(accord: Accord, condition: c.Condition, path: Path) -> list[Waited]:
    """Give what of outsiders a condition cannot come true without; nothing where there is another way."""
    if isinstance(condition, c.Test):
        who = _doer(accord, condition)
        return [Waited(path, condition.id, who)] if _outsiders(accord, who) else []
    if isinstance(condition, c.Not):
        return []
    inside = [waits(accord, one, (*path, *step)) for step, one in steps(condition)]
    weights = [Decimal(1)] * len(inside)
    need = Decimal(1)
    match condition:
        case c.All() | c.Latest():
            need = Decimal(len(inside))
        case c.AtLeast(at_least=count):
            need = Decimal(count)
        case c.Share(share=share, of=of):
            weights = [Decimal(one.weight) for one in of]
            need = share * sum(weights, Decimal(0)) / 100
    free = sum((weight for weight, one in zip(weights, inside, strict=True) if not one), Decimal(0))
    return [waited for one in inside for waited in one] if free < need else []


def _doer(accord: Accord, test: c.Test) -> tuple[str, ...]:
    """Give the parties that alone can make a test true, or whose word alone decides it."""
    if test.kind == "power" and test.id in accord.powers:
        return accord.powers[test.id].by
    claim = test.id if test.kind == "claim" else ""
    by: tuple[str, ...] = ()
    if test.kind == "commitment" and test.id in accord.commitments:
        commitment = accord.commitments[test.id]
        goal = commitment.achieve or commitment.maintain
        claim = (goal.claim if goal is not None else None) or ""
        by = commitment.by
    body = accord.claims[claim].determined_by if claim in accord.claims else None
    return (body,) if body and not _outsiders(accord, by) else by


def _outsiders(accord: Accord, by: tuple[str, ...]) -> bool:
    """Say whether none of some parties has a role."""
    return bool(by) and all(is_outsider(accord, one) for one in by)

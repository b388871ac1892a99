"""A041: a benefit that words alone unlock."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.conditions import (
    All,
    AnyOf,
    AtLeast,
    Clean,
    Condition,
    Not,
    Share,
    Test,
    Unless,
    members,
)  # fmt: skip
from accordance.accord.draft import Draft
from accordance.accord.types import Accord
from accordance.kernel.problems import Problem

FREE = ("open", "pending")
"""Predicates that hold when nothing at all was done."""


def check(draft: Draft) -> Iterator[Problem]:
    """Warn where a release can be had by undertakings alone, and not by doing nothing (B1)."""
    accord = draft.accord
    linked = accord.linkage is not None and accord.linkage.rule == "every-basket"
    for clause in draft.clauses():
        if clause.section != "benefits" or clause.role != "release":
            continue
        benefit = accord.benefits[clause.id]
        if linked and benefit.linked and benefit.humanitarian is None:
            continue
        with_words = _holds(clause.condition, accord, words=True)
        if with_words and not _holds(clause.condition, accord, words=False):
            message = f'an undertaking alone unlocks "{clause.id}"'
            expected = "something done and shown beside it"
            yield draft.warning("A041", clause.path, message, expected)


def _holds(condition: Condition, accord: Accord, *, words: bool) -> bool:
    """Say whether a condition can come true by waiting, and by words where these are allowed."""
    inside = [_holds(one, accord, words=words) for one in members(condition)]
    match condition:
        case Test():
            return (words and _is_words(condition, accord)) or _is_free(condition)
        case All():
            return all(inside)
        case AnyOf() | Unless():
            return any(inside)
        case AtLeast(at_least=k):
            return sum(inside) >= k
        case Share(share=share, of=of):
            whole = sum(member.weight for member in of)
            got = sum(member.weight for member, held in zip(of, inside, strict=True) if held)
            return got * 100 >= share * whole
        case Not(condition=one):
            return not _holds(one, accord, words=words)
        case Clean(reading=reading):
            return reading == "no_breach_established"
        case _:
            return all(inside)


def _is_free(test: Test) -> bool:
    return test.kind == "accord" or test.predicate in FREE


def _is_words(test: Test, accord: Accord) -> bool:
    """Say whether a test asks only that something was said."""
    name = test.id
    if test.kind == "commitment":
        commitment = accord.commitments.get(name)
        goal = commitment and (commitment.achieve or commitment.maintain)
        if goal and goal.claim is None:
            requires = getattr(goal, "requires", None)
            return (
                isinstance(requires, Test)
                and requires.kind == "claim"
                and _is_words(requires, accord)
            )
        name = goal.claim if goal and goal.claim else ""
    claim = accord.claims.get(name) if test.kind in ("claim", "commitment") else None
    return claim is not None and claim.type == "undertaking"

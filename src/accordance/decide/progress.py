"""Verified progress: of a commitment, of a basket (E2, B6)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from accordance.accord.questions import Question
from accordance.kernel.logic import TRUE
from accordance.program.ladders import BASIS, Ladder, counts

if TYPE_CHECKING:
    from accordance.decide.history import History


def progress_of(history: History, name: str) -> Decimal:
    """Give a commitment's verified progress, from 0 to 1 in ten-thousandths; unknown counts nothing."""
    return Decimal(_points(history, name)) / BASIS


def _levelled(history: History, claim: str, goal: int) -> int:
    """Give a fact that asks a level of a quantity: the goal's own, else the first there is."""
    asked = history.program.facts[goal] if goal >= 0 else None
    if isinstance(asked, Question) and asked.claim == claim:
        return goal
    return next(
        number
        for number, fact in enumerate(history.program.facts)
        if isinstance(fact, Question)
        and fact.claim == claim
        and (fact.at_least is not None or fact.at_most is not None)
    )


def _points(history: History, name: str) -> int:
    commitment = history.accord.commitments[name]
    goal = history.program.tangible[name]
    if not counts(history.accord, commitment):
        return 0
    if history.holds(goal) == TRUE:
        return BASIS
    achieve = commitment.achieve
    if achieve is None:
        return 0
    found = Ladder.of_commitment(name, commitment)
    if found is not None:
        claim, ladder = found
        level = history.fold.level(_levelled(history, claim, goal.fact))
        return 0 if level is None else ladder.share(level)
    if goal.word not in ("all", "share"):
        return 0
    weights = goal.weights or [1] * len(goal.parts)
    parts = zip(goal.parts, weights, strict=True)
    held = sum(weight for part, weight in parts if history.holds(part) == TRUE)
    return held * BASIS // sum(weights)

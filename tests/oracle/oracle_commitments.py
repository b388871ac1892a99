"""What a party has done of what it promised: rules A1, A3, A6, B8 and the states of section 4.

Choices where the page is silent: having been true means on an earlier day of the same fold; conduct
(maintain, refrain) is judged within the commitment's life and ``until``, achievements are not cut
off; a cure from notice or decision counts from the first act of the named power after the deadline,
and without one the commitment stays overdue; a goal that is reached is full progress.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from oracle_conditions import FAILED, Held, holds, moment
from oracle_findings import find, level
from oracle_world import ONE_DAY, rule_a2

from accordance.accord import conditions as c
from accordance.accord.types import Commitment
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN

__all__ = ["FAILED", "Standing", "rule_a6", "scale"]


@dataclass(frozen=True)
class Standing:
    """How a commitment stands on a day; ``day`` is the day that its goal carries."""

    state: str
    verdict: int
    day: date
    progress_bp: int = 0
    due: date | None = None
    first: date | None = None


def rule_a6(fold: Any, name: str, day: date) -> Standing:
    """Judge a commitment on a day of its life; before it nothing, after it as it stood."""
    commitment: Commitment = fold.accord.commitments[name]
    begins, ends = fold.begins(name), fold.ends(name)
    due = None if commitment.achieve is None else moment(fold, commitment.achieve.due, day, 1)
    if day < begins:
        return Standing("not_in_force", UNKNOWN, fold.start, due=due)
    if ends is not None and day > ends:
        return fold.commitment(name, day - ONE_DAY)
    if commitment.achieve is not None:
        return achieve(fold, name, commitment, day, due)
    return keep(fold, name, commitment, day)


def achieve(fold: Any, name: str, commitment: Commitment, day: date, due: date | None) -> Standing:
    """Judge something to be reached by a day."""
    goal, first = goal_of(fold, name, commitment, day)
    progress = rule_b8(fold, name, commitment, day, goal)
    earlier = [fold.commitment(name, past) for past in fold.days_before(day)]
    if goal.truth == TRUE:
        state = "met"
    elif any(one.verdict == TRUE for one in earlier):
        state = "reversed" if goal.truth == FALSE else "undetermined"
    elif rule_a3_lodged(fold, name, commitment, day, due) and goal.truth == UNKNOWN:
        state = "pending"
    elif not rule_a1(day, due):
        state = "partly_met" if progress > 0 else "open"
    else:
        state = rule_a3_cure(fold, commitment, day, due)
    return Standing(state, goal.truth, goal.day, counted(commitment, fold, progress), due, first)


def rule_a1(day: date, due: date | None) -> bool:
    """Say whether a due day is past: the day itself belongs wholly to the obligor."""
    return due is not None and day > due


def rule_a3_lodged(
    fold: Any, name: str, commitment: Commitment, day: date, due: date | None
) -> bool:
    """Say whether what is measured by lodging was lodged in time."""
    if commitment.achieve.measured_by != "lodged" or commitment.achieve.claim is None:
        return False
    found = find(fold.world, fold.with_aspect(fold.goal(name), "lodged"), day)
    return found.truth == TRUE and not rule_a1(found.since, due)


def rule_a3_cure(fold: Any, commitment: Commitment, day: date, due: date) -> str:
    """Give the state of an achievement that is past its deadline."""
    cure = commitment.cure
    if cure is None:
        return "overdue"
    begins = due
    if cure.from_ != "deadline":
        acts = fold.acts(cure.notice, day - ONE_DAY) if cure.notice else []
        made = [act.made for act in acts if act.competent and act.made > due]
        if not made:
            return "overdue"
        begins = min(made)
    return "in_cure" if day <= rule_a2(fold.world, begins, cure.period) else "breached"


def keep(fold: Any, name: str, commitment: Commitment, day: date) -> Standing:
    """Judge something to be kept up or never done, up to its ``until``."""
    terms = commitment.maintain or commitment.refrain
    until = moment(fold, terms.until, day, 1)
    goal, first = goal_of(fold, name, commitment, day)
    earlier = [fold.commitment(name, past) for past in fold.days_before(day)]
    earlier = [one for one in earlier if one.state != "not_in_force"]
    if rule_a1(day, until):
        last = earlier[-1].state if earlier else "open"
        state = "met" if last == "open" and goal.truth == TRUE else last
    elif goal.truth == FALSE:
        state = "breached" if commitment.cure is None else "in_cure"
        if commitment.cure is not None:
            begins = day
            for one in reversed(earlier):
                if one.verdict != FALSE:
                    break
                begins -= ONE_DAY
            cured = rule_a2(fold.world, begins, commitment.cure.period)
            state = "in_cure" if day <= cured else "breached"
    elif goal.truth == TRUE:
        state = "met"
    else:
        was = commitment.maintain is not None and any(one.verdict == TRUE for one in earlier)
        state = "undetermined" if was else "open"
    progress = counted(commitment, fold, 10000 if goal.truth == TRUE else 0)
    return Standing(state, goal.truth, goal.day, progress, None, first)


def goal_of(fold: Any, name: str, commitment: Commitment, day: date) -> tuple[Held, date | None]:
    """Give the truth of a commitment's goal, and the day on which it was first attained."""
    if commitment.achieve is not None and commitment.achieve.requires is not None:
        held = holds(fold, commitment.achieve.requires, day, 1, name)
        return held, held.day if held.truth == TRUE else None
    found = find(fold.world, fold.goal(name), day)
    return Held(found.truth, found.since or fold.start), found.first


def counted(commitment: Commitment, fold: Any, progress: int) -> int:
    """Count nothing for what is not binding or is met by words alone (A6, B1)."""
    names = {commitment.achieve.claim} if commitment.achieve else set()
    if commitment.achieve is not None and commitment.achieve.requires is not None:
        names = claims_in(commitment.achieve.requires)
    types = {fold.accord.claims[name].type for name in names if name}
    return 0 if commitment.force != "binding" or types == {"undertaking"} else progress


def claims_in(condition: Any) -> set[str]:
    """Give the ids of all claims that a condition asks."""
    own = {condition.id} if isinstance(condition, c.Test) and condition.kind == "claim" else set()
    return own.union(*(claims_in(one) for one in c.members(condition)))


def rule_b8(fold: Any, name: str, commitment: Commitment, day: date, goal: Held) -> int:
    """Give progress in basis points: by level, by members, else all or nothing."""
    if goal.truth == TRUE:
        return 10000
    terms = commitment.achieve
    if terms.requires is not None:
        members = c.members(terms.requires)
        weights = [1] * len(members)
        if isinstance(terms.requires, c.Share):
            weights = [one.weight for one in terms.requires.of]
        true = [holds(fold, one, day, 1, name).truth == TRUE for one in members]
        done = sum(weight for weight, yes in zip(weights, true, strict=True) if yes)
        return 10000 * done // sum(weights) if sum(weights) else 0
    if terms.target is None:
        return 0
    base, target = scale(commitment)
    found = level(fold.world, fold.goal(name), day, rising=target >= base)
    if found is None or target == base:
        return 0
    share = (Fraction(found) - base) / (target - base)
    return int(10000 * max(Fraction(0), min(Fraction(1), share)))


def scale(commitment: Commitment) -> tuple[Fraction, Fraction]:
    """Give the least favourable baseline and the target (B6)."""
    terms = commitment.achieve
    low = Fraction(terms.baseline.low) if terms.baseline else Fraction(0)
    high = Fraction(terms.baseline.high) if terms.baseline else Fraction(0)
    if terms.target == "all":
        return Fraction(0), high
    target = Fraction(terms.target.amount)
    return (high if target >= high else low), target

"""What a party has done of what it promised: rules A1, A3, A6, B8 and the states of section 4.

Choices where the page is silent: a goal that is reached is full progress.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from oracle_acts import not_overtaken
from oracle_conditions import (
    COMMITMENTS,
    DETERMINING,
    Held,
    Owner,
    acts_on,
    extended,
    fact,
    goal,
    holds,
    members_of,
    rule_a3_passed,
    rule_b1_goal,
    says,
)
from oracle_findings import at, ends_of, level
from oracle_questions import scale
from oracle_world import ONE_DAY, rule_a2

from accordance.accord import conditions as c
from accordance.accord.types import Commitment
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN

FAILING = ("in_cure", "breached", "excused")


@dataclass(frozen=True)
class Standing:
    """How a commitment stands on a day; ``day`` is the goal's where met, else the state's first."""

    state: str
    verdict: int
    day: date
    progress_bp: int = 0
    due: date | None = None
    first: date | None = None
    was_met: bool = False
    broken: date | None = None
    in_time: bool = False


def rule_a6(fold: Any, name: str) -> Standing:
    """Judge a commitment on a day: nothing before it is in force."""
    commitment: Commitment = fold.accord.commitments[name]
    asked, before = goal(fold, name), fold.before(name)
    due = None
    if commitment.achieve is not None:
        due = last_day(fold, name, commitment.achieve.due)
    else:
        until_of(fold, name)
    broken = None
    if fold.day < fold.begins(name):
        state = "not_in_force"
    elif commitment.superseded is not None:
        state = "superseded"
    elif commitment.achieve is not None:
        due = rule_d4_tolled(fold, name, due)
        state = achieve(fold, name, asked, due)
    else:
        broken = rule_b8_broken(fold, name, asked)
        state = keep(fold, name, asked, broken)
    excuse = commitment.excused_while
    excused = excuse is not None and holds(fold, excuse, COMMITMENTS).truth == TRUE
    if state in ("overdue", "in_cure", "breached") and excused:
        state = "excused"
    first = asked.day if asked.truth == TRUE else None
    day = before.day if before.state == state else fold.day
    return Standing(
        state, asked.truth, first if first and state == "met" else day,
        counted(fold, name, rule_b8(fold, name)), due, first,
        before.was_met or state == "met", broken,
        state == "met" and not rule_a1(asked.day, due),
    )  # fmt: skip


def rule_d4_tolled(fold: Any, name: str, due: date | None) -> date | None:
    """Move a deadline by the days up to it on which it stood still, today included (D4)."""
    tolled = fold.accord.commitments[name].tolled_while
    days = fold.still.setdefault(name, set())
    days.discard(fold.day)
    if due is None or tolled is None:
        return due
    if holds(fold, tolled, COMMITMENTS).truth == TRUE and fold.day <= due + ONE_DAY * len(days):
        days.add(fold.day)
    return due + ONE_DAY * len(days)


def achieve(fold: Any, name: str, asked: Held, due: date | None) -> str:
    """Give the state of something to be reached by a day."""
    if asked.truth == TRUE:
        return "met"
    if fold.before(name).was_met:
        return "reversed" if asked.truth == FALSE else "undetermined"
    if asked.truth == UNKNOWN and rule_a3_lodged(fold, name, due):
        return "pending"
    if not rule_a1(fold.day, due):
        return "partly_met" if counted(fold, name, rule_b8(fold, name)) > 0 else "open"
    if rule_a3_unasked(fold, name, due):
        return "pending"
    return rule_a3_cure(fold, name, due, due + ONE_DAY, ("overdue", "overdue"))


def rule_a1(day: date, due: date | None) -> bool:
    """Say whether a due day is past: the day itself belongs wholly to the obligor."""
    return due is not None and day > due


def rule_a3_lodged(fold: Any, name: str, due: date | None) -> bool:
    """Say whether what is measured by lodging was lodged in time."""
    terms = fold.accord.commitments[name].achieve
    if terms.measured_by != "lodged" or terms.claim is None:
        return False
    held = fact(fold, fold.with_aspect(fold.goal(name), "lodged"))
    return held.truth == TRUE and not rule_a1(held.day, due)


def rule_a3_unasked(fold: Any, name: str, due: date) -> bool:
    """Say whether a missed deadline waits for somebody to ask or to decide after it."""
    judged_at = fold.accord.commitments[name].achieve.judged_at
    kinds = {"request": ("notify",), "decision": DETERMINING}
    return judged_at in kinds and not any(
        rule_a1(made, due) for made in acts_on(fold, name, kinds[judged_at])
    )


def rule_a3_cure(
    fold: Any, name: str, begins: date, failed: date, otherwise: tuple[str, str]
) -> str:
    """Give the state of a failure: in cure from ``begins`` or from a notice, then breached.

    Only a notice made on or after the day of the failure starts the cure.  ``otherwise`` is the
    state without a cure, and while the notice is awaited.
    """
    cure = fold.accord.commitments[name].cure
    if cure is None:
        return otherwise[0]
    if cure.from_ != "deadline":
        acts = not_overtaken(fold.world, fold.acts(cure.notice, fold.day)) if cure.notice else []
        made = [act.happened.end for act in acts if act.happened.end >= failed]
        if not made:
            return otherwise[1]
        begins = min(made)
    return "in_cure" if fold.day <= rule_a2(fold.world, begins, cure.period) else "breached"


def until_of(fold: Any, name: str) -> date | None:
    """Give the last day of something to be kept up or never done, if it is determined."""
    one = fold.accord.commitments[name]
    return last_day(fold, name, (one.maintain or one.refrain).until)


def last_day(fold: Any, name: str, written: Any) -> date | None:
    """Give the day by which something must be done, or up to which it must be kept."""
    if written is None:
        return None
    owner = Owner(name, lent=True)
    day = rule_a3_passed(fold, name, "due", written, COMMITMENTS, owner)
    return extended(fold, name, day, COMMITMENTS)


def rule_b8_broken(fold: Any, name: str, asked: Held) -> date | None:
    """Give the day on which a breach that goes on was established, if there is one."""
    until = until_of(fold, name)
    if asked.truth != FALSE or (until is not None and asked.day > until):
        return None
    return fold.before(name).broken or fold.day


def keep(fold: Any, name: str, asked: Held, broken: date | None) -> str:
    """Give the state of something to be kept up or never done, up to its ``until``."""
    before = fold.before(name)
    if broken is not None:
        return rule_a3_cure(fold, name, broken, broken, ("breached", "in_cure"))
    if asked.truth == TRUE:
        return "met"
    if rule_a1(fold.day, until_of(fold, name)):
        stands = before.state not in ("not_in_force", *FAILING) or (
            before.state in FAILING and asked.truth == FALSE
        )
        return before.state if stands else "open"
    maintain = fold.accord.commitments[name].maintain is not None
    return "undetermined" if maintain and before.was_met else "open"


def counted(fold: Any, name: str, progress: int) -> int:
    """Count nothing for what binds nobody or is met by words alone (A6, B1)."""
    return progress if counts(fold.accord, name) else 0


def counts(accord: Any, name: str) -> bool:
    """Say whether a commitment can be progress."""
    return binds(accord, name) and not says(accord, c.Test("commitment", name))


def binds(accord: Any, name: str) -> bool:
    """Say whether a commitment binds at all: advice, practice and what is superseded do not."""
    one = accord.commitments[name]
    return one.force in ("binding", "political") and one.superseded is None


def rule_b8(fold: Any, name: str) -> int:
    """Give progress in basis points: by level, by members, else all or nothing."""
    if rule_b1_goal(fold, name).truth == TRUE:
        return 10000
    terms = fold.accord.commitments[name].achieve
    if terms is None:
        return 0
    members = members_of(fold, name)
    if members:
        done = sum(weight for one, weight in members if one.truth == TRUE)
        return 10000 * done // sum(weight for _, weight in members)
    if fold.levelled(name) is None:
        return 0
    base, target = scale(fold.accord.commitments[name])
    query = fold.share_query(name, Fraction(100))
    found = level(fold.world, query, fold.day, rising=target >= base)
    return 0 if found is None else share_of_way(Fraction(found), base, target)


def share_of_way(found: Fraction, base: Fraction, target: Fraction) -> int:
    """Give how far a level is on the way from the baseline to the target."""
    share = (found - base) / (target - base) if target != base else Fraction(0)
    return int(10000 * max(Fraction(0), min(Fraction(1), share)))


def possible(fold: Any, name: str) -> int:
    """Give the progress that a commitment could have at most by what is not refuted."""
    if not counts(fold.accord, name):
        return 0
    if rule_b1_goal(fold, name).truth != FALSE:
        return 10000
    members = members_of(fold, name)
    if members:
        open_ = sum(weight for one, weight in members if one.truth != FALSE)
        return 10000 * open_ // sum(weight for _, weight in members)
    if fold.levelled(name) is None:
        return 0
    base, target = scale(fold.accord.commitments[name])
    query, rising = fold.share_query(name, Fraction(100)), target >= base
    values = ends_of(fold.items(query))
    shares = {share_of_way(Fraction(value), base, target) for value in values} | {0, 10000}
    for share in sorted(shares, reverse=True):
        if share == 0:
            return 0
        here = base + Fraction(share, 10000) * (target - base)
        if fact(fold, at(query, here, rising)).truth != FALSE:
            return share
    return 0

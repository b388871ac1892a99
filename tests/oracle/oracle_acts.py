"""Acts, and what they stop and end: rules C2, C3, D8, and section 4 on acts and stops.

Choices where the page is silent: the latest of several acts is that made last, of those made on
one day the last by id; any blocking act within the wait blocks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from oracle_conditions import STOPS, holds
from oracle_world import ONE_DAY, rule_a2

from accordance.kernel.logic import FALSE, TRUE
from accordance.record.entries import Act

STOPPING = ("suspend", "snap-back")
ENDING = ("terminate", "withdraw")


@dataclass(frozen=True)
class Deed:
    """How a power, or one act of it, stands on a day; ``begins`` is its first day of effect."""

    state: str
    begins: date | None = None


def rule_c2(fold: Any, power_id: str, day: date) -> list[Any]:
    """Give the competent acts of a power that count on a day, the latest last; others are void."""
    power, calendar = fold.accord.powers[power_id], fold.accord.calendar
    begins, ends = power.in_force or calendar.in_force, power.ends
    acts = [
        act
        for act in fold.world.visible(day)
        if isinstance(act, Act)
        and act.power == power_id
        and act.by in power.by
        and act.happened.end >= begins
        and (ends is None or act.happened.end <= ends)
    ]
    return sorted(acts, key=lambda act: (act.happened.end, act.id))


def rule_c3(fold: Any, power_id: str, act: Any, day: date) -> Deed:
    """Give how a competent act stands: after its wait, unless blocked, while it lasts."""
    power, made = fold.accord.powers[power_id], act.happened.end
    begins = made
    if power.wait is not None:
        over = rule_a2(fold.world, made, power.wait.period, power.wait.count)
        begins = over if power.wait.count == "clear" else over + ONE_DAY
        if power.wait.blocked_by is not None:
            for other in rule_c2(fold, power.wait.blocked_by, day - ONE_DAY):
                seen = rule_c3(fold, power.wait.blocked_by, other, day - ONE_DAY)
                if seen.state in ("in_force", "ended") and made <= seen.begins < begins:
                    return Deed("blocked", begins)
    if day < begins:
        return Deed("pending", begins)
    lasts = [act.until] if act.until is not None else []
    if power.lasts is not None:
        lasts.append(rule_a2(fold.world, begins, power.lasts) - ONE_DAY)
    return Deed("ended" if lasts and day > min(lasts) else "in_force", begins)


def power_on(fold: Any, power_id: str, day: date) -> Deed:
    """Give how a power stands on a day: as its latest competent act does."""
    acts = rule_c2(fold, power_id, day)
    return rule_c3(fold, power_id, acts[-1], day) if acts else Deed("none")


def bearing(fold: Any, power_id: str, benefit_id: str, day: date) -> list[Any]:
    """Give the competent acts of a power that bear on a benefit, the latest last (D8).

    An act bears on what it names, or on all where it names nothing; never on what lies outside
    of what the power names, to which a benefit that it decides belongs.  A humanitarian benefit
    must be named by the act or by the power.
    """
    power, benefit = fold.accord.powers[power_id], fold.accord.benefits[benefit_id]
    decides = benefit.decided_by == power_id
    if power.on and benefit_id not in power.on and not decides:
        return []
    exempt = benefit.humanitarian is not None and not power.on and not decides
    acts = rule_c2(fold, power_id, day)
    return [act for act in acts if benefit_id in act.on or not (act.on or exempt)]


def acted(fold: Any, power_id: str, benefit_id: str, day: date) -> bool:
    """Say whether the latest act of a power that bears on a benefit is in force."""
    acts = bearing(fold, power_id, benefit_id, day)
    return bool(acts) and rule_c3(fold, power_id, acts[-1], day).state == "in_force"


def stopped(fold: Any, benefit_id: str) -> int:
    """Give the truth that a benefit is stopped: by its condition, or by an act in force."""
    condition = fold.accord.benefits[benefit_id].suspend
    truth = FALSE if condition is None else holds(fold, condition, STOPS).truth
    powers = [name for name, one in fold.accord.powers.items() if one.kind in STOPPING]
    return TRUE if any(acted(fold, name, benefit_id, fold.day) for name in powers) else truth


def ended(fold: Any, benefit_id: str) -> int:
    """Give the truth that a benefit is ended: by its condition, or by an act ever in force."""
    condition = fold.accord.benefits[benefit_id].end
    for name, power in fold.accord.powers.items():
        if power.kind in ENDING:
            for act in bearing(fold, name, benefit_id, fold.day):
                if rule_c3(fold, name, act, fold.day).state in ("in_force", "ended"):
                    return TRUE
    return FALSE if condition is None else holds(fold, condition, STOPS).truth

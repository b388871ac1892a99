"""Acts, and what they stop: rules C2, C3 (as far as section 4 tells them) and the layer of stops.

Choices where the page is silent: a wait counted ``exclude-first`` still holds on its last day and
a ``clear`` one is over on the day that it gives; ``lasts`` runs from the first effective day and
includes its last; blocking counts if made within the wait; ``snap-back`` stops as ``suspend``
does; an act that names nothing reaches every benefit that is not humanitarian; an end is for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from oracle_conditions import holds
from oracle_world import ONE_DAY, rule_a2

from accordance.kernel.logic import TRUE
from accordance.record.entries import Act

STOPPING = ("suspend", "snap-back")
ENDING = ("terminate", "withdraw")


@dataclass(frozen=True)
class Deed:
    """One act as it stands on a day: void, pending, blocked, effective or over."""

    id: str
    made: date
    competent: bool
    state: str
    on: tuple[str, ...]


def rule_c2(fold: Any, power_id: str, day: date) -> list[Deed]:
    """Give every act of a power that counts on a day, as it stands then."""
    power = fold.accord.powers[power_id]
    calendar = fold.accord.calendar
    begins, ends = power.in_force or calendar.in_force, power.ends or calendar.ends
    deeds = []
    for act in fold.world.visible(day):
        if not isinstance(act, Act) or act.power != power_id:
            continue
        made = act.happened.end
        alive = made >= begins and (ends is None or made <= ends)
        competent = act.by in power.by and alive
        state = rule_c3(fold, power, act, day) if competent else "void"
        deeds.append(Deed(act.id, made, competent, state, act.on or power.on))
    return deeds


def rule_c3(fold: Any, power: Any, act: Any, day: date) -> str:
    """Give the state of a competent act: after its wait, unless blocked, while it lasts."""
    made = start = act.happened.end
    if power.wait is not None:
        over = rule_a2(fold.world, made, power.wait.period, power.wait.count)
        start = over if power.wait.count == "clear" else over + ONE_DAY
        if power.wait.blocked_by is not None:
            blocks = rule_c2(fold, power.wait.blocked_by, day)
            if any(one.competent and made <= one.made < start for one in blocks):
                return "blocked"
    ends = [act.until] if act.until is not None else []
    if power.lasts is not None:
        ends.append(rule_a2(fold.world, start, power.lasts))
    if day < start:
        return "pending"
    return "over" if ends and day > min(ends) else "effective"


def power_state(fold: Any, power_id: str, day: date) -> str:
    """Give one word for a power: in_force, pending, blocked, ended or none (void acts are none)."""
    states = {deed.state for deed in rule_c2(fold, power_id, day)}
    words = {"effective": "in_force", "pending": "pending", "blocked": "blocked", "over": "ended"}
    return next((word for state, word in words.items() if state in states), "none")


def reaches(fold: Any, benefit_id: str, kinds: tuple[str, ...], day: date) -> bool:
    """Say whether an effective act of these kinds of powers reaches a benefit (D8)."""
    exempt = fold.accord.benefits[benefit_id].humanitarian is not None
    for power_id, power in fold.accord.powers.items():
        if power.kind not in kinds:
            continue
        for deed in rule_c2(fold, power_id, day):
            if deed.state == "effective" and (
                benefit_id in deed.on or (not deed.on and not exempt)
            ):
                return True
    return False


def stopped(fold: Any, benefit_id: str, day: date) -> bool:
    """Say whether a benefit is stopped on a day."""
    condition = fold.accord.benefits[benefit_id].suspend
    if condition is not None and holds(fold, condition, day, 3).truth == TRUE:
        return True
    return reaches(fold, benefit_id, STOPPING, day)


def ended(fold: Any, benefit_id: str, day: date) -> bool:
    """Say whether a benefit has been ended by a day."""
    if fold.benefit(benefit_id, day - ONE_DAY).ended:
        return True
    condition = fold.accord.benefits[benefit_id].end
    if condition is not None and holds(fold, condition, day, 3).truth == TRUE:
        return True
    return reaches(fold, benefit_id, ENDING, day)

"""Which acts of a power are within its quota, and which are beyond it (SEMANTICS C2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from accordance.accord.types import Accord, Power
from accordance.kernel.days import Period, add_period
from accordance.record.entries import Act


def within_quota(accord: Accord, power: Power, acts: Iterable[Act]) -> tuple[list[Act], list[Act]]:
    """Give the acts that a power may still make, and those beyond its quota, both in order.

    Periods are counted from the first day of the power, or of the accord.
    """
    quota = power.at_most
    if quota is None:
        return list(acts), []
    used: Counter[int] = Counter()
    kept: list[Act] = []
    beyond: list[Act] = []
    for act in acts:
        number = _period_of(accord, power, act.happened.end)
        used[number] += 1
        (kept if used[number] <= quota.times else beyond).append(act)
    return kept, beyond


def _period_of(accord: Accord, power: Power, day: date) -> int:
    """Give which of the periods of a quota has a day, each counted from the first day of all."""
    every = power.at_most.every if power.at_most is not None else None
    if every is None:
        return 0
    first = power.in_force or accord.calendar.in_force
    past = (day - first).days
    number = max(0, past // (every.days + 31 * every.months) - 1)
    while past >= (every.days + 28 * every.months) * (number + 1):
        if _nth(accord, first, every, number + 1) > day:
            break
        number += 1
    return number


def _nth(accord: Accord, first: date, every: Period, number: int) -> date:
    whole = Period(every.months * number, every.days * number)
    return add_period(first, whole, accord.calendar.months or "clamp", "exclude-first")

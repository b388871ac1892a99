"""What is given before it is due: rule D1 on advances, read literally.

Choices where the page is silent: what comes back of a delivery comes out of its advances first.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from oracle_conditions import BENEFITS, holds
from oracle_deliveries import Part, returned

from accordance.kernel.logic import TRUE

AFTER_BENEFITS = BENEFITS + 1


def rule_d1_open(fold: Any) -> set[tuple[str, str]]:
    """Give the parcels that could be given in advance today, as the day stood before its deliveries."""
    found = set()
    for (name, parcel), one in fold.parcels.items():
        benefit = fold.accord.benefits.get(name)
        if benefit is None or benefit.advance is None or one.state != "not_due":
            continue
        binds = benefit.force in ("binding", "political")
        begun = fold.day >= (benefit.in_force or fold.accord.calendar.in_force)
        released = holds(fold, benefit.advance.release, AFTER_BENEFITS).truth == TRUE
        if binds and begun and released:
            found.add((name, parcel))
    return found


def rule_d1_set_off(fold: Any) -> bool:
    """Let advances discharge the parcels that are due now; say whether any did."""
    waiting = [one for one in fold.given if one.advance and one.parcel and one.set_off is None]
    changed = False
    for part in waiting:
        due = fold.parcel(part.benefit, part.parcel).state == "due"
        if due or once_set_off(fold, part):
            kept = max(Decimal(0), part.amount - max(Decimal(0), back(fold, part)))
            parts = [replace(part, amount=kept, set_off=fold.day)] if kept else []
            if kept < part.amount:
                parts.append(replace(part, amount=part.amount - kept, parcel=""))
            place = next(number for number, one in enumerate(fold.given) if one is part)
            fold.given[place : place + 1] = parts
            changed = True
    return changed


def once_set_off(fold: Any, part: Part) -> bool:
    """Say whether an advance was set off by now with what was known at the time (D6)."""
    before, parts = fold.settled.get(part.delivery, (None, []))
    if before != fold.judged[part.delivery]:
        return False
    return any(
        one.set_off is not None and one.set_off <= fold.day
        for one in parts
        if one.parcel == part.parcel
    )


def back(fold: Any, part: Part) -> Decimal:
    """Give what was given back of a delivery and came out of none of its advances yet."""
    gone = [
        one.amount for one in fold.given
        if one.advance and not one.parcel and one.delivery == part.delivery
    ]  # fmt: skip
    return returned(fold, part.delivery, part.benefit) - sum(gone, Decimal(0))

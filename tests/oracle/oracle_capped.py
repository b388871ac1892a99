"""Caps, counted part by part as they become due: rule D4, read literally.

Choices: room that a part gives back counts until the end of the day; a part that gave it back and
wants it again on one day has it again.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from oracle_parcels import parcels_of

NONE = Decimal(0)


def caps_over(accord: Any, benefit_id: str) -> list[tuple[Decimal, set[str]]]:
    """Give the caps over a benefit: how much, and over which benefits together."""
    benefit = accord.benefits[benefit_id]
    found = [
        (cap.amount.amount, set(cap.of)) for cap in accord.caps.values() if benefit_id in cap.of
    ]
    parts = sum((one[2] for one in parcels_of(accord, benefit_id).values()), NONE)
    if benefit.up_to and parts > benefit.amount.amount:
        found.append((benefit.amount.amount, {benefit_id}))
    return found


def rule_d4_morning(fold: Any) -> None:
    """Note what parts had room at the beginning of a day, under the text that governs it."""
    fold.roomed = {
        (name, parcel): one.had
        for (name, parcel), one in fold.parcels.items()
        if one.has and name in fold.accord.benefits and parcel in parcels_of(fold.accord, name)
    }


def rule_d4_room(fold: Any, benefit_id: str, parcel: str) -> Decimal:
    """Give what the caps leave for a part, at most its amount."""
    left = parcels_of(fold.accord, benefit_id)[parcel][2]
    for most, under in caps_over(fold.accord, benefit_id):
        used = sum((had for (name, _), had in fold.roomed.items() if name in under), NONE)
        left = min(left, most - used)
    return max(NONE, left)


def rule_d4_most(fold: Any, benefit_id: str, parcel: str) -> Decimal:
    """Give how much of a part can be given: what it had room for, all of it before it had any."""
    amount = parcels_of(fold.accord, benefit_id)[parcel][2]
    one = fold.parcel(benefit_id, parcel)
    if not caps_over(fold.accord, benefit_id) or not (one.has or one.had):
        return amount
    return min(amount, one.had)


def rule_d4_full(fold: Any, benefit_id: str, parcel: str) -> bool:
    """Say whether a part was given in full, as far as the caps leave room for it."""
    given = fold.discharged(benefit_id, parcel)
    if caps_over(fold.accord, benefit_id):
        return given > 0 and given >= rule_d4_most(fold, benefit_id, parcel)
    return bool(given >= parcels_of(fold.accord, benefit_id)[parcel][2])


def turned_away(fold: Any, benefit_id: str, parcel: str) -> bool:
    """Say whether a part that is due for all else finds no room."""
    if not caps_over(fold.accord, benefit_id) or fold.parcel(benefit_id, parcel).has:
        return False
    return rule_d4_room(fold, benefit_id, parcel) == 0


def rule_d4_kept(fold: Any, benefit_id: str, parcel: str, state: str) -> tuple[Decimal, bool]:
    """Give how much room a part has, or had last, and whether it has it now."""
    before = fold.parcel(benefit_id, parcel)
    if not caps_over(fold.accord, benefit_id):
        return before.had, before.has
    stopped = state == "suspended" and before.has
    given = fold.discharged(benefit_id, parcel) > 0
    keeps = state in ("due", "delivered") or stopped or given
    if not keeps or before.has:
        return before.had, keeps
    key = benefit_id, parcel
    if key not in fold.roomed:
        fold.roomed[key] = rule_d4_room(fold, benefit_id, parcel)
    return fold.roomed[key], True


def rule_d4_beyond(fold: Any, benefit_id: str, parcel: str) -> Decimal:
    """Give what of a part was released and is not due, for want of room."""
    one, amount = fold.parcel(benefit_id, parcel), parcels_of(fold.accord, benefit_id)[parcel][2]
    if not caps_over(fold.accord, benefit_id):
        return NONE
    left = amount - fold.taken(benefit_id, parcel)
    if one.away:
        return left
    return min(left, max(NONE, amount - one.had)) if one.has else NONE

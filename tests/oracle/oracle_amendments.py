"""What an amendment does to a history: rule A6, read literally over names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from oracle_deliveries import Part
from oracle_parcels import parcels_of

SECTIONS = ("commitments", "benefits", "powers")


def rule_a6_governs(amendment: Any) -> date:
    """Give the day from which an amendment governs: never before it is adopted."""
    return max(amendment.adopted, amendment.in_force)


def governing(accord: Any, day: date, known_at: date) -> Any:
    """Give the text that governs a day, as it was known."""
    found = [
        one
        for one in accord.amendments.values()
        if rule_a6_governs(one) <= day and one.adopted <= known_at
    ]
    return (
        max(found, key=lambda one: (rule_a6_governs(one), one.adopted)).result if found else accord
    )


def rule_a6_amended(fold: Any, lived: Callable[[Any, date], Any], eve: date) -> None:
    """Let the amendments of a day that are known take the place of the text."""
    found = [
        one
        for one in fold.amendments
        if rule_a6_governs(one) == fold.day and one.adopted <= fold.world.known_at
    ]
    for amendment in sorted(found, key=lambda one: one.adopted):
        before, after = fold.accord, amendment.result
        fold.take(after)
        fold.given = [part for old in fold.given for part in fitting(fold, old)]
        if amendment.on_change == "keep":
            continue
        changed = {
            name
            for section in SECTIONS
            for name, one in getattr(after, section).items()
            if getattr(before, section).get(name) != one
        }
        forget(fold, changed, eve)
        if amendment.on_change == "recompute":
            world = replace(fold.world, accord=after, seen={}, judged={})
            other = lived(type(fold)(world), eve)
            remember(fold, other, changed, eve)


def fitting(fold: Any, part: Part) -> list[Part]:
    """Give what a part of a delivery still discharges, and what of it is now beyond its parcel."""
    if not part.parcel:
        return [part]
    amounts = {key: one[2] for key, one in parcels_of(fold.accord, part.benefit).items()}
    room = amounts.get(part.parcel, Decimal(0)) - sum(
        one.amount for one in earlier(fold, part) if one.parcel == part.parcel
    )
    fits = max(Decimal(0), min(part.amount, room))
    parts = [replace(part, amount=fits)] if fits else []
    if fits < part.amount:
        parts.append(replace(part, parcel="", amount=part.amount - fits))
    return parts


def earlier(fold: Any, part: Part) -> list[Part]:
    """Give the parts of the same benefit that were judged before one."""
    place = next(number for number, one in enumerate(fold.given) if one is part)
    return [one for one in fold.given[:place] if one.benefit == part.benefit]


def forget(fold: Any, changed: set[str], eve: date) -> None:
    """Let provisions begin anew."""
    for kept in (fold.standings, fold.grants):
        for name in changed & kept.keys():
            del kept[name]
    for kept in (fold.parcels, fold.still, fold.used, fold.last_days, fold.stood):
        for key in [key for key in kept if owner(key) in changed]:
            del kept[key]
    fold.past[eve] = dict(fold.standings), dict(fold.grants)
    for act in fold.world.visible(eve):
        if getattr(act, "power", None) in changed:
            fold.grounds.pop((act.power, act.happened.end), None)


def owner(key: Any) -> str:
    """Give the provision that something kept is about: the key, or the first part of it."""
    return key if isinstance(key, str) else str(key[0]).partition("/")[0]


def remember(fold: Any, other: Any, changed: set[str], eve: date) -> None:
    """Let provisions stand as if their new text had always been there."""
    for name in changed:
        if name in other.standings:
            fold.standings[name] = other.standings[name]
        if name in other.grants:
            fold.grants[name] = other.grants[name]
    for kept, known in ((fold.parcels, other.parcels), (fold.still, other.still)):
        kept.update({key: one for key, one in known.items() if owner(key) in changed})
    for kept, known in ((fold.last_days, other.last_days), (fold.stood, other.stood)):
        kept.update({key: one for key, one in known.items() if owner(key) in changed})
    fold.used.update({key: one for key, one in other.used.items() if owner(key) in changed})
    fold.past[eve] = dict(fold.standings), dict(fold.grants)

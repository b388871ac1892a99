"""Linkage, one provision for each basket: rules E1, E2 and E3, read literally.

Choices where the page is silent: below its floor a provision is false where the level is refuted
or a commitment is breached or reversed, and else unknown; a floor written on the benefit goes
before the accord's rule; a cell without commitments asks nothing; the worth of a range is its upper
end; progress counts in whole basis points and is compared exactly.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from oracle_conditions import reached

from accordance.kernel.logic import FALSE, TRUE, UNKNOWN

BROKEN = ("breached", "reversed")


def rule_e1(fold: Any, benefit_id: str, parcel_id: str, day: date) -> int:
    """Ask every basket of a linked benefit for one parcel; true where linkage does not apply."""
    if not linked(fold.accord, benefit_id):
        return TRUE
    baskets = fold.accord.baskets
    return min((rule_e1_basket(fold, benefit_id, parcel_id, k, day) for k in baskets), default=TRUE)


def linked(accord: Any, benefit_id: str) -> bool:
    """Say whether linkage adds provisions to a benefit."""
    benefit = accord.benefits[benefit_id]
    rule = accord.linkage is not None and accord.linkage.rule == "every-basket"
    return rule and benefit.linked and benefit.stage is not None and benefit.humanitarian is None


def rule_e1_basket(fold: Any, benefit_id: str, parcel_id: str, basket: str, day: date) -> int:
    """Give the truth of ``linkage/b/k`` for a parcel."""
    accord, benefit = fold.accord, fold.accord.benefits[benefit_id]
    stages = accord.stages
    reach = stages[: stages.index(benefit.stage) + 1]
    ours = {
        name: one
        for name, one in accord.commitments.items()
        if one.basket == basket and benefit.to in one.by
    }
    for name, one in ours.items():
        broken = fold.commitment(name, day).state in BROKEN
        if broken and (one.stage is None or one.stage in reach):
            return FALSE
    floor = rule_e3(fold, benefit_id, parcel_id, basket)
    truths = []
    for stage in reach:
        cell = {name: one for name, one in ours.items() if one.stage == stage}
        need = floor if stage == benefit.stage else 100 * Fraction(accord.linkage.exit)
        truths.append(rule_e2(fold, cell, need, day) if cell else TRUE)
    return min(truths)


def rule_e2(fold: Any, cell: dict[str, Any], need: Fraction, day: date) -> int:
    """Ask whether the current progress of a cell reaches a floor: each, or all by their weights."""
    if all(one.weight == 1 for one in cell.values()):
        return min(rule_e2_one(fold, name, need, day) for name in cell)
    progress = {name: fold.commitment(name, day).progress_bp for name in cell}
    total = sum(Fraction(one.weight) for one in cell.values())
    mean = sum(Fraction(one.weight) * progress[name] for name, one in cell.items()) / total
    return TRUE if mean >= need else UNKNOWN


def rule_e2_one(fold: Any, name: str, need: Fraction, day: date) -> int:
    """Ask one commitment for a floor: only counted progress reaches it, only refutation fails it."""
    if fold.commitment(name, day).progress_bp >= need:
        return TRUE
    return min(UNKNOWN, reached(fold, name, need / 100, day).truth)


def rule_e3(fold: Any, benefit_id: str, parcel_id: str, basket: str) -> Fraction:
    """Give the floor in basis points that a parcel needs in a basket."""
    accord, benefit = fold.accord, fold.accord.benefits[benefit_id]
    if basket in benefit.floors:
        return 100 * Fraction(benefit.floors[basket])
    if accord.linkage.floors == "gate":
        return 100 * Fraction(accord.linkage.floor)
    whole = released = own = Fraction(0)
    for name, one in accord.benefits.items():
        if not linked(accord, name) or one.stage != benefit.stage or one.to != benefit.to:
            continue
        for parcel, worth in worths(fold, name).items():
            whole += worth
            if (name, parcel) == (benefit_id, parcel_id):
                own = worth
            elif (name, parcel) in fold.released or fold.is_given(name, parcel):
                released += worth
    return 10000 * (released + own) / whole if whole else Fraction(10000)


def worths(fold: Any, benefit_id: str) -> dict[str, Fraction]:
    """Give what each parcel of a benefit is worth to its recipient."""
    benefit = fold.accord.benefits[benefit_id]
    amounts: dict[str, Decimal] = fold.amounts(benefit_id)
    if not amounts:
        return {"": Fraction(benefit.worth.value.high) if benefit.worth else Fraction(0)}
    if benefit.worth is None:
        return {parcel: Fraction(amount) for parcel, amount in amounts.items()}
    high, face = Fraction(benefit.worth.value.high), sum(Fraction(a) for a in amounts.values())
    each = high if benefit.worth.per == "unit" else high / face
    return {parcel: each * Fraction(amount) for parcel, amount in amounts.items()}

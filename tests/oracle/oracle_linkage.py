"""Linkage, one provision for each basket: rules E1, E2 and E3, read literally.

Choices where the page is silent: the progress of a cell is in whole basis points, and compared
exactly; advice and practice stand in no cell; words stand in one and are no progress in it.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from oracle_commitments import binds, possible
from oracle_parcels import rate

from accordance.accord.cells import excused
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN

BROKEN = ("breached", "reversed")


def rule_e1(fold: Any, benefit_id: str, parcel_id: str) -> int:
    """Ask every basket of a linked benefit for one parcel; true where linkage does not apply."""
    if not linked(fold.accord, benefit_id):
        return TRUE
    baskets = fold.accord.baskets
    return min((rule_e1_basket(fold, benefit_id, parcel_id, k) for k in baskets), default=TRUE)


def linked(accord: Any, benefit_id: str) -> bool:
    """Say whether linkage adds provisions to a benefit."""
    benefit = accord.benefits[benefit_id]
    rule = accord.linkage is not None and accord.linkage.rule == "every-basket"
    return rule and benefit.linked and benefit.stage is not None and benefit.humanitarian is None


def reach(accord: Any, benefit_id: str) -> tuple[str, ...]:
    """Give the stages up to that of a benefit."""
    return accord.stages[: accord.stages.index(accord.benefits[benefit_id].stage) + 1]


def linkage_rests_on(accord: Any, benefit_id: str, basket: str = "") -> list[str]:
    """Give the recipient's commitments in a basket (else in all) up to a stage, or without one."""
    if not linked(accord, benefit_id):
        return []
    stages = (*reach(accord, benefit_id), None)
    return [
        name
        for name, one in accord.commitments.items()
        if accord.benefits[benefit_id].to in one.by
        and one.basket in ((basket,) if basket else accord.baskets)
        and one.stage in stages
        and binds(accord, name)
    ]


def rule_e1_basket(fold: Any, benefit_id: str, parcel_id: str, basket: str) -> int:
    """Give the truth of ``linkage/b/k`` for a parcel."""
    accord = fold.accord
    ours = linkage_rests_on(accord, benefit_id, basket)
    if any(fold.commitment(name, fold.day).state in BROKEN for name in ours):
        return FALSE
    truths = []
    for stage in reach(accord, benefit_id):
        if excused(accord.linkage.no_linkage, basket, stage):
            continue
        cell = [name for name in ours if accord.commitments[name].stage == stage]
        need = 100 * Fraction(accord.linkage.exit)
        if stage == accord.benefits[benefit_id].stage:
            need = rule_e3(fold, benefit_id, parcel_id, basket)
        truths.append(rule_e2(fold, cell, need))
    return min(truths, default=TRUE)


def rule_e2(fold: Any, cell: list[str], need: Fraction) -> int:
    """Ask whether the current progress of a cell reaches a floor; an empty cell asks nothing."""
    if not cell:
        return TRUE
    if progress_of(fold, cell) >= need:
        return TRUE
    best = combine(fold.accord, {name: possible(fold, name) for name in cell})
    return UNKNOWN if best >= need else FALSE


def progress_of(fold: Any, cell: list[str]) -> int:
    """Give the progress of a cell as it is now."""
    return combine(fold.accord, {name: fold.standings[name].progress_bp for name in cell})


def combine(accord: Any, each: dict[str, int]) -> int:
    """Combine the commitments of a cell: the least, or by weights where any differs from one.

    A series is one commitment, with the mean of what its copies have.
    """
    series: dict[str, list[int]] = {}
    weights: dict[str, Fraction] = {}
    for name, points in each.items():
        one = accord.commitments[name]
        series.setdefault(one.series or name, []).append(points)
        weights[one.series or name] = Fraction(one.weight)
    progress = {name: sum(points) // len(points) for name, points in series.items()}
    if all(weight == 1 for weight in weights.values()):
        return min(progress.values())
    total = sum(weights.values())
    return int(sum(weights[name] * progress[name] for name in weights) / total)


def rule_e3(fold: Any, benefit_id: str, parcel_id: str, basket: str) -> Fraction:
    """Give the floor in basis points that a parcel needs in a basket."""
    accord, benefit = fold.accord, fold.accord.benefits[benefit_id]
    if basket in benefit.floors:
        return 100 * Fraction(benefit.floors[basket])
    if accord.linkage.floors == "gate":
        return 100 * Fraction(accord.linkage.floor)
    if accord.linkage.floors == "ratchet":
        again = fold.is_released(benefit_id, parcel_id)
        return Fraction(fold.noted.get((benefit.to, benefit.stage, basket), 0) + (not again))
    whole = released = Fraction(0)
    for name, one in accord.benefits.items():
        if not linked(accord, name) or one.stage != benefit.stage or one.to != benefit.to:
            continue
        for parcel, worth in worths(fold, name).items():
            whole += worth
            mine = (name, parcel) == (benefit_id, parcel_id)
            if mine or fold.is_released(name, parcel):
                released += worth
    return 10000 * released / whole if whole else Fraction(10001)


def note_release(fold: Any, benefit_id: str) -> None:
    """Remember the progress in each basket at a release, for a ratchet to ask for more."""
    if not linked(fold.accord, benefit_id):
        return
    benefit = fold.accord.benefits[benefit_id]
    for basket in fold.accord.baskets:
        ours = linkage_rests_on(fold.accord, benefit_id, basket)
        cell = [name for name in ours if fold.accord.commitments[name].stage == benefit.stage]
        if cell:
            fold.noted[benefit.to, benefit.stage, basket] = progress_of(fold, cell)


def worths(fold: Any, benefit_id: str) -> dict[str, Fraction]:
    """Give what each parcel of a benefit is worth to its recipient, at most."""
    benefit = fold.accord.benefits[benefit_id]
    amounts: dict[str, Decimal] = fold.amounts(benefit_id)
    if not amounts:
        return {"": Fraction(benefit.worth.value.high) if benefit.worth else Fraction(0)}
    each = Fraction(rate(fold.accord, benefit.amount.unit, fold.accord.currency) or 0)
    if benefit.worth is not None:
        high, face = Fraction(benefit.worth.value.high), sum(Fraction(a) for a in amounts.values())
        each = high if benefit.worth.per == "unit" else high / face
    return {parcel: each * Fraction(amount) for parcel, amount in amounts.items()}

"""The day by which the conditions of a part must hold, read literally (D1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from oracle_conditions import BENEFITS, extended, rule_a3_passed
from oracle_parcels import place
from oracle_world import rule_a2


def said(fold: Any, benefit_id: str, tranche: str, key: str) -> Any:
    """Give what a tranche says, else what its benefit says."""
    benefit = fold.accord.benefits[benefit_id]
    own = benefit.tranches.get(tranche)
    return getattr(own, key, None) or getattr(benefit, key)


def on_failure(fold: Any, benefit_id: str, tranche: str) -> str:
    """Give what becomes of a part whose conditions failed."""
    reduces = said(fold, benefit_id, tranche, "on_failure") == "reduce"
    return "reduced" if reduces else "forfeited"


def rule_d1_last(fold: Any, benefit_id: str, tranche: str) -> date | None:
    """Give the day by which the conditions of a part must hold, if it is determined."""
    written = said(fold, benefit_id, tranche, "assess")
    where = place(fold.accord, benefit_id, tranche)
    if written is None:
        return None
    return extended(fold, where, rule_a3_passed(fold, where, "assess", written, BENEFITS), BENEFITS)


def rule_d1_assessed(
    fold: Any, benefit_id: str, tranche: str, *, held: bool, earned: bool
) -> tuple[str, bool]:
    """Give the state of what is not earned, empty where nothing is assessed, and whether it held."""
    if said(fold, benefit_id, tranche, "assess") is None:
        return "", held
    last = rule_d1_last(fold, benefit_id, tranche)
    if last is None or fold.day <= last:
        return "not_due", earned
    if held:
        return "", True
    cure = said(fold, benefit_id, tranche, "cure")
    cured_by = last if cure is None else rule_a2(fold.world, last, cure)
    if fold.day > cured_by:
        return on_failure(fold, benefit_id, tranche), False
    return ("", True) if earned else ("withheld", False)

"""Amounts that acts carry, each beside what the rule alone gives, and the gap between the two (D5)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from accordance.decide.determination import StagedAmount
from accordance.kernel.logic import TRUE
from accordance.kernel.quantities import exact
from accordance.program.parcels import place_of
from accordance.program.worth import conversion

if TYPE_CHECKING:
    from accordance.decide.history import History
    from accordance.record.entries import Act


def staged(history: History, name: str) -> tuple[StagedAmount, ...]:
    """Give the amounts that acts on a transfer state, by day, but those that no rate tells in its unit.

    What the rule gives is the sum of the parts whose own release and linkage hold on the day
    asked, whatever anybody has decided or given; of an act on a tranche, of its parts.
    """
    acts = sorted(history.fold.deeds.acts.values(), key=lambda one: (one.happened.end, one.id))
    found = (_staged(history, name, act) for act in acts)
    return tuple(one for one in found if one is not None)


def _staged(history: History, name: str, act: Act) -> StagedAmount | None:
    benefit = history.accord.benefits[name]
    places = [one for one in act.on if one == name or one.partition("/")[0] == name]
    if act.amount is None or act.stage is None or benefit.amount is None or not places:
        return None
    day = act.happened.end
    rate = conversion(history.accord, act.amount.unit, benefit.amount.unit, day)
    if rate is None:
        return None
    amount = exact(act.amount.amount * rate)
    rule = _by_rule(history, name, places)
    return StagedAmount(
        act=act.id, stage=act.stage, by=act.by, on=day, amount=amount, rule=rule,
        unexplained=exact(amount - rule),
    )  # fmt: skip


def _by_rule(history: History, name: str, places: list[str]) -> Decimal:
    """Give what of a benefit, or of the tranches that are named, the rule alone releases."""
    benefit = history.accord.benefits[name]
    pairs = zip(history.program.parcels[name], history.program.benefits[name], strict=True)
    released = (
        parcel.share.amount
        for parcel, machine in pairs
        if {name, place_of(name, benefit, parcel.share)} & set(places)
        and all(
            history.holds(clause) == TRUE
            for word, clause in machine.clauses.items()
            if word == "release" or word.startswith("linkage/")
        )
    )
    return exact(sum(released, Decimal(0)))

"""What was given without right and is forgiven: settled for good by a waiver of the delivery (D6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordance.decide.competence import begins

if TYPE_CHECKING:
    from accordance.accord.types import Accord
    from accordance.decide.history import History


def forgiving(accord: Accord, benefit: str) -> tuple[str, ...]:
    """Give the powers whose acts forgive what was given of a benefit: nobody can undo those later."""
    return tuple(
        name
        for name, power in accord.powers.items()
        if power.kind == "waive" and benefit in power.on
        and power.set_aside_by is None
        and (power.wait is None or power.wait.blocked_by is None)
    )  # fmt: skip


def forgiven(history: History, benefit: str, delivery: str) -> bool:
    """Say whether an act that names a delivery has had effect by the day asked."""
    accord, deeds = history.accord, history.fold.deeds
    return delivery not in accord.provisions and any(
        delivery in act.on and begins(accord, act) <= history.clock.as_of
        for name in forgiving(accord, benefit)
        for act in deeds.competent(name)
    )

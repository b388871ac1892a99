"""Why a linkage provision holds or not: what a cell must show, what it shows, and by whose commitments."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from accordance.decide.progress import progress_of
from accordance.decide.reason import Reason, citation
from accordance.kernel.logic import HOLDS
from accordance.program.ladders import BASIS, binds

if TYPE_CHECKING:
    from accordance.accord.types import Commitment
    from accordance.decide.decision import Decision
    from accordance.program.tables import Clause


def linkage(decision: Decision, clause: Clause, besides: tuple[Reason, ...]) -> Reason:
    """Give the reason for a linkage provision: what it needs, what is shown, and what fails ``besides``."""
    needed, shown, party = linkage_shares(decision, clause)
    inside = tuple(
        Reason(
            provision=name,
            asks=f"shows {progress_of(decision, name):.0%} of the way",
            holds=HOLDS[decision.holds(decision.program.commitments[name].clauses["goal"])],
            state=decision.name_of(decision.program.commitments[name]),
            text=one.text or one.title or name,
            clause=citation(one.source),
        )
        for name, one in decision.accord.commitments.items()
        if _in_cell(one, party, clause)
    )
    accord = decision.accord
    asks = f"{accord.parties[party].name}, {accord.baskets[clause.subject]}, stage {clause.predicate}: "
    asks += (
        "held when it was released" if needed is None else f"needs {needed:.0%}, shows {shown:.0%}"
    )
    return Reason(
        provision=clause.text, asks=asks, holds=HOLDS[decision.holds(clause)],
        because=inside + besides,
    )  # fmt: skip


def _in_cell(commitment: Commitment, party: str, clause: Clause) -> bool:
    here = (commitment.basket, commitment.stage) == (clause.subject, clause.predicate)
    return here and party in commitment.by and binds(commitment)


def linkage_shares(decision: Decision, clause: Clause) -> tuple[Decimal | None, Decimal, str]:
    """Give the progress that a linkage provision needs, what is shown, and by whom (E1, E3).

    Nothing is needed any more once the benefit was released, unless linkage goes on.
    """
    tables, state, accord = decision.program.tables, decision.state, decision.accord
    node = clause.literal >> 1
    at = tables.param_at[node]
    machine, tally, worth, whole, floor, _, continuing = tables.params[at : at + 7]
    cell = tables.inputs[tables.in_at[node]] >> 1
    party = next(key[0] for key, number in decision.program.cells.items() if number == cell)
    inside = [
        (one.weight, progress_of(decision, name))
        for name, one in accord.commitments.items()
        if _in_cell(one, party, clause)
    ]
    shown = min((share for _, share in inside), default=Decimal(1))
    if any(weight != 1 for weight, _ in inside):
        whole_weight = sum((weight for weight, _ in inside), Decimal(0))
        shown = sum((weight * share for weight, share in inside), Decimal(0)) / whole_weight
    released = state.memory[tables.memory_at[machine]]
    if released and not continuing:
        return None, Decimal(shown), party
    need = Decimal(max(floor, 0)) / BASIS
    if floor == -1 and whole:
        need = Decimal(state.low[tally] + (0 if released else worth)) / whole
    return need, Decimal(shown), party

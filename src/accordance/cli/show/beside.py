"""What stands beside the money of a day, in a line each: who has what lapsed, and what nobody owes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accordance.cli.show import naming
from accordance.cli.show.layout import fitted
from accordance.kernel.quantities import Quantity, plain

if TYPE_CHECKING:
    from accordance.decide.decision import Decision
    from accordance.decide.determination import StagedAmount


def beside(decision: Decision, columns: int) -> list[str]:
    """Give the lines for the benefits of which something is to be said."""
    return [fitted(f"  {line}", columns) for line in _lines(decision)]


def _lines(decision: Decision) -> Iterator[str]:
    for name, one in decision.determination.benefits.items():
        if one.lapses_to:
            yield f"{name}: what has lapsed goes to {naming.party(decision.accord, one.lapses_to)}"
        for said in one.staged:
            yield f"{name}: {_staged(decision, said, one.unit)}"
        if one.settled:
            yield f"{name}: {Quantity(one.settled, one.unit)} settled under another instrument, given there"
        if one.unallocated:
            yield f"{name}: {Quantity(one.unallocated, one.unit)} unallocated, which no other payer owes"


def _staged(decision: Decision, said: StagedAmount, unit: str) -> str:
    """Say what was asked or decided, what the rule gives, and what nothing explains."""
    told = f"{said.stage} {Quantity(said.amount, unit)}, {naming.party(decision.accord, said.by)}"
    rule, gap = (plain(part, group=True) for part in (said.rule, said.unexplained))
    return f"{told}; by rule {rule}" + (f", unexplained {gap}" if said.unexplained else "")

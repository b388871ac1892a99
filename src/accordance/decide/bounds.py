"""What a reason says of a benefit that never begins, or of which something has lapsed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from accordance.decide.reason import Reason
from accordance.kernel.logic import TRUE

if TYPE_CHECKING:
    from accordance.accord.types import Benefit
    from accordance.decide.decision import Decision
    from accordance.program.tables import Machine


def never_begins(name: str, benefit: Benefit) -> Reason:
    """Give the step that advice and practice fail at: they are shown and give nothing (A6)."""
    return Reason(provision=name, asks=f"binds ({benefit.force})", holds=False, note="force")


def lapsed(decision: Decision, name: str, machine: Machine) -> Iterator[Reason]:
    """Give what follows from lapse: who has it, and that what came true later changes nothing."""
    clauses = machine.clauses
    if decision.name_of(machine) != "lapsed":
        return
    release, until = clauses.get("release"), clauses.get("until")
    if release and until and decision.holds(release) == decision.holds(until) == TRUE:
        day, last = (decision.state.day[one.literal >> 1] for one in (release, until))
        if day > last:
            asks = (
                f"came true in time: it did on {date.fromordinal(day)}, "
                f"and what comes true after {date.fromordinal(last)} changes nothing"
            )
            yield Reason(provision=name, asks=asks, holds=False)
    party = decision.accord.benefits[name].on_lapse
    if party is not None:
        called = decision.accord.parties[party].name
        yield Reason(provision=name, asks=f"what has lapsed goes to {called}", holds=True)

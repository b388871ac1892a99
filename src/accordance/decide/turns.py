"""The days on which the text itself lets something begin or end, whatever happens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from accordance.accord.counting import over
from accordance.accord.questions import Question
from accordance.decide.competence import opens
from accordance.kernel.logic import TRUE
from accordance.program import codes
from accordance.program.tables import ActOf

if TYPE_CHECKING:
    from accordance.decide.decision import Decision

_MOMENTS = (codes.DELAY, codes.CLOCK, codes.CONSTANT)


def turns(decision: Decision, nodes: Iterable[int]) -> set[int]:
    """Give the days from which the lives, moments and windows behind some nodes read otherwise."""
    return set(_turns(decision, nodes))


def _turns(decision: Decision, nodes: Iterable[int]) -> Iterator[int]:
    tables, state = decision.program.tables, decision.state
    powers: set[str] = set()
    for node in nodes:
        kind, at = tables.kind[node], tables.param_at[node]
        if kind in _MOMENTS and state.value[node] == TRUE:
            yield from (state.day[node], state.day[node] + 1)
        elif kind in (codes.PARCEL, codes.STATUS):
            yield from (tables.params[at + 5], tables.params[at + 6] + 1)
        elif kind == codes.FACT:
            fact = decision.program.facts[tables.params[at]]
            if isinstance(fact, ActOf):
                powers.update(fact.powers)
            elif isinstance(fact, Question) and fact.until is not None:
                yield fact.until.toordinal() + 1
    for name in powers:
        yield from _of_power(decision, name)


def _of_power(decision: Decision, name: str) -> Iterator[int]:
    """Give the days on which a power begins and ends, and those after which its windows have closed."""
    accord = decision.accord
    power = accord.powers[name]
    if power.in_force is not None:
        yield power.in_force.toordinal()
    if power.ends is not None:
        yield power.ends.toordinal() + 1
    if power.within is not None:
        for act in decision.fold.deeds.competent(power.within.of):
            first = act.happened.end
            yield opens(accord, power.within, first).toordinal()
            closes = over(accord.calendar, first, power.within.period, power.within.count)
            yield closes.toordinal() + 1

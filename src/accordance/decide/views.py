"""An accord decided under every combination of its open readings: what all of them share (C5).

A reading that a body settled counts alone from the day on which its act is known; in a party's
view the reading that the party holds counts alone; all others are open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import product

import msgspec

from accordance.accord.amending import as_known
from accordance.accord.dependence import resting_on_readings
from accordance.accord.types import Accord
from accordance.accord.variants import (
    MOST_COMBINATIONS,
    combinations,
    contested,
    read_as,
    settler,
    settlers,
)
from accordance.decide.decision import Decision, decide_program
from accordance.decide.determination import Determination, Readings, ViewState
from accordance.decide.disputes import with_holders
from accordance.decide.sharing import shared, unknown_by_reading
from accordance.decide.standpoint import COMMON, held, seen_by
from accordance.kernel.canonical import digest
from accordance.program.compile import compile_accord
from accordance.program.tables import Program
from accordance.record.entries import AnyEntry, Record

Chosen = tuple[tuple[str, str], ...]
"""The reading of each contested provision, in the order of the text."""


class Shared(Decision):
    """What the decisions under several combinations of readings share.

    It stands on the first of them: its states are read only where all agree.
    """

    def __init__(self, each: dict[Chosen, Decision], accord: Accord, view: ViewState) -> None:
        """Keep the decisions, one for each combination."""
        first = next(iter(each.values()))
        super().__init__(first.clock, first.fold, first.before, first.record)
        self.each = each
        self.text = accord
        self.view = view

    @property
    def written(self) -> Accord:
        """The accord as it was written by the day of knowledge, with all its readings."""
        return as_known(self.text, self.clock.known_at)

    @cached_property
    def determination(self) -> Determination:
        """What all combinations share, and the names of what they do not."""
        answer, differ = shared([one.determination for one in self.each.values()])
        view = msgspec.structs.replace(self.view, by_reading=differ)
        if view.too_many:
            answer, differ = unknown_by_reading(answer, resting_on_readings(self.text))
            view = msgspec.structs.replace(view, by_reading=differ)
        inputs = msgspec.structs.replace(answer.inputs, accord=digest(self.written))
        answer = msgspec.structs.replace(answer, inputs=inputs, views=view, digest="")
        answer = with_holders(answer, _disputed(view))
        return msgspec.structs.replace(answer, digest=digest(answer))

    def extend(self, entry: AnyEntry) -> Decision:
        """Refuse: an entry may settle a reading; decide afresh."""
        message = f"entry {entry.id} may change which readings are open; decide afresh"
        raise ValueError(message)


class Readers:
    """An accord compiled under each combination of readings, each when it is first needed."""

    def __init__(self, accord: Accord) -> None:
        """Take an accord in normal form."""
        self.accord = accord
        self.ways = {name: tuple(some) for name, some in contested(accord).items()}
        self._programs: dict[Chosen, Program] = {}

    def decide(
        self,
        record: Record,
        as_of: date,
        known_at: date | None = None,
        *,
        known_to: str | None = None,
        hindsight: bool = False,
        view: str | None = None,
    ) -> Decision:
        """Decide as ``decide`` does: the common answer, or a party's where ``view`` names one."""
        if not self.ways and view is None:
            return decide_program(
                self.program(()), record, as_of, known_at, known_to=known_to, hindsight=hindsight
            )

        def ask(chosen: Chosen) -> Decision:
            return decide_program(
                self.program(chosen), seen, as_of, known_at, known_to=known_to, hindsight=hindsight
            )

        seen = record if view is None else seen_by(self.accord, record, view)
        first = next(every(self.ways))
        asked = {first: ask(first)}
        state = self.considered(asked[first], view)
        open_ways = {name: one.considered for name, one in state.readings.items()}
        if state.too_many:
            return Shared(asked, self.accord, state)
        each = {one: asked[one] if one in asked else ask(one) for one in every(open_ways)}
        return Shared(each, self.accord, state)

    def considered(self, decision: Decision, view: str | None) -> ViewState:
        """Give which readings count: what was settled by the day, what the view holds, else all."""
        own = held(self.accord, view) if view is not None else {}
        readings = {}
        for name, some in contested(self.accord).items():
            reading, act = settled_reading(self.accord, decision, name)
            chosen = reading or own.get(name, "")
            readings[name] = Readings(
                held_by={key: one.held_by for key, one in some.items()},
                considered=(chosen,) if chosen else tuple(some),
                settled_by=settler(self.accord, name),
                settled_on=act,
            )
        count = combinations({name: one.considered for name, one in readings.items()})
        return ViewState(of=view or COMMON, readings=readings, too_many=count > MOST_COMBINATIONS)

    def program(self, chosen: Chosen) -> Program:
        """Give the program of one combination."""
        if chosen not in self._programs:
            self._programs[chosen] = compile_accord(read_as(self.accord, dict(chosen)))
        return self._programs[chosen]


def every(ways: Mapping[str, tuple[str, ...]]) -> Iterator[Chosen]:
    """Give every combination of readings, in the order of the text."""
    for some in product(*ways.values()):
        yield tuple(zip(ways, some, strict=True))


def settled_reading(accord: Accord, decision: Decision, name: str) -> tuple[str, str]:
    """Give the reading that a body's act settled, and the act; empty where none did.

    The last such act counts; several of one day that name different readings settle nothing.
    """
    readings = contested(accord)[name]
    acts = [
        act
        for power in settlers(accord)[name]
        for act in decision.fold.deeds.competent(power)
        if (name in act.on or not act.on) and act.reads in readings
    ]
    if not acts:
        return "", ""
    last = max(act.happened.end for act in acts)
    final = [act for act in acts if act.happened.end == last]
    if len({act.reads for act in final}) > 1:
        return "", ""
    act = min(final, key=lambda one: one.id)
    return act.reads, act.id


def _disputed(view: ViewState) -> dict[str, tuple[str, ...]]:
    """Give who holds the readings of each provision on which parties differ and nobody has ruled."""
    found = {}
    for name, one in view.readings.items():
        holders = [parties for parties in one.held_by.values() if parties]
        if not one.settled_on and len(holders) > 1:
            found[name] = tuple(party for parties in holders for party in parties)
    return found

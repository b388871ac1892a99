"""A history: a program folded along one record under one clock, up to the day asked."""

from __future__ import annotations

from functools import cached_property

from accordance.accord.amending import as_known
from accordance.accord.types import Accord
from accordance.decide.clock import Clock
from accordance.decide.fold import Fold
from accordance.decide.standing import Place, places, word
from accordance.program.rules.gates import literal
from accordance.program.rules.shapes import State
from accordance.program.tables import Clause, Machine, Parcel, Program
from accordance.record.digest import RecordDigest
from accordance.record.entries import Record


class History:
    """States, the changes that led to them, and what they rest on; answers are read off it."""

    def __init__(self, clock: Clock, fold: Fold, record: Record) -> None:
        """Keep a fold that has run or is running."""
        self.clock = clock
        self.fold = fold
        self.record = record
        self._places: tuple[Program | None, dict[int, Place]] = (None, {})

    @property
    def program(self) -> Program:
        """The program of the text that governs the day asked."""
        return self.fold.program

    @property
    def accord(self) -> Accord:
        """The accord as it governs the day asked."""
        return self.program.accord

    @property
    def written(self) -> Accord:
        """The accord as it was written by the day of knowledge, amendments and all."""
        return as_known(self.fold.written.accord, self.clock.known_at)

    @property
    def state(self) -> State:
        """The state at the end of the day asked."""
        return self.fold.state

    @cached_property
    def seen(self) -> RecordDigest:
        """The digest of what counts: the entries visible to this decision, with their sources.

        Entries that became known later do not change it, so an old determination is reproduced
        digest and all from a record that has grown.
        """
        today = self.clock.as_of.toordinal()
        visible = (one for one in self.record.entries if self.clock.visible(one) <= today)
        return RecordDigest.of(visible, self.record.sources)

    @property
    def places(self) -> dict[int, Place]:
        """What there is to tell on the day asked, by its machine."""
        if self._places[0] is not self.program:
            self._places = (self.program, places(self.program))
        return self._places[1]

    def fact(self, number: int) -> tuple[int, int, int]:
        """Give a fact's verdict, first day and since day on the day asked."""
        state = self.state
        return state.fact_value[number], state.fact_first[number], state.fact_since[number]

    def holds(self, clause: Clause) -> int:
        """Give the truth value of a clause at the end of the day asked."""
        return literal(self.state, clause.literal)

    def name_of(self, machine: Machine | Parcel) -> str:
        """Give the word for how a machine stands (``standing.word``)."""
        return word(self.places[machine.node], self.state)

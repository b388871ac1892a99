"""Trying a change: the same ``step`` from the eve of the day asked, with some facts set otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from accordance.decide.clock import NEVER
from accordance.program.codes import PARCEL_STATES
from accordance.program.rules.shapes import State
from accordance.program.rules.step import step
from accordance.program.tables import Delivered, Program

if TYPE_CHECKING:
    from accordance.decide.decision import Decision
    from accordance.decide.deeds import Deeds
    from accordance.decide.history import History

DUE = PARCEL_STATES.index("due")
HORIZON_DAYS = 3660
"""How far ahead a trial looks: ten years."""
MOST_BREAKPOINTS = 200

Answer = tuple[int, int, int]
"""A fact's verdict, first day and since day."""


class Trial:
    """Runs a program on from a state, all facts frozen but those that are changed.

    What was given in advance is set off when its parcel becomes due, as it would be.
    """

    def __init__(
        self, program: Program, state: State, day: int, deeds: Deeds | None = None
    ) -> None:
        """Take a copy of a state as it was at the end of ``day - 1``; ``day`` is decided next."""
        self.program = program
        self.state = State(*(list(part) for part in state))
        self.day = day
        self._deeds = deeds.copy() if deeds is not None and deeds.waits else None

    @classmethod
    def of(cls, decision: Decision) -> Trial:
        """Start on the day that a decision was asked for, before that day is decided."""
        today = decision.clock.as_of.toordinal()
        trial = cls(decision.program, decision.eve, today, decision.fold.deeds)
        for fact in decision.fold.touched:
            trial._set(fact, decision.fact(fact))
        trial._pending = set(decision.fold.touched)
        trial._whole = decision.amended
        return trial

    @classmethod
    def after(cls, history: History) -> Trial:
        """Start on the day after the one asked."""
        tomorrow = history.clock.as_of.toordinal() + 1
        return cls(history.program, history.state, tomorrow, history.fold.deeds)

    _pending: set[int] = set()  # noqa: RUF012 replaced, never changed in place
    _whole = False

    def _set(self, fact: int, answer: Answer) -> None:
        state = self.state
        state.fact_value[fact], state.fact_first[fact], state.fact_since[fact] = answer

    def copy(self) -> Trial:
        """Give a trial that goes on from here on its own."""
        other = Trial(self.program, self.state, self.day, self._deeds)
        other._pending = set(self._pending)
        other._whole = self._whole
        return other

    def change(self, facts: Mapping[int, Answer]) -> None:
        """Set facts from the next decided day on."""
        for fact, answer in facts.items():
            self._set(fact, answer)
        self._pending = self._pending | set(facts)

    def decide(self) -> None:
        """Decide the next day."""
        state = self.state
        count = 0
        asked = [self.program.fact_node[fact] for fact in self._pending]
        if self._whole:
            asked = list(range(len(self.program.tables.kind)))
        for node in asked:
            state.work[count] = node
            count += 1
        self._pending, self._whole = set(), False
        for node, expiry in enumerate(state.timer):
            if 0 < expiry <= self.day:
                state.timer[node] = 0
                state.work[count] = node
                count += 1
        step(self.program.tables, state, self.day, count)
        while self._deeds is not None and self._set_off(self._deeds):
            pass
        self.day = min((expiry for expiry in state.timer if expiry > self.day), default=NEVER)

    def _set_off(self, deeds: Deeds) -> bool:
        """Let advances discharge what is due now, and decide the day once more; say whether any did."""
        count = 0
        touched = deeds.set_off(self._is_due, self.day)
        for number, fact in enumerate(self.program.facts):
            if isinstance(fact, Delivered) and fact.benefit in touched:
                value, first, since, _ = deeds.answer(fact, self.day)
                self._set(number, (value, first, since))
                self.state.work[count] = self.program.fact_node[number]
                count += 1
        step(self.program.tables, self.state, self.day, count)
        return bool(touched)

    def _is_due(self, benefit: str, parcel: str, _: int) -> bool:
        own = (one for one in self.program.parcels[benefit] if one.share.id == parcel)
        return any(self.state.state[one.node] == DUE for one in own)

    def days(self, horizon: int) -> Iterator[int]:
        """Decide each day on which anything happens up to a day, giving it after it was decided."""
        for _ in range(MOST_BREAKPOINTS):
            if self.day > horizon:
                return
            day = self.day
            self.decide()
            yield day

    def first_day(self, wanted: Callable[[State], bool], horizon: int) -> int | None:
        """Give the first day at whose end something holds, or None up to the horizon."""
        for day in self.days(horizon):
            if wanted(self.state):
                return day
        return None

"""Trying a change: the same ``step`` from the eve of the day asked, with some facts set otherwise.

Evidence grows old and a breach leaves its window meanwhile: what time alone makes of the facts
is followed too, but of those that are set otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from accordance.accord.questions import Question
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


class Aging:
    """What time alone makes of the findings behind the facts; each is asked once for a day."""

    def __init__(
        self,
        turns: Mapping[int, int] | None = None,
        ask: Callable[[int, int], tuple[int, int, int, int]] | None = None,
        deeds: Deeds | None = None,
    ) -> None:
        """Take the next day on which each fact may turn, whom to ask then, and what was done so far."""
        self.turns = turns or {}
        self.deeds = deeds
        self._ask = ask
        self._told: dict[tuple[int, int], tuple[int, int, int, int]] = {}

    @classmethod
    def of(cls, history: History) -> Aging:
        """Follow the findings of a history from the day that was asked."""
        today = history.clock.as_of.toordinal()
        turns = {fact: day for fact, day in history.fold.until.items() if day > today}
        return cls(turns, history.fold.answer_later, history.fold.deeds)

    def answer(self, fact: int, day: int) -> tuple[int, int, int, int]:
        """Give verdict, first, since and the next day on which time alone may change them."""
        if (fact, day) not in self._told:
            assert self._ask is not None  # noqa: S101 a fact turns only where somebody can be asked
            self._told[fact, day] = self._ask(fact, day)
        return self._told[fact, day]


class Trial:
    """Runs a program on from a state, all facts frozen but those that are changed or that time changes.

    What was given in advance is set off when its parcel becomes due, as it would be.
    """

    def __init__(
        self, program: Program, state: State, day: int, aging: Aging | None = None
    ) -> None:
        """Take a copy of a state as it was at the end of ``day - 1``; ``day`` is decided next."""
        self.program = program
        self.state = State(*(list(part) for part in state))
        self.day = day
        self._aging = aging or Aging()
        self._turns = dict(self._aging.turns)
        self._acted: dict[int, Deeds] = {}
        deeds = self._aging.deeds
        self._deeds = deeds.copy() if deeds is not None and deeds.waits else None
        self._pending: set[int] = set()
        self._whole = False

    @classmethod
    def of(cls, decision: Decision) -> Trial:
        """Start on the day that a decision was asked for, before that day is decided."""
        aging = Aging.of(decision)
        trial = cls(decision.program, decision.eve, decision.clock.as_of.toordinal(), aging)
        for fact in decision.fold.touched:
            trial._set(fact, decision.fact(fact))
        trial._pending = set(decision.fold.touched)
        trial._whole = decision.amended
        return trial

    @classmethod
    def after(cls, history: History) -> Trial:
        """Start on the day after the one asked."""
        tomorrow = history.clock.as_of.toordinal() + 1
        return cls(history.program, history.state, tomorrow, Aging.of(history))

    def _set(self, fact: int, answer: Answer) -> None:
        state = self.state
        state.fact_value[fact], state.fact_first[fact], state.fact_since[fact] = answer

    def copy(self) -> Trial:
        """Give a trial that goes on from here on its own."""
        other = Trial(self.program, self.state, self.day, self._aging)
        other._turns, other._acted = dict(self._turns), dict(self._acted)
        other._deeds = self._deeds.copy() if self._deeds is not None else None
        other._pending = set(self._pending)
        other._whole = self._whole
        return other

    def change(
        self,
        facts: Mapping[int, Answer],
        acted: Deeds | None = None,
        turns: Mapping[int, int] | None = None,
    ) -> None:
        """Set facts from the next decided day on.

        ``acted`` are the deeds that they rest on, to be asked again on the day that ``turns`` gives.
        """
        for fact, answer in facts.items():
            self._set(fact, answer)
            self._turns.pop(fact, None)
        for fact, turn in (turns or {}).items():
            self._turns[fact] = turn
            if acted is not None:
                self._acted[fact] = acted
        self._pending = self._pending | set(facts)

    def decide(self) -> None:
        """Decide the next day."""
        state = self.state
        count = 0
        self._age()
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
        timers = (expiry for expiry in state.timer if expiry > self.day)
        self.day = min(min(timers, default=NEVER), min(self._turns.values(), default=NEVER))

    def _age(self) -> None:
        """Answer the facts of which time alone may have changed the answer by the next day."""
        for fact, turn in list(self._turns.items()):
            if turn <= self.day:
                acted, asked = self._acted.get(fact), self.program.facts[fact]
                if acted is not None and not isinstance(asked, Question):
                    *answer, until = acted.answer(asked, self.day)
                else:
                    *answer, until = self._aging.answer(fact, self.day)
                self._set(fact, (answer[0], answer[1], answer[2]))
                self._pending = self._pending | {fact}
                if until > self.day:
                    self._turns[fact] = until
                else:
                    del self._turns[fact]

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

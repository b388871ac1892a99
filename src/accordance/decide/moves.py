"""What can be done on a day, each with what it makes of the facts: showings, deliveries and acts.

An act is answered as the record would be with that act in it, so who holds the power, its
window, whom it still takes and what it names all count as they do in the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from accordance.accord.questions import Question
from accordance.decide.deeds import Deeds, deeds_of
from accordance.decide.steps import Step
from accordance.decide.trial import Answer, Trial
from accordance.kernel.days import Interval
from accordance.kernel.logic import FALSE, TRUE
from accordance.program.codes import PARCEL_STATES
from accordance.program.rules.shapes import State
from accordance.program.tables import Delivered
from accordance.record.entries import Act, Known

if TYPE_CHECKING:
    from accordance.decide.history import History

DUE = PARCEL_STATES.index("due")
MADE = "zzz-made"
"""How the ids of acts that are only tried begin: of one day, they are the latest."""


class Move(msgspec.Struct, frozen=True, eq=False):
    """One thing that can be done: facts that it sets, acts of holders, or parcels that it gives.

    A ``broad`` act names more than one thing needs; it is told only where no narrower one will do.
    """

    step: Step
    sets: tuple[tuple[int, int], ...] = ()
    holders: tuple[str, ...] = ()
    gives: Delivered | None = None
    broad: bool = False


class Moves:
    """Answers the facts of a history as they would be after some moves on a day."""

    def __init__(self, history: History) -> None:
        """Keep the history, which is only read."""
        self.history = history
        self.program = history.program
        self._facts: dict[str, list[int]] = {}
        for number, fact in enumerate(self.program.facts):
            if not isinstance(fact, Question):
                for name in deeds_of(history.accord, fact):
                    self._facts.setdefault(name, []).append(number)

    def make(self, trial: Trial, moves: Iterable[Move]) -> bool:
        """Make moves on the day that a trial decides next; say whether they change any fact."""
        moves, day = tuple(moves), trial.day
        found: dict[int, Answer] = {}
        for move in moves:
            for number, verdict in move.sets:
                found |= self._shown(number, verdict, day)
            if move.gives is not None:
                without = trial.copy()
                without.decide()
                found |= self._given(move.gives, day, without.state)
        acting = [move for move in moves if move.holders]
        deeds, turns = None, dict[int, int]()
        if acting:
            deeds = self._after(acting, day)
            for number in sorted(
                {n for one in acting for n in self._facts.get(one.step.provision, ())}
            ):
                fact = self.program.facts[number]
                assert not isinstance(fact, Question)  # noqa: S101 deeds change no questions
                *answer, until = deeds.answer(fact, day)
                found[number] = (answer[0], answer[1], answer[2])
                turns |= {number: until} if until else {}
        state = trial.state
        now = zip(state.fact_value, state.fact_first, state.fact_since, strict=True)
        changed = bool(turns) or any(
            found.get(number, before) != before for number, before in enumerate(now)
        )
        trial.change(found, deeds, turns)
        return changed

    def _shown(self, number: int, verdict: int, day: int) -> dict[int, Answer]:
        """Give what showing a thing on a day answers: nothing where only later conduct is judged."""
        asked = self.program.facts[number]
        assert isinstance(asked, Question)  # noqa: S101 only questions are set
        if asked.since is not None and day < asked.since.toordinal():
            return {}
        if asked.until is not None:
            day = min(day, asked.until.toordinal())
        return {number: (verdict, day, day)}

    def _after(self, moves: list[Move], day: int) -> Deeds:
        """Give the deeds as they are with the acts of some moves among them."""
        deeds = copy(self.history.fold.deeds)
        deeds.acts = dict(deeds.acts)
        for move in moves:
            for holder in move.holders:
                name = f"{MADE}-{len(deeds.acts):06}"
                deeds.acts[name] = act_of(move.step, holder, date.fromordinal(day), name)
        return deeds

    def _given(self, asked: Delivered, day: int, state: State) -> dict[int, Answer]:
        """Give the facts of a benefit once what is due of it, or of one parcel, is given."""
        parts = self.given_of(asked, state)
        if not parts:
            return {}
        before = {
            share.share.id: Decimal(0) for share in self.program.parcels.get(asked.benefit, ())
        }
        for part in self.history.fold.deeds.given(asked.benefit):
            if part.parcel in before and part.discharged:
                before[part.parcel] += part.amount
        found = {}
        for number in self._facts.get(asked.benefit, ()):
            fact = self.program.facts[number]
            if not isinstance(fact, Delivered):
                continue
            if self.history.state.fact_value[number] == TRUE:
                continue
            names = list(fact.parcels or before)
            have = sum((before[one] + parts.get(one, Decimal(0)) for one in names), Decimal(0))
            if have >= fact.amount:
                found[number] = (TRUE, day, day)
        return found

    def given_of(self, asked: Delivered, state: State) -> dict[str, Decimal]:
        """Give what of each due parcel must be given to reach what a fact asks, if it can be."""
        given: dict[str, Decimal] = {}
        for part in self.history.fold.deeds.given(asked.benefit):
            if part.parcel and part.discharged:
                given[part.parcel] = given.get(part.parcel, Decimal(0)) + part.amount
        own = [
            one
            for one in self.program.parcels.get(asked.benefit, ())
            if not asked.parcels or one.share.id in asked.parcels
        ]
        missing = asked.amount - sum(
            (given.get(one.share.id, Decimal(0)) for one in own), Decimal(0)
        )
        parts: dict[str, Decimal] = {}
        for one in own:
            rest = one.share.amount - given.get(one.share.id, Decimal(0))
            if state.state[one.node] == DUE and rest > 0 and missing > 0:
                parts[one.share.id] = min(rest, missing)
                missing -= parts[one.share.id]
        return parts if missing <= 0 else {}


def act_of(step: Step, holder: str, day: date, name: str) -> Act:
    """Give the act of one holder that a step tells of, made and known on a day."""
    return Act(
        id=name, happened=Interval(day, day), known=Known(public=day),
        power=step.provision, by=holder, on=step.on, until=step.until,
    )  # fmt: skip


def implied(
    program_facts: Iterable[object], asked: Question, verdict: int
) -> tuple[tuple[int, int], ...]:
    """Give the facts that are set by showing or refuting one: a higher level contains a lower one."""
    found = []
    for number, fact in enumerate(program_facts):
        if (
            isinstance(fact, Question)
            and (fact.claim, fact.aspect) == (asked.claim, asked.aspect)
            and fact.clean is None
        ):
            told = _implied(asked, verdict, fact)
            if told is not None:
                found.append((number, told))
    return tuple(found)


def _implied(asked: Question, verdict: int, fact: Question) -> int | None:
    if (asked.at_least, asked.at_most) == (fact.at_least, fact.at_most):
        return verdict
    low, high = _range(asked, verdict)
    if fact.at_least is not None:
        if low is not None and low[0] >= fact.at_least:
            return TRUE
        if high is not None and (high[0] < fact.at_least or (high == (fact.at_least, False))):
            return FALSE
    if fact.at_most is not None:
        if high is not None and high[0] <= fact.at_most:
            return TRUE
        if low is not None and (low[0] > fact.at_most or (low == (fact.at_most, False))):
            return FALSE
    return None


Bound = tuple[Decimal, bool] | None
"""A level and whether it is itself within the range, None for no bound."""


def _range(asked: Question, verdict: int) -> tuple[Bound, Bound]:
    """Give the lower and the upper bound of a quantity that a showing or a refutation leaves."""
    if asked.at_least is not None:
        return (
            ((asked.at_least, True), None) if verdict == TRUE else (None, (asked.at_least, False))
        )
    if asked.at_most is not None:
        return (None, (asked.at_most, True)) if verdict == TRUE else ((asked.at_most, False), None)
    return None, None

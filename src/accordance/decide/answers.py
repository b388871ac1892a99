"""What a program asks, answered from the record and the deeds that are visible so far."""

from __future__ import annotations

import heapq
from decimal import Decimal
from typing import TYPE_CHECKING

from accordance.accord.questions import Question
from accordance.decide.deeds import Deeds, deeds_of
from accordance.findings.docket import Docket
from accordance.findings.finding import Finding
from accordance.record.entries import AnyEntry, Correction, Evidence, SourceNote

if TYPE_CHECKING:
    from accordance.program.rules.shapes import State
    from accordance.program.tables import Program


class Answers:
    """The facts of a program, each with the day on which time alone may change it."""

    program: Program
    state: State
    day: int

    def __init__(self, deeds: Deeds, sources: dict[str, SourceNote]) -> None:
        """Start with nothing seen and nothing asked."""
        self.deeds = deeds
        self._sources = sources
        self._entries: list[tuple[int, AnyEntry]] = []

    def ask(self, program: Program) -> None:
        """Take up what a program asks; no evidence on it has been seen yet."""
        self._questions = [i for i, fact in enumerate(program.facts) if isinstance(fact, Question)]
        self._position = {fact: i for i, fact in enumerate(self._questions)}
        self._facts_of_deeds: dict[str, list[int]] = {}
        for i, fact in enumerate(program.facts):
            if not isinstance(fact, Question):
                for name in deeds_of(program.accord, fact):
                    self._facts_of_deeds.setdefault(name, []).append(i)
        questions = [fact for fact in program.facts if isinstance(fact, Question)]
        self.docket = Docket(program.accord, questions, self._sources)
        self._levels: dict[int, Decimal | None] = {}
        self.stale: list[tuple[int, int]] = []
        self.until: dict[int, int] = {}

    def finding(self, fact: int) -> Finding:
        """Give the full finding behind a fact that asks the record."""
        return self.docket.explain(self._position[fact], self.day)

    def answer_later(self, fact: int, day: int) -> tuple[int, int, int, int]:
        """Give what a fact will be on a later day if nothing new is learned or done."""
        asked = self.program.facts[fact]
        if isinstance(asked, Question):
            return self.docket.answer(self._position[fact], day)
        return self.deeds.answer(asked, day)

    def level(self, fact: int) -> Decimal | None:
        """Give the most cautious level that is established of the quantity behind a fact."""
        if fact not in self._levels:
            self._levels[fact] = self.docket.level(self._position[fact], self.day)
        return self._levels[fact]

    def _due(self, day: int) -> set[int]:
        facts: set[int] = set()
        while self.stale and self.stale[0][0] <= day:
            until, fact = heapq.heappop(self.stale)
            if self.until.get(fact) == until:
                del self.until[fact]
                facts.add(fact)
        return facts

    def _see(self, entry: AnyEntry) -> frozenset[int]:
        """Make an entry visible; give the facts that it may bear on."""
        seen: list[int] = []
        self._entries.append((self.day, entry))
        if isinstance(entry, Evidence | Correction):
            seen += [self._questions[i] for i in self.docket.add(entry)]
        if not isinstance(entry, Evidence):
            seen += self._facts_of_deeds.get(self.deeds.add(entry), ())
        return frozenset(seen)

    def _answer(self, fact: int, day: int) -> bool:
        """Bring one fact up to date; say whether it changed."""
        self._levels.pop(fact, None)
        state, asked = self.state, self.program.facts[fact]
        if isinstance(asked, Question):
            verdict, first, since, until = self.docket.answer(self._position[fact], day)
        else:
            verdict, first, since, until = self.deeds.answer(asked, day)
        if until and until != self.until.get(fact):
            self.until[fact] = until
            heapq.heappush(self.stale, (until, fact))
        elif not until:
            self.until.pop(fact, None)
        if (
            state.fact_value[fact] == verdict
            and state.fact_first[fact] == first
            and state.fact_since[fact] == since
        ):
            return False
        state.fact_value[fact] = verdict
        state.fact_first[fact] = first
        state.fact_since[fact] = since
        return True

"""What turned a release off: the clauses that were true, are no more, and were made so by more proof."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.questions import Question
from accordance.decide.decision import Decision
from accordance.kernel.logic import TRUE
from accordance.program.tables import Clause, Machine

BAD_NEWS = frozenset(
    {"breached", "overdue", "in_cure", "reversed", "open", "failed", "refuted", "suspended",
     "lapsed", "pending", "broken"}
)  # fmt: skip
"""Predicates that become false as more is shown."""


class Culprits:
    """Compares one clause of a program before and after more was shown."""

    def __init__(self, before: Decision, after: Decision) -> None:
        self.before = before
        self.after = after
        self.inside: set[str] = set()

    def turned(self, clause: Clause) -> bool:
        """Say whether a clause was true and is no more."""
        return self.before.holds(clause) == TRUE != self.after.holds(clause)

    def moved(self, clause: Clause | None) -> bool:
        """Say whether a moment has another day."""
        if clause is None:
            return False
        here = clause.literal >> 1
        return self.before.state.day[here] != self.after.state.day[here]

    def of(self, clause: Clause) -> Iterator[tuple[str, str]]:
        """Give each thing that turned a clause off: its kind, and what it is about."""
        if clause.word == "not":
            yield "negative", clause.text
        elif clause.word == "linkage":
            yield "linkage", clause.text
        elif clause.word in ("on", "after", "earliest", "latest"):
            yield "moment", clause.text
        elif clause.predicate in BAD_NEWS:
            yield "negative", clause.text
        elif clause.parts:
            for part in clause.parts:
                if self.turned(part):
                    yield from self.of(part)
        else:
            yield from self._leaf(clause)

    def _leaf(self, clause: Clause) -> Iterator[tuple[str, str]]:
        program = self.after.program
        name = clause.subject
        if name in program.commitments and clause.fact < 0:
            machine = program.commitments[name]
            goal = machine.clauses["goal"]
            if clause.predicate == "met_in_time" and self.moved(machine.clauses.get("due")):
                yield "moment", f"{name} due"
            elif self.turned(goal):
                yield from self.of(goal)
            else:
                yield from self._tangible(clause)
        elif name in program.benefits and name not in self.inside:
            self.inside.add(name)
            for machine in program.benefits[name]:
                yield from self.stopped(machine)
        elif clause.fact >= 0 and isinstance(program.facts[clause.fact], Question):
            yield "proof", clause.text
        else:
            yield "act", clause.text

    def _tangible(self, clause: Clause) -> Iterator[tuple[str, str]]:
        rest = self.after.program.tangible[clause.subject]
        parts = [part for part in rest.parts if self.turned(part)]
        for part in parts:
            yield from self.of(part)
        if not parts:
            yield "proof", clause.text

    def stopped(self, machine: Machine) -> Iterator[tuple[str, str]]:
        """Give what turned one parcel or status off: its release, a stop or end that more proof made true."""
        for word, clause in machine.clauses.items():
            if word in ("stop", "end") and self.after.holds(clause) == TRUE:
                yield "stop", clause.text
            elif word == "until":
                yield "moment", clause.text
            elif self.turned(clause):
                yield from self.of(clause)

"""A matter: one question with the exhibits heard on it.  Events are the plain case."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from accordance.findings.finding import Missing
from accordance.findings.fuse import fuse, missing
from accordance.findings.items import Exhibit, Item, Side, Terms, item_of
from accordance.findings.quantities import SILENT, SUPPORTS
from accordance.kernel.logic import FALSE, TRUE

Answer = tuple[int, int, int, int]
"""Verdict, first, since, until; days are ordinals, 0 where there is none."""


class Weighing(NamedTuple):
    """Everything that an answer rests on: who spoke on each side, who did not, what fails."""

    answer: Answer
    weight: int
    supports: list[Item]
    refutes: list[Item]
    silent: Iterable[str] = ()
    stale: Iterable[str] = ()
    missing: Sequence[Missing] = ()
    concerns: Sequence[str] = ()
    open_incidents: Sequence[str] = ()
    presumed: bool = False


class Matter(ABC):
    """One question and what was heard on it.  Answers do not depend on the order of hearing."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._known: Answer | None = None
        self._asked = 0

    def answer(self, day: int) -> Answer:
        """Give the answer at the end of a day, from the last one while it still holds."""
        known = self._known
        if known is not None and self._asked <= day and (known[3] == 0 or day < known[3]):
            return known
        self._asked = day
        self._known = known = self._judge(day)
        return known

    @abstractmethod
    def hear(self, exhibit: Exhibit) -> None:
        """Take an exhibit that has weight."""

    @abstractmethod
    def strike(self, entry_id: str) -> None:
        """Take an exhibit back; one that was not heard changes nothing."""

    @abstractmethod
    def verdict(self, day: int, prior: int) -> int:
        """Give the verdict of a day under another prior."""

    @abstractmethod
    def weigh(self, day: int) -> Weighing:
        """Give the answer with all that it rests on."""

    @abstractmethod
    def _judge(self, day: int) -> Answer:
        """Work out the answer at the end of a day."""


class SidedMatter(Matter):
    """A matter whose exhibits speak for it or against it."""

    def __init__(self, terms: Terms) -> None:
        super().__init__(terms)
        self.silent: list[str] = []

    def hear(self, exhibit: Exhibit) -> None:
        """Take an exhibit that has weight; one that does not speak here is kept as silent."""
        self._known = None
        stance = self.terms.stance(exhibit)
        if stance == SILENT or not self._place(exhibit, supports=stance == SUPPORTS):
            self.silent.append(exhibit.id)

    def strike(self, entry_id: str) -> None:
        """Take an exhibit back; one that was not heard changes nothing."""
        self._known = None
        self.silent = [name for name in self.silent if name != entry_id]
        self._each_side(lambda side: side.without(entry_id))

    @abstractmethod
    def _place(self, exhibit: Exhibit, *, supports: bool) -> bool:
        """Put an exhibit on its side; give False where it is silent after all."""

    @abstractmethod
    def _each_side(self, change: Callable[[Side], Side]) -> None:
        """Put what a change makes of each side in its place."""


class EventMatter(SidedMatter):
    """Whether something happened: all items fuse, and nothing goes stale."""

    def __init__(self, terms: Terms) -> None:
        super().__init__(terms)
        self.supports = Side()
        self.refutes = Side()

    def _place(self, exhibit: Exhibit, *, supports: bool) -> bool:
        if supports:
            self.supports.add(item_of(exhibit, self.terms.bars.establish))
        else:
            self.refutes.add(item_of(exhibit, self.terms.bars.refute))
        return True

    def _each_side(self, change: Callable[[Side], Side]) -> None:
        self.supports, self.refutes = change(self.supports), change(self.refutes)

    def _judge(self, day: int) -> Answer:  # noqa: ARG002 time alone never changes an event
        terms = self.terms
        verdict, since = fuse(self.supports, self.refutes, terms.bars, terms.prior)
        return (verdict, since, since, 0)

    def verdict(self, day: int, prior: int) -> int:  # noqa: ARG002 time alone never changes an event
        """Give the verdict under another prior."""
        return fuse(self.supports, self.refutes, self.terms.bars, prior).verdict

    def weigh(self, day: int) -> Weighing:
        """Give the answer with all that it rests on."""
        terms, supports, refutes = self.terms, self.supports.items, self.refutes.items
        return Weighing(
            answer=self.answer(day),
            weight=terms.prior + self.supports.weight - self.refutes.weight,
            supports=supports,
            refutes=refutes,
            silent=self.silent,
            missing=missing(supports, refutes, terms.bars.establish, terms.prior),
        )


class LegalMatter(Matter):
    """Whether a law is in force: it came into force and it has not ended."""

    def __init__(self, terms: Terms) -> None:
        super().__init__(terms)
        self._force = EventMatter(terms)
        self._end = EventMatter(terms)

    def hear(self, exhibit: Exhibit) -> None:
        """Take an exhibit about the coming into force."""
        self._known = None
        self._force.hear(exhibit)

    def hear_end(self, exhibit: Exhibit) -> None:
        """Take an exhibit about the end."""
        self._known = None
        self._end.hear(exhibit)

    def strike(self, entry_id: str) -> None:
        """Take an exhibit back, whichever it was about."""
        self._known = None
        self._force.strike(entry_id)
        self._end.strike(entry_id)

    def _judge(self, day: int) -> Answer:
        ended = self._end.answer(day)
        return (FALSE, *ended[1:]) if ended[0] == TRUE else self._force.answer(day)

    def verdict(self, day: int, prior: int) -> int:
        """Give the verdict under another prior."""
        ended = self._end.verdict(day, prior)
        return FALSE if ended == TRUE else self._force.verdict(day, prior)

    def weigh(self, day: int) -> Weighing:
        """Give the answer with all that it rests on; proof of the end stands against."""
        force, end = self._force.weigh(day), self._end.weigh(day)
        ended = end.answer[0] == TRUE
        return force._replace(
            answer=self.answer(day),
            weight=min(force.weight, -end.weight) if ended else force.weight,
            supports=[*force.supports, *end.refutes],
            refutes=[*force.refutes, *end.supports],
            silent=[*force.silent, *end.silent],
        )

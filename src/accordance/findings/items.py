"""Evidence made ready to be weighed: days, weights and origins as integers."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Final, NamedTuple

import msgspec

from accordance.accord.questions import Question
from accordance.accord.types import Claim
from accordance.findings.finding import Why
from accordance.findings.origins import Voice
from accordance.findings.quantities import REFUTES, SILENT, SUPPORTS, says
from accordance.findings.standards import Bar, Bars
from accordance.kernel.days import Months, Period, add_period
from accordance.kernel.quantities import Range

NEVER: Final = date.max.toordinal()
BY_FIRST: Final = itemgetter(1)


class Exhibit(msgspec.Struct, frozen=True, gc=False):
    """One item of evidence on the docket, as its claim sees it; ``weight`` is in centibans."""

    id: str
    first: int
    last: int
    weight: int
    voice: Voice
    kind: str
    supports: bool
    value: Range | None
    incident: str
    closes: bool
    examined: Decimal | None
    outcome: str
    no_weight: Why | None


class Item(NamedTuple):
    """One exhibit on one side of one question.

    ``accepted``: of a kind that the side's standard accepts.  ``fit``: its source is one that
    the standard asks for.  ``expires``: the last day on which it speaks.  Ordered by last day.
    """

    last: int
    first: int
    weight: int
    origin: int
    accepted: bool
    fit: bool
    expires: int
    id: str


class Terms(msgspec.Struct, frozen=True):
    """What is fixed about a question: claim, standards, prior (centibans), window (ordinals)."""

    question: Question
    claim: Claim
    bars: Bars
    prior: int
    opens: int
    closes: int
    begins: int
    months: Months

    def stance(self, exhibit: Exhibit) -> int:
        """Say on which side an exhibit speaks here, or that it is silent.

        Only what lies wholly inside the window speaks.  Of persons, an outcome that is no
        progress (death, transfer, disappearance ...) never supports and closes nothing (B7).
        """
        if exhibit.first < self.opens or exhibit.last > self.closes:
            return SILENT
        asked = self.question
        levelled = asked.at_least is not None or asked.at_most is not None
        stance = SUPPORTS if exhibit.supports else REFUTES
        if levelled or (exhibit.value is not None and self.claim.type == "quantity"):
            measured = exhibit.value
            stance = says(measured, asked.at_least, asked.at_most) if measured else SILENT
        if exhibit.outcome and (exhibit.closes or stance == SUPPORTS):
            return SILENT
        return stance

    def after(self, day: int, period: Period) -> int:
        """Give the last day of a period that starts on a day, as an ordinal."""
        try:
            end = add_period(date.fromordinal(day), period, self.months, "exclude-first")
        except (OverflowError, ValueError):
            return NEVER
        return end.toordinal()


def item_of(exhibit: Exhibit, bar: Bar, expires: int = NEVER) -> Item:
    """Place an exhibit on the side that a standard judges."""
    voice = exhibit.voice
    fit = bar.source == "anyone" or (
        voice.verifier if bar.source == "verifier" else not voice.obligor
    )
    return Item(
        exhibit.last,
        exhibit.first,
        exhibit.weight,
        voice.origin,
        not bar.kinds or exhibit.kind in bar.kinds,
        fit,
        expires,
        exhibit.id,
    )


class Side:
    """The items on one side of a question in order of their last day, and their joint weight."""

    __slots__ = ("_best", "items", "weight")

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self.items: list[Item] = []
        self.weight = 0
        self._best: dict[int, int] = {}
        for item in items:
            self.add(item)

    def add(self, item: Item) -> None:
        """Place an item; the joint weight grows by what it adds to its origin."""
        insort(self.items, item)
        heard = self._best.get(item.origin, 0)
        if item.weight > heard:
            self._best[item.origin] = item.weight
            self.weight += item.weight - heard

    def without(self, entry_id: str) -> Side:
        """Give this side without one entry."""
        return Side(item for item in self.items if item.id != entry_id)

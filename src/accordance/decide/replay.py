"""Replay: what the accord would have said on each past day, and what was given for what was shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, TypedDict, Unpack

import msgspec

from accordance.accord.implied import is_implied
from accordance.accord.types import Accord
from accordance.decide import exposure
from accordance.decide.breaches import Knowledge, Views
from accordance.decide.clock import Clock
from accordance.decide.competence import made_of
from accordance.decide.decision import Decision, settled
from accordance.decide.fold import Fold
from accordance.decide.joining import Ground
from accordance.decide.passages import Passage, Passages
from accordance.decide.progress import progress_of
from accordance.program.compile import compile_accord
from accordance.program.tables import Program
from accordance.record.entries import PUBLIC, Record


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """How things stood on a day: what had been given by unit, and progress by basket."""

    date: date
    delivered: dict[str, Decimal]
    unrecoverable: dict[str, Decimal]
    progress: dict[str, Decimal]


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """A whole history in a few figures.

    ``delivered_while_breached`` is by whose knowledge of the breach, then by unit (SEMANTICS A4);
    ``ran_while_breached`` likewise the days on which each status was in force.
    """

    delivered: dict[str, Decimal]
    unrecoverable: dict[str, Decimal]
    outside_rule: dict[str, Decimal]
    worth: tuple[Decimal, Decimal]
    currency: str
    delivered_while_breached: dict[Knowledge, dict[str, Decimal]]
    ran_while_breached: dict[Knowledge, dict[str, int]]
    progress: dict[str, Decimal]
    weakest: str


class VoidAct(msgspec.Struct, frozen=True, kw_only=True):
    """An act that has no effect, as far as is known at the end: when it was made, of which power, and why."""

    date: date
    act: str
    power: str
    because: Ground


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """A history of changes under one knowledge, with its course and its summary."""

    format: Literal["accordance-replay/1"] = "accordance-replay/1"
    accord: str
    title: str
    fold: Literal["then", "now"]
    known_to: str
    until: date
    changes: tuple[Passage, ...]
    course: tuple[Point, ...]
    summary: Summary
    void: tuple[VoidAct, ...] = ()


class Knowing(TypedDict, total=False):
    """Whose knowledge a history uses, up to which day, and whether all at once (as ``decide``)."""

    known_at: date | None
    known_to: str | None
    hindsight: bool


def replay(accord: Accord, record: Record, until: date, **knowing: Unpack[Knowing]) -> Replay:
    """Replay an accord on a record up to a day, with what was known on each day or is known now.

    With ``known_at`` what was known after it does not count.
    """
    run = Run(compile_accord(accord), record, until, **knowing)
    return remarkable(run.replay(), run.decision.accord)


class Run:
    """A history that is gone through day by day, from before its first day up to the last."""

    def __init__(
        self, program: Program, record: Record, until: date, **knowing: Unpack[Knowing]
    ) -> None:
        """Take a compiled accord and a record; nothing is decided yet."""
        known_at, hindsight = knowing.get("known_at"), knowing.get("hindsight", False)
        known = known_at if hindsight else min(known_at or until, until)
        knower = knowing.get("known_to") or program.accord.decides or PUBLIC
        clock = Clock(as_of=until, known_at=known, knower=knower, hindsight=hindsight)
        judged = settled(program, record, clock) if hindsight else None
        fold = Fold(program, record.sources, judged, clock.texts(program))
        self.program, self.record, self.until = program, record, until
        self.passages = Passages()
        self.decision = Decision(clock, fold, None, record)

    def days(self) -> Iterator[int]:
        """Go through the days on which anything can change, giving each after it was decided."""
        decision = self.decision
        entries = ((decision.clock.visible(one), one) for one in self.record.entries)
        for day in decision.fold.days(entries, self.until.toordinal()):
            self.passages.note(decision.fold)
            yield day

    def replay(self) -> Replay:
        """Give the whole history, every change of it."""
        decision, clock = self.decision, self.decision.clock
        course: list[Point] = []
        for day in self.days():
            point = _point(decision, date.fromordinal(day))
            if not course or _differs(course[-1], point):
                course.append(point)
        accord = self.program.accord
        return Replay(
            accord=accord.id,
            title=accord.title,
            fold="now" if clock.hindsight else "then",
            known_to=clock.knower,
            until=self.until,
            changes=tuple(self.passages.found),
            course=tuple(course),
            summary=self._summary(),
            void=tuple(sorted(self._void(), key=lambda one: (one.date, one.act))),
        )

    def _void(self) -> Iterator[VoidAct]:
        acts = self.decision.fold.deeds.acts
        for name in self.decision.accord.powers:
            for one in made_of(self.decision.accord, acts.values(), name).void:
                day = acts[one.act].happened.end
                yield VoidAct(date=day, act=one.act, power=name, because=one.ground)

    def _summary(self) -> Summary:
        exposure = self.decision.determination.exposure
        views = Views(self.program, self.record, self.until)
        return Summary(
            delivered=exposure.delivered,
            unrecoverable=exposure.unrecoverable,
            outside_rule=exposure.outside_rule,
            worth=exposure.worth,
            currency=exposure.currency,
            delivered_while_breached=views.deliveries(),
            ran_while_breached=views.statuses(self.decision),
            progress=exposure.progress,
            weakest=exposure.weakest,
        )


def remarkable(history: Replay, accord: Accord) -> Replay:
    """Give a history without the changes that are only that something implied, or a copy, came into force.

    ``accord`` is in its normal form, as decided on the last day.
    """
    copies = frozenset(name for name, one in accord.commitments.items() if one.series)
    told = tuple(one for one in history.changes if not _unremarkable(one, copies))
    return msgspec.structs.replace(history, changes=told)


def _point(decision: Decision, day: date) -> Point:
    accord = decision.accord
    progress = {name: progress_of(decision, name) for name in accord.commitments}
    given: dict[str, Decimal] = defaultdict(Decimal)
    lost: dict[str, Decimal] = defaultdict(Decimal)
    for name in (*accord.benefits, ""):
        nature = accord.benefits[name].nature if name else "spent"
        for delivery in decision.fold.deeds.counted(name):
            given[delivery.amount.unit] += delivery.amount.amount
            if nature == "spent":
                lost[delivery.amount.unit] += delivery.amount.amount
    return Point(
        date=day, delivered=dict(given), unrecoverable=dict(lost),
        progress=exposure.baskets(accord, progress),
    )  # fmt: skip


def _differs(before: Point, after: Point) -> bool:
    return msgspec.structs.replace(before, date=after.date) != after


def _unremarkable(told: Passage, copies: frozenset[str]) -> bool:
    """Say whether a change is only that an implied commitment, or a copy of a series, came into force."""
    quiet = is_implied(told.provision) or told.provision in copies
    return quiet and {told.from_, told.to} <= {"not_in_force", "open"}

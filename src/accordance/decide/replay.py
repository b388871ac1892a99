"""Replay: what the accord would have said on each past day, and what was given for what was shown."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from accordance.accord.implied import is_implied
from accordance.accord.types import Accord
from accordance.decide import exposure
from accordance.decide.breaches import Knowledge, Views
from accordance.decide.clock import Clock
from accordance.decide.course import Told
from accordance.decide.decision import Decision, settled
from accordance.decide.fold import Fold
from accordance.decide.progress import progress_of
from accordance.program.compile import compile_accord
from accordance.record.entries import PUBLIC, Record


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A provision that went from one state to another; ``because`` names entries, or time alone."""

    date: date
    provision: str
    from_: str = msgspec.field(name="from")
    to: str
    because: tuple[str, ...]


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


def replay(
    accord: Accord,
    record: Record,
    until: date,
    *,
    known_to: str | None = None,
    hindsight: bool = False,
) -> Replay:
    """Replay an accord on a record up to a day, with what was known on each day or is known now."""
    program = compile_accord(accord)
    knower = known_to or accord.decides or PUBLIC
    clock = Clock(
        as_of=until, known_at=None if hindsight else until, knower=knower, hindsight=hindsight
    )
    judged = settled(program, record, clock) if hindsight else None
    fold = Fold(program, record.sources, judged, clock.texts(program))
    decision = Decision(clock, fold, None, record)
    course: list[Point] = []
    for day in fold.days(((clock.visible(one), one) for one in record.entries), until.toordinal()):
        point = _point(decision, date.fromordinal(day))
        if not course or _differs(course[-1], point):
            course.append(point)
    now = decision.determination
    views = Views(program, record, until)
    return Replay(
        accord=accord.id,
        title=accord.title,
        fold="now" if hindsight else "then",
        known_to=knower,
        until=until,
        changes=tuple(_passages(fold)),
        course=tuple(course),
        summary=Summary(
            delivered=now.exposure.delivered,
            unrecoverable=now.exposure.unrecoverable,
            outside_rule=now.exposure.outside_rule,
            worth=now.exposure.worth,
            currency=now.exposure.currency,
            delivered_while_breached=views.deliveries(),
            ran_while_breached=views.statuses(decision),
            progress=now.exposure.progress,
            weakest=now.exposure.weakest,
        ),
    )


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


def _passages(fold: Fold) -> list[Passage]:
    told = [(day, Told(one.amendment, "adopted", "in_force", ())) for day, one in fold.taken]
    told += [(one.day, fold.tell(one)) for one in fold.changes]
    return [
        _passage(day, one)
        for day, one in sorted(told, key=lambda pair: pair[0])
        if one.provision and not _unremarkable(one)
    ]


def _unremarkable(told: Told) -> bool:
    """Say whether a change is only that an implied commitment came into force."""
    return is_implied(told.provision) and {told.before, told.after} <= {"not_in_force", "open"}


def _passage(day: int, told: Told) -> Passage:
    return Passage(
        date=date.fromordinal(day),
        provision=told.provision,
        from_=told.before,
        to=told.after,
        because=told.because or ("the day came",),
    )

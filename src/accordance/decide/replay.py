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
from accordance.decide.decision import Decision, decide_program, settled
from accordance.decide.fold import Change, Clock, Fold
from accordance.decide.progress import progress_of
from accordance.program import codes
from accordance.program.compile import compile_accord
from accordance.program.tables import Program
from accordance.record.entries import PUBLIC, Delivery, Record

_HINDSIGHT = "in hindsight"
Knowledge = Literal["known_to_payer", "known_to_public_only", "unknown_to_both"]


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

    ``delivered_while_breached`` is by whose knowledge of the breach, then by unit (SEMANTICS A4).
    """

    delivered: dict[str, Decimal]
    unrecoverable: dict[str, Decimal]
    outside_rule: dict[str, Decimal]
    worth: tuple[Decimal, Decimal]
    currency: str
    delivered_while_breached: dict[Knowledge, dict[str, Decimal]]
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
    fold = Fold(program, record.sources, settled(program, record, clock) if hindsight else None)
    decision = Decision(program, clock, fold, None, record)
    course: list[Point] = []
    for day in fold.days(((clock.visible(one), one) for one in record.entries), until.toordinal()):
        point = _point(decision, date.fromordinal(day))
        if not course or _differs(course[-1], point):
            course.append(point)
    now = decision.determination
    return Replay(
        accord=accord.id,
        title=accord.title,
        fold="now" if hindsight else "then",
        known_to=knower,
        until=until,
        changes=tuple(_passages(program, fold)),
        course=tuple(course),
        summary=Summary(
            delivered=now.exposure.delivered,
            unrecoverable=now.exposure.unrecoverable,
            outside_rule=now.exposure.outside_rule,
            worth=now.exposure.worth,
            currency=now.exposure.currency,
            delivered_while_breached=while_breached(program, record, until),
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
        for delivery in decision.fold.deeds.standing(name):
            given[delivery.amount.unit] += delivery.amount.amount
            if nature == "spent":
                lost[delivery.amount.unit] += delivery.amount.amount
    return Point(
        date=day, delivered=dict(given), unrecoverable=dict(lost),
        progress=exposure.baskets(accord, progress),
    )  # fmt: skip


def _differs(before: Point, after: Point) -> bool:
    return msgspec.structs.replace(before, date=after.date) != after


def _passages(program: Program, fold: Fold) -> list[Passage]:
    implied = {name for name in program.commitments if is_implied(name)}
    told = (passage(program, fold, one) for one in fold.changes if program.provision(one.node))
    return [
        one
        for one in sorted(told, key=lambda one: one.date)
        if not (one.provision in implied and {one.from_, one.to} <= {"not_in_force", "open"})
    ]


def passage(program: Program, fold: Fold, change: Change) -> Passage:
    """Give a change in words, with the entries that became visible that day and bear on it."""
    states = codes.STATES[program.tables.kind[change.node]]
    above = program.sources_of(change.node)
    because = tuple(entry for entry, facts in fold.seen.get(change.day, ()) if facts & above)
    return Passage(
        date=date.fromordinal(change.day),
        provision=program.provision(change.node),
        from_=states[change.before],
        to=states[change.after],
        because=because or ("the day came",),
    )


def while_breached(
    program: Program, record: Record, until: date
) -> dict[Knowledge, dict[str, Decimal]]:
    """Give what was delivered while a commitment of its recipient stood breached, by whose knowledge.

    A breach counts on a day if the payer then knew enough to establish it, else if the public
    did, else if all that is known now does.
    """
    counted: dict[Knowledge, dict[str, Decimal]] = {
        "known_to_payer": {}, "known_to_public_only": {}, "unknown_to_both": {},
    }  # fmt: skip
    views: dict[str, Decision] = {}

    def broken(view: str, given: Delivery) -> bool:
        if view not in views:
            hindsight = view == _HINDSIGHT
            knower = None if hindsight else view
            views[view] = decide_program(
                program, record, until, known_to=knower, hindsight=hindsight
            )
        day = given.happened.end.toordinal()
        to = program.accord.benefits[given.benefit].to if given.benefit in program.benefits else ""
        return any(first <= day < last for first, last in _breaches(views[view], to))

    for delivery in record.entries:
        if not isinstance(delivery, Delivery) or delivery.happened.end > until:
            continue
        if broken(delivery.payer, delivery):
            kind: Knowledge = "known_to_payer"
        elif broken(PUBLIC, delivery):
            kind = "known_to_public_only"
        elif broken(_HINDSIGHT, delivery):
            kind = "unknown_to_both"
        else:
            continue
        unit = delivery.amount.unit
        counted[kind][unit] = counted[kind].get(unit, Decimal(0)) + delivery.amount.amount
    return counted


def _breaches(decision: Decision, party: str) -> list[tuple[int, int]]:
    """Give the stretches of days on which a commitment of a party (if empty, anybody) stood breached."""
    broken = {codes.BREACHED, codes.REVERSED}
    stretches: list[tuple[int, int]] = []
    for name, machine in decision.program.commitments.items():
        if party and party not in decision.accord.commitments[name].by:
            continue
        since = 0
        for change in decision.fold.changes:
            if change.node == machine.node:
                if change.after in broken and not since:
                    since = change.day
                elif change.after not in broken and since:
                    stretches.append((since, change.day))
                    since = 0
        if since:
            stretches.append((since, date.max.toordinal()))
    return stretches

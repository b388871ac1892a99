"""The history that several readings share: on each day what all readings open on it agree on (C5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Unpack

import msgspec

from accordance.accord.dependence import resting_on_readings
from accordance.decide.passages import THE_DAY_CAME, Passage
from accordance.decide.replay import Knowing, Point, Replay, Run, Summary, remarkable, replay
from accordance.decide.standing import Place, common, in_doubt
from accordance.decide.standpoint import seen_by
from accordance.decide.views import Chosen, Readers, Shared, every
from accordance.program.codes import PARCEL

if TYPE_CHECKING:
    from accordance.accord.types import Accord
    from accordance.record.entries import Record


def replay_shared(
    accord: Accord,
    record: Record,
    until: date,
    *,
    view: str | None = None,
    **knowing: Unpack[Knowing],
) -> Replay:
    """Replay an accord as ``replay`` does, under all readings that are open on each day.

    With ``view`` it is the history as a party sees it.  Where readings differ a provision is
    ``undetermined``, and a parcel ``not_due``, until they agree again, or until a body rules.
    """
    readers = Readers(accord)
    if not readers.ways and view is None:
        return replay(accord, record, until, **knowing)
    end = readers.decide(record, until, **knowing, view=view)
    assert isinstance(end, Shared)  # noqa: S101 there are readings or a view
    seen = record if view is None else seen_by(accord, record, view)

    def run(chosen: Chosen) -> Run:
        return Run(readers.program(chosen), seen, until, **knowing)

    course = _Course(readers, end, _Open.along(readers, run(next(every(readers.ways))), view))
    for chosen in course.tried:
        course.take(chosen, run(chosen))
    return remarkable(course.shared(), end.accord)


class _Open(msgspec.Struct, frozen=True):
    """The combinations of readings that count from a day on; the first alone where they are too many."""

    day: int
    ways: tuple[Chosen, ...]
    too_many: bool

    @staticmethod
    def along(readers: Readers, run: Run, view: str | None) -> tuple[_Open, ...]:
        """Give the turns at which other readings count than before, the first before the first day."""
        found: list[_Open] = []
        for day in run.days():
            state = readers.considered(run.decision, view)
            ways = every({name: one.considered for name, one in state.readings.items()})
            some = (next(every(readers.ways)),) if state.too_many else tuple(ways)
            now = _Open(day if found else 0, some, state.too_many)
            if not found or msgspec.structs.replace(found[-1], day=now.day) != now:
                found.append(now)
        return tuple(found)


class _Course:
    """Several histories of one record, and which of them count on each day."""

    def __init__(self, readers: Readers, end: Shared, turns: tuple[_Open, ...]) -> None:
        self.readers, self.end, self.turns = readers, end, turns
        self.each: dict[Chosen, Replay] = {}
        self.first: dict[Chosen, dict[str, Place]] = {}
        acts = end.fold.deeds.acts.values()
        self.rulings = {one.id: end.clock.visible(one) for one in acts if one.reads}
        self.tried = tuple(dict.fromkeys(way for turn in turns for way in turn.ways))
        self.resting = resting_on_readings(readers.accord)

    def take(self, chosen: Chosen, run: Run) -> None:
        """Go through the history under one combination, and keep it."""
        self.each[chosen] = run.replay()
        self.first[chosen] = run.passages.first

    def open(self, day: int) -> _Open:
        """Give the combinations that count on a day."""
        return next(turn for turn in reversed(self.turns) if turn.day <= day)

    def counting(self, day: int) -> list[Replay]:
        """Give the histories that tell of a day."""
        return [self.each[one] for one in self.open(day).ways]

    def shared(self) -> Replay:
        """Give one history of all of them."""
        first = next(iter(self.each.values()))
        last = self.counting(first.until.toordinal())
        return msgspec.structs.replace(
            first,
            changes=tuple(self._changes()),
            course=tuple(self._points()),
            summary=self._summary([one.summary for one in last]),
        )

    def _changes(self) -> Iterator[Passage]:
        """Give the changes of what is shared, by day and then in the order of the first history."""
        found: dict[date, list[Passage]] = defaultdict(list)
        names = dict.fromkeys(one.provision for each in self.each.values() for one in each.changes)
        for name in names:
            for passage in self._of(name):
                found[passage.date].append(passage)
        for day in sorted(found):
            yield from found[day]

    def _of(self, name: str) -> Iterator[Passage]:
        tracks = {chosen: _Track(one, name) for chosen, one in self.each.items()}
        days = {day for track in tracks.values() for day in track.states}
        days |= {date.fromordinal(turn.day) for turn in self.turns if turn.day}
        before = self._word(name, tracks, date.min)
        for day in sorted(days):
            state = self._word(name, tracks, day)
            if state != before:
                some = [tracks[one] for one in self.open(day.toordinal()).ways]
                because = dict.fromkeys(why for one in some for why in one.because.get(day, ()))
                ruled = [one for one, seen in self.rulings.items() if seen == day.toordinal()]
                yield Passage(
                    date=day, provision=name, from_=before, to=state,
                    because=tuple(because) or tuple(ruled) or THE_DAY_CAME,
                    contested=any(day in one.contested for one in some),
                )  # fmt: skip
            before = state

    def _word(self, name: str, tracks: dict[Chosen, _Track], day: date) -> str:
        """Give the state that is told at the end of a day; the first where only some readings have it."""
        place = next((one[name] for one in self.first.values() if name in one), None)
        first = place.first if place else next(one.start for one in tracks.values() if one.start)
        parcel = place is not None and place.kind == PARCEL
        turn = self.open(day.toordinal())
        if turn.too_many and name.partition("/")[0] in self.resting:
            return in_doubt(parcel=parcel)
        if place and any(name not in self.first[one] for one in turn.ways):
            return first
        return common([tracks[one].on(day, first) for one in turn.ways], parcel=parcel)

    def _points(self) -> Iterator[Point]:
        days = sorted({point.date for one in self.each.values() for point in one.course})
        for day in days:
            some = [_point(one, day) for one in self.counting(day.toordinal())]
            there = [one for one in some if one is not None]
            if there:
                yield msgspec.structs.replace(
                    there[0], date=day, progress=_least([one.progress for one in there])
                )

    def _summary(self, some: list[Summary]) -> Summary:
        exposure = self.end.determination.exposure
        return msgspec.structs.replace(
            some[0],
            outside_rule=exposure.outside_rule, worth=exposure.worth,
            progress=exposure.progress, weakest=exposure.weakest,
            delivered_while_breached={
                kind: _least([one.delivered_while_breached[kind] for one in some])
                for kind in some[0].delivered_while_breached
            },
            ran_while_breached={
                kind: _least([one.ran_while_breached[kind] for one in some])
                for kind in some[0].ran_while_breached
            },
        )  # fmt: skip


class _Track:
    """The states of one provision in one history, by day."""

    def __init__(self, history: Replay, name: str) -> None:
        passages = [one for one in history.changes if one.provision == name]
        self.start = passages[0].from_ if passages else ""
        self.states = {one.date: one.to for one in passages}
        self.because = {one.date: one.because for one in passages}
        self.contested = {one.date for one in passages if one.contested}

    def on(self, day: date, first: str) -> str:
        """Give the state at the end of a day; ``first`` where it never changed before."""
        past = [one for one in self.states if one <= day]
        return self.states[max(past)] if past else first


def _point(history: Replay, day: date) -> Point | None:
    past = [one for one in history.course if one.date <= day]
    return past[-1] if past else None


def _least(some: list[dict[str, Any]]) -> dict[str, Any]:
    """Give, key by key, the least of what all have."""
    shared = [key for key in some[0] if all(key in one for one in some)]
    return {key: min((one[key] for one in some), default=Decimal(0)) for key in shared}

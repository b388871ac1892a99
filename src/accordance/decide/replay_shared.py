"""The history that several readings share: on each day what all readings open on it agree on (C5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

from accordance.decide.replay import Passage, Point, Replay, Summary, replay
from accordance.decide.sharing import UNDETERMINED, agreed
from accordance.decide.standpoint import seen_by
from accordance.decide.views import Chosen, Readers, Shared, every

if TYPE_CHECKING:
    from accordance.accord.types import Accord
    from accordance.record.entries import Record

TIME = "the day came"


def replay_shared(
    accord: Accord,
    record: Record,
    until: date,
    *,
    known_to: str | None = None,
    hindsight: bool = False,
    view: str | None = None,
) -> Replay:
    """Replay an accord as ``replay`` does, under all readings that are open on each day.

    With ``view`` it is the history as a party sees it.  Where readings differ a provision is
    ``undetermined`` until they agree again, or until a body rules.
    """
    readers = Readers(accord)
    if not readers.ways and view is None:
        return replay(accord, record, until, known_to=known_to, hindsight=hindsight)
    end = readers.decide(record, until, known_to=known_to, hindsight=hindsight, view=view)
    assert isinstance(end, Shared)  # noqa: S101 there are readings or a view
    course = _Course(readers, end, view)
    seen = record if view is None else seen_by(accord, record, view)
    for chosen in course.tried:
        read = readers.program(chosen).accord
        course.each[chosen] = replay(read, seen, until, known_to=known_to, hindsight=hindsight)
    return course.shared()


class _Course:
    """Several histories of one record, and which of them count on each day."""

    def __init__(self, readers: Readers, end: Shared, view: str | None) -> None:
        self.readers, self.end, self.view = readers, end, view
        self.each: dict[Chosen, Replay] = {}
        acts = end.fold.deeds.acts.values()
        self.rulings = {one.id: end.clock.visible(one) for one in acts if one.reads}
        self.days = set(self.rulings.values())
        self.tried = tuple(end.each)
        if not end.view.too_many:
            tried = [one for day in (0, *sorted(self.days)) for one in self._open(day)]
            self.tried = tuple(dict.fromkeys((*tried, *end.each)))

    def _open(self, day: int) -> tuple[Chosen, ...]:
        state = self.readers.considered(self.end, self.view, by=day)
        return tuple(every({name: one.considered for name, one in state.readings.items()}))

    def counting(self, day: int) -> list[Replay]:
        """Give the histories under the readings that are open on a day."""
        if self.end.view.too_many:
            return list(self.each.values())
        return [self.each[one] for one in self._open(day)]

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
        tracks = {id(one): _Track(one, name) for one in self.each.values()}
        start = next(track.start for track in tracks.values() if track.start)
        days = {day for track in tracks.values() for day in track.states}
        days |= {date.fromordinal(day) for day in self.days if 0 < day < date.max.toordinal()}
        before = start
        for day in sorted(days):
            some = [tracks[id(one)] for one in self.counting(day.toordinal())]
            state = agreed([track.on(day, start) for track in some], UNDETERMINED)
            if state != before:
                because = dict.fromkeys(why for one in some for why in one.because.get(day, ()))
                ruled = [one for one, seen in self.rulings.items() if seen == day.toordinal()]
                yield Passage(
                    date=day, provision=name, from_=before, to=state,
                    because=tuple(because) or tuple(ruled) or (TIME,),
                )  # fmt: skip
            before = state

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

    def on(self, day: date, start: str) -> str:
        """Give the state at the end of a day; ``start`` where it never changed before."""
        past = [one for one in self.states if one <= day]
        return self.states[max(past)] if past else self.start or start


def _point(history: Replay, day: date) -> Point | None:
    past = [one for one in history.course if one.date <= day]
    return past[-1] if past else None


def _least(some: list[dict[str, Any]]) -> dict[str, Any]:
    """Give, key by key, the least of what all have."""
    shared = [key for key in some[0] if all(key in one for one in some)]
    return {key: min((one[key] for one in some), default=Decimal(0)) for key in shared}

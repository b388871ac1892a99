"""``decide``: accord, record and dates in, a decision out; pure and deterministic."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import msgspec

from accordance.accord.types import Accord
from accordance.decide.clock import NEVER, Clock
from accordance.decide.course import Change
from accordance.decide.determination import Determination
from accordance.decide.fold import Fold
from accordance.decide.given import Judged
from accordance.decide.history import History
from accordance.decide.reading import determine
from accordance.program.compile import compile_accord
from accordance.program.rules.shapes import State
from accordance.program.tables import Program
from accordance.record.entries import PUBLIC, AnyEntry, Delivery, Record


class Decision(History):
    """An accord decided on a record as of one day.

    The answer is read from ``determination``; it is worked out when it is asked for.
    """

    def __init__(self, clock: Clock, fold: Fold, before: Snapshot | None, record: Record) -> None:
        """Keep a fold that has run, and what it was before its last day."""
        super().__init__(clock, fold, record)
        self.before = before

    @cached_property
    def determination(self) -> Determination:
        """The answer as immutable data."""
        return determine(self)

    @property
    def digest(self) -> str:
        """The digest of the determination: two offices compare this one line."""
        return self.determination.digest

    def extend(self, entry: AnyEntry) -> Decision:
        """Give the decision with one more entry, known on the day asked or before it and not yet seen.

        Equal to deciding afresh where the entry became known on the day asked: late knowledge
        changes that day's facts and never an earlier state.  An entry that was known earlier
        reopens the history; then ``decide`` must be called.  This decision must not be used afterwards.
        """
        day = self.clock.visible(entry)
        today = self.clock.as_of.toordinal()
        if day < today and not (self.clock.hindsight and day == NEVER):
            message = f"entry {entry.id} counts from an earlier day; decide afresh"
            raise ValueError(message)
        if self.before is None:
            message = "a decision taken from a replay cannot be extended"
            raise ValueError(message)
        record = msgspec.structs.replace(self.record, entries=(*self.record.entries, entry))
        if day == today:
            touched = self.fold.touched
            self.before.restore(self.fold, self.fold.judged)
            self.fold.decide(today, [entry], again=touched)
        extended = Decision(self.clock, self.fold, self.before, record)
        if "seen" in self.__dict__:
            source = record.sources.get(entry.source)
            extended.seen = self.seen.adding(entry, source) if day == today else self.seen
        return extended

    @property
    def amended(self) -> bool:
        """Whether another text governs from the day asked on."""
        return self.before is not None and self.before.amended

    @property
    def eve(self) -> State:
        """The state at the end of the day before the one asked."""
        assert self.before is not None  # noqa: S101 replays are not tried
        return self.before.state


class Snapshot:
    """A fold as it was at the end of the day before the one asked."""

    def __init__(self, fold: Fold) -> None:
        """Copy what a day changes."""
        self.state = State(*(list(part) for part in fold.state))
        self._changes = len(fold.changes)
        self._timers = list(fold.timers)
        self._stale = list(fold.stale)
        self._until = dict(fold.until)
        self._given = fold.deeds.kept()
        self.amended = fold.amended

    def restore(self, fold: Fold, judged: set[str]) -> None:
        """Put a fold back; what it has seen stays seen, so the facts of the day must be asked again."""
        for part, kept in zip(fold.state, self.state, strict=True):
            part[:] = kept
        del fold.changes[self._changes :]
        fold.timers[:] = self._timers
        fold.stale[:] = self._stale
        fold.deeds.restore(self._given, judged)
        fold.amended = self.amended
        fold.until.clear()
        fold.until.update(self._until)


def decide(
    accord: Accord,
    record: Record,
    as_of: date,
    known_at: date | None = None,
    *,
    known_to: str | None = None,
    hindsight: bool = False,
) -> Decision:
    """Decide an accord on a record: the world up to ``as_of``, with what was known by ``known_at``.

    ``known_at`` defaults to ``as_of``.  With a later one, or ``hindsight`` (all that is on
    record), the past is judged with later knowledge: the *now* fold.  ``known_to`` is the
    party whose knowledge counts: by default the one that decides, else the public.
    """
    return decide_program(
        compile_accord(accord), record, as_of, known_at, known_to=known_to, hindsight=hindsight
    )


def settled(program: Program, record: Record, clock: Clock) -> dict[str, Judged]:
    """Give how deliveries were judged with what was known on their days (D6).

    Hindsight never makes a payment that was lawful when made a gift outside the rule.
    """
    if not any(isinstance(one, Delivery) for one in record.entries):
        return {}
    known = min(clock.known_at or clock.as_of, clock.as_of)
    then = Clock(as_of=clock.as_of, known_at=known, knower=clock.knower)
    fold = Fold(program, record.sources, texts=then.texts(program))
    fold.run([(then.visible(one), one) for one in record.entries], clock.as_of.toordinal())
    return fold.deeds.judged()


def decide_program(
    program: Program,
    record: Record,
    as_of: date,
    known_at: date | None = None,
    *,
    known_to: str | None = None,
    hindsight: bool = False,
) -> Decision:
    """Decide as ``decide`` does, with an accord that is compiled already."""
    later = hindsight or (known_at is not None and known_at > as_of)
    clock = Clock(
        as_of=as_of,
        known_at=known_at if hindsight else known_at or as_of,
        knower=known_to or program.accord.decides or PUBLIC,
        hindsight=later,
    )
    judged = settled(program, record, clock) if later else None
    fold = Fold(program, record.sources, judged, clock.texts(program))
    today = as_of.toordinal()
    seen = [(clock.visible(entry), entry) for entry in record.entries]
    fold.run([pair for pair in seen if pair[0] < today], today - 1)
    fold.take_up(today)
    before = Snapshot(fold)
    fold.decide(today, [entry for day, entry in seen if day == today])
    return Decision(clock, fold, before, record)


def changes_between(decision: Decision, first: date, last: date) -> list[Change]:
    """Give the changes of state from one day to another, both included, in the order of days."""
    low, high = first.toordinal(), last.toordinal()
    return [change for change in decision.fold.changes if low <= change.day <= high]

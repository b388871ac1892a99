"""The fold: a program run along the days on which anything can change (ENGINE 1)."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from accordance.decide.advances import Openings
from accordance.decide.answers import Answers
from accordance.decide.capped import capped, had_of
from accordance.decide.carrying import carry, matches, settle
from accordance.decide.clock import NEVER, arrival
from accordance.decide.course import NO_CHANGE, Change, merged
from accordance.decide.deeds import Deeds
from accordance.decide.given import Judged
from accordance.program.codes import PARCEL_STATES
from accordance.program.rules.step import step
from accordance.program.tables import Later, Program, initial
from accordance.record.entries import AnyEntry, Correction, Evidence, SourceNote


class Fold(Answers):
    """One history under one clock: entries in, machine states out, day by day."""

    def __init__(
        self,
        program: Program,
        sources: dict[str, SourceNote],
        settled: dict[str, Judged] | None = None,
        texts: Iterable[Later] = (),
    ) -> None:
        """Start before the first day, with nothing seen.

        ``settled`` deliveries are not judged anew; ``texts`` take the program's place on their days.
        """
        super().__init__(Deeds(program.accord, settled), sources)
        self.written = program
        self.changes: list[Change] = []
        self.touched: set[int] = set()
        self.judged: set[str] = set()
        self.amended = False
        self._openings = Openings()
        self._coming = list(texts)
        self.taken: list[tuple[int, Later]] = []
        self.resets: dict[int, list[Change]] = {}
        self._unsettled: dict[tuple[int, int], int] = {}
        self.day = 0
        self._load(program)
        self.deeds.room = self._room

    def _load(self, program: Program) -> None:
        """Take up a program, with nothing seen and every timer unset."""
        self.program = program
        self.state = initial(program)
        self._capped = capped(program)
        self.ask(program)
        self.seen: dict[int, list[tuple[str, frozenset[int]]]] = {}
        self.timers: list[tuple[int, int]] = []

    def run(self, entries: Iterable[tuple[int, AnyEntry]], last: int) -> None:
        """Go through all days up to ``last``; entries come with the day from which each counts."""
        for _ in self.days(entries, last):
            pass

    def days(
        self, entries: Iterable[tuple[int, AnyEntry]], last: int, also: Iterable[int] = ()
    ) -> Iterator[int]:
        """Go through the days on which anything can change, giving each after it was decided.

        Days that are asked for ``also`` are given whether or not anything can change on them, and
        those on which, as then known, an advance was set off.
        """
        queue = sorted((pair for pair in entries if pair[0] <= last), key=arrival)
        first = min([self.program.start.toordinal(), *(day for day, _ in queue if day > 0)])
        start = min(first - 1, last)
        self.decide(start, [], everything=True)
        at = 0
        asked = sorted({*also, *self.deeds.days_set_off()}, reverse=True)
        while True:
            yield self.day
            while asked and asked[-1] <= self.day:
                asked.pop()
            coming = min(queue[at][0] if at < len(queue) else NEVER, *asked[-1:], NEVER)
            amended = self._coming[0].day.toordinal() if self._coming else NEVER
            day = max(self.day, min(coming, self.next_day(), amended))
            if day > last:
                return
            self.take_up(day)
            until = at
            while until < len(queue) and queue[until][0] <= day:
                until += 1
            self.decide(day, [entry for _, entry in queue[at:until]])
            at = until

    def take_up(self, day: int) -> None:
        """Let the texts that govern by a day take the place of the one before them."""
        while self._coming and self._coming[0].day.toordinal() <= day:
            text = self._coming.pop(0)
            self.taken.append((day, text))
            self._amend(text, day)

    def _amend(self, text: Later, day: int) -> None:
        """Go over to an amended text on the eve of its first day."""
        old, before, spared = self.program, self.state, frozenset[str]()
        self._load(text.program)
        self.deeds.amend(text.program.accord)
        for _, entry in self._entries:
            if isinstance(entry, Evidence | Correction):
                self.docket.add(entry)
        for fact in range(len(self.program.facts)):
            self._answer(fact, day - 1)
        if text.on_change != "keep":
            spared = text.changed
        carry(old, before, self.program, self.state, lambda name: name not in spared)
        if text.on_change == "recompute":
            anew = Fold(self.program, self._sources)
            anew.run(self._entries, day - 1)
            carry(self.program, anew.state, self.program, self.state, spared.__contains__)
        settle(self.program, self.state, day - 1)
        same = matches(old, self.program)
        self.resets[day] = [
            Change(day, there, before.state[here], self.state.state[there])
            for here, there in same.items()
            if before.state[here] != self.state.state[there]
        ]
        self.changes = [
            msgspec.structs.replace(one, node=same.get(one.node, -1)) for one in self.changes
        ]
        self._unsettled = {
            (same[node], on): state for (node, on), state in self._unsettled.items() if node in same
        }
        self.seen[day] = [(text.amendment, frozenset(range(len(self.program.facts))))]
        self.amended = True

    @property
    def ahead(self) -> tuple[Later, ...]:
        """The amended texts that are known and do not govern yet."""
        return tuple(self._coming)

    def next_day(self) -> int:
        """Give the next day on which time alone changes something, NEVER where it does not."""
        timers, timer = self.timers, self.state.timer
        while timers and timer[timers[0][1]] != timers[0][0]:
            heapq.heappop(timers)
        while self.stale and self.until.get(self.stale[0][1]) != self.stale[0][0]:
            heapq.heappop(self.stale)
        return min(timers[0][0] if timers else NEVER, self.stale[0][0] if self.stale else NEVER)

    def decide(
        self,
        day: int,
        entries: Iterable[AnyEntry],
        *,
        everything: bool = False,
        again: Iterable[int] = (),
    ) -> None:
        """Decide one day: see its entries, answer what may have changed, and step.

        ``again`` are facts that an earlier run of the same day asked; all that this run asks
        is kept in ``touched``.
        """
        state, tables = self.state, self.program.tables
        self.day = day
        facts = self._due(day)
        facts.update(again)
        for entry in entries:
            told = self._see(entry)
            facts.update(told)
            bearing = (one for one in told if self.deeds.bears_on(entry, self.program.facts[one]))
            self.seen.setdefault(day, []).append((entry.id, frozenset(bearing)))
        work = state.work
        count = 0
        if everything := everything or self.amended:
            facts = set(range(len(self.program.facts)))
        self.touched = facts
        self.amended = False
        if everything:
            count = len(tables.kind)
            work[:] = range(count)
        for fact in facts:
            if self._answer(fact, day) and not everything:
                work[count] = self.program.fact_node[fact]
                count += 1
        timers, timer = self.timers, state.timer
        while timers and timers[0][0] <= day:
            expiry, node = heapq.heappop(timers)
            if timer[node] == expiry:
                timer[node] = 0
                if not everything:
                    work[count] = node
                    count += 1
        start = len(self.changes)
        self.changes += self.resets.get(day, ())
        self._step(day, count)
        self.judged = set(self.deeds.arrived)
        if self.deeds.arrived or self.program.advances:
            self._settle(day)
        self.changes[start:] = merged(self.changes[start:])

    def _step(self, day: int, count: int) -> None:
        """Run the first nodes of the worklist and what depends on them; note timers and changes."""
        state = self.state
        step(self.program.tables, state, day, count)
        for i in range(state.tally[1]):
            node = state.armed[i]
            heapq.heappush(self.timers, (state.timer[node], node))
        for i in range(state.tally[0]):
            node = state.log_node[i]
            self.changes.append(Change(day, node, state.log_from[i], state.state[node]))

    def _settle(self, day: int) -> None:
        """Let the day's deliveries and advances discharge what is due, seen on the same day (D7)."""
        for parcels in self.program.parcels.values():
            self._unsettled |= {(one.node, day): self.state.state[one.node] for one in parcels}
        self._openings.note(self.program, self.state, day)
        given = self.deeds.settle(self.was_due, self._was_open)
        if self._see_given(given, day) and self._capped:
            self._see_given(given, day)
        if self.program.advances:
            while self._see_given(self.deeds.set_off(self._is_due, day), day):
                pass
            self._openings.note(self.program, self.state, day + 1)

    def _see_given(self, benefits: Iterable[str], day: int) -> bool:
        """Decide the day once more where what was given changed a fact; say whether it did."""
        count = 0
        for benefit in benefits:
            for fact in self._facts_of_deeds.get(benefit, ()):
                self.touched.add(fact)
                if self._answer(fact, day):
                    self.state.work[count] = self.program.fact_node[fact]
                    count += 1
        if count:
            self._step(day, count)
        return count > 0

    def was_due(self, benefit: str, parcel: str, day: int) -> bool:
        """Say whether a parcel was due at the end of a day, before what that day's deliveries changed."""
        return self._stood(benefit, parcel, day) == "due"

    def _was_open(self, benefit: str, parcel: str, day: int) -> bool:
        """Say whether a parcel could be given in advance on a day: not due yet, and the advance open."""
        return self._openings.on(benefit, day) and self._stood(benefit, parcel, day) == "not_due"

    def _room(self, benefit: str, parcel: str, amount: Decimal) -> Decimal:
        """Give how much of a parcel, of so much, was had under the caps over it; all before it had any."""
        node = self._capped.get((benefit, parcel), -1)
        had = had_of(self.program, self.state, node) if node >= 0 else None
        return amount if had is None else min(amount, had)

    def _is_due(self, benefit: str, parcel: str, _: int) -> bool:
        own = (one.node for one in self.program.parcels[benefit] if one.share.id == parcel)
        return any(PARCEL_STATES[self.state.state[node]] == "due" for node in own)

    def _stood(self, benefit: str, parcel: str, day: int) -> str:
        node = next(one.node for one in self.program.parcels[benefit] if one.share.id == parcel)
        state = self._unsettled.get((node, day), self.state.state[node])
        if day < self.day and (node, day) not in self._unsettled:
            before = (one for one in self.changes if one.node == node and one.day <= day)
            state = max(before, key=lambda one: one.day, default=NO_CHANGE).after
        return PARCEL_STATES[state]

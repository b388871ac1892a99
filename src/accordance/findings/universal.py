"""Universal and negative claims: coverage on one side, dated counter-examples on the other (B5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from accordance.findings.finding import Missing
from accordance.findings.fuse import fuse, missing, reached
from accordance.findings.items import BY_FIRST, NEVER, Exhibit, Item, Side, Terms, item_of
from accordance.findings.matter import Answer, SidedMatter, Weighing
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN


class Incident:
    """One counter-example: what shows it, what denies it, and what says that it is closed."""

    __slots__ = ("closes", "denies", "shows")

    def __init__(self) -> None:
        self.shows = Side()
        self.denies = Side()
        self.closes = Side()

    def change(self, change: Callable[[Side], Side]) -> None:
        """Replace each side by what the change makes of it."""
        self.shows, self.denies = change(self.shows), change(self.denies)
        self.closes = change(self.closes)


class Standing(NamedTuple):
    """How an incident stands: since when it is established, since when closed (0: not)."""

    established: int
    closed: int
    concern: bool

    @property
    def open(self) -> bool:
        """Say whether it is established and nothing established has closed it."""
        return bool(self.established and not self.closed)


class UniversalMatter(SidedMatter):
    """Whether something is so of all, or has never happened.

    False while an incident is open.  True when accepted examiners cover enough of the
    population, long enough, and no incident is open or a concern.  Otherwise unknown.
    """

    def __init__(self, terms: Terms) -> None:
        super().__init__(terms)
        self.coverage = Side()
        self.incidents: dict[str, Incident] = {}
        self._standing: dict[str, Standing] = {}
        self._changed: set[str] = set()
        self._short: set[str] = set()
        self._unaccepted: set[str] = set()

    def _place(self, exhibit: Exhibit, *, supports: bool) -> bool:
        establish, refute = self.terms.bars
        name = exhibit.incident or ("" if supports or exhibit.closes else exhibit.id)
        if not name:
            return self._cover(exhibit)
        incident = self.incidents.setdefault(name, Incident())
        self._changed.add(name)
        if exhibit.closes:
            incident.closes.add(item_of(exhibit, establish))
        elif supports:
            incident.denies.add(item_of(exhibit, establish))
        else:
            incident.shows.add(item_of(exhibit, refute, self._leaves(exhibit)))
        return True

    def _leaves(self, exhibit: Exhibit) -> int:  # noqa: ARG002 only a clean window is left
        """Give the last day on which what shows an incident still counts."""
        return NEVER

    def _cover(self, exhibit: Exhibit) -> bool:
        """Take an examination, if it is one and its examiner is accepted."""
        asked = self.terms.claim.coverage
        examined = exhibit.examined if asked and not exhibit.closes else None
        if asked is None or examined is None or examined < asked.share:
            self._short.add(exhibit.id)
            return False
        if asked.examined_by and exhibit.voice.parties.isdisjoint(asked.examined_by):
            self._unaccepted.add(exhibit.id)
            return False
        bar = self.terms.bars.establish
        expires = self.terms.after(exhibit.last, bar.fresh) if bar.fresh else NEVER
        self.coverage.add(item_of(exhibit, bar, expires))
        return True

    def _each_side(self, change: Callable[[Side], Side]) -> None:
        self.coverage = change(self.coverage)
        for incident in self.incidents.values():
            incident.change(change)
        self._changed.update(self.incidents)

    def strike(self, entry_id: str) -> None:
        """Take an exhibit back; one that was not heard changes nothing."""
        super().strike(entry_id)
        self._short.discard(entry_id)
        self._unaccepted.discard(entry_id)

    def standings(self) -> dict[str, Standing]:
        """Give how each incident stands under the claim's own prior."""
        for name in self._changed:
            self._standing[name] = self._stand(self.incidents[name], self.terms.prior)
        self._changed.clear()
        return self._standing

    def _stand(self, incident: Incident, prior: int) -> Standing:
        bars = self.terms.bars
        shown = fuse(incident.denies, incident.shows, bars, prior)
        closed = fuse(incident.closes, Side(), bars, prior)
        return Standing(
            established=shown.since if shown.verdict == FALSE else 0,
            closed=closed.since if closed.verdict == TRUE else 0,
            concern=shown.verdict != FALSE
            and closed.verdict != TRUE
            and bool(incident.shows.items),
        )

    def _judge(self, day: int) -> Answer:
        return self._all(day, self.terms.prior, self.standings().values())

    def _all(self, day: int, prior: int, standings: Iterable[Standing]) -> Answer:
        """Judge the whole claim: by its open incidents, else by its coverage."""
        standings = list(standings)
        opened = min((one.established for one in standings if one.open), default=0)
        if opened:
            return (FALSE, opened, opened, 0)
        covered = 0 if any(one.concern for one in standings) else self._covered(day, prior)
        if not covered:
            return (UNKNOWN, 0, 0, 0)
        closings = (one.closed for one in standings if one.established)
        since = max([covered, *closings])
        return (TRUE, since, since, self._stale_on(day))

    def _stale_on(self, day: int) -> int:
        ends = [item.expires for item in self.coverage.items if item.expires >= day]
        end = min(ends, default=NEVER)
        return 0 if end == NEVER else end + 1

    def _covered(self, day: int, prior: int) -> int:
        """Give the day since which it is shown of all, 0 where coverage is not met.

        A minimum watch must be unbroken: on each of its days the standard is met anew.
        """
        asked, bar = self.terms.claim.coverage, self.terms.bars.establish
        if asked is None:
            return 0
        if asked.watch is None:
            live = [item for item in self.coverage.items if item.expires >= day]
            item = reached(sorted(live, key=BY_FIRST), bar, prior)
            return 0 if item is None else item.first
        for start, end in self.watched(prior):
            if self.terms.after(start, asked.watch) <= end and self._fresh_until(end) >= day:
                return start
        return 0

    def _fresh_until(self, day: int) -> int:
        fresh = self.terms.bars.establish.fresh
        return self.terms.after(day, fresh) if fresh else NEVER

    def watched(self, prior: int) -> list[tuple[int, int]]:
        """Give the unbroken runs of days, both ends included, that examinations cover in full."""
        items, bar = self.coverage.items, self.terms.bars.establish
        edges = sorted({item.first for item in items} | {item.last + 1 for item in items})
        runs: list[tuple[int, int]] = []
        for start, following in pairwise(edges):
            present = [item for item in items if item.first <= start <= item.last]
            if reached(present, bar, prior) is None:
                continue
            if runs and runs[-1][1] == start - 1:
                start = runs.pop()[0]  # noqa: PLW2901 the run goes on
            runs.append((start, following - 1))
        return runs

    def verdict(self, day: int, prior: int) -> int:
        """Give the verdict of a day under another prior."""
        standings = [self._stand(incident, prior) for incident in self.incidents.values()]
        return self._all(day, prior, standings)[0]

    def weigh(self, day: int) -> Weighing:
        """Give the answer with all that it rests on."""
        prior, standings = self.terms.prior, self.standings()
        live = [item for item in self.coverage.items if item.expires >= day]
        unclosed = [self.incidents[name] for name, one in standings.items() if not one.closed]
        against = max((one.shows.weight - one.denies.weight for one in unclosed), default=0)
        incidents = self.incidents.values()
        return Weighing(
            answer=self.answer(day),
            weight=prior + Side(live).weight - max(0, against),
            supports=live + [i for one in incidents for i in one.denies.items + one.closes.items],
            refutes=[item for one in incidents for item in one.shows.items],
            silent=self.silent,
            stale=[item.id for item in self.coverage.items if item.expires < day],
            missing=self._missing(day, live),
            concerns=sorted(name for name, one in standings.items() if one.concern),
            open_incidents=sorted(name for name, one in standings.items() if one.open),
        )

    def _missing(self, day: int, live: list[Item]) -> list[Missing]:
        prior, bar, asked = self.terms.prior, self.terms.bars.establish, self.terms.claim.coverage
        failed = missing(live, [], bar, prior)
        if failed and not missing(self.coverage.items, [], bar, prior):
            failed.append("fresh")
        if any(one.open or one.concern for one in self.standings().values()):
            failed.append("adverse_open")
        if not live and not self._unaccepted:
            failed.append("coverage_share")
        elif not live:
            failed.append("coverage_examiner")
        if asked is not None and asked.watch is not None and not self._covered(day, prior):
            failed.append("coverage_watch")
        return failed

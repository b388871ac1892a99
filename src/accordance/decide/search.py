"""Finding the smallest sets of changes that flip an answer, each tried with ``step`` (ENGINE 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations

from accordance.decide.trial import Answer, Trial
from accordance.program.rules.shapes import State
from accordance.program.tables import ActOf

MOST_SETS = 20
LARGEST_CHOICE = 4
MOST_TRIALS = 600
FEW = 12
"""Where all changes together do not flip the answer, more than one is only tried among so few."""

Wanted = Callable[[State], bool]


class Search:
    """Finds the smallest sets of candidates that flip the answer, each tried with ``step``."""

    def __init__(
        self, start: Trial, wanted: Wanted, candidates: dict[int, int], horizon: int
    ) -> None:
        self.start = start
        self.wanted = wanted
        self.candidates = candidates
        self.horizon = horizon
        self.trials = 0
        self.truncated = False

    def flips(self, chosen: tuple[int, ...]) -> int | None:
        """Give the day on which these changes flip the answer, None where they do not."""
        self.trials += 1
        trial = self.start.copy()
        trial.change({fact: _set_to(trial, fact, self.candidates[fact]) for fact in chosen})
        return trial.first_day(self.wanted, self.horizon)

    def sets(self) -> Iterator[tuple[tuple[int, ...], int]]:
        """Give the minimal sets: what every one of them needs, then choices of up to four more."""
        everything = tuple(self.candidates)
        if not everything or self.flips(everything) is None:
            few = len(everything) <= FEW
            self.truncated = not few
            yield from self._choices((), everything, LARGEST_CHOICE if few else 1)
            return
        needed = tuple(
            fact
            for fact in everything
            if self.flips(tuple(one for one in everything if one != fact)) is None
        )
        if needed:
            day = self.flips(needed)
            if day is not None:
                yield needed, day
                return
        found = False
        for chosen in self._choices(needed, tuple(f for f in everything if f not in needed)):
            found = True
            yield chosen
        if not found:
            yield self._shrunk(everything)

    def _shrunk(self, chosen: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
        """Give one smallest set within a set that flips the answer, however large it is."""
        self.truncated = True
        for fact in chosen:
            fewer = tuple(one for one in chosen if one != fact)
            if self.flips(fewer) is not None:
                chosen = fewer
        day = self.flips(chosen)
        assert day is not None  # noqa: S101 every step kept the answer flipped
        return chosen, day

    def _choices(
        self, needed: tuple[int, ...], others: tuple[int, ...], largest: int = LARGEST_CHOICE
    ) -> Iterator[tuple[tuple[int, ...], int]]:
        found: list[set[int]] = []
        for size in range(1, largest + 1):
            for extra in combinations(others, size):
                if any(one <= set(extra) for one in found):
                    continue
                if self.trials >= MOST_TRIALS or len(found) >= MOST_SETS:
                    self.truncated = True
                    return
                day = self.flips((*needed, *extra))
                if day is not None:
                    found.append(set(extra))
                    yield (*needed, *extra), day


def last_day(start: Trial, wanted: Wanted, chosen: dict[int, int], horizon: int) -> date | None:
    """Give the last day on which making the changes still flips the answer, all else going on.

    Between two days on which something else happens the search halves the stretch: there, what
    is too late on one day is too late on every later one.
    """

    def in_time(base: Trial, day: int) -> bool:
        later = base.copy()
        later.day = day
        later.change({fact: _set_to(later, fact, verdict) for fact, verdict in chosen.items()})
        return later.first_day(wanted, horizon) is not None

    base = start.copy()
    good = start.day
    base.decide()
    while base.day <= horizon:
        if not in_time(base, base.day):
            bad = base.day
            while bad - good > 1:
                middle = (good + bad) // 2
                good, bad = (middle, bad) if in_time(base, middle) else (good, middle)
            return date.fromordinal(good)
        good = base.day
        base.decide()
    return None


def _set_to(trial: Trial, fact: int, verdict: int) -> Answer:
    """Give the answer that a change of today gives a fact; an act names no last day of its own."""
    act = isinstance(trial.program.facts[fact], ActOf)
    return (verdict, trial.day, 0 if act else trial.day)

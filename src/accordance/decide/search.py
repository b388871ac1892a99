"""Finding the smallest sets of moves that flip an answer, each tried with ``step`` (ENGINE 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import combinations

from accordance.decide.moves import Move, Moves
from accordance.decide.trial import Trial
from accordance.program.rules.shapes import State

MOST_SETS = 20
LARGEST_CHOICE = 4
MOST_TRIALS = 600
FEW = 12
"""Where all changes together do not flip the answer, choices are only tried among so few."""
MOST_DAYS = 200
"""The most days on which something happens, among which a last day is looked for."""

Wanted = Callable[[State], bool]
Chosen = tuple[Move, ...]


class Search:
    """Finds the smallest sets of moves that flip the answer, each tried with ``step``."""

    def __init__(self, start: Trial, wanted: Wanted, moves: Moves, horizon: int) -> None:
        """Look from the start of a day up to a horizon."""
        self.start = start
        self.wanted = wanted
        self.moves = moves
        self.horizon = horizon
        self.trials = 0
        self.truncated = False

    def flips(self, chosen: Chosen) -> int | None:
        """Give the day on which these moves flip the answer, None where they do not."""
        self.trials += 1
        return self._flips_on(self.start, chosen, self.start.day)

    def _flips_on(self, base: Trial, chosen: Chosen, day: int) -> int | None:
        trial = base.copy()
        trial.day = day
        self.moves.make(trial, chosen)
        return trial.first_day(self.wanted, self.horizon)

    def singles(self, moves: Iterable[Move]) -> Iterator[tuple[Chosen, int]]:
        """Give every move that flips the answer by itself; a broad act only where no narrower one does."""
        told: set[str] = set()
        for move in moves:
            if move.broad and move.step.provision in told:
                continue
            day = self.flips((move,))
            if day is not None:
                told.add(move.step.provision)
                yield (move,), day

    def sets(self, moves: Iterable[Move]) -> Iterator[tuple[Chosen, int]]:
        """Give the minimal sets of two and more among moves none of which suffices by itself."""
        everything = tuple(moves)
        if len(everything) < 2:  # noqa: PLR2004 a set has two
            return
        if self.flips(everything) is None:
            self.truncated = len(everything) > FEW
            if len(everything) <= FEW:
                yield from self._choices((), everything)
            return
        needed = tuple(
            move
            for move in everything
            if self.flips(tuple(one for one in everything if one is not move)) is None
        )
        if needed:
            day = self.flips(needed)
            if day is not None:
                yield needed, day
                return
        found = False
        for chosen in self._choices(needed, tuple(m for m in everything if m not in needed)):
            found = True
            yield chosen
        if not found:
            yield self._shrunk(everything)

    def _shrunk(self, chosen: Chosen) -> tuple[Chosen, int]:
        """Give one smallest set within a set that flips the answer, however large it is."""
        self.truncated = True
        for move in chosen:
            fewer = tuple(one for one in chosen if one is not move)
            if self.flips(fewer) is not None:
                chosen = fewer
        day = self.flips(chosen)
        assert day is not None  # noqa: S101 every step kept the answer flipped
        return chosen, day

    def _choices(self, needed: Chosen, others: Chosen) -> Iterator[tuple[Chosen, int]]:
        found: list[set[Move]] = []
        for size in range(1, LARGEST_CHOICE + 1):
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

    def last_day(self, chosen: Chosen, turns: Iterable[int]) -> date | None:
        """Give the last day on which making the moves still flips the answer, all else going on.

        ``turns`` are days on which the text lets something begin or end.  Between two days on
        which anything happens the search halves the stretch: there, what is too late on one day
        is too late on every later one.
        """
        base = self.start.copy()
        good = self.start.day
        ahead = sorted({day for day in turns if good < day <= self.horizon})
        base.decide()
        for _ in range(MOST_DAYS):
            day = min([base.day, *ahead[:1]])
            if day > self.horizon:
                return None
            if self._flips_on(base, chosen, day) is None:
                return date.fromordinal(self._halved(base, chosen, good, day))
            good = day
            ahead = [one for one in ahead if one > day]
            if day == base.day:
                base.decide()
        return None

    def _halved(self, base: Trial, chosen: Chosen, good: int, bad: int) -> int:
        while bad - good > 1:
            middle = (good + bad) // 2
            in_time = self._flips_on(base, chosen, middle) is not None
            good, bad = (middle, bad) if in_time else (good, middle)
        return good

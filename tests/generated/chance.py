"""Chance as it is passed to what draws accords and records: one number gives one case."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

START = date(2030, 1, 1)
Thing = TypeVar("Thing")


class Chance:
    """Draws plain things from a seeded generator."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 the same case for the same number, no secret

    def one_in(self, times: int) -> bool:
        """Give true once in so many times."""
        return self.random.randrange(times) == 0

    def coin(self) -> bool:
        """Give true every other time."""
        return self.random.randrange(2) == 0

    def number(self, low: int, high: int) -> int:
        """Give a whole number from one to another, both included."""
        return self.random.randint(low, high)

    def day(self, low: int = 0, high: int = 60) -> date:
        """Give a day so many days from the start."""
        return START + timedelta(days=self.number(low, high))

    def pick(self, things: Sequence[Thing]) -> Thing:
        """Give one of some things."""
        return things[self.random.randrange(len(things))]

    def some(self, things: Sequence[Thing], most: int = 2) -> list[Thing]:
        """Give one or more different things of some."""
        return self.random.sample(list(things), self.number(1, min(most, len(things))))

    def shuffled(self, things: Sequence[Any]) -> list[Any]:
        """Give some things in another order."""
        return self.random.sample(list(things), len(things))

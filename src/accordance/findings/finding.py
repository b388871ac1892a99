"""A finding: the verdict on a claim at a date, and everything that it rests on."""

from __future__ import annotations

import math
from datetime import date
from typing import Final, Literal

import msgspec

Missing = Literal[
    "credence", "origins", "non_party", "verifier", "kinds", "fresh", "adverse_open",
    "coverage_share", "coverage_examiner", "coverage_watch",
]  # fmt: skip
"""The tests of a standard that can fail, so that a claim is not established."""

Why = Literal["words", "cannot_be_judged", "outvoted", "another_body"]
"""Why an item weighs nothing: words, graded F or 6, a heavier item of its origin speaks, or the
claim is for another body to determine."""

_LIKELIHOOD: Final = (
    (-127, "almost no chance"),
    (-60, "very unlikely"),
    (-8, "unlikely"),
    (9, "roughly even chance"),
    (61, "likely"),
    (128, "very likely"),
)


class Weightless(msgspec.Struct, frozen=True):
    """An entry that is on record and weighs nothing, with the reason."""

    id: str
    why: Why


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What the record shows of one question on one day.

    ``verdict`` is 0 false, 1 unknown, 2 true.  ``first`` and ``since`` are the world days on
    which that verdict was first attained and since which it holds; ``until`` is the first later
    day on which time alone can change it.  ``weight`` is the credence in centibans.  Ids stand
    in their own order: ``supports`` and ``refutes`` spoke, ``silent`` had weight and did not
    (another epoch, another window, a level between), ``stale`` are too old to support.
    ``adverse`` are outcomes for persons that are no progress.  ``missing`` are the tests that
    fail for establishing.  ``presumed`` marks a "clean" that rests on nothing having been
    established.  ``prior_20`` and ``prior_80`` are the verdicts under those priors.
    """

    verdict: int
    first: date | None
    since: date | None
    until: date | None
    weight: int
    likelihood: str
    supports: tuple[str, ...] = ()
    refutes: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    weightless: tuple[Weightless, ...] = ()
    adverse: tuple[str, ...] = ()
    origins: int = 0
    missing: tuple[Missing, ...] = ()
    concerns: tuple[str, ...] = ()
    open_incidents: tuple[str, ...] = ()
    presumed: bool = False
    prior_20: int = 1
    prior_80: int = 1

    @property
    def probability(self) -> float:
        """Give the credence as a probability, for display only."""
        return probability(self.weight)


def probability(weight: int) -> float:
    """Turn centibans into a probability, for display only."""
    return 1 / (1 + math.pow(10, -max(-30000, min(30000, weight)) / 100))


def likelihood(weight: int) -> str:
    """Give the words of ICD 203 for a credence in centibans."""
    for limit, words in _LIKELIHOOD:
        if weight < limit:
            return words
    return "almost certain"

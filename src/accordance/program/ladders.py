"""Progress of a quantity: from a level to a share of the way, at the least favourable baseline (B6)."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import Final

import msgspec

from accordance.accord.conditions import Condition, Test, members
from accordance.accord.implied import credit_of
from accordance.accord.types import Accord, Achieve, Commitment, Provision
from accordance.kernel.quantities import PERCENT, Range
from accordance.program.tangible import is_word, tangible

BASIS: Final = 10000
"""Shares of progress are whole basis points."""


class Ladder(msgspec.Struct, frozen=True):
    """The way from a baseline to a target; ``whole`` counts from nothing to the whole population."""

    baseline: Range
    target: Decimal
    whole: bool

    @classmethod
    def of(cls, achieve: Achieve) -> Ladder | None:
        """Give the ladder of a commitment with a target, or None for one without."""
        if achieve.target is None:
            return None
        if isinstance(achieve.target, str):
            if achieve.baseline is None:
                return None
            return cls(achieve.baseline, achieve.baseline.high, whole=True)
        baseline = achieve.baseline or Range(Decimal(0), Decimal(0), achieve.target.unit)
        return cls(baseline, achieve.target.amount, whole=False)

    @classmethod
    def of_commitment(cls, name: str, commitment: Commitment) -> tuple[str, Ladder] | None:
        """Give the claim whose level shows a commitment's progress, with its ladder.

        None where progress has no degrees, or is counted by the parts that it requires.
        """
        achieve = commitment.achieve
        if achieve is None:
            return None
        ladder = cls.of(achieve)
        if ladder is not None and achieve.claim is not None:
            return achieve.claim, ladder
        if commitment.credit_by is not None and achieve.requires is None:
            nothing = Range(Decimal(0), Decimal(0), PERCENT)
            return credit_of(name), cls(nothing, Decimal(100), whole=False)
        return None

    @property
    def rising(self) -> bool:
        """Say whether progress means more."""
        return self.whole or self.target >= self.baseline.high

    def level(self, share: Decimal) -> Decimal:
        """Give the level that shows a share of progress (1 = all) whatever the true baseline."""
        if self.whole:
            return share * self.baseline.high
        if self.target >= self.baseline.high:
            return self.baseline.high * (1 - share) + share * self.target
        return self.baseline.low * (1 - share) + share * self.target

    def share(self, level: Decimal) -> int:
        """Give the progress that a level shows at the least favourable baseline, in basis points."""
        if self.whole:
            return _points(level, self.baseline.high)
        start = self.baseline.high if self.rising else self.baseline.low
        return _points(level - start, self.target - start)


def _points(part: Decimal, whole: Decimal) -> int:
    if whole == 0:
        return BASIS if part >= 0 else 0
    points = (part * BASIS / whole).to_integral_value(ROUND_FLOOR)
    return max(0, min(BASIS, int(points)))


def counts(accord: Accord, commitment: Commitment) -> bool:
    """Say whether a commitment can be progress: advice, practice and mere undertakings never are (B1, E1)."""
    achieve = commitment.achieve
    if not binds(commitment) or achieve is None:
        return binds(commitment)
    if achieve.requires is None:
        return not is_word(accord, achieve.claim or "")
    return tangible(accord, achieve.requires) is not None


def tests_in(condition: Condition | None) -> tuple[Test, ...]:
    """Give every test inside a condition, in the order of the text."""
    if condition is None:
        return ()
    own = (condition,) if isinstance(condition, Test) else ()
    return own + tuple(test for inside in members(condition) for test in tests_in(inside))


def binds(provision: Provision) -> bool:
    """Say whether a provision is more than advice or practice, and not superseded (A6)."""
    gone = isinstance(provision, Commitment) and provision.superseded is not None
    return provision.force in ("binding", "political") and not gone

"""What an item weighs: a named, disclosed table of integer centibans.

A centiban is a hundredth of a power of ten of odds: an item of 30 centibans that supports makes
the odds about twice as good.  Weights are integers so that sums are the same in every order and
in every office.  A table is never changed; another opinion is another name.
"""

from __future__ import annotations

from typing import Final

import msgspec

WORDS: Final = frozenset({"statement", "meeting"})
"""Kinds that prove that words were said: they weigh only where the claim is about words (B1)."""


class Table(msgspec.Struct, frozen=True):
    """Weights by kind, reliability and credibility: the product of three disclosed columns.

    ``kinds`` is the weight of the best graded item (A1) of each kind, in centibans; the other
    two columns are the per cent of it that a grade leaves.
    """

    name: str
    kinds: dict[str, int]
    reliability: dict[str, int]
    credibility: dict[str, int]

    def weight(self, kind: str, reliability: str, credibility: str) -> int:
        """Give the centibans of an item, halves rounded up; F and 6 give 0 (a ratio of one)."""
        product = self.kinds[kind] * self.reliability[reliability] * self.credibility[credibility]
        return (product + 5000) // 10000

    def every(self) -> dict[tuple[str, str, str], int]:
        """Give all weights by (kind, reliability, credibility)."""
        return {
            (kind, reliability, credibility): self.weight(kind, reliability, credibility)
            for kind in self.kinds
            for reliability in self.reliability
            for credibility in self.credibility
        }


TABLES: Final[dict[str, Table]] = {
    "accordance-2026": Table(
        name="accordance-2026",
        kinds={
            "law": 130,
            "inspection": 120,
            "measurement": 110,
            "document": 100,
            "imagery": 100,
            "trade-data": 90,
            "testimony": 80,
            "intelligence": 80,
            "report": 70,
            "press": 50,
            "statement": 60,
            "meeting": 40,
        },
        reliability={"A": 100, "B": 85, "C": 60, "D": 35, "E": 15, "F": 0},
        credibility={"1": 100, "2": 85, "3": 60, "4": 30, "5": 10, "6": 0},
    ),
}
"""Every table that an accord may name in ``ratios``."""


def words_weigh(claim_type: str, aspect: str) -> bool:
    """Say whether words alone can prove this: an undertaking, or that something was lodged."""
    return claim_type == "undertaking" or (claim_type == "submission" and aspect == "lodged")

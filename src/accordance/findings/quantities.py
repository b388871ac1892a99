"""A measured range as a family of yes-or-no items: what it says of each level (B6)."""

from __future__ import annotations

from decimal import Decimal

from accordance.kernel.quantities import Range

SUPPORTS = 1
SILENT = 0
REFUTES = -1


def says(value: Range, at_least: Decimal | None, at_most: Decimal | None) -> int:
    """Say whether a measured range supports or refutes a level, or is silent about it.

    A range supports "at least v" for every v up to its low end and refutes it above its high
    end; between them it does not tell.  Where both a floor and a ceiling are asked, it supports
    only if it supports both, and refutes if it refutes either.
    """
    answers = []
    if at_least is not None:
        answers.append(_above(value.low, value.high, at_least))
    if at_most is not None:
        answers.append(_above(-value.high, -value.low, -at_most))
    return min(answers, default=SILENT)


def _above(low: Decimal, high: Decimal, level: Decimal) -> int:
    if level <= low:
        return SUPPORTS
    return REFUTES if level > high else SILENT

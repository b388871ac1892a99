"""What a program asks of the record: the contract between the law and the evidence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from accordance.kernel.days import Period


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, under one standard, over one stretch of the world.

    The program numbers its questions; findings answer each with a verdict and its dates.
    ``at_least`` and ``at_most`` ask a level of a quantity.  ``since`` and ``until`` cut off the
    world: only items wholly inside speak (conduct is judged only while a commitment is in
    force).  ``clean`` asks, of a universal claim, whether no counter-example was established
    within the period up to the day asked.
    """

    claim: str
    aspect: str = ""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    standard: str = ""
    breach_standard: str = ""
    kinds: tuple[str, ...] = ()
    fresh: Period | None = None
    since: date | None = None
    until: date | None = None
    clean: Period | None = None
    verified: bool = False

"""The checks of an accord, each a function from a draft to the problems that it finds."""

from __future__ import annotations

from typing import Final

from accordance.accord.checks import (
    amendments,
    calendars,
    caps,
    counting,
    counts,
    cycles,
    dates,
    goals,
    humanitarian,
    levels,
    linkage,
    money,
    outsiders,
    powers,
    predicates,
    priced,
    proof,
    recurring,
    rings,
    roles,
    sense,
    words,
)  # fmt: skip
from accordance.accord.draft import Check

CHECKS: Final[tuple[Check, ...]] = (
    predicates.check, goals.check, counts.check, cycles.check, rings.check, dates.check, calendars.check,
    counting.check, money.check, caps.check, priced.check, levels.check, linkage.check, humanitarian.check,
    words.check,
    sense.check, roles.check, outsiders.check, powers.check, proof.check, recurring.check, amendments.check,
)  # fmt: skip

"""Whose knowledge a history uses, and up to which day (SEMANTICS A4, ENGINE 1)."""

from __future__ import annotations

from datetime import date

import msgspec

from accordance.program.tables import Later, Program
from accordance.record.entries import AnyEntry, Correction

NEVER = date.max.toordinal()


class Clock(msgspec.Struct, frozen=True):
    """Whose knowledge a fold uses, up to which day, and whether as it grew or all at once.

    ``known_at`` of None with ``hindsight`` means all that is on record.
    """

    as_of: date
    known_at: date | None
    knower: str
    hindsight: bool = False

    def visible(self, entry: AnyEntry) -> int:
        """Give the day from which an entry counts, NEVER where it does not."""
        known = entry.known.to(self.knower)
        if known is None:
            return NEVER
        if self.known_at is not None and known > self.known_at:
            return NEVER
        if isinstance(entry, Correction):
            return 0 if self.hindsight else known.toordinal()
        happened = entry.happened.end.toordinal()
        return happened if self.hindsight else max(happened, known.toordinal())

    def texts(self, program: Program) -> list[Later]:
        """Give the amended texts that count, in order: those adopted by the day of knowledge."""
        return [
            one for one in program.later if self.known_at is None or one.adopted <= self.known_at
        ]


def arrival(pair: tuple[int, AnyEntry]) -> tuple[int, bool, str]:
    """Give when an entry is seen: what corrects after what it corrects, else by id, never by its place."""
    day, entry = pair
    return day, isinstance(entry, Correction), entry.id

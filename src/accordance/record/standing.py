"""Corrections and retractions: what an entry says once they are visible (B2)."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import msgspec

from accordance.record.entries import AnyEntry, Correction, Delivery, Evidence

Kept = TypeVar("Kept", bound=AnyEntry)


class Corrections:
    """Keeps entries and what replaces them, in no order that matters.

    Of several corrections of one entry the one that became known last goes before the others,
    of those known on one day the last by id.  A correction can itself be corrected or retracted.
    """

    def __init__(self) -> None:
        self._entries: dict[str, AnyEntry] = {}
        self._all: dict[str, Correction] = {}
        self._of: dict[str, list[Correction]] = {}

    def record(self, entry: AnyEntry) -> bool:
        """Keep an entry; give False where its id is known already."""
        if entry.id in self._entries or entry.id in self._all:
            return False
        self._entries[entry.id] = entry
        return True

    def correct(self, correction: Correction) -> AnyEntry | None:
        """Keep a correction; give the entry as first recorded that it bears on, once it is here."""
        if correction.id in self._all or correction.id in self._entries:
            return None
        self._all[correction.id] = correction
        self._of.setdefault(_target(correction), []).append(correction)
        target, seen = _target(correction), {correction.id}
        while target in self._all and target not in seen:
            seen.add(target)
            target = _target(self._all[target])
        return self._entries.get(target)

    def current(self, entry: Kept) -> Kept | None:
        """Give what an entry now says, or None where it was taken back."""
        if entry.id not in self._of:
            return entry
        standing = True
        for correction in self._applied(entry.id, frozenset()):
            standing = not correction.retracts
            entry = _amended(entry, correction)
        return entry if standing else None

    def _applied(self, target: str, above: frozenset[str]) -> list[Correction]:
        """Give the corrections of an entry that stand, as they now read, in order."""
        found = []
        for correction in sorted(self._of.get(target, ()), key=_order):
            if correction.id in above:
                continue
            current, standing = correction, True
            for later in self._applied(correction.id, above | {correction.id}):
                standing = not later.retracts
                current = msgspec.structs.replace(
                    current,
                    value=current.value if later.value is None else later.value,
                    stance=current.stance if later.stance is None else later.stance,
                )
            if standing:
                found.append(current)
        return found


def _amended(entry: Kept, correction: Correction) -> Kept:
    """Give an entry with the value, amount or stance that a correction states."""
    if correction.value is not None and isinstance(entry, Evidence):
        entry = msgspec.structs.replace(entry, value=correction.value)
    if correction.value is not None and isinstance(entry, Delivery):
        amount = msgspec.structs.replace(entry.amount, amount=correction.value.high)
        entry = msgspec.structs.replace(entry, amount=amount)
    if correction.stance is not None and isinstance(entry, Evidence):
        entry = msgspec.structs.replace(entry, stance=correction.stance)
    return entry


def _target(correction: Correction) -> str:
    return correction.retracts or correction.corrects


def _order(correction: Correction) -> tuple[date, str]:
    known = correction.known
    day = known.public or max((day for _, day in known.parties), default=date.min)
    return day, correction.id

"""A party's standpoint: its readings, the evidence that it admits, the acts that it holds valid (C5)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from accordance.accord.types import Accord
from accordance.accord.variants import contested
from accordance.record.entries import Act, AnyEntry, Correction, Evidence, Record, View

COMMON = "common"


def viewers(accord: Accord, record: Record) -> tuple[str, ...]:
    """Give the parties that have a view of their own, in the accord's order."""
    holders = {
        party
        for some in contested(accord).values()
        for reading in some.values()
        for party in reading.held_by
    }
    return tuple(name for name in accord.parties if name in holders or name in record.views)


def held(accord: Accord, party: str) -> dict[str, str]:
    """Give the reading that a party holds of each provision, or a party that it is within."""
    chain = list(_chain(accord, party))
    found = {}
    for name, readings in contested(accord).items():
        for one in chain:
            own = next((key for key, reading in readings.items() if one in reading.held_by), None)
            if own is not None:
                found[name] = own
                break
    return found


def seen_by(accord: Accord, record: Record, party: str) -> Record:
    """Give the record as a party sees it; what corrects an entry that is left out goes with it.

    An act held valid counts as if one who holds the power had made it.
    """
    view = record.views.get(party)
    if view is None:
        return record
    entries: dict[str, AnyEntry] = {one.id: one for one in record.entries}
    out = {one.id for one in record.entries if _left_out(one, view)}
    while more := {one.id for one in entries.values() if _corrected(one) in out} - out:
        out |= more
    kept = tuple(
        _valid(accord, one) if one.id in view.holds_valid else one
        for one in record.entries
        if one.id not in out
    )
    return msgspec.structs.replace(record, entries=kept)


def _chain(accord: Accord, party: str) -> Iterator[str]:
    """Give a party, then the one that it is within, and so on outwards."""
    seen: set[str] = set()
    at: str | None = party
    while at is not None and at in accord.parties and at not in seen:
        seen.add(at)
        yield at
        at = accord.parties[at].within


def _left_out(entry: AnyEntry, view: View) -> bool:
    if isinstance(entry, Evidence):
        return entry.id in view.leaves_out or entry.source in view.leaves_out
    return isinstance(entry, Act) and entry.id in view.holds_void


def _corrected(entry: AnyEntry) -> str:
    return (entry.corrects or entry.retracts) if isinstance(entry, Correction) else ""


def _valid(accord: Accord, entry: AnyEntry) -> AnyEntry:
    if isinstance(entry, Act) and entry.power in accord.powers:
        holders = accord.powers[entry.power].by
        if entry.by not in holders:
            return msgspec.structs.replace(entry, by=holders[0])
    return entry

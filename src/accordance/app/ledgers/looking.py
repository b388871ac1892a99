"""Looking at what a ledger holds: entries one by one, and the record as a whole."""

from __future__ import annotations

from pathlib import Path

import msgspec

from accordance.app.ledgers.at import At, found, record_of
from accordance.ledger.entries import leaf as leaves
from accordance.ledger.entries.sealing import unseal
from accordance.ledger.faults import LedgerError
from accordance.ledger.keyring import Key
from accordance.ledger.ledger import Ledger
from accordance.ledger.store.rows import Row
from accordance.record.entries import Record


class Shown(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry as it stands: its place, its leaf, and its body where it is still there."""

    entry: int
    leaf: leaves.Leaf
    body: msgspec.Raw | None
    sealed: msgspec.Raw | None = None
    erased_by: int | None = None


def shown(at: At, name: str, key: Key | None = None) -> Shown:
    """Give an entry by its number or its id, its sealed part too where the key may read it.

    Raises:
        LedgerError: L033 where there is none, L041 where the key may not read it.
    """
    ledger = at.open()
    row = found(ledger, name)
    one = _shown(ledger, row)
    if key is None or one.leaf.sealed is None:
        return one
    part = None
    if row.stored is not None and row.wrapped is not None:
        part = unseal(one.leaf.sealed, row.stored, row.wrapped, [key.reading], row.entry)
    if part is None:
        message = f'the key of "{key.name}" does not open what is sealed here'
        raise LedgerError("L041", message, f"sealed to {', '.join(one.leaf.sealed.to)}", row.entry)
    return msgspec.structs.replace(one, sealed=msgspec.Raw(part))


def _shown(ledger: Ledger, row: Row) -> Shown:
    body = None if row.body is None else msgspec.Raw(row.body)
    gone = row.body is None or (row.stored is not None and row.wrapped is None)
    erased = ledger.erasures().get(row.entry) if gone else None
    return Shown(row.entry, leaves.read(row.leaf, row.entry), body, None, erased)


def history(at: At, name: str) -> list[Shown]:
    """Give an entry and all that bears on it since: corrections, custody, erasure; in their order."""
    ledger = at.open()
    first = found(ledger, name)
    names, numbers, told = {leaves.read(first.leaf).id} - {""}, {first.entry}, [first]
    for row in ledger.rows(first.entry + 1):
        leaf = leaves.read(row.leaf, row.entry)
        of = set(leaf.custody.of) if leaf.custody is not None else set()
        if row.body is not None and leaf.kind in {"correction", "appraisal"}:
            body = msgspec.json.decode(row.body)
            of |= {body.get(key, "") for key in ("corrects", "retracts", "of")} - {""}
        if leaf.erases in numbers or of & names:
            told.append(row)
            numbers.add(row.entry)
            names |= {leaf.id} - {""}
    return [_shown(ledger, row) for row in told]


def exported(at: At) -> Record:
    """Give the record of a ledger, as record.yaml has it."""
    return record_of(at.open())


def tiled(at: At, folder: str) -> int:
    """Write a ledger as static files; give how many were new."""
    from accordance.ledger import tiling

    return tiling.write(at.open(), Path(folder))

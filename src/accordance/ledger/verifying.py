"""Verifying a ledger from its bytes: nothing that is stored about them is trusted.

Every leaf, body, sealed part and file is hashed again; the tree is built anew and held against
what is stored, and its roots against every checkpoint and its signature.  Each fault names its
entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import msgspec
from sqlalchemy import select

from accordance.ledger.entries import leaf as leaves
from accordance.ledger.entries.bodies import commitment, digest
from accordance.ledger.entries.leaf import Leaf
from accordance.ledger.faults import Fault, LedgerError
from accordance.ledger.ledger import Ledger
from accordance.ledger.log import checkpoints, notes
from accordance.ledger.log.hashing import EMPTY, leaf_hash
from accordance.ledger.log.notes import Verifier
from accordance.ledger.log.tree import Growing
from accordance.ledger.store.blobs import Blobs
from accordance.ledger.store.rows import Row
from accordance.ledger.store.tables import CHECKPOINTS, COSIGNATURES

MOST_FAULTS: Final = 100
"""After so many faults the rest are counted and not told."""


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a verification: the tree that the entries make, and all that is wrong."""

    origin: str
    size: int
    root: str
    checkpoints: int
    blobs: int
    erased: int
    cosigned: tuple[tuple[str, int], ...]
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.faults


class _Found:
    """The state of a verification under way."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.growing = Growing()
        self.faults: list[Fault] = []
        self.blobs: dict[str, int] = {}
        self.erasing: dict[int, int] = {}
        self.recorded = ""
        self.roots: dict[int, bytes] = {}
        self.wanted: set[int] = set()

    def fault(self, code: str, message: str, entry: int | None = None) -> None:
        self.faults.append(Fault(code, message, "", entry))


def verify(
    ledger: Ledger, witnesses: Sequence[Verifier] = (), told: Callable[[int], None] | None = None
) -> Verified:
    """Verify a whole ledger; ``told`` is called with the number of entries done, page by page."""
    found = _Found(ledger)
    notes_of = _checkpoints(ledger)
    found.wanted = set(notes_of)
    found.roots[0] = EMPTY
    erasures = ledger.erasures()
    parts = {erased: _part(ledger, entry) for erased, entry in erasures.items()}
    for number, row in enumerate(ledger.rows()):
        if row.entry != number:
            found.fault("L023", f"entry {number} is missing: {row.entry} follows", number)
            break
        _entry(found, row, parts)
        if told is not None and number % 1000 == 0:
            told(number)
    _against_erasures(found, erasures)
    _signed(found, notes_of)
    cosigned = _cosigned(found, notes_of, witnesses)
    held = Blobs(ledger.store.home / "blobs")
    for blob, entry in found.blobs.items():
        problem = held.fault(blob)
        if problem:
            found.fault("L025", problem, entry)
    return Verified(
        origin=ledger.origin, size=found.growing.size, root=found.growing.root().hex(),
        checkpoints=len(notes_of), blobs=len(found.blobs), erased=len(erasures),
        cosigned=cosigned, faults=tuple(found.faults),
    )  # fmt: skip


def _part(ledger: Ledger, entry: int) -> str:
    """Give what an erasure says that it took away; one that cannot be read is a fault by itself."""
    try:
        return leaves.read(ledger.entry(entry).leaf, entry).part
    except LedgerError:
        return "all"


def _entry(found: _Found, row: Row, parts: dict[int, str]) -> None:
    """Check one entry and add it to the tree."""
    number = row.entry
    row = _as_bytes(row)
    completed = found.growing.add(leaf_hash(row.leaf))
    if completed != row.hashes:
        found.fault("L024", "the stored hashes are not those of the entries", number)
    if found.growing.size in found.wanted:
        found.roots[found.growing.size] = found.growing.root()
    try:
        leaf = leaves.read(row.leaf, number)
    except LedgerError as error:
        found.faults.append(error.fault)
        return
    if (row.id or "") != leaf.id:
        found.fault("L026", f'the index has the id "{row.id}", the entry "{leaf.id}"', number)
    if leaf.recorded < found.recorded:
        found.fault("L027", "this entry says that it was recorded before the one before it", number)
    found.recorded = max(found.recorded, leaf.recorded)
    for blob in leaf.blobs:
        found.blobs.setdefault(blob, number)
    if leaf.erases is not None:
        found.erasing[leaf.erases] = number
    _body(found, row, leaf, parts.get(number, ""))
    if leaf.author is not None and not leaf.signed(found.ledger.origin):
        found.fault("L029", "the signature of its author is not good", number)


def _as_bytes(row: Row) -> Row:
    """Give a row as bytes: who edits a database may leave text where bytes belong."""
    values = {
        name: str(value).encode()
        for name in ("leaf", "hashes", "salt", "body", "stored", "wrapped")
        if not isinstance(value := getattr(row, name), bytes | None)
    }
    return msgspec.structs.replace(row, **values) if values else row


def _body(found: _Found, row: Row, leaf: Leaf, gone: str) -> None:
    number = row.entry
    if row.body is None or row.salt is None:
        if gone != "all":
            found.fault("L028", "the body is gone, and no erasure says so", number)
    elif gone == "all":
        found.fault("L028", "the body is there, though an erasure says that it is gone", number)
    elif commitment(row.body, row.salt) != leaf.commitment:
        found.fault("L022", "the body is not what was committed to", number)
    if leaf.sealed is None:
        if row.stored is not None:
            found.fault("L022", "a sealed part is there that the entry does not have", number)
    elif row.stored is None or digest(row.stored) != leaf.sealed.stored:
        found.fault("L022", "the sealed part is not what was stored", number)
    elif (row.wrapped is None) != bool(gone):
        found.fault("L028", "the key of the sealed part is not as the erasures say", number)


def _checkpoints(ledger: Ledger) -> dict[int, str]:
    with ledger.store.reading() as connection:
        asked = select(CHECKPOINTS.c.size, CHECKPOINTS.c.note).order_by(CHECKPOINTS.c.size)
        return dict(connection.execute(asked).all())


def _against_erasures(found: _Found, erasures: dict[int, int]) -> None:
    """Hold the list of erasures against the entries that are erasures."""
    for erased, entry in erasures.items():
        if found.erasing.get(erased) != entry:
            found.fault("L028", f"no entry erases entry {erased}, though the list says so", erased)
    for erased, entry in found.erasing.items():
        if erased not in erasures:
            found.fault("L028", f"it erases entry {erased}, which is not on the list", entry)


def _signed(found: _Found, notes_of: dict[int, str]) -> None:
    """Hold every checkpoint against the tree and the ledger's key."""
    for size, text in notes_of.items():
        try:
            note = notes.parse(text)
            notes.verified(note, [found.ledger.key])
            head = checkpoints.read(note)
        except LedgerError as error:
            found.fault("L013", f"the checkpoint at {size} entries: {error.fault.message}")
            continue
        if head.origin != found.ledger.origin or head.size != size:
            found.fault("L013", f"the checkpoint at {size} entries is of another ledger or size")
        elif size > found.growing.size:
            found.fault("L023", f"entries are missing: {size} were signed for", found.growing.size)
        elif found.roots.get(size) != head.root:
            found.fault("L013", f"the entries do not have the root that was signed at {size}")
    if found.growing.size and found.growing.size not in notes_of:
        found.fault("L013", f"nothing was signed for all {found.growing.size} entries")


def _cosigned(
    found: _Found, notes_of: dict[int, str], witnesses: Iterable[Verifier]
) -> tuple[tuple[str, int], ...]:
    """Give the largest size that each known witness has cosigned."""
    largest: dict[str, int] = {}
    for size, lines in _lines(found.ledger):
        if size not in notes_of:
            found.fault("L013", f"a cosignature is of {size} entries, for which nothing was signed")
            continue
        note = notes.parse(notes_of[size]).adding(lines)
        try:
            for one in checkpoints.cosigned(note, witnesses):
                largest[one.witness.name] = max(size, largest.get(one.witness.name, 0))
        except LedgerError as error:
            found.fault("L013", f"at {size} entries: {error.fault.message}")
    return tuple(sorted(largest.items()))


def _lines(ledger: Ledger) -> Iterator[tuple[int, list[notes.Signature]]]:
    with ledger.store.reading() as connection:
        asked = select(COSIGNATURES.c.size, COSIGNATURES.c.line).order_by(COSIGNATURES.c.size)
        for size, line in connection.execute(asked):
            yield size, list(notes.parse(f"-\n\n{line}").signatures)

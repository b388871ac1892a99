"""Verifying a ledger from its bytes: nothing that is stored about them is trusted.

Every leaf, body, sealed part and file is hashed again; the tree is built anew and held against
what is stored, and its roots against every checkpoint and its signature.  Each fault names its
entry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
from sqlalchemy import func, select

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
from accordance.ledger.store.tables import CHECKPOINTS, COSIGNATURES


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
        self.gone: list[int] = []
        self.recorded = ""
        self.roots: dict[int, bytes] = {0: EMPTY}

    def fault(self, code: str, message: str, entry: int | None = None) -> None:
        self.faults.append(Fault(code, message, "", entry))


def verify(
    ledger: Ledger, witnesses: Sequence[Verifier] = (), told: Callable[[int], None] | None = None
) -> Verified:
    """Verify a whole ledger; ``told`` is called with the number of entries done, page by page.

    Others may write meanwhile: what is verified are the entries that there were at the beginning.
    """
    found = _Found(ledger)
    erasures = ledger.erasures()
    signed_for = _newest(ledger)
    count = ledger.size()
    notes_of = _checkpoints(ledger, max(signed_for, count))
    with ThreadPoolExecutor(1) as beside:
        damage = beside.submit(ledger.store.damage)
        try:
            parts = {erased: _part(ledger, entry) for erased, entry in erasures.items()}
            _entries(found, count, set(notes_of), parts, told)
            if damage.result():
                found.fault("L005", f"the database is damaged: {damage.result()}")
        except LedgerError as error:
            found.faults.append(error.fault)
    _against_erasures(found, erasures := ledger.erasures())
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
    except (LedgerError, TypeError):
        return "all"


def _entries(
    found: _Found, count: int, wanted: set[int], parts: dict[int, str],
    told: Callable[[int], None] | None,
) -> None:  # fmt: skip
    """Check each entry and add it to the tree, whose roots at the sizes that are wanted are kept."""
    growing, number = found.growing, 0
    add, read = growing.add, leaves.read
    for page in found.ledger.pages(0, count):
        for row in page:
            entry, name, data, hashes, salt, body, stored, _ = row
            if entry != number:
                found.fault("L023", f"entry {number} is missing: {entry} follows", number)
                return
            completed = add(leaf_hash(data if type(data) is bytes else b""))
            gone = parts.get(number, "")
            try:  # most entries are plain and sound: all their checks in one expression
                leaf = read(data)
                sound = (
                    completed == hashes and leaf.id == name and leaf.recorded >= found.recorded
                    and not (gone or leaf.blobs or leaf.sealed or leaf.author)
                    and leaf.erases is None and stored is None
                    and commitment(body, salt) == leaf.commitment
                )  # fmt: skip
            except (LedgerError, TypeError):
                sound = False
            if sound:
                found.recorded = leaf.recorded
            else:
                _entry(found, row, completed, gone)
            number += 1
            if number in wanted:
                found.roots[number] = growing.root()
        if told is not None:
            told(number)


def _entry(found: _Found, row: tuple[Any, ...], completed: bytes, gone: str) -> None:
    """Check one entry, each thing by itself, and name what is wrong."""
    number, name, data, hashes = row[:4]
    if completed != hashes:
        found.fault("L024", "the stored hashes are not those of the entries", number)
    if type(data) is not bytes:  # SQLite holds anything in any column
        found.fault("L021", "this is no leaf: it has no bytes", number)
        return
    try:
        leaf = leaves.read(data, number)
    except LedgerError as error:
        found.faults.append(error.fault)
        return
    if (name or "") != leaf.id:
        found.fault("L026", f'the index has the id "{name}", the entry "{leaf.id}"', number)
    if leaf.recorded < found.recorded:
        found.fault("L027", "this entry says that it was recorded before the one before it", number)
    found.recorded = max(found.recorded, leaf.recorded)
    for blob in leaf.blobs:
        found.blobs.setdefault(blob, number)
    if leaf.erases is not None:
        found.erasing[leaf.erases] = number
    try:
        _body(found, row, leaf, gone)
        _sealed(found, row, leaf, gone)
    except TypeError:  # as above
        found.fault("L022", "a column of this entry has no bytes", number)
    if leaf.author is not None and not leaf.signed(found.ledger.origin):
        found.fault("L029", "the signature of its author is not good", number)


def _body(found: _Found, row: tuple[Any, ...], leaf: Leaf, gone: str) -> None:
    number, salt, body = row[0], row[4], row[5]
    if body is None or salt is None:
        found.gone.append(number)
        if gone == "sealed":
            message = "the body is gone, though the erasure is of what is sealed"
            found.fault("L028", message, number)
    elif gone == "all":
        message = "the body is there, though an erasure says that it is gone"
        found.fault("L028", message, number)
    elif commitment(body, salt) != leaf.commitment:
        found.fault("L022", "the body is not what was committed to", number)


def _sealed(found: _Found, row: tuple[Any, ...], leaf: Leaf, gone: str) -> None:
    number, stored, wrapped = row[0], row[6], row[7]
    if leaf.sealed is None:
        if stored is not None:
            message = "a sealed part is there that the entry does not have"
            found.fault("L022", message, number)
    elif stored is None or digest(stored) != leaf.sealed.stored:
        found.fault("L022", "the sealed part is not what was stored", number)
    elif wrapped is None:
        found.gone.append(number)
    elif gone:
        message = "the key of the sealed part is there, though an erasure says that it is gone"
        found.fault("L028", message, number)


def _newest(ledger: Ledger) -> int:
    """Give the number of entries that the newest checkpoint is of."""
    with ledger.store.reading() as connection:
        return int(connection.execute(select(func.max(CHECKPOINTS.c.size))).scalar() or 0)


def _checkpoints(ledger: Ledger, most: int) -> dict[int, str]:
    with ledger.store.reading() as connection:
        asked = select(CHECKPOINTS.c.size, CHECKPOINTS.c.note).order_by(CHECKPOINTS.c.size)
        return dict(connection.execute(asked.where(CHECKPOINTS.c.size <= most)).all())


def _against_erasures(found: _Found, erasures: dict[int, int]) -> None:
    """Hold the list of erasures, as it is now, against what is gone and the entries that erase."""
    for number in dict.fromkeys(found.gone):
        if number not in erasures:
            message = "the body, or the key of the sealed part, is gone, and no erasure says so"
            found.fault("L028", message, number)
    for erased, entry in erasures.items():
        if found.erasing.get(erased) != entry and not _later(found, erased, entry):
            found.fault("L028", f"no entry erases entry {erased}, though the list says so", erased)
    for erased, entry in found.erasing.items():
        if erased not in erasures:
            found.fault("L028", f"it erases entry {erased}, which is not on the list", entry)


def _later(found: _Found, erased: int, entry: int) -> bool:
    """Say whether an entry that came after those verified erases another."""
    if type(entry) is not int or entry < found.growing.size:
        return False
    try:
        return leaves.read(found.ledger.entry(entry).leaf, entry).erases == erased
    except LedgerError:
        return False


def _signed(found: _Found, notes_of: dict[int, str]) -> None:
    """Hold every checkpoint against the tree and the ledger's key."""
    for size, text in notes_of.items():
        try:
            note = notes.parse(str(text))
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
    found: _Found, notes_of: dict[int, str], witnesses: Sequence[Verifier]
) -> tuple[tuple[str, int], ...]:
    """Give the largest size that each known witness has cosigned."""
    largest: dict[str, int] = {}
    last = max(notes_of, default=0)
    for size, line in _lines(found.ledger):
        if size > last and size > found.growing.size:
            continue  # it came while this was verified
        if size not in notes_of:
            found.fault("L013", f"a cosignature is of {size} entries, for which nothing was signed")
            continue
        try:
            note = notes.parse(notes_of[size]).adding(notes.parse(f"-\n\n{line}").signatures)
            for one in checkpoints.cosigned(note, witnesses):
                largest[one.witness.name] = max(size, largest.get(one.witness.name, 0))
        except LedgerError as error:
            found.fault("L013", f"a cosignature at {size} entries: {error.fault.message}")
    return tuple(sorted(largest.items()))


def _lines(ledger: Ledger) -> list[tuple[int, str]]:
    with ledger.store.reading() as connection:
        asked = select(COSIGNATURES.c.size, COSIGNATURES.c.line).order_by(COSIGNATURES.c.size)
        return [(size, str(line)) for size, line in connection.execute(asked)]

"""One commit: drafts become leaves of the tree, in one transaction, under one signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, delete, select

from accordance.ledger.drafts import Draft, Receipt
from accordance.ledger.entries import leaf as leaves
from accordance.ledger.entries.bodies import new_salt
from accordance.ledger.entries.leaf import Part
from accordance.ledger.faults import LedgerError
from accordance.ledger.log.checkpoints import Checkpoint
from accordance.ledger.log.hashing import leaf_hash
from accordance.ledger.log.notes import Note, Signer
from accordance.ledger.log.tree import Growing
from accordance.ledger.store import rows
from accordance.ledger.store.tables import (
    BODIES,
    CHECKPOINTS,
    ENTRIES,
    ERASURES,
    KEYS,
    SEALED,
)

LARGEST_BODY: Final = 1 << 20
"""The most bytes of a body; what is larger belongs into a file."""


_UNSIGNED: Final = Note("")


class _Standing(msgspec.Struct, frozen=True):
    """An entry that is there: in the ledger, or in this commit."""

    entry: int
    leaf: bytes
    body: bytes | None

    def same(self, draft: Draft) -> bool:
        """Say whether a draft is this entry, sent once more."""
        found = leaves.read(self.leaf, self.entry)
        sealed = (found.sealed is None) == (draft.sealed is None)
        return sealed and (found.kind, self.body) == (draft.kind, draft.body)


class Commit:
    """The work of one transaction."""

    def __init__(self, connection: Connection, edge: Growing, recorded: str) -> None:
        """Take the connection that writes, the edge of the tree and the instant."""
        self._connection = connection
        self._edge = edge
        self._recorded = recorded
        self._batch = rows.Batch()
        self._taken: dict[str, _Standing] = {}
        self._erased: dict[int, Part] = {}
        self._before = edge.size

    def take(self, drafts: Sequence[Draft]) -> list[Receipt]:
        """Take drafts into the commit, all or none; their receipts still lack the checkpoint.

        Raises:
            LedgerError: L031 to L036, with nothing taken.
        """
        ids = [draft.id for draft in drafts if draft.id]
        standing = {
            name: _Standing(row.entry, row.leaf, row.body)
            for name, row in rows.named(self._connection, ids).items()
        }
        standing |= {name: self._taken[name] for name in ids if name in self._taken}
        own: set[str] = set()
        for draft in drafts:
            self._check(draft, standing.get(draft.id), own)
        made = [None if draft.id in standing else self._leaf(draft) for draft in drafts]
        return [
            self._stood(standing[draft.id]) if one is None else self._added(draft, *one)
            for draft, one in zip(drafts, made, strict=True)
        ]

    def write(self, origin: str, signer: Signer) -> Note:
        """Write all that was taken, and give the checkpoint over it; the newest where nothing was."""
        if self._edge.size == self._before:
            newest = rows.newest(self._connection)
            if newest is not None:
                return newest
        self._batch.write(self._connection)
        for number, part in self._erased.items():
            for table in (BODIES, KEYS) if part == "all" else (KEYS,):
                self._connection.execute(delete(table).where(table.c.entry == number))
        head = Checkpoint(origin, self._edge.size, self._edge.root())
        note = Note(head.text()).signed(signer)
        last = rows.Batch()
        last.add(CHECKPOINTS, head.size, note.written())
        last.write(self._connection)
        return note

    def _check(self, draft: Draft, standing: _Standing | None, own: set[str]) -> None:
        if len(draft.body) > LARGEST_BODY:
            message = f'the body of "{draft.id}" has {len(draft.body):,} bytes'
            raise LedgerError("L032", message, f"at most {LARGEST_BODY:,}; keep files beside it")
        if draft.id in own:
            raise LedgerError("L031", f'the id "{draft.id}" is given twice', "an id for each entry")
        if draft.id:
            own.add(draft.id)
        if standing is not None and not standing.same(draft):
            message = f'the id "{draft.id}" is taken by entry {standing.entry}'
            raise LedgerError(
                "L031", message, "another id; a correction to change it", standing.entry
            )
        if draft.erases is not None:
            self._check_erasure(draft.erases, draft.part)

    def _check_erasure(self, number: int, part: Part) -> None:
        leaf = leaves.read(rows.entry(self._connection, number).leaf, number)
        if part == "sealed" and leaf.sealed is None:
            raise LedgerError("L034", f"entry {number} has no sealed part", "another entry", number)
        if leaf.kind == "erasure":
            raise LedgerError(
                "L034", f"entry {number} is itself an erasure", "another entry", number
            )
        asked = select(ERASURES.c.entry).where(ERASURES.c.erased == number)
        found = self._connection.execute(asked).scalar()
        if found is not None or number in self._erased:
            raise LedgerError("L034", f"entry {number} is erased already", "another entry", number)

    def _leaf(self, draft: Draft) -> tuple[bytes, bytes]:
        """Commit to the body of a draft; give the salt and the leaf."""
        salt = draft.salt or new_salt()
        leaf = draft.leaf(salt, self._recorded)
        return salt, leaf.written()

    def _added(self, draft: Draft, salt: bytes, data: bytes) -> Receipt:
        number, batch = self._edge.size, self._batch
        batch.add(ENTRIES, number, draft.id or None, data, self._edge.add(leaf_hash(data)))
        batch.add(BODIES, number, salt, draft.body)
        if draft.sealed is not None:
            batch.add(SEALED, number, draft.sealed.stored)
            batch.add(KEYS, number, draft.sealed.wrapped)
        if draft.erases is not None:
            batch.add(ERASURES, draft.erases, number)
            self._erased[draft.erases] = draft.part
        if draft.id:
            self._taken[draft.id] = _Standing(number, data, draft.body)
        return Receipt(number, data, _UNSIGNED)

    def _stood(self, standing: _Standing) -> Receipt:
        return Receipt(standing.entry, standing.leaf, _UNSIGNED, new=False)

"""The one writer of a ledger: what waits is written together, signed once and kept at once.

Whoever comes while a commit runs waits for the next one, which takes all that wait: nobody waits
for more than two.  What cannot be written fails alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from accordance.ledger.commits import Commit
from accordance.ledger.drafts import Draft, Receipt
from accordance.ledger.entries import leaf as leaves
from accordance.ledger.entries.leaf import stamped
from accordance.ledger.faults import LedgerError
from accordance.ledger.log import checkpoints, notes
from accordance.ledger.log.checkpoints import Checkpoint
from accordance.ledger.log.hashing import EMPTY
from accordance.ledger.log.notes import Note, Signer
from accordance.ledger.log.tree import Growing
from accordance.ledger.store import rows
from accordance.ledger.store.opening import Store


class _Ticket(msgspec.Struct):
    """One caller's drafts, and what became of them."""

    drafts: Sequence[Draft]
    receipts: Sequence[Receipt] = ()
    error: BaseException | None = None
    done: bool = False

    def settle(self, note: Note) -> None:
        """Give each receipt the checkpoint that now stands over it."""
        replace = msgspec.structs.replace
        self.receipts = tuple(replace(receipt, note=note) for receipt in self.receipts)
        self.done = True


class Writer:
    """Appends to one ledger, for any number of threads."""

    def __init__(
        self, store: Store, origin: str, signer: Signer, now: Callable[[], datetime]
    ) -> None:
        """Take the store, the ledger's origin and key, and a clock."""
        self._store = store
        self._origin = origin
        self._signer = signer
        self._now = now
        self._waiting: list[_Ticket] = []
        self._busy = False
        self._turn = threading.Condition()
        self._edge: Growing | None = None
        self._note: str | None = None
        self._recorded = ""

    def append(self, drafts: Sequence[Draft]) -> tuple[Receipt, ...]:
        """Write drafts, all or none; on return they are on the disk and in the signed tree.

        An entry that stands there already, under its id and with the same body, is not written
        again, so that what was interrupted may be sent again.

        Raises:
            LedgerError: where a draft cannot be written, or the database fails.
        """
        ticket = _Ticket(tuple(drafts))
        tickets = self._arrived(ticket)
        if tickets:
            try:
                self._write(tickets)
            finally:
                with self._turn:
                    self._busy = False
                    self._turn.notify_all()
        if ticket.error is not None:
            raise ticket.error
        return tuple(ticket.receipts)

    def _arrived(self, ticket: _Ticket) -> list[_Ticket]:
        """Wait until a ticket is done, or until it is its caller's turn to write all that wait."""
        with self._turn:
            self._waiting.append(ticket)
            while self._busy and not ticket.done:
                self._turn.wait()
            if ticket.done:
                return []
            self._busy = True
            tickets, self._waiting = self._waiting, []
            return tickets

    def _write(self, tickets: list[_Ticket]) -> None:
        """Write tickets in one commit; each alone where one of them fails all."""
        edge, self._edge = self._edge, None  # whatever fails leaves nothing to go on from
        try:
            with self._store.writing() as connection:
                edge = self._standing(connection, edge)
                commit = Commit(connection, edge, self._recorded)
                for ticket in tickets:
                    try:
                        ticket.receipts = commit.take(ticket.drafts)
                    except LedgerError as error:
                        ticket.error = error
                note = commit.write(self._origin, self._signer)
        except BaseException as error:
            if len(tickets) > 1 and _of_one(error):
                for ticket in tickets:
                    ticket.error = None
                    self._write([ticket])
                return
            for ticket in tickets:
                ticket.error, ticket.done = ticket.error or error, True
            if not isinstance(error, Exception):
                raise
            return
        self._edge, self._note = edge, note.written()
        for ticket in tickets:
            ticket.settle(note)

    def _standing(self, connection: Connection, edge: Growing | None) -> Growing:
        """Give the edge of the tree as others may have moved it, and set the instant of the commit."""
        count, note = rows.standing(connection)
        if edge is None or edge.size != count or note != self._note:
            edge = rows.edge(connection)
            self._goes_on(edge, note)
            if count:
                last = rows.entry(connection, count - 1)
                self._recorded = leaves.read(last.leaf, last.entry).recorded
        self._recorded = max(self._recorded, stamped(self._now()))
        return edge

    def _goes_on(self, edge: Growing, note: str | None) -> None:
        """Refuse to go on from anything but what this ledger has signed.

        Raises:
            LedgerError: L013, L023 or L024 where entries were added, cut off or changed behind it.
        """
        head = Checkpoint(self._origin, 0, EMPTY)
        if note is not None:
            parsed = notes.parse(note)
            notes.verified(parsed, [self._signer.verifier()])
            head = checkpoints.read(parsed)
        if head.size > edge.size:
            message = f"entries are missing: {head.size} were signed for, {edge.size} are there"
            raise LedgerError("L023", message, "every entry that was signed for", edge.size)
        if head.size < edge.size:
            message = f"nothing was signed for the entries from {head.size} on"
            raise LedgerError("L013", message, "entries that this ledger wrote", head.size)
        if head.root != edge.root():
            message = "the stored hashes do not have the root that was signed"
            raise LedgerError("L024", message, "accord ledger verify names the entry")


def _of_one(error: BaseException) -> bool:
    """Say whether what failed came of one of several callers, before anything was written."""
    if isinstance(error, LedgerError):
        return error.fault.code == "L030"
    return isinstance(error, Exception)

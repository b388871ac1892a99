"""What is asked to be written into a ledger, and what comes back once it is."""

from __future__ import annotations

import msgspec

from accordance.ledger.entries.leaf import Author, Custody
from accordance.ledger.entries.sealing import Locked
from accordance.ledger.log.notes import Note


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An entry before it is written: its body as canonical JSON, and what goes with it.

    ``salt`` is given where an author has signed for the commitment already; ``erases`` is the
    number of the entry that an erasure is of.
    """

    kind: str
    version: str
    id: str = ""
    body: bytes
    salt: bytes = b""
    sealed: Locked | None = None
    blobs: tuple[str, ...] = ()
    custody: Custody | None = None
    erases: int | None = None
    author: Author | None = None


class Receipt(msgspec.Struct, frozen=True):
    """That an entry is on the disk and has its place: its number, and the checkpoint over it.

    ``new`` is false where the same entry stood there already.
    """

    entry: int
    leaf: bytes
    note: Note
    new: bool = True

"""What is asked to be written into a ledger, and what comes back once it is."""

from __future__ import annotations

import msgspec

from accordance.ledger.entries.bodies import commitment
from accordance.ledger.entries.leaf import FORMAT, Author, Custody, Leaf, Part
from accordance.ledger.entries.sealing import Locked
from accordance.ledger.log.notes import Note


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An entry before it is written: its body as canonical JSON, and what goes with it.

    ``salt`` is given where an author has signed for the commitment already; ``erases`` is the
    number of the entry that an erasure is of, and ``part`` what of it goes.
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
    part: Part = "all"
    author: Author | None = None

    def leaf(self, salt: bytes, recorded: str) -> Leaf:
        """Give the leaf of the entry that this becomes, with the body committed to under a salt."""
        return Leaf(
            format=FORMAT, kind=self.kind, version=self.version, id=self.id, recorded=recorded,
            commitment=commitment(self.body, salt),
            sealed=None if self.sealed is None else self.sealed.leaf,
            blobs=self.blobs, custody=self.custody, erases=self.erases, part=self.part,
            author=self.author,
        )  # fmt: skip


class Receipt(msgspec.Struct, frozen=True):
    """That an entry is on the disk and has its place: its number, and the checkpoint over it.

    ``new`` is false where the same entry stood there already.
    """

    entry: int
    leaf: bytes
    note: Note
    new: bool = True

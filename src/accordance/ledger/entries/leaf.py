"""The leaf: what the tree holds of an entry, for good, in its canonical form (RFC 8785).

It says of what kind the entry is, when it was recorded, what was committed to, and who made it.
It never holds the body.  The id stands in it, since reasons cite it: an id names no person.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, Literal

import msgspec

from accordance.kernel.canonical import canonical
from accordance.ledger.faults import LedgerError
from accordance.ledger.log.notes import Verifier
from accordance.ledger.log.tiles import LARGEST_LEAF

FORMAT: Final = "accordance-leaf/1"
Part = Literal["all", "sealed"]
"""What of an entry an erasure takes away: all of it, or what is sealed."""


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """The part of an entry that only some may read: what was committed to, and who may.

    ``stored`` is the SHA-256 of the encrypted bytes that are kept, so that they can be checked
    by those who cannot read them, and after the key is gone.
    """

    commitment: str
    stored: str
    to: tuple[str, ...]


class Author(msgspec.Struct, frozen=True, kw_only=True):
    """Who made an entry: the public key (a C2SP vkey) and the signature, in hexadecimal."""

    key: str
    signature: str


class Custody(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That something was handed on: what, by whom, to whom, when and on what medium."""

    of: tuple[str, ...]
    giver: str
    taker: str
    at: str
    medium: str = ""


class Leaf(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What the tree holds of one entry.

    ``kind`` is that of the body (``evidence``, ``source``, ``erasure`` ...) and ``version`` the
    format that it is in; ``commitment`` is to the body that all may read, ``blobs`` are the
    SHA-256 digests of files, ``erases`` the number of the entry that an erasure is of and ``part``
    what of it is gone.
    """

    format: Literal["accordance-leaf/1"]
    kind: str
    version: str
    id: str = ""
    recorded: str
    commitment: str
    sealed: Sealed | None = None
    blobs: tuple[str, ...] = ()
    custody: Custody | None = None
    erases: int | None = None
    part: Part = "all"
    author: Author | None = None

    def claimed(self, origin: str) -> bytes:
        """Give the bytes that its author signs: what it is, and the ledger that it is for."""
        whole = msgspec.structs.replace(self, recorded="", author=None)
        return canonical({"authored": msgspec.to_builtins(whole), "ledger": origin})

    def signed(self, origin: str) -> bool:
        """Say whether its author, where it names one, has signed it for that ledger."""
        if self.author is None:
            return False
        try:
            key = Verifier.read(self.author.key)
            return key.signed(self.claimed(origin), bytes.fromhex(self.author.signature))
        except (LedgerError, ValueError):
            return False

    def written(self) -> bytes:
        """Give the canonical bytes; raise LedgerError L020 where they are too many for a leaf."""
        data = canonical(self)
        if len(data) > LARGEST_LEAF:
            message = f"the leaf of this entry would have {len(data)} bytes"
            raise LedgerError(
                "L020", message, f"at most {LARGEST_LEAF}: fewer files, shorter names"
            )
        return data


_DECODER: Final = msgspec.json.Decoder(Leaf)


def read(data: bytes, entry: int | None = None) -> Leaf:
    """Read a leaf; raise LedgerError L021 where these are not the canonical bytes of one."""
    try:
        leaf = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LedgerError("L021", f"this is no leaf: {error}", FORMAT, entry) from error
    if canonical(leaf) != data:
        raise LedgerError("L021", "this leaf is not in its canonical form", FORMAT, entry)
    return leaf


def stamped(at: datetime) -> str:
    """Write an instant as leaves have it: UTC, to the microsecond, in a form that sorts."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")

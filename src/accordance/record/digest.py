"""One digest for a record, whatever the order of its entries.

Each entry has a digest of its own; the record's is over what stands above the entries and the
sorted digests of them all.  Adding an entry is a search among the sorted digests and one hash.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from decimal import Decimal
from typing import Any, Final, Self

import msgspec

from accordance.kernel.canonical import canonical
from accordance.kernel.quantities import plain
from accordance.record.entries import AnyEntry, Record

SIZE: Final = 32
"""The bytes of one SHA-256 digest."""


def entry_digest(entry: AnyEntry) -> bytes:
    """Give the SHA-256 of an entry's canonical form; equal entries have equal digests."""
    return hashlib.sha256(canonical(_settled(entry))).digest()


class RecordDigest(msgspec.Struct, frozen=True):
    """The digest of a record that can grow: ``leaves`` are the entries' digests, sorted and joined.

    ``head`` is the digest of what stands above the entries: the accord, the sources and the
    rest; sources count because an owner decides which of them are independent.
    """

    head: bytes
    leaves: bytes = b""

    @classmethod
    def of(cls, record: Record) -> Self:
        """Give the digest of a whole record."""
        head = msgspec.structs.replace(record, entries=())
        leaves = sorted(map(entry_digest, record.entries))
        return cls(hashlib.sha256(canonical(head)).digest(), b"".join(leaves))

    def __len__(self) -> int:
        return len(self.leaves) // SIZE

    def adding(self, entry: AnyEntry) -> Self:
        """Give the digest of the record with one entry more; an entry added twice counts twice."""
        leaf = entry_digest(entry)
        at = SIZE * bisect_left(range(len(self)), leaf, key=self._leaf)
        return type(self)(self.head, self.leaves[:at] + leaf + self.leaves[at:])

    def has(self, entry: AnyEntry) -> bool:
        """Say whether an equal entry is among those digested."""
        leaf = entry_digest(entry)
        at = bisect_left(range(len(self)), leaf, key=self._leaf)
        return at < len(self) and self._leaf(at) == leaf

    def value(self) -> str:
        """Give ``sha256:`` and the hexadecimal digest of the record."""
        return "sha256:" + hashlib.sha256(self.head + self.leaves).hexdigest()

    def _leaf(self, number: int) -> bytes:
        return self.leaves[SIZE * number : SIZE * (number + 1)]


def record_digest(record: Record) -> str:
    """Give the digest of a record, the same for every order of its entries."""
    return RecordDigest.of(record).value()


def _settled(value: Any) -> Any:
    """Write every amount in its one canonical form, so that 25 and 25.0 are the same."""
    if isinstance(value, Decimal):
        return Decimal(plain(value)) + 0
    if isinstance(value, msgspec.Struct):
        changes = {}
        for field in value.__struct_fields__:
            old = getattr(value, field)
            if isinstance(old, Decimal | msgspec.Struct):
                new = _settled(old)
                if new is not old:
                    changes[field] = new
        return msgspec.structs.replace(value, **changes) if changes else value
    return value

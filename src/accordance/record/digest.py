"""One digest for a record, whatever the order of its entries.

Each entry has a digest of its own; the record's is over what stands above the entries and the
sorted digests of them all.  Adding an entry is a search among the sorted digests and one hash.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any, Final, Self

import msgspec

from accordance.kernel.canonical import canonical
from accordance.kernel.quantities import exact
from accordance.record.entries import AnyEntry, Record, SourceNote

SIZE: Final = 32
"""The bytes of one SHA-256 digest."""


def entry_digest(entry: AnyEntry, source: SourceNote | None = None) -> bytes:
    """Give the SHA-256 of an entry's canonical form with its source's; equal ones have equal digests.

    The source counts because its owner decides which entries are independent.
    """
    whole = canonical(_settled(entry)) + (b"" if source is None else canonical(source))
    return hashlib.sha256(whole).digest()


class RecordDigest(msgspec.Struct, frozen=True):
    """The digest of entries that can grow: ``leaves`` are their digests, sorted and joined."""

    leaves: bytes = b""

    @classmethod
    def of(cls, entries: Iterable[AnyEntry], sources: Mapping[str, SourceNote]) -> Self:
        """Give the digest of entries and the sources that they cite."""
        return cls(b"".join(sorted(entry_digest(one, sources.get(one.source)) for one in entries)))

    def __len__(self) -> int:
        return len(self.leaves) // SIZE

    def adding(self, entry: AnyEntry, source: SourceNote | None = None) -> Self:
        """Give the digest with one entry more; an entry added twice counts twice."""
        leaf = entry_digest(entry, source)
        at = SIZE * self._place(leaf)
        return type(self)(self.leaves[:at] + leaf + self.leaves[at:])

    def has(self, entry: AnyEntry, source: SourceNote | None = None) -> bool:
        """Say whether an equal entry is among those digested."""
        leaf = entry_digest(entry, source)
        at = self._place(leaf)
        return at < len(self) and self._leaf(at) == leaf

    def value(self) -> str:
        """Give ``sha256:`` and the hexadecimal digest of all the leaves."""
        return "sha256:" + hashlib.sha256(self.leaves).hexdigest()

    def _place(self, leaf: bytes) -> int:
        return bisect_left(range(len(self)), leaf, key=self._leaf)

    def _leaf(self, number: int) -> bytes:
        return self.leaves[SIZE * number : SIZE * (number + 1)]


def record_digest(record: Record) -> str:
    """Give the digest of a record's entries, the same for every order."""
    return RecordDigest.of(record.entries, record.sources).value()


def _settled(entry: Any) -> Any:
    """Write an entry's amounts in their one canonical form, so that 25 and 25.0 are the same."""
    amount, value = getattr(entry, "amount", None), getattr(entry, "value", None)
    examined = getattr(entry, "examined", None)
    changes: dict[str, Any] = {}
    if amount is not None:
        changes["amount"] = msgspec.structs.replace(amount, amount=exact(amount.amount))
    if value is not None:
        changes["value"] = msgspec.structs.replace(
            value, low=exact(value.low), high=exact(value.high)
        )
    if examined is not None:
        changes["examined"] = exact(examined)
    return msgspec.structs.replace(entry, **changes) if changes else entry

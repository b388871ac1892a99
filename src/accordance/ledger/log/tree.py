"""The tree of RFC 6962: how it grows by a leaf, and the proofs that it gives.

Node ``(level, index)`` stands above the leaves from ``index << level`` to the next of its kind;
it is *complete* once all of them are there, and never changes after that.  The leaf that
completes nodes is the last beneath them, so the hashes that leaf ``n`` completes, its own first,
are stored with it: one row for each leaf holds the whole tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from accordance.ledger.log.hashing import EMPTY, SIZE, node_hash

Read = Callable[[int, int], bytes]
"""Gives the hash of a complete node by its level and index."""

MOST: Final = 1 << 62
"""No tree has more leaves."""


class Growing:
    """The right edge of a tree: all that is needed to add leaves and to tell the root."""

    def __init__(self, size: int = 0, peaks: tuple[bytes, ...] = ()) -> None:
        """Take a tree up at a size; ``peaks`` are its largest complete nodes, from the left."""
        if len(peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks")
        self.size = size
        self.peaks = list(peaks)

    def add(self, leaf: bytes) -> bytes:
        """Add the hash of a leaf; give the hashes that it completes, joined, its own first."""
        peaks, number = self.peaks, self.size
        self.size = number + 1
        if not number & 1:
            peaks.append(leaf)
            return leaf
        completed = [leaf]
        while number & 1:
            leaf = node_hash(peaks.pop(), leaf)
            completed.append(leaf)
            number >>= 1
        peaks.append(leaf)
        return b"".join(completed)

    def root(self) -> bytes:
        """Give the root of the tree as it stands."""
        if not self.peaks:
            return EMPTY
        found = self.peaks[-1]
        for peak in self.peaks[-2::-1]:
            found = node_hash(peak, found)
        return found


def peaks_of(size: int) -> Iterator[tuple[int, int]]:
    """Give the level and index of the largest complete nodes of a tree, from the left."""
    start = 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            yield level, start >> level
            start += 1 << level


def completer(level: int, index: int) -> int:
    """Give the number of the leaf that completes a node."""
    return ((index + 1) << level) - 1


def stored(hashes: bytes, level: int) -> bytes:
    """Give the hash of one level out of those stored with the leaf that completes it."""
    found = hashes[SIZE * level : SIZE * (level + 1)]
    if len(found) != SIZE:
        raise ValueError(f"no hash of level {level} is stored here")
    return found


def root(size: int, read: Read) -> bytes:
    """Give the root of the first ``size`` leaves."""
    return Growing(size, tuple(read(*peak) for peak in peaks_of(size))).root()


def inclusion(index: int, size: int, read: Read) -> tuple[bytes, ...]:
    """Give the inclusion proof of a leaf, from its sibling up (RFC 6962, 2.1.1).

    Raises:
        ValueError: where the tree of that size has no such leaf.
    """
    if not 0 <= index < size <= MOST:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    return tuple(_path(index, 0, size, read))


def consistency(first: int, second: int, read: Read) -> tuple[bytes, ...]:
    """Give the proof that a tree begins with an earlier one (RFC 6962, 2.1.2); empty from size 0.

    Raises:
        ValueError: where the second is smaller than the first.
    """
    if not 0 <= first <= second <= MOST:
        raise ValueError(f"a tree of {second} leaves cannot go on from one of {first}")
    if first in (0, second):
        return ()
    return tuple(_since(first, 0, second, read, whole=True))


def _path(index: int, low: int, high: int, read: Read) -> list[bytes]:
    if high - low == 1:
        return []
    middle = low + _split(high - low)
    if index < middle:
        return [*_path(index, low, middle, read), _spanned(middle, high, read)]
    return [*_path(index, middle, high, read), _spanned(low, middle, read)]


def _since(first: int, low: int, high: int, read: Read, *, whole: bool) -> list[bytes]:
    """Give the proof beneath one subtree; ``whole`` while the verifier knows its hash already."""
    if first == high:
        return [] if whole else [_spanned(low, high, read)]
    middle = low + _split(high - low)
    if first <= middle:
        return [*_since(first, low, middle, read, whole=whole), _spanned(middle, high, read)]
    return [*_since(first, middle, high, read, whole=False), _spanned(low, middle, read)]


def _spanned(low: int, high: int, read: Read) -> bytes:
    """Give the hash above the leaves from ``low`` to before ``high``; ``low`` is aligned."""
    size = high - low
    if size & (size - 1) == 0:
        level = size.bit_length() - 1
        return read(level, low >> level)
    middle = low + _split(size)
    return node_hash(_spanned(low, middle, read), _spanned(middle, high, read))


def _split(size: int) -> int:
    """Give the greatest power of two below a size above one."""
    return 1 << ((size - 1).bit_length() - 1)

"""Tiles (C2SP tlog-tiles): the tree and its entries as files that never change.

A tile has up to 256 hashes of one level in eight; an entry bundle the entries beneath one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from accordance.ledger.faults import LedgerError
from accordance.ledger.log.tree import Read

WIDTH: Final = 256
LEVELS: Final = 8
LARGEST_LEAF: Final = 0xFFFF
"""The most bytes that a leaf may have: its length stands before it in two bytes."""


class Tile(msgspec.Struct, frozen=True):
    """One tile: its level in the tree of tiles, its index there, and how many hashes it has."""

    level: int
    index: int
    width: int

    def path(self) -> str:
        """Give the place of the tile under the log's prefix."""
        return f"tile/{self.level}/{_placed(self.index, self.width)}"

    def bundle(self) -> str:
        """Give the place of the entries beneath a tile of level 0."""
        return f"tile/entries/{_placed(self.index, self.width)}"

    def hashes(self, read: Read) -> bytes:
        """Give the content of the tile."""
        start, level = self.index * WIDTH, self.level * LEVELS
        return b"".join(read(level, start + number) for number in range(self.width))


def tiles(size: int) -> Iterator[Tile]:
    """Give every tile of a tree of that size, level by level."""
    level, count = 0, size
    while count:
        for index in range(count // WIDTH):
            yield Tile(level, index, WIDTH)
        if count % WIDTH:
            yield Tile(level, count // WIDTH, count % WIDTH)
        level, count = level + 1, count // WIDTH


def bundled(leaves: Iterable[bytes]) -> bytes:
    """Give leaves as the content of an entry bundle."""
    return b"".join(struct.pack(">H", len(leaf)) + leaf for leaf in leaves)


def unbundled(data: bytes) -> Sequence[bytes]:
    """Give the leaves of an entry bundle; raise LedgerError L016 where it is cut off."""
    found, place = [], 0
    while place < len(data):
        (length,) = (
            struct.unpack_from(">H", data, place) if place + 2 <= len(data) else (len(data),)
        )
        leaf = data[place + 2 : place + 2 + length]
        if len(leaf) != length:
            raise LedgerError("L016", "this entry bundle is cut off", "entries with their lengths")
        found.append(leaf)
        place += 2 + length
    return found


def _placed(index: int, width: int) -> str:
    parts = [f"{index % 1000:03d}"]
    while index >= 1000:  # noqa: PLR2004 three digits a folder
        index //= 1000
        parts.append(f"x{index % 1000:03d}")
    path = "/".join(reversed(parts))
    return path if width == WIDTH else f"{path}.p/{width}"

"""A ledger as static files (C2SP tlog-tiles), which any web server can offer to monitors."""

from __future__ import annotations

import os
import tempfile
from collections import defaultdict
from pathlib import Path

from accordance.ledger.ledger import Ledger
from accordance.ledger.log import checkpoints
from accordance.ledger.log.hashing import SIZE
from accordance.ledger.log.tiles import LEVELS, WIDTH, Tile, bundled, tiles
from accordance.ledger.log.tree import stored


def write(ledger: Ledger, folder: Path) -> int:
    """Write the newest checkpoint, its tiles and entry bundles; give how many files were new.

    Full tiles never change and are not written again.  The checkpoint comes last, so that what
    it names is there.
    """
    note = ledger.checkpoint()
    size = checkpoints.read(note).size
    hashes: dict[int, bytearray] = defaultdict(bytearray)
    new, leaves = 0, []
    for row in ledger.rows(0, size):
        for level in range(0, len(row.hashes) // SIZE, LEVELS):
            hashes[level // LEVELS] += stored(row.hashes, level)
        leaves.append(row.leaf)
        if len(leaves) == WIDTH or row.entry == size - 1:
            tile = Tile(0, row.entry // WIDTH, len(leaves))
            new += _put(folder / tile.bundle(), bundled(leaves))
            leaves = []
    for tile in tiles(size):
        start = tile.index * WIDTH * SIZE
        data = hashes[tile.level][start : start + tile.width * SIZE]
        new += _put(folder / tile.path(), bytes(data))
    _put(folder / "checkpoint", note.written().encode(), always=True)
    return new


def _put(path: Path, data: bytes, *, always: bool = False) -> int:
    """Write a file whole or not at all; say whether it was new."""
    if path.is_file() and not always:
        return 0
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".coming-")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    Path(name).chmod(0o644)
    Path(name).replace(path)
    return 1

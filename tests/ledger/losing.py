"""What a disk holds after the power went, worked out from what ``strace`` saw a program write.

Between two syncs of a file nothing is promised: each write since the last may be there, be missing,
or be there up to a sector; each cut may be there or not; and no order holds between them.  What
was synced is there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

SECTOR = 512
CALLS = "pwrite64,write,ftruncate,fsync,fdatasync"
_LINE = re.compile(r"\d+ +(\w+)\((\d+)<([^>]*)>(.*)\) += (-?\d+)")
_WRITTEN = re.compile(r', "([^"]*)", (\d+)(?:, (\d+))?')


class Disk:
    """Files as they surely are, and what was done to each since it was last synced."""

    def __init__(self, sure: dict[Path, bytes]) -> None:
        self.sure = {path: bytearray(data) for path, data in sure.items()}
        self.open: dict[Path, list[tuple[int, bytes | None]]] = {path: [] for path in sure}

    def write(self, path: Path, place: int, data: bytes | None) -> None:
        """Write bytes at a place, or where there are none cut the file there."""
        self.open[path].append((place, data))

    def sync(self, path: Path) -> None:
        """Make sure of a file."""
        for place, data in self.open[path]:
            _done(self.sure[path], place, data)
        self.open[path].clear()

    def after(self, chance: random.Random) -> dict[Path, bytes]:
        """Give what may be there after the power went."""
        found = {}
        for path, sure in self.sure.items():
            data = bytearray(sure)
            for place, written in self.open[path]:
                fate = chance.choice(("kept", "lost", "torn"))
                if fate == "torn" and written is not None:
                    sectors = chance.randrange(len(written) // SECTOR + 1)
                    _done(data, place, written[: sectors * SECTOR])
                elif fate == "kept":
                    _done(data, place, written)
            found[path] = bytes(data)
        return found


def _done(file: bytearray, place: int, data: bytes | None) -> None:
    if data is None:
        del file[place:]
        file.extend(bytes(place - len(file)))
    elif data:
        file.extend(bytes(max(0, place - len(file))))
        file[place : place + len(data)] = data


def replayed(trace: str, disk: Disk) -> Iterator[str]:
    """Do to a disk what a program did, call by call; give what it said meanwhile, or nothing."""
    for line in trace.splitlines():
        found = _LINE.fullmatch(line)
        if found is None or int(found[5]) < 0:
            continue
        call, handle, path = found[1], found[2], Path(_text(found[3]).decode())
        if call == "write" and handle == "1":
            said = _WRITTEN.match(found[4])
            assert said is not None, line
            yield _text(said[1]).decode()
        elif path in disk.sure:
            if call in {"fsync", "fdatasync"}:
                disk.sync(path)
            elif call == "ftruncate":
                disk.write(path, int(found[4].removeprefix(", ")), None)
            else:
                written = _WRITTEN.match(found[4])
                assert written is not None, line
                disk.write(path, int(written[3]), _text(written[1])[: int(found[5])])
            yield ""


def _text(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))

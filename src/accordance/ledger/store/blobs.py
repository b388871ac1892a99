"""Files beside a ledger, each under the SHA-256 of what it holds, never changed."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO, Final

from accordance.ledger.faults import LedgerError

LARGEST: Final = 4 << 30
"""The most bytes of one file."""

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_PIECE: Final = 1 << 20


class Blobs:
    """The files of one ledger, in a folder."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, which is made when the first file comes."""
        self._folder = folder

    def add(self, source: BinaryIO) -> str:
        """Keep what a file holds; give its digest once it is on the disk.

        Raises:
            LedgerError: L037 where it is too large, L006 where the disk does not take it, with
                nothing kept.
        """
        try:
            return self._added(source)
        except OSError as error:
            message = f"{self._folder}: {error.strerror}"
            raise LedgerError("L006", message, "a disk with room") from error

    def _added(self, source: BinaryIO) -> str:
        self._folder.mkdir(parents=True, exist_ok=True)
        hashed, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".coming-")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                while piece := source.read(_PIECE):
                    size += len(piece)
                    if size > LARGEST:
                        raise LedgerError(
                            "L037", "this file is too large", f"at most {LARGEST:,} bytes"
                        )
                    hashed.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            digest = hashed.hexdigest()
            place = self.place(digest)
            place.parent.mkdir(exist_ok=True)
            part.replace(place)
            for folder in (place.parent, self._folder):
                _kept(folder)
        finally:
            part.unlink(missing_ok=True)
        return digest

    def place(self, digest: str) -> Path:
        """Give where the file of a digest lies."""
        return self._folder / digest[:2] / digest

    def has(self, digest: str) -> bool:
        """Say whether there is a file of that digest."""
        return self.place(digest).is_file()

    def fault(self, digest: str) -> str:
        """Hash a file again; say what is wrong with it, or give an empty string."""
        if not _DIGEST.fullmatch(digest):
            return f'"{digest[:16]}" is no digest of a file'
        try:
            with self.place(digest).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return f"the file {digest[:16]} is missing"
        return "" if found == digest else f"the file {digest[:16]} is not what was committed to"

    def erase(self, digest: str) -> None:
        """Take a file away, after its bytes were written over."""
        place = self.place(digest)
        if place.is_file():
            size = place.stat().st_size
            with place.open("r+b") as file:
                for _ in range(0, size, _PIECE):
                    file.write(bytes(min(_PIECE, size - file.tell())))
                file.flush()
                os.fsync(file.fileno())
            place.unlink()
            _kept(place.parent)


def _kept(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""Checkpoints (C2SP tlog-checkpoint) and the cosignatures of witnesses (tlog-cosignature).

A checkpoint says how many entries a ledger has and what root they have.  A witness that has seen
it go on from the last one that it saw says so with the time, under its own key.
"""

from __future__ import annotations

import base64
import binascii
import re
import struct
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

import msgspec

from accordance.ledger.faults import LedgerError
from accordance.ledger.log.hashing import SIZE
from accordance.ledger.log.notes import COSIGNATURE, Note, Signature, Signer, Verifier

_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_LINES: Final = 3
_STAMP: Final = 8


class Checkpoint(msgspec.Struct, frozen=True):
    """The state of a ledger: whose it is, how many entries it has, and their root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Give the text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


class Cosigned(msgspec.Struct, frozen=True):
    """That a witness saw a checkpoint, and when."""

    witness: Verifier
    at: datetime


def read(note: Note) -> Checkpoint:
    """Read the text of a note as a checkpoint; raise LedgerError L014 where it is none."""
    lines = note.text.removesuffix("\n").split("\n")
    if len(lines) < _LINES or not all(lines):
        raise _none("it has fewer than three lines, or an empty one")
    origin, size, root = lines[:_LINES]
    if not _NUMBER.fullmatch(size):
        raise _none(f'"{size[:30]}" is no number of entries')
    try:
        raw = base64.b64decode(root, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != SIZE:
        raise _none(f'"{root[:60]}" is no root')
    return Checkpoint(origin, int(size), raw)


def cosignature(note: Note, witness: Signer, at: datetime) -> Signature:
    """Sign a checkpoint as a witness that has seen it at a time."""
    key = witness.verifier(COSIGNATURE)
    seconds = int(at.timestamp())
    value = struct.pack(">Q", seconds) + witness.sign(_message(note, seconds))
    return Signature(key.name, key.id, value)


def cosigned(note: Note, witnesses: Iterable[Verifier]) -> tuple[Cosigned, ...]:
    """Give who of the witnesses cosigned a checkpoint, and when.

    Raises:
        LedgerError: L013 where a cosignature of one of them fails.
    """
    found = []
    for key in witnesses:
        for one in note.signatures:
            if key.algorithm != COSIGNATURE or not one.by(key):
                continue
            if len(one.value) <= _STAMP:
                raise _bad(key)
            (seconds,) = struct.unpack(">Q", one.value[:_STAMP])
            if not key.signed(_message(note, seconds), one.value[_STAMP:]):
                raise _bad(key)
            found.append(Cosigned(key, datetime.fromtimestamp(seconds, UTC)))
            break
    return tuple(found)


def _message(note: Note, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{note.text}".encode()


def _none(why: str) -> LedgerError:
    return LedgerError("L014", f"this is no checkpoint: {why}", "origin, number of entries, root")


def _bad(key: Verifier) -> LedgerError:
    return LedgerError("L013", f'the cosignature of "{key.name}" is not good')

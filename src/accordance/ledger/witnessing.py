"""Parties that witness each other: each keeps what it last saw of a ledger, and cosigns what goes on.

A request is a file (the ``add-checkpoint`` body of C2SP tlog-witness): the size that the witness
saw last, the proof that the ledger goes on from there, and the checkpoint.  A witness never signs
two checkpoints of one ledger that cannot both be true; what it keeps is a small file of its own.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import msgspec

from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import Ledger
from accordance.ledger.log import checkpoints, notes, proving
from accordance.ledger.log.hashing import EMPTY, SIZE
from accordance.ledger.log.notes import Note, Signer, Verifier

_OLD: Final = re.compile(r"old (0|[1-9][0-9]{0,18})")
_MOST_STEPS: Final = 63


class Request(msgspec.Struct, frozen=True):
    """What a witness is asked: to cosign a checkpoint that goes on from an earlier size."""

    old: int
    steps: tuple[bytes, ...]
    note: Note

    def written(self) -> str:
        """Give the request as it is sent."""
        lines = [f"old {self.old}", *(base64.b64encode(step).decode() for step in self.steps)]
        return "\n".join(lines) + "\n\n" + self.note.written()


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What a witness last saw of one ledger."""

    key: str
    size: int
    root: str
    at: str


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """What a witness keeps: by origin, the last checkpoint that it cosigned."""

    format: Literal["accordance-witness/1"] = "accordance-witness/1"
    seen: dict[str, Seen] = {}


def request(ledger: Ledger, old: int) -> Request:
    """Ask a witness that last saw a ledger at one size to cosign the newest checkpoint."""
    note = ledger.checkpoint()
    size = checkpoints.read(note).size
    if old > size:
        message = f"the witness saw {old} entries, and this ledger has {size}"
        raise LedgerError("L050", message, "the ledger that it saw, and no older copy of it")
    return Request(old, ledger.consistency(old, size), note)


def parse(text: str) -> Request:
    """Read a request; raise LedgerError L051 where it is none."""
    head, _, note = text.partition("\n\n")
    lines = head.split("\n")
    old = _OLD.fullmatch(lines[0])
    if old is None:
        raise LedgerError(
            "L051", "this is no request to a witness", "old SIZE, a proof, a checkpoint"
        )
    try:
        steps = tuple(base64.b64decode(line, validate=True) for line in lines[1:])
    except (binascii.Error, ValueError):
        steps = (b"",)
    if len(steps) > _MOST_STEPS or any(len(step) != SIZE for step in steps):
        raise LedgerError("L051", "the proof of this request is none", "hashes in base64")
    return Request(int(old[1]), steps, notes.parse(note))


def cosign(
    asked: Request, signer: Signer, memory: Memory, now: datetime, trusted: Verifier | None = None
) -> tuple[Note, Memory]:
    """Cosign a checkpoint that goes on from what was seen; give it, and what to keep from now on.

    ``trusted`` is the ledger's key, needed the first time; later it is the one that was kept.

    Raises:
        LedgerError: L052 where the ledger is not known, L053 where the size asked from is not the
            one seen, L054 where the ledger does not go on from what was seen: it was rewritten,
            rolled back, or shows different parties different entries.
    """
    head = checkpoints.read(asked.note)
    seen = memory.seen.get(head.origin)
    key = _trusted(head.origin, seen, trusted)
    notes.verified(asked.note, [key])
    if seen is not None:
        _go_on(asked, head, seen)
    elif head.size == 0 and head.root != EMPTY:
        raise LedgerError("L054", "an empty ledger has another root")
    elif asked.old:
        raise LedgerError(
            "L053", "this witness has not seen the ledger yet", "a request from size 0"
        )
    kept = Seen(key=key.text(), size=head.size, root=head.root.hex(), at=now.isoformat())
    note = asked.note.adding([checkpoints.cosignature(asked.note, signer, now)])
    return note, Memory(seen={**memory.seen, head.origin: kept})


def _trusted(origin: str, seen: Seen | None, trusted: Verifier | None) -> Verifier:
    if seen is None:
        if trusted is None:
            message = f'this witness does not know the ledger "{origin}"'
            raise LedgerError("L052", message, "--trust KEY, its public key, the first time")
        return trusted
    key = Verifier.read(seen.key)
    if trusted is not None and trusted != key:
        message = f'the ledger "{origin}" had another key when this witness saw it first'
        raise LedgerError("L052", message, key.text())
    return key


def _go_on(asked: Request, head: checkpoints.Checkpoint, seen: Seen) -> None:
    """Check that a checkpoint goes on from what was seen."""
    if head.size < seen.size:
        message = f"the ledger has {head.size} entries; this witness saw {seen.size} on {seen.at}"
        raise LedgerError("L054", message, "a ledger that only grows: this one was rolled back")
    if asked.old != seen.size:
        message = f"the request goes on from {asked.old} entries; this witness saw {seen.size}"
        raise LedgerError("L053", message, f"accord ledger checkpoint LEDGER --since {seen.size}")
    root = bytes.fromhex(seen.root)
    if seen.size == 0:
        return
    if not proving.consistent(seen.size, head.size, asked.steps, root, head.root):
        message = f"the ledger does not go on from the {seen.size} entries seen on {seen.at}"
        raise LedgerError("L054", message, "the entries that were there: some were changed since")


def recall(path: Path) -> Memory:
    """Read what a witness keeps, nothing where it has seen nothing yet; raise LedgerError L055."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Memory)
    except FileNotFoundError:
        return Memory()
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as error:
        message = f"{path} is not what a witness keeps: {error}"
        raise LedgerError(
            "L055", message, "the file, or a backup: without it a fork goes unseen"
        ) from error


def keep(memory: Memory, path: Path) -> None:
    """Write what a witness keeps: the old file or the new one is there, never a part."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".witness-")
    with os.fdopen(handle, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(memory), indent=2) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)


def witness(
    ledger: Ledger, signer: Signer, path: Path, now: Callable[[], datetime],
    trusted: Verifier | None = None,
) -> Note:  # fmt: skip
    """Ask, cosign and hand over in one step, where the witness can reach the ledger itself."""
    memory = recall(path)
    seen = memory.seen.get(ledger.origin)
    note, after = cosign(request(ledger, seen.size if seen else 0), signer, memory, now(), trusted)
    keep(after, path)
    ledger.cosigned(note, [signer.verifier(notes.COSIGNATURE)])
    return note


def witnesses(note: Note, keys: Sequence[Verifier]) -> tuple[str, ...]:
    """Give the names of those who cosigned a checkpoint, among the keys that are trusted."""
    return tuple(one.witness.name for one in checkpoints.cosigned(note, keys))

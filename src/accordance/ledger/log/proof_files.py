"""Proof files (C2SP tlog-proof): that an entry stands in a ledger, to be checked without it."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

import msgspec

from accordance.ledger.faults import LedgerError
from accordance.ledger.log import checkpoints, notes, proving
from accordance.ledger.log.hashing import SIZE

HEAD: Final = "c2sp.org/tlog-proof@v1"
_INDEX: Final = re.compile(r"index (0|[1-9][0-9]{0,18})")
_MOST_STEPS: Final = 63


class ProofFile(msgspec.Struct, frozen=True):
    """An entry's number, its inclusion proof, and the checkpoint that it leads to."""

    index: int
    steps: tuple[bytes, ...]
    note: notes.Note
    extra: bytes = b""

    def written(self) -> str:
        """Give the text of the file."""
        lines = [HEAD]
        if self.extra:
            lines.append(f"extra {base64.b64encode(self.extra).decode()}")
        lines.append(f"index {self.index}")
        lines += [base64.b64encode(step).decode() for step in self.steps]
        return "\n".join(lines) + "\n\n" + self.note.written()

    def shows(self, leaf: bytes) -> bool:
        """Say whether the leaf of this hash stands where the file says; signatures are another matter."""
        head = checkpoints.read(self.note)
        return proving.included(leaf, self.index, head.size, self.steps, head.root)


def parse(text: str) -> ProofFile:
    """Read a proof file; raise LedgerError L015 where it is none."""
    head, _, note = text.partition("\n\n")
    lines = head.split("\n")
    if lines.pop(0) != HEAD or not lines:
        raise _none(f"its first line is not {HEAD}")
    extra = b""
    if lines[0].startswith("extra "):
        extra = _raw(lines.pop(0).removeprefix("extra "))
    found = _INDEX.fullmatch(lines.pop(0)) if lines else None
    if found is None:
        raise _none("it names no index")
    steps = tuple(_raw(line) for line in lines)
    if len(steps) > _MOST_STEPS or any(len(step) != SIZE for step in steps):
        raise _none("its steps are not hashes")
    return ProofFile(int(found[1]), steps, notes.parse(note), extra)


def _raw(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise _none(f'"{value[:60]}" is not base64') from None


def _none(why: str) -> LedgerError:
    return LedgerError("L015", f"this is no proof file: {why}", "index, steps, checkpoint")

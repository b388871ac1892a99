"""Witnessing a ledger, and what its witnesses have said."""

from __future__ import annotations

from pathlib import Path

import msgspec

from accordance.ledger import keyring, witnessing
from accordance.ledger import ledger as ledgers
from accordance.ledger.log import checkpoints
from accordance.ledger.log.notes import Verifier


class Cosigned(msgspec.Struct, frozen=True, kw_only=True):
    """That a witness cosigned: what, and the checkpoint with its signatures."""

    witness: str
    origin: str
    size: int
    root: str
    note: str
    handed_over: bool


def witnessed(
    source: str,
    key: Path,
    passphrase: str,
    *,
    trust: str | None = None,
    seen: str | None = None,
    home: str | None = None,
) -> Cosigned:
    """Cosign a ledger's newest checkpoint, from the ledger itself or from a request.

    Raises:
        LedgerError: L052 to L054 where the witness must refuse; then nothing is kept or signed.
    """
    signer = keyring.load(key, passphrase).signer()
    memory = Path(seen) if seen else key.with_name(f"{key.name}.seen")
    trusted = Verifier.read(trust) if trust else None
    if _is_request(source):
        asked = witnessing.parse(Path(source).read_text(encoding="utf-8"))
        note, after = witnessing.cosign(
            asked, signer, witnessing.recall(memory), ledgers.clock(), trusted
        )
        witnessing.keep(after, memory)
    else:
        ledger = ledgers.open_ledger(source, home)
        note = witnessing.witness(ledger, signer, memory, ledgers.clock, trusted)
    head = checkpoints.read(note)
    return Cosigned(
        witness=signer.name, origin=head.origin, size=head.size, root=head.root.hex(),
        note=note.written(), handed_over=not _is_request(source),
    )  # fmt: skip


def _is_request(source: str) -> bool:
    path = Path(source)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"old "

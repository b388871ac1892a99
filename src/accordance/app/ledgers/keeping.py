"""Keeping a ledger: verifying it, proving it to others, erasing what must go."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from accordance.app.ledgers.at import At, found
from accordance.app.ledgers.filling import Came
from accordance.kernel.canonical import canonical
from accordance.ledger import keyring
from accordance.ledger.drafts import Draft
from accordance.ledger.entries.leaf import Part
from accordance.ledger.faults import LedgerError
from accordance.ledger.log.notes import Verifier

if TYPE_CHECKING:
    from accordance.ledger.bundles import Manifest, Opened
    from accordance.ledger.verifying import Verified

ERASURE: Final = "accordance-erasure/1"


def verified(
    at: At,
    witnesses: Sequence[str] = (),
    trust: str | None = None,
    told: Callable[[int], None] | None = None,
) -> Verified | Opened:
    """Verify a ledger from its bytes, or a bundle by itself.

    ``witnesses`` are public key files; ``trust`` is the key that a bundle must be signed with.
    """
    keys = [keyring.public(Path(file)).witness() for file in witnesses]
    if Path(at.where).is_file() and zipfile.is_zipfile(at.where):
        from accordance.ledger import bundles

        trusted = [Verifier.read(trust)] if trust else []
        return bundles.verify(Path(at.where), trusted, keys)
    from accordance.ledger.verifying import verify

    return verify(at.open(), keys, told)


def bundled(at: At, names: Sequence[str], output: str, *, blobs: bool = True) -> Manifest:
    """Write entries, by their ids or numbers, with their proofs into one file."""
    from accordance.ledger import bundles

    ledger = at.open()
    numbers = [found(ledger, name).entry for name in names]
    return bundles.write(ledger, numbers, Path(output), blobs=blobs)


def requested(at: At, since: int) -> str:
    """Give a request to a witness that last saw a size."""
    from accordance.ledger import witnessing

    return witnessing.request(at.open(), since).written()


def cosigned(at: At, file: str, witnesses: Sequence[str]) -> tuple[str, ...]:
    """Keep the cosignatures under a checkpoint that these witnesses made; give their names."""
    from accordance.ledger.log import notes

    keys = [keyring.public(Path(name)).witness() for name in witnesses]
    return at.open().cosigned(notes.parse(Path(file).read_text(encoding="utf-8")), keys)


def erased(
    at: At, name: str, *, reason: str, by: str = "", part: Part = "all", dry_run: bool = False
) -> Came:
    """Erase an entry, or what is sealed of it; that it was erased, why and by whom is an entry itself.

    Raises:
        LedgerError: L033 or L034 where there is no such entry, or nothing left to erase.
    """
    ledger = at.open()
    row = found(ledger, name)
    if dry_run:
        if row.body is None:
            raise LedgerError(
                "L034", f"entry {row.entry} is erased already", "another entry", row.entry
            )
        return Came(row.id or "", "erasure", row.entry, "would be erased")
    body = canonical({"by": by, "entry": "erasure", "reason": reason})
    (receipt,) = ledger.append(
        Draft(kind="erasure", version=ERASURE, body=body, erases=row.entry, part=part)
    )
    return Came(row.id or "", "erasure", receipt.entry, "erased")

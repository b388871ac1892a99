"""Evidence bundles: one file with entries, their proofs and files, to be verified without the ledger.

A bundle is a ZIP archive: a manifest, the checkpoint with its cosignatures, and for each entry its
leaf, its body with the salt, and its proof as a C2SP file.  It outlives the server: all that a
stranger needs besides is the ledger's public key, and better those of the witnesses.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Literal

import msgspec

from accordance.ledger.entries import leaf as leaves
from accordance.ledger.entries.bodies import commitment, digest
from accordance.ledger.faults import Fault, LedgerError
from accordance.ledger.ledger import Ledger
from accordance.ledger.log import checkpoints, notes, proof_files
from accordance.ledger.log.hashing import leaf_hash
from accordance.ledger.log.notes import Verifier
from accordance.ledger.log.proof_files import ProofFile
from accordance.ledger.store.blobs import LARGEST, Blobs

_MANIFEST: Final = "bundle.json"
_CHECKPOINT: Final = "checkpoint"
_LARGEST_PART: Final = 4 << 20
_PIECE: Final = 1 << 20
_MADE: Final = (1980, 1, 1, 0, 0, 0)
"""The time that every part of an archive has, so that the same bundle has the same bytes."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a bundle; what was erased or may not be read is left out."""

    entry: int
    body: bool
    sealed: bool


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle has."""

    format: Literal["accordance-bundle/1"] = "accordance-bundle/1"
    origin: str
    key: str
    entries: tuple[Piece, ...]
    blobs: tuple[str, ...]


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """What came of verifying a bundle: who signed, what stands in it, and all that is wrong."""

    origin: str
    size: int
    root: str
    signed: tuple[str, ...]
    cosigned: tuple[str, ...]
    entries: tuple[int, ...]
    blobs: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.faults


def write(ledger: Ledger, numbers: Iterable[int], file: Path, *, blobs: bool = True) -> Manifest:
    """Write entries with their proofs, and the files that they name, into one file.

    Raises:
        LedgerError: L033 where there is no such entry, L025 where a file is missing or changed.
    """
    note, held = ledger.checkpoint(), Blobs(ledger.store.home / "blobs")
    pieces, wanted = [], dict[str, None]()
    parts: list[tuple[str, bytes]] = [(_CHECKPOINT, note.written().encode())]
    for number in sorted(set(numbers)):
        row = ledger.entry(number)
        place = f"entries/{number}"
        proof = ledger.proof(number, note)
        parts += [(f"{place}/leaf", row.leaf), (f"{place}/tlog-proof", proof.written().encode())]
        if row.body is not None and row.salt is not None:
            parts += [(f"{place}/body", row.body), (f"{place}/salt", row.salt)]
        if row.stored is not None:
            parts.append((f"{place}/sealed", row.stored))
        if row.wrapped is not None:
            parts.append((f"{place}/wrapped", row.wrapped))
        pieces.append(Piece(entry=number, body=row.body is not None, sealed=row.stored is not None))
        wanted |= dict.fromkeys(leaves.read(row.leaf, number).blobs) if blobs else {}
    for blob in wanted:
        problem = held.fault(blob)
        if problem:
            raise LedgerError("L025", problem, "the file as it was")
    manifest = Manifest(
        origin=ledger.origin, key=ledger.key.text(), entries=tuple(pieces), blobs=tuple(wanted)
    )
    with zipfile.ZipFile(file, "x", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, _MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=2))
        for name, data in parts:
            _add(archive, name, data)
        for blob in wanted:
            with archive.open(_info(f"blobs/{blob}"), "w") as to, held.place(blob).open("rb") as of:
                while piece := of.read(_PIECE):
                    to.write(piece)
    return manifest


def verify(
    file: Path, trusted: Sequence[Verifier] = (), witnesses: Sequence[Verifier] = ()
) -> Opened:
    """Verify a bundle by itself; ``trusted`` are keys of ledgers, else the one that it names.

    Raises:
        LedgerError: L056 where the file is no bundle.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            return _Reading(archive).verified(trusted, witnesses)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError) as error:
        # the last is what the archive module says of a compression that it does not know
        raise LedgerError(
            "L056", f"{file} is no bundle: {error}", "a file that accord ledger bundle wrote"
        ) from error


class _Reading:
    """One bundle while it is verified."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._faults: list[Fault] = []
        try:
            self._manifest = msgspec.json.decode(self._part(_MANIFEST), type=Manifest)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise LedgerError(
                "L056", f"the manifest of this bundle cannot be read: {error}"
            ) from error

    def verified(self, trusted: Sequence[Verifier], witnesses: Sequence[Verifier]) -> Opened:
        """Check the checkpoint, each entry under it, and each file."""
        note = notes.parse(self._part(_CHECKPOINT).decode())
        head = checkpoints.read(note)
        signed: tuple[str, ...] = ()
        cosigned: tuple[str, ...] = ()
        try:
            keys = trusted or [Verifier.read(self._manifest.key)]
            signed = tuple(key.name for key in notes.verified(note, keys))
            cosigned = tuple(one.witness.name for one in checkpoints.cosigned(note, witnesses))
        except LedgerError as error:
            self._faults.append(error.fault)
        if head.origin != self._manifest.origin:
            self._fault("L013", "the checkpoint is of another ledger")
        for piece in self._manifest.entries:
            self._entry(piece, note)
        for blob in self._manifest.blobs:
            self._blob(blob)
        return Opened(
            origin=head.origin, size=head.size, root=head.root.hex(), signed=signed,
            cosigned=cosigned, entries=tuple(piece.entry for piece in self._manifest.entries),
            blobs=self._manifest.blobs, faults=tuple(self._faults),
        )  # fmt: skip

    def _entry(self, piece: Piece, note: notes.Note) -> None:
        number, place = piece.entry, f"entries/{piece.entry}"
        data = self._part(f"{place}/leaf")
        try:
            leaf = leaves.read(data, number)
            proof = proof_files.parse(self._part(f"{place}/tlog-proof").decode())
        except LedgerError as error:
            self._faults.append(error.fault)
            return
        if not _proved(proof, number, note, data):
            self._fault("L024", "the proof does not show this entry in the ledger", number)
        if piece.body:
            body, salt = self._part(f"{place}/body"), self._part(f"{place}/salt")
            if commitment(body, salt) != leaf.commitment:
                self._fault("L022", "the body is not what was committed to", number)
        if piece.sealed and (
            leaf.sealed is None or digest(self._part(f"{place}/sealed")) != leaf.sealed.stored
        ):
            self._fault("L022", "the sealed part is not what was stored", number)
        if leaf.author is not None and not leaf.signed(self._manifest.origin):
            self._fault("L029", "the signature of its author is not good", number)

    def _blob(self, blob: str) -> None:
        hashed, size = hashlib.sha256(), 0
        with self._archive.open(f"blobs/{blob}") as file:
            while piece := file.read(_PIECE):
                hashed.update(piece)
                size += len(piece)
                if size > LARGEST:
                    raise LedgerError("L037", f"the file {blob[:16]} is too large")
        if hashed.hexdigest() != blob:
            self._fault("L025", f"the file {blob[:16]} is not what was committed to")

    def _part(self, name: str) -> bytes:
        with self._archive.open(name) as file:
            data = file.read(_LARGEST_PART + 1)
        if len(data) > _LARGEST_PART:
            raise LedgerError("L056", f'the part "{name}" of this bundle is too large')
        return data

    def _fault(self, code: str, message: str, entry: int | None = None) -> None:
        self._faults.append(Fault(code, message, "", entry))


def _proved(proof: ProofFile, number: int, note: notes.Note, data: bytes) -> bool:
    return proof.index == number and proof.note.text == note.text and proof.shows(leaf_hash(data))


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _MADE)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(_info(name), data)

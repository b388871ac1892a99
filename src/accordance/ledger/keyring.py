"""Key files: one for each person, party or ledger, with a key to sign and one to read sealed parts.

A key file is JSON; under a passphrase it is an age file (scrypt) of that JSON.  Its public half is
a small text that is given to others: without secrets, and enough to check signatures and to seal
something for its owner.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Final, Literal, TypeVar

import msgspec
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from accordance.ledger.faults import LedgerError
from accordance.ledger.log.notes import COSIGNATURE, Signer, Verifier

PRIVATE: Final = "accordance-key/1"
PUBLIC: Final = "accordance-public-key/1"
_AGE: Final = b"age-encryption.org/v1"


class PublicKey(msgspec.Struct, frozen=True, kw_only=True):
    """What others have of a key: whose it is, and how to check and to seal for it."""

    format: Literal["accordance-public-key/1"] = "accordance-public-key/1"
    name: str
    signs: str
    cosigns: str
    reads: str

    def verifier(self) -> Verifier:
        """Give the key that checks its signatures."""
        return Verifier.read(self.signs)

    def witness(self) -> Verifier:
        """Give the key that checks its cosignatures."""
        return Verifier.read(self.cosigns)


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """A whole key: ``signing`` is a raw Ed25519 key in base64, ``reading`` an age identity."""

    format: Literal["accordance-key/1"] = "accordance-key/1"
    name: str
    signing: str
    reading: str

    def signer(self) -> Signer:
        """Give what signs."""
        raw = base64.b64decode(self.signing)
        return Signer(self.name, Ed25519PrivateKey.from_private_bytes(raw))

    def public(self) -> PublicKey:
        """Give the half that is given to others."""
        signer = self.signer()
        return PublicKey(
            name=self.name,
            signs=signer.verifier().text(),
            cosigns=signer.verifier(COSIGNATURE).text(),
            reads=str(pyrage.x25519.Identity.from_str(self.reading).to_public()),
        )


_Kind = TypeVar("_Kind", Key, PublicKey)


def new(name: str) -> Key:
    """Make a key; raise LedgerError L011 where it cannot have that name."""
    signer = Signer.new(name)
    raw = base64.b64encode(signer.private().private_bytes_raw()).decode()
    return Key(name=name, signing=raw, reading=str(pyrage.x25519.Identity.generate()))


def save(key: Key, path: Path, passphrase: str = "") -> None:
    """Write a key file that its owner alone may read; raise LedgerError L017 where one is there."""
    data = _json(key)
    if passphrase:
        data = pyrage.passphrase.encrypt(data, passphrase)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise _taken(path) from error
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    _kept(path.parent)


def free(path: Path) -> None:
    """Raise LedgerError L017 where a key file is there already."""
    if path.exists():
        raise _taken(path)


def settle(coming: Path, path: Path) -> None:
    """Put a key that was written beforehand in its place, once; raise LedgerError L018 where it stays."""
    if path.exists() or not coming.exists():
        return
    try:
        coming.replace(path)
        _kept(path.parent)
    except OSError as error:
        if path.exists():  # another was faster
            return
        raise LedgerError("L018", f"{path}: {error.strerror}", "a folder to write in") from error


def locked(path: Path) -> bool:
    """Say whether a key file needs a passphrase."""
    with path.open("rb") as file:
        return file.read(len(_AGE)) == _AGE


def load(path: Path, passphrase: str = "") -> Key:
    """Read a key file; raise LedgerError L018 where it is none or the passphrase is wrong."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LedgerError("L018", f"{path}: {error.strerror}", "a key file") from error
    if data.startswith(_AGE):
        if not passphrase:
            raise LedgerError("L018", f"{path} is locked by a passphrase", "its passphrase")
        try:
            data = pyrage.passphrase.decrypt(data, passphrase)
        except pyrage.DecryptError as error:
            raise LedgerError(
                "L018", f"{path}: that is not its passphrase", "its passphrase"
            ) from error
    return _decoded(data, Key, path)


def public(path: Path) -> PublicKey:
    """Read a public key file; raise LedgerError L018 where it is none."""
    try:
        return _decoded(path.read_bytes(), PublicKey, path)
    except OSError as error:
        raise LedgerError("L018", f"{path}: {error.strerror}", "a public key file") from error


def written(key: PublicKey) -> str:
    """Give the text of a public key file."""
    return _json(key).decode()


def _taken(path: Path) -> LedgerError:
    return LedgerError("L017", f'"{path}" is there already', "a new file: keys are never replaced")


def _kept(folder: Path) -> None:
    """Bring the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _json(value: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _decoded(data: bytes, kind: type[_Kind], path: Path) -> _Kind:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        expected = PRIVATE if kind is Key else PUBLIC
        raise LedgerError("L018", f"{path} is no key file: {error}", expected) from error

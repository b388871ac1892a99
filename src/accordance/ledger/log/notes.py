"""Signed notes (C2SP signed-note): a text, and under it lines each signed by a named key.

A key names its algorithm by one byte, so that another can follow Ed25519.  Signatures of keys
that nobody asked for are kept and ignored; one of a known key that fails rejects the note.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from typing import Final, Literal, Self

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from accordance.ledger.faults import LedgerError

ED25519: Final = 0x01
"""Signs the text as it is."""

COSIGNATURE: Final = 0x04
"""Signs a checkpoint together with the time (see ``cosigning``)."""

Algorithm = Literal[0x01, 0x04]
MOST_SIGNATURES: Final = 64
_NAME: Final = re.compile(r"[^\s+\x00-\x20\x7f]+")
_MARK: Final = "\N{EM DASH} "
_VKEY: Final = re.compile(r"(.+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")


class Verifier(msgspec.Struct, frozen=True):
    """A public key under a name; what a party gives to others, as text."""

    name: str
    algorithm: Algorithm
    key: bytes

    @property
    def id(self) -> bytes:
        """The first four bytes of the hash of name, algorithm and key."""
        whole = self.name.encode() + b"\n" + bytes([self.algorithm]) + self.key
        return hashlib.sha256(whole).digest()[:4]

    def text(self) -> str:
        """Give the key in its written form, a C2SP vkey."""
        key = base64.b64encode(bytes([self.algorithm]) + self.key).decode()
        return f"{self.name}+{self.id.hex()}+{key}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a vkey; raise LedgerError L010 where it is none."""
        found = _VKEY.fullmatch(text.strip())
        raw = _decoded(found[3]) if found else None
        if found is None or raw is None or not _NAME.fullmatch(found[1]):
            raise LedgerError("L010", f'"{text.strip()[:80]}" is no public key', "NAME+ID+KEY")
        if raw[0] not in (ED25519, COSIGNATURE) or len(raw) != 33:  # noqa: PLR2004 1 + 32
            message = f'the key "{found[1]}" has an algorithm that this release does not know'
            raise LedgerError("L010", message, "Ed25519")
        key = cls(found[1], ED25519 if raw[0] == ED25519 else COSIGNATURE, raw[1:])
        if key.id.hex() != found[2]:
            raise LedgerError("L010", f'the key "{found[1]}" does not fit its id', key.id.hex())
        return key

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Say whether this key made the signature over these very bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class Signer:
    """A private key under a name."""

    def __init__(self, name: str, private: Ed25519PrivateKey) -> None:
        """Keep the key; raise LedgerError L011 where it cannot have that name."""
        if not _NAME.fullmatch(name):
            raise LedgerError("L011", f'"{name}" cannot name a key', "no spaces, no plus sign")
        self.name = name
        self._private = private
        self._public = private.public_key().public_bytes_raw()

    @classmethod
    def new(cls, name: str) -> Self:
        """Make a new key."""
        return cls(name, Ed25519PrivateKey.generate())

    def private(self) -> Ed25519PrivateKey:
        """Give the private key, to be kept."""
        return self._private

    def verifier(self, algorithm: Algorithm = ED25519) -> Verifier:
        """Give the public key for one use."""
        return Verifier(self.name, algorithm, self._public)

    def sign(self, message: bytes) -> bytes:
        """Sign these very bytes."""
        return self._private.sign(message)


class Signature(msgspec.Struct, frozen=True):
    """One line under a note: whose key, and what it signed with."""

    name: str
    id: bytes
    value: bytes

    def by(self, key: Verifier) -> bool:
        """Say whether the line says that it is this key's."""
        return self.name == key.name and self.id == key.id

    def line(self) -> str:
        """Give the line."""
        return f"{_MARK}{self.name} {base64.b64encode(self.id + self.value).decode()}\n"


class Note(msgspec.Struct, frozen=True):
    """A text that ends in a newline, and the signatures under it."""

    text: str
    signatures: tuple[Signature, ...] = ()

    def written(self) -> str:
        """Give the note as it is kept."""
        return self.text + "\n" + "".join(one.line() for one in self.signatures)

    def adding(self, signatures: Iterable[Signature]) -> Note:
        """Give the note with signatures that it has not yet."""
        new = [one for one in signatures if one not in self.signatures]
        return Note(self.text, (*self.signatures, *new))

    def signed(self, signer: Signer) -> Note:
        """Give the note with one signature more."""
        key = signer.verifier()
        return self.adding([Signature(key.name, key.id, signer.sign(self.text.encode()))])


def parse(text: str) -> Note:
    """Read a note; raise LedgerError L012 where it is none."""
    if any(letter < " " and letter != "\n" for letter in text):
        raise _no_note("it has control characters")
    head, blank, tail = text.rpartition("\n\n")
    if not blank or not tail.endswith("\n"):
        raise _no_note("it has no signatures under an empty line")
    lines = tail.removesuffix("\n").split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise _no_note(f"it has more than {MOST_SIGNATURES} signatures")
    return Note(head + "\n", tuple(_signature(line) for line in lines))


def verified(note: Note, keys: Iterable[Verifier]) -> tuple[Verifier, ...]:
    """Give the keys of kind Ed25519 that signed a note.

    Raises:
        LedgerError: L013 where a signature of one of them fails, or none of them signed.
    """
    found = []
    for key in keys:
        for one in note.signatures:
            if key.algorithm == ED25519 and one.by(key):
                if not key.signed(note.text.encode(), one.value):
                    raise LedgerError("L013", f'the signature of "{key.name}" is not good')
                found.append(key)
                break
    if not found:
        raise LedgerError("L013", "no key that you trust has signed this")
    return tuple(found)


def _signature(line: str) -> Signature:
    name, _, value = line.removeprefix(_MARK).partition(" ")
    raw = _decoded(value)
    if not line.startswith(_MARK) or not _NAME.fullmatch(name) or raw is None or len(raw) < 5:  # noqa: PLR2004 an id and something
        raise _no_note(f'"{line[:60]}" is no signature')
    return Signature(name, raw[:4], raw[4:])


def _decoded(value: str) -> bytes | None:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return None


def _no_note(why: str) -> LedgerError:
    return LedgerError(
        "L012", f"this is no signed note: {why}", "a text, an empty line, signatures"
    )

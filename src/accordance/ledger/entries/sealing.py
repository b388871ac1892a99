"""What only some may read: encrypted under a key of its own, the key to their age recipients.

The key never touches the tree.  When its last wrapped copy is destroyed nobody can read the part
again who has not read it already; the proofs over its commitment stand.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

import msgspec
import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from accordance.ledger.entries.bodies import SALT_SIZE, commitment, digest, new_salt
from accordance.ledger.entries.leaf import Sealed
from accordance.ledger.faults import LedgerError

_KEY_SIZE: Final = 32
_NONCE: Final = bytes(12)
"""One key encrypts one part, once: the nonce may be the same for all."""


class Reader(msgspec.Struct, frozen=True):
    """Somebody who may read what is sealed: a party or role, and its age recipient."""

    name: str
    recipient: str


class Locked(msgspec.Struct, frozen=True):
    """A sealed part: what the leaf says of it, the bytes kept, and the wrapped salt and key."""

    leaf: Sealed
    stored: bytes
    wrapped: bytes


def seal(part: bytes, readers: Sequence[Reader]) -> Locked:
    """Encrypt a part to those who may read it.

    Raises:
        LedgerError: L040 where nobody may, or a recipient is none.
    """
    if not readers:
        raise LedgerError("L040", "nobody is named who may read this", "one reader or more")
    try:
        to = [pyrage.x25519.Recipient.from_str(reader.recipient) for reader in readers]
    except pyrage.RecipientError as error:
        raise LedgerError("L040", f"one of the readers has no good key: {error}") from error
    salt, key = new_salt(), os.urandom(_KEY_SIZE)
    stored = ChaCha20Poly1305(key).encrypt(_NONCE, part, None)
    names = tuple(sorted({reader.name for reader in readers}))
    leaf = Sealed(commitment=commitment(part, salt), stored=digest(stored), to=names)
    return Locked(leaf, stored, pyrage.encrypt(salt + key, to))


def unseal(
    leaf: Sealed, stored: bytes, wrapped: bytes, identities: Sequence[str], entry: int
) -> bytes | None:
    """Give the part, or None where none of the identities may read it.

    Raises:
        LedgerError: L022 where it is not what was committed to.
    """
    secret = unwrap(wrapped, identities)
    if secret is None:
        return None
    salt, key = secret[:SALT_SIZE], secret[SALT_SIZE:]
    try:
        part = ChaCha20Poly1305(key).decrypt(_NONCE, stored, None)
    except (InvalidTag, ValueError) as error:
        message = "the sealed part does not open with its key"
        raise LedgerError("L022", message, "what was sealed", entry) from error
    if commitment(part, salt) != leaf.commitment:
        message = "the sealed part is not what was committed to"
        raise LedgerError("L022", message, "what was sealed", entry)
    return part


def unwrap(wrapped: bytes, identities: Sequence[str]) -> bytes | None:
    """Give salt and key, or None where none of the identities opens them."""
    try:
        own = [pyrage.x25519.Identity.from_str(text) for text in identities]
        return pyrage.decrypt(wrapped, own) if own else None
    except (pyrage.DecryptError, pyrage.IdentityError):
        return None

"""Salted commitments: what the tree holds of a body, so that the body itself can be taken away.

The commitment is HMAC-SHA-256 of the body under a salt of 32 random bytes that is kept with it.
Without the salt nobody can tell from the commitment what the body was, even by guessing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Final

SALT_SIZE: Final = 32


def new_salt() -> bytes:
    """Give a salt that nobody can guess."""
    return secrets.token_bytes(SALT_SIZE)


def commitment(body: bytes, salt: bytes) -> str:
    """Give the commitment to a body, in hexadecimal."""
    return hmac.digest(salt, body, "sha256").hex()


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()

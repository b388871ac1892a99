"""Salted commitments: what the tree holds of a body, so that the body itself can be taken away.

The commitment is the SHA-256 of a word, a salt of 32 random bytes, and the body; the salt is kept
with the body.  Without the salt nobody can tell from the commitment what the body was, even by guessing.
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Final

SALT_SIZE: Final = 32
_WORD: Final = b"accordance-body/1\x00"


def new_salt() -> bytes:
    """Give a salt that nobody can guess."""
    return secrets.token_bytes(SALT_SIZE)


def commitment(body: bytes, salt: bytes) -> str:
    """Give the commitment to a body under a salt of that size, in hexadecimal."""
    return sha256(_WORD + salt + body).hexdigest()


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes, in hexadecimal."""
    return sha256(data).hexdigest()

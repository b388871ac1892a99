"""The two hashes of an RFC 6962 tree (section 2.1): of a leaf and of an inner node.

The first byte keeps them apart, so that no leaf can pass for a node.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

SIZE: Final = 32
"""The bytes of one SHA-256 hash."""

EMPTY: Final = sha256(b"").digest()
"""The root of a tree without leaves."""

_LEAF: Final = b"\x00"
_NODE: Final = b"\x01"


def leaf_hash(data: bytes) -> bytes:
    """Give the hash of a leaf that holds these bytes."""
    return sha256(_LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the hash of a node above two others."""
    return sha256(_NODE + left + right).digest()

"""Canonical JSON (RFC 8785) and digests, the same in every office.

The encoder is msgspec's with sorted keys.  Its bytes are those of RFC 8785 as long as keys are
ASCII and no binary float occurs, which the types here guarantee and a property test checks
against the reference implementation.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

_ENCODER = msgspec.json.Encoder(order="sorted", decimal_format="string")


def canonical(value: Any) -> bytes:
    """Give the RFC 8785 bytes of a value; days and amounts become strings."""
    return _ENCODER.encode(value)


def digest(value: Any) -> str:
    """Give ``sha256:`` and the hexadecimal SHA-256 of the canonical form."""
    return "sha256:" + hashlib.sha256(canonical(value)).hexdigest()


def builtins(value: Any) -> Any:
    """Turn structs, days and amounts into plain JSON values."""
    return msgspec.to_builtins(value, str_keys=True)

"""The tables of a ledger, the same in SQLite and PostgreSQL.

``entries`` and what is signed only ever grow.  What may be taken away, and only by an erasure that
is an entry itself, lies in tables of its own: the bodies with their salts, and the keys of what
is sealed.  Both databases refuse anything else by triggers (see the migrations).
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text

METADATA: Final = MetaData()

_WHOLE: Final = BigInteger().with_variant(Integer(), "sqlite")
"""A number of entries; in SQLite a key of this type is the row's own number."""


def _number(name: str = "entry", *, of: str = "", key: bool = True) -> Column[int]:
    """Give the column of an entry's number."""
    link = (ForeignKey(of),) if of else ()
    return Column(name, _WHOLE, *link, primary_key=key, autoincrement=False, nullable=False)


FACTS: Final = Table(
    "facts", METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip
"""What was settled when the ledger was made: its format, its origin, its public key."""

ENTRIES: Final = Table(
    "entries", METADATA,
    _number(),
    Column("id", Text, unique=True),
    Column("leaf", LargeBinary, nullable=False),
    Column("hashes", LargeBinary, nullable=False),
)  # fmt: skip
"""The tree: each leaf, and the hashes of the nodes that it completes (see ``log.tree``)."""

BODIES: Final = Table(
    "bodies", METADATA,
    _number(of="entries.entry"),
    Column("salt", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
)  # fmt: skip

SEALED: Final = Table(
    "sealed", METADATA,
    _number(of="entries.entry"),
    Column("stored", LargeBinary, nullable=False),
)  # fmt: skip
"""What only some may read, encrypted under a key of its own."""

KEYS: Final = Table(
    "keys", METADATA,
    _number(of="entries.entry"),
    Column("wrapped", LargeBinary, nullable=False),
)  # fmt: skip
"""The salt and key of each sealed part, encrypted to those who may read it."""

ERASURES: Final = Table(
    "erasures", METADATA,
    _number("erased", of="entries.entry"),
    _number("entry", of="entries.entry", key=False),
)  # fmt: skip
"""Which entry was erased, and by which; without a row here nothing can be taken away."""

CHECKPOINTS: Final = Table(
    "checkpoints", METADATA,
    _number("size"),
    Column("note", Text, nullable=False),
)  # fmt: skip
"""The signed state after each commit."""

COSIGNATURES: Final = Table(
    "cosignatures", METADATA,
    _number("size", of="checkpoints.size"),
    Column("witness", Text, primary_key=True),
    Column("line", Text, nullable=False),
)  # fmt: skip

GROWING: Final = ("facts", "entries", "sealed", "erasures", "checkpoints", "cosignatures")
"""Tables in which rows are neither changed nor taken away."""

ERASABLE: Final = ("bodies", "keys")
"""Tables in which rows are not changed, and taken away only where an erasure says so."""

"""The first tables of a ledger, and the guards over them.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from accordance.ledger.store import guards

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _number(name: str, of: str = "", *, key: bool = True) -> sa.Column[int]:
    link = (sa.ForeignKey(of),) if of else ()
    return sa.Column(name, _WHOLE, *link, primary_key=key, autoincrement=False, nullable=False)


def upgrade() -> None:
    """Make the tables."""
    blob, text = sa.LargeBinary, sa.Text
    op.create_table(
        "facts",
        sa.Column("name", text, primary_key=True), sa.Column("value", text, nullable=False),
    )  # fmt: skip
    op.create_table(
        "entries", _number("entry"),
        sa.Column("id", text, unique=True),
        sa.Column("leaf", blob, nullable=False), sa.Column("hashes", blob, nullable=False),
    )  # fmt: skip
    op.create_table(
        "bodies", _number("entry", "entries.entry"),
        sa.Column("salt", blob, nullable=False), sa.Column("body", blob, nullable=False),
    )  # fmt: skip
    op.create_table(
        "sealed", _number("entry", "entries.entry"), sa.Column("stored", blob, nullable=False)
    )
    op.create_table(
        "keys", _number("entry", "entries.entry"), sa.Column("wrapped", blob, nullable=False)
    )
    op.create_table(
        "erasures", _number("erased", "entries.entry"),
        _number("entry", "entries.entry", key=False),
    )  # fmt: skip
    op.create_table("checkpoints", _number("size"), sa.Column("note", text, nullable=False))
    op.create_table(
        "cosignatures", _number("size", "checkpoints.size"),
        sa.Column("witness", text, primary_key=True), sa.Column("line", text, nullable=False),
    )  # fmt: skip
    for statement in guards.statements(op.get_bind().dialect.name):
        op.execute(statement)

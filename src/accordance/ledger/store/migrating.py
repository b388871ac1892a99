"""Bringing the tables of a ledger to the form that this release knows."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import Final

from sqlalchemy import Connection, inspect, text

from accordance.ledger.faults import LedgerError

NEWEST: Final = "0001"
"""The revision of this release; a test holds it against the migrations."""


def revision(connection: Connection) -> str:
    """Give the revision that the tables are in, or an empty string where there are none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def check(connection: Connection) -> None:
    """Raise LedgerError L002 or L003 where there is no ledger, or one of another release."""
    found = revision(connection)
    if not found:
        raise LedgerError("L002", "there is no ledger here", "accord ledger init makes one")
    if found > NEWEST:
        message = f"this ledger is of a newer release (tables {found})"
        raise LedgerError("L003", message, f"tables {NEWEST}, or a newer accordance")
    if found < NEWEST:
        message = f"this ledger is of an older release (tables {found})"
        raise LedgerError("L003", message, "accord ledger init brings it up to date")


def migrate(connection: Connection) -> None:
    """Make the tables, or bring them up to date, in the caller's transaction."""
    from alembic import command  # noqa: PLC0415 a heavy import that only this needs
    from alembic.config import Config  # noqa: PLC0415 as above

    with as_file(files("accordance.ledger.store") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

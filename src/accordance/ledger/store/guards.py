"""The triggers by which each database refuses to change what is written.

They stop a mistake and a program; whoever owns the database can drop them, and is found out by
``verify`` and by the witnesses.
"""

from __future__ import annotations

from collections.abc import Iterator

from accordance.ledger.store.tables import ERASABLE, GROWING

REFUSED = "a ledger only grows"


def statements(dialect: str) -> Iterator[str]:
    """Give the statements that set the guards up, in the SQL of a dialect."""
    yield from _sqlite() if dialect == "sqlite" else _postgresql()


def _sqlite() -> Iterator[str]:
    for table in (*GROWING, *ERASABLE):
        yield (
            f"CREATE TRIGGER {table}_stay BEFORE UPDATE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )
    for table in GROWING:
        yield (
            f"CREATE TRIGGER {table}_last BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )
    for table in ERASABLE:
        yield (
            f"CREATE TRIGGER {table}_last BEFORE DELETE ON {table} "
            "WHEN NOT EXISTS (SELECT 1 FROM erasures WHERE erased = OLD.entry) "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        )


def _postgresql() -> Iterator[str]:
    yield (
        "CREATE FUNCTION ledger_grows() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
    )
    yield (
        "CREATE FUNCTION ledger_erases() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN IF EXISTS (SELECT 1 FROM erasures WHERE erased = OLD.entry) THEN RETURN OLD; END IF; "
        f"RAISE EXCEPTION '{REFUSED}'; END $$"
    )
    for table in (*GROWING, *ERASABLE):
        yield (
            f"CREATE TRIGGER {table}_stay BEFORE UPDATE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_grows()"
        )
    for table in GROWING:
        yield (
            f"CREATE TRIGGER {table}_last BEFORE DELETE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_grows()"
        )
    for table in ERASABLE:
        yield (
            f"CREATE TRIGGER {table}_last BEFORE DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION ledger_erases()"
        )

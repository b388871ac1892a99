"""What only the owner of a database can do: drop its guards, and change what is written."""

from __future__ import annotations

from typing import Any

from accordance.ledger.ledger import Ledger
from accordance.ledger.store.tables import ERASABLE, GROWING


def wronged(ledger: Ledger, *statements: str, **values: Any) -> None:
    """Drop every guard, and every link between tables, and do something to the database."""
    lite = ledger.store.dialect == "sqlite"
    with ledger.store.reading() as connection:
        if lite:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        for table in (*GROWING, *ERASABLE):
            for guard in ("stay", "last"):
                on = "" if lite else f" ON {table}"
                connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_{guard}{on}")
        if not lite:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for statement in statements:
            done = statement if lite else statement.replace("?", "%s")
            connection.exec_driver_sql(done, tuple(values.values()) or None)
        if not lite:
            connection.exec_driver_sql("SET session_replication_role = DEFAULT")
        connection.commit()
        if lite:
            connection.exec_driver_sql("COMMIT") if connection.in_transaction() else None
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")

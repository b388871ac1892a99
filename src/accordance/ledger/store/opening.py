"""Opening the database of a ledger: by a path SQLite, by a URL PostgreSQL.

What both promise: a transaction that has returned is on the disk, and there is one writer at a
time, first come, first served.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlalchemy
from sqlalchemy import Connection, Engine, event, text

from accordance.ledger.faults import LedgerError
from accordance.ledger.store.guards import REFUSED

PATIENCE_MS: Final = 60_000
"""How long SQLite waits for a lock that another holds."""

SAFE_WAL: Final = (3, 51, 3)
"""From this release on SQLite may write ahead with several connections at once."""

_LOCK: Final = 0x4143434F_52444C47
"""The number of the advisory lock that a writer to PostgreSQL holds."""

_UNSOUND: Final = ("not a database", "malformed", "Could not decode to UTF-8")
"""What SQLite says of a file that it cannot read."""

_DAMAGED: Final = ("XX001", "XX002")
"""What PostgreSQL says of tables and indexes that it cannot read."""

_REFUSALS: Final = ("DataError", "IntegrityError")
"""What drivers raise of the values that they were given, before anything is written."""

_SCHEMES: Final = ("postgresql://", "postgres://", "postgresql+psycopg://")


class Store:
    """The database of one ledger."""

    def __init__(self, where: str, engine: Engine, home: Path) -> None:
        """Keep the engine; ``home`` is the folder with the files of the ledger."""
        self.where = where
        self.home = home
        self._engine = engine

    @property
    def dialect(self) -> str:
        """Either ``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to read with; what is read in one statement belongs together."""
        with _faults(self.where, self._engine), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the one connection that writes; all is kept on leaving, or nothing where it raises."""
        engine = self._engine.execution_options(writes=True)
        with _faults(self.where, engine), self._turn(), engine.begin() as connection:
            if self.dialect == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def damage(self) -> str:
        """Say what SQLite finds wrong with its own pages and indexes, or give an empty string."""
        if self.dialect != "sqlite":
            return ""
        with self.reading() as connection:
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
        return "" if found == "ok" else " ".join(str(found).split())[:200]

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for a turn among the processes that write to one SQLite file, in their order."""
        if self.dialect != "sqlite":
            yield
            return
        from accordance.ledger.store.turns import turn  # noqa: PLC0415 only where files can lock

        with turn(self.home / "turn"):
            yield


def open_store(where: str, home: str | Path | None = None) -> Store:
    """Open the database of a ledger; whether there is one is for the caller to see.

    Raises:
        LedgerError: L001 where the place cannot hold a ledger.
    """
    if where.startswith(_SCHEMES):
        return _postgresql(where, home)
    if "://" in where:
        message = (
            f'"{where.split("://", maxsplit=1)[0]}" is no kind of database that a ledger can lie in'
        )
        raise LedgerError("L001", message, "a file, or postgresql://...")
    path = Path(where)
    if path.is_dir() or not path.parent.is_dir():
        raise LedgerError("L001", f'"{where}" cannot be a ledger', "a file in a folder that exists")
    return Store(where, _sqlite(path), Path(home) if home else Path(f"{where}.files"))


def journal() -> str:
    """Give the journal that the linked SQLite can be trusted with."""
    return "WAL" if sqlite3.sqlite_version_info >= SAFE_WAL else "TRUNCATE"


def _sqlite(path: Path) -> Engine:
    engine = sqlalchemy.create_engine(
        sqlalchemy.URL.create("sqlite", database=str(path)),
        connect_args={"timeout": PATIENCE_MS / 1000, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _opened(raw: Any, _: Any) -> None:
        raw.isolation_level = None
        for pragma in (
            f"busy_timeout = {PATIENCE_MS}", f"journal_mode = {journal()}", "synchronous = FULL",
            "foreign_keys = ON", "secure_delete = ON", "trusted_schema = OFF",
        ):  # fmt: skip
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")

    return engine


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))


def _postgresql(where: str, home: str | Path | None) -> Store:
    url = sqlalchemy.make_url(where).set(drivername="postgresql+psycopg")
    if home is None:
        message = "a ledger in PostgreSQL has its key and its files in a folder"
        raise LedgerError("L004", message, "--home FOLDER, or ACCORD_LEDGER_HOME")
    # What the driver says of a connection that it lost, the fault that is raised says too.
    logging.getLogger("psycopg").addHandler(logging.NullHandler())
    engine = sqlalchemy.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    return Store(url.render_as_string(hide_password=True), engine, Path(home))


@contextmanager
def _faults(where: str, engine: Engine) -> Iterator[None]:
    """Turn what a database, its driver or its disk says into faults that a user can act on."""
    driver = engine.dialect.loaded_dbapi.Error
    try:
        yield
    except (sqlalchemy.exc.DBAPIError, sqlalchemy.exc.TimeoutError, driver, OSError) as error:
        cause = error.orig if isinstance(error, sqlalchemy.exc.DBAPIError) else error
        raise _fault(where, cause) from error


def _fault(where: str, cause: BaseException | None) -> LedgerError:
    lines = str(cause).strip().splitlines() or ["unknown"]
    if any(word in lines[0] for word in _UNSOUND) or getattr(cause, "sqlstate", "") in _DAMAGED:
        message = f"{where}: this database is damaged, or is none: {lines[0]}"
        return LedgerError("L005", message, "the database, or a backup of it")
    if REFUSED in lines[0]:
        return LedgerError("L030", f"{where}: the database refused: {lines[0]}")
    if any(one.__name__ in _REFUSALS for one in type(cause).__mro__):
        message = f"{where}: the database does not take this: {lines[0]}"
        return LedgerError("L030", message, "values that it can hold")
    return LedgerError("L006", f"{where}: {lines[0]}", "a database that answers, a disk with room")

"""Rows of a ledger: what is read by number or id, and many written at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Column, Connection, Select, Table, bindparam, func, null, select

from accordance.ledger.faults import LedgerError
from accordance.ledger.log import notes
from accordance.ledger.log.tree import Growing, Read, completer, peaks_of, stored
from accordance.ledger.store.tables import BODIES, CHECKPOINTS, ENTRIES, KEYS, SEALED

PAGE: Final = 2_000
"""How many entries are read at once."""

_ASKED: Final = 500
_MOST: Final = 1 << 63
"""No number of an entry is as large."""

_COPIED: Final = 64
"""From so many rows on PostgreSQL takes them faster as a stream."""


class Row(msgspec.Struct, frozen=True, gc=False):
    """One entry as it is stored; ``salt`` and ``body`` are None once it is erased."""

    entry: int
    id: str | None
    leaf: bytes
    hashes: bytes
    salt: bytes | None
    body: bytes | None
    stored: bytes | None
    wrapped: bytes | None


_ROWS: Final = (
    select(
        ENTRIES.c.entry, ENTRIES.c.id, ENTRIES.c.leaf, ENTRIES.c.hashes,
        BODIES.c.salt, BODIES.c.body, SEALED.c.stored, KEYS.c.wrapped,
    )
    .select_from(ENTRIES)
    .outerjoin(BODIES, BODIES.c.entry == ENTRIES.c.entry)
    .outerjoin(SEALED, SEALED.c.entry == ENTRIES.c.entry)
    .outerjoin(KEYS, KEYS.c.entry == ENTRIES.c.entry)
    .order_by(ENTRIES.c.entry)
)  # fmt: skip


def _within(asked: Select[Any], number: Column[int]) -> Select[Any]:
    return asked.where(number >= bindparam("first"), number < bindparam("end"))


_PAGE: Final = _within(
    select(
        ENTRIES.c.entry, ENTRIES.c.id, ENTRIES.c.leaf, ENTRIES.c.hashes,
        BODIES.c.salt, BODIES.c.body, null(), null(),
    )
    .select_from(ENTRIES)
    .outerjoin(BODIES, BODIES.c.entry == ENTRIES.c.entry)
    .order_by(ENTRIES.c.entry),
    ENTRIES.c.entry,
)  # fmt: skip
_SEALED: Final = _within(select(SEALED.c.entry, SEALED.c.stored), SEALED.c.entry)
_KEYS: Final = _within(select(KEYS.c.entry, KEYS.c.wrapped), KEYS.c.entry)


_NEWEST: Final = select(CHECKPOINTS.c.note).order_by(CHECKPOINTS.c.size.desc()).limit(1)
_STANDING: Final = select(
    select(func.max(ENTRIES.c.entry)).scalar_subquery(), _NEWEST.scalar_subquery()
)


def size(connection: Connection) -> int:
    """Give the number of entries, as the highest that there is says it."""
    last = connection.execute(select(func.max(ENTRIES.c.entry))).scalar()
    return 0 if last is None else int(last) + 1


def page(connection: Connection, first: int, end: int) -> list[tuple[Any, ...]]:
    """Give entries from ``first`` to before ``end`` as tuples, in the order of the fields of Row."""
    within = {"first": first, "end": end}
    plain: Any = connection.execute(_PAGE, within).cursor  # its tuples need no names
    found: list[tuple[Any, ...]] = plain.fetchall()
    stored: dict[int, Any] = dict(connection.execute(_SEALED, within).all())
    wrapped: dict[int, Any] = dict(connection.execute(_KEYS, within).all())
    if stored or wrapped:  # few entries are sealed
        return [(*row[:6], stored.get(row[0]), wrapped.get(row[0])) for row in found]
    return found


def entry(connection: Connection, number: int) -> Row:
    """Give one entry by its number; raise LedgerError L033 where there is none."""
    within = 0 <= number < _MOST
    found = connection.execute(_ROWS.where(ENTRIES.c.entry == number)).first() if within else None
    if found is None:
        raise LedgerError(
            "L033", f"this ledger has no entry {number}", f"0 to {size(connection) - 1}"
        )
    return Row(*found)


def named(connection: Connection, ids: Sequence[str]) -> dict[str, Row]:
    """Give the entries that have any of these ids."""
    found: dict[str, Row] = {}
    for first in range(0, len(ids), _ASKED):
        some = ids[first : first + _ASKED]
        for row in connection.execute(_ROWS.where(ENTRIES.c.id.in_(some))):
            found[row.id] = Row(*row)
    return found


def nodes(connection: Connection) -> Read:
    """Give a reader of the tree's complete nodes."""

    def read(level: int, index: int) -> bytes:
        number = completer(level, index)
        found = connection.execute(
            select(ENTRIES.c.hashes).where(ENTRIES.c.entry == number)
        ).scalar()
        if found is None:
            raise LedgerError("L023", f"entry {number} is missing", "every entry", number)
        try:
            return stored(bytes(found), level)
        except (TypeError, ValueError) as error:
            message = f"the hashes stored with entry {number} are cut off"
            raise LedgerError("L024", message, "those of the entries", number) from error

    return read


def edge(connection: Connection) -> Growing:
    """Give the right edge of the tree, to which entries are added."""
    count, read = size(connection), nodes(connection)
    return Growing(count, tuple(read(*peak) for peak in peaks_of(count)))


def standing(connection: Connection) -> tuple[int, str | None]:
    """Give the number of entries and the newest checkpoint as it is written, in one statement."""
    last, note = connection.execute(_STANDING).one()
    return 0 if last is None else int(last) + 1, note


def newest(connection: Connection) -> notes.Note | None:
    """Give the newest checkpoint, or None before the first."""
    found = connection.execute(_NEWEST).scalar()
    return None if found is None else notes.parse(found)


class Batch:
    """Rows that are written together."""

    def __init__(self) -> None:
        """Begin empty."""
        self._rows: dict[Table, list[tuple[Any, ...]]] = {}

    def add(self, table: Table, *values: Any) -> None:
        """Add a row, with a value for each column in the table's order."""
        self._rows.setdefault(table, []).append(values)

    def write(self, connection: Connection) -> None:
        """Write every row, tables in the order in which they were first used."""
        for table, values in self._rows.items():
            if connection.dialect.name == "postgresql" and len(values) >= _COPIED:
                _copied(connection, table, values)
            else:
                _inserted(connection, table, values)


def _inserted(connection: Connection, table: Table, values: list[tuple[Any, ...]]) -> None:
    names = ", ".join(column.name for column in table.columns)
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join(mark for _ in table.columns)
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", values)  # noqa: S608 names of our own tables


def _copied(connection: Connection, table: Table, values: Iterable[tuple[Any, ...]]) -> None:
    names = ", ".join(column.name for column in table.columns)
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as stream:
        for row in values:
            stream.write_row(row)

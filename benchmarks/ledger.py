"""Appending to a ledger, verifying and proving, beside the bare database and bare hashing.

The peers write rows of the same content, on the same disk, under the same pragmas and as durably, in
turn with the ledger; the peer of verifying hashes the same bytes and no more.  Ratios are of times:
1.67 is 0.6 of the peer's speed.

    python -m benchmarks.ledger --entries 1000000 --postgresql postgresql://...
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import os
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from accordance.kernel.canonical import canonical
from accordance.ledger.drafts import Draft
from accordance.ledger.ledger import Ledger, create
from accordance.ledger.log import tree
from accordance.ledger.store.opening import journal
from accordance.ledger.verifying import verify

SINGLE = 60
BATCHES = 5
BATCH = 2_000
ENTRIES = 100_000
COLUMNS = "entry, id, leaf, hashes, salt, body, note"
Row = tuple[int, str, bytes, bytes, bytes, bytes, str]
Rows = list[tuple[str, str, str, str]]


def draft(number: int) -> Draft:
    """Give an event of ordinary length."""
    body = {"entry": "event", "id": f"e-{number}", "happened": "2026-03-01", "text": "x" * 80}
    return Draft(kind="event", version="accordance-record/1", id=f"e-{number}",
                 body=canonical(body))  # fmt: skip


def content(number: int) -> Row:
    """Give a row with as many bytes as the ledger keeps of an entry."""
    return (number, f"e-{number}", os.urandom(190), os.urandom(64), os.urandom(32),
            draft(number).body, "")  # fmt: skip


class Peer:
    """One table in the bare database, written to as durably as the ledger is."""

    def __init__(self, connection: Any, mark: str, number: str, raw: str) -> None:
        self._connection = connection
        self._insert = f"INSERT INTO peer ({COLUMNS}) VALUES ({', '.join([mark] * 7)})"  # noqa: S608 our own names
        connection.execute(
            f"CREATE TABLE peer (entry {number} PRIMARY KEY, id TEXT UNIQUE, leaf {raw} NOT NULL,"
            f" hashes {raw} NOT NULL, salt {raw} NOT NULL, body {raw} NOT NULL, note TEXT NOT NULL)"
        )

    def append(self, rows: list[Row]) -> None:
        """Write rows in one transaction."""
        cursor = self._connection.cursor()
        cursor.execute("BEGIN IMMEDIATE" if isinstance(cursor, sqlite3.Cursor) else "BEGIN")
        if len(rows) == 1:
            cursor.execute(self._insert, rows[0])
        else:
            cursor.executemany(self._insert, rows)
        cursor.execute("COMMIT")


def bare_sqlite(file: Path) -> Peer:
    """Open SQLite as the ledger does."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in (f"journal_mode = {journal()}", "synchronous = FULL", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return Peer(connection, "?", "INTEGER", "BLOB")


def bare_postgresql(url: str) -> Peer:
    """Open PostgreSQL without anything between."""
    import psycopg  # noqa: PLC0415 only where a server is named

    connection = psycopg.connect(url, autocommit=True)
    connection.execute("DROP TABLE IF EXISTS peer")
    return Peer(connection, "%s", "BIGINT", "BYTEA")


def in_turn(works: tuple[Callable[[int], object], ...], rounds: Iterable[int]) -> list[float]:
    """Do each piece of work once in every round; give the median seconds of each."""
    seconds: list[list[float]] = [[] for _ in works]
    for number in rounds:
        for work, told in zip(works, seconds, strict=True):
            gc.collect()
            start = time.perf_counter()
            work(number)
            told.append(time.perf_counter() - start)
    return [statistics.median(one) for one in seconds]


def appending(ledger: Ledger, peer: Peer, name: str) -> Rows:
    """Measure single and batched appends beside those of the peer."""
    ones = [([draft(n)], [content(n)]) for n in range(SINGLE)]
    many = [
        ([draft(n) for n in numbers], [content(n) for n in numbers])
        for numbers in (range(n * BATCH, (n + 1) * BATCH) for n in range(1, BATCHES + 1))
    ]
    rows: Rows = []
    for told, given, limit in (("one", ones, 0.6), (f"{BATCH:,}", many, 0.25)):
        ours, bare = in_turn(
            (lambda n, given=given: ledger.append(*given[n][0]),
             lambda n, given=given: peer.append(given[n][1])),
            range(len(given)),
        )  # fmt: skip
        rows += [
            (f"{name}: {told} at a time, bare", f"{bare * 1000:.2f} ms", "1", ""),
            (f"{name}: {told} at a time", f"{ours * 1000:.2f} ms", f"{ours / bare:.2f}",
             f"{1 / limit:.2f}"),
        ]  # fmt: skip
    return rows


def hashed(rows: list[tuple[bytes, bytes, bytes]]) -> int:
    """Hash leaves, commitments and the nodes above: all that the tree of these entries needs."""
    peaks: list[bytes] = []
    for number, (leaf, salt, body) in enumerate(rows):
        hashlib.sha256(b"accordance-body/1\x00" + salt + body).hexdigest()
        node = hashlib.sha256(b"\x00" + leaf).digest()
        while number & 1:
            node = hashlib.sha256(b"\x01" + peaks.pop() + node).digest()
            number >>= 1  # noqa: PLW2901 the level above
        peaks.append(node)
    return len(peaks)


def verifying(ledger: Ledger, entries: int, name: str) -> Rows:
    """Measure verifying beside hashing the same bytes."""
    step = 5_000
    for first in range(ledger.size(), entries, step):
        ledger.append(*(draft(10_000_000 + n) for n in range(first, min(first + step, entries))))
    rows = [(row.leaf, row.salt or b"", row.body or b"") for row in ledger.rows()]
    bare, ours = in_turn((lambda _: hashed(rows), lambda _: verify(ledger)), range(3))
    assert verify(ledger).sound
    return [
        (f"hashing {len(rows):,} entries, bare", f"{bare:.2f} s", "1", ""),
        (f"{name}: verify the same", f"{ours:.2f} s", f"{ours / bare:.2f}", "3.33"),
    ]


def proving(entries: int = 1_000_000) -> Rows:
    """Count the hashes that are read for a proof, at the most over many entries and sizes."""
    chance, most = random.Random(1), 0
    for index in (0, entries - 1, *chance.sample(range(entries), 2_000)):
        for proof in (tree.inclusion, tree.consistency):
            asked: list[int] = []
            proof(max(index, 1), entries, lambda level, _, asked=asked: asked.append(level) or b"")
            most = max(most, len(asked))
    return [(f"hashes read for a proof in {entries:,}", str(most), "", "100")]


def rows(entries: int = ENTRIES, postgresql: str = "") -> Rows:
    """Give the table: what, measured, ratio, limit; ``postgresql`` names an empty database."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = create(str(folder / "l.db"))
        table = appending(ledger, bare_sqlite(folder / "peer.db"), "SQLite")
        table += verifying(ledger, entries, "SQLite")
        ledger.close()
        if postgresql:
            ledger = create(postgresql, folder / "home")
            table += appending(ledger, bare_postgresql(postgresql), "PostgreSQL")
            table += verifying(ledger, entries, "PostgreSQL")
            ledger.close()
    return table + proving()


if __name__ == "__main__":
    asking = argparse.ArgumentParser(description=__doc__)
    asking.add_argument("--entries", type=int, default=ENTRIES)
    asking.add_argument("--postgresql", default="")
    asked = asking.parse_args()
    for line in rows(asked.entries, asked.postgresql):
        print("  ".join(cell.ljust(40 if cell is line[0] else 10) for cell in line).rstrip())

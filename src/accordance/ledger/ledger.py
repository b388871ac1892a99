"""A ledger that is open: what can be asked of it, and the writer that adds to it."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy import func, select

from accordance.ledger import keyring
from accordance.ledger.drafts import Draft, Receipt
from accordance.ledger.faults import LedgerError
from accordance.ledger.log import checkpoints, notes, tree
from accordance.ledger.log.checkpoints import Checkpoint
from accordance.ledger.log.hashing import EMPTY
from accordance.ledger.log.notes import Note, Signer, Verifier
from accordance.ledger.log.proof_files import ProofFile
from accordance.ledger.store import migrating, rows
from accordance.ledger.store.opening import Store, open_store
from accordance.ledger.store.rows import Row
from accordance.ledger.store.tables import CHECKPOINTS, COSIGNATURES, ERASURES, FACTS
from accordance.ledger.writer import Writer

FORMAT: Final = "accordance-ledger/1"
_KEY: Final = "key"
_COMING: Final = "key.coming"
"""The key until the tables that name it are on the disk: where making a ledger breaks off, it is
made anew with another, and never is one in use replaced."""

Now = Callable[[], datetime]


def clock() -> datetime:
    """Give the instant that the system's clock shows."""
    return datetime.now(UTC)


class Facts(msgspec.Struct, frozen=True):
    """What was settled when a ledger was made."""

    format: str
    origin: str
    key: str
    made: str


class Ledger:
    """One ledger: entries in their order, each with its place in the signed tree."""

    def __init__(self, store: Store, facts: Facts, now: Now) -> None:
        """Take the database, what was settled about it, and a clock."""
        self.store = store
        self.origin = facts.origin
        self.key = Verifier.read(facts.key)
        self._now = now
        self._writer: Writer | None = None
        self._opening = threading.Lock()

    def append(self, *drafts: Draft) -> tuple[Receipt, ...]:
        """Write drafts, all or none (see :meth:`Writer.append`).

        Raises:
            LedgerError: L019 where this place lacks the ledger's key.
        """
        with self._opening:
            if self._writer is None:
                self._writer = Writer(self.store, self.origin, self._signer(), self._now)
        return self._writer.append(drafts)

    def size(self) -> int:
        """Give how many entries there are."""
        with self.store.reading() as connection:
            return rows.size(connection)

    def entry(self, number: int) -> Row:
        """Give one entry; raise LedgerError L033 where there is none."""
        with self.store.reading() as connection:
            return rows.entry(connection, number)

    def named(self, names: Sequence[str]) -> dict[str, Row]:
        """Give the entries that have any of these ids."""
        with self.store.reading() as connection:
            return rows.named(connection, names)

    def erasures(self) -> dict[int, int]:
        """Give the entries that were erased, each with the entry that says so."""
        with self.store.reading() as connection:
            asked = select(ERASURES.c.erased, ERASURES.c.entry)
            return dict(connection.execute(asked).all())

    def rows(self, first: int = 0, end: int | None = None) -> Iterator[Row]:
        """Give entries in their order, as many as there were when this was asked."""
        for page in self.pages(first, self.size() if end is None else end):
            for found in page:
                yield Row(*found)

    def pages(self, first: int, end: int) -> Iterator[list[tuple[Any, ...]]]:
        """Give entries in their order as the database has them, some at once."""
        for low in range(first, end, rows.PAGE):
            with self.store.reading() as connection:
                page = rows.page(connection, low, min(low + rows.PAGE, end))
            yield page

    def checkpoint(self, size: int | None = None) -> Note:
        """Give the newest checkpoint with its cosignatures, or that of a size.

        Raises:
            LedgerError: L035 where none was signed at that size.
        """
        asked = select(CHECKPOINTS.c.size, CHECKPOINTS.c.note).order_by(CHECKPOINTS.c.size.desc())
        if size is not None:
            asked = asked.where(CHECKPOINTS.c.size == size)
        with self.store.reading() as connection:
            found = connection.execute(asked.limit(1)).first()
            if found is None:
                what = "" if size is None else f" at {size} entries"
                raise LedgerError(
                    "L035", f"this ledger has no checkpoint{what}", "one that it signed"
                )
            lines = connection.execute(
                select(COSIGNATURES.c.line).where(COSIGNATURES.c.size == found.size)
            ).scalars()
            cosigned = [notes.parse(f"-\n\n{line}").signatures[0] for line in lines]
        return notes.parse(found.note).adding(cosigned)

    def head(self) -> Checkpoint:
        """Give what the newest checkpoint says, that of the empty tree before the first."""
        with self.store.reading() as connection:
            note = rows.newest(connection)
        return Checkpoint(self.origin, 0, EMPTY) if note is None else checkpoints.read(note)

    def proof(self, number: int, note: Note | None = None) -> ProofFile:
        """Prove that an entry stands in the ledger, by the newest checkpoint or another."""
        note = note or self.checkpoint()
        with self.store.reading() as connection:
            steps = tree.inclusion(number, checkpoints.read(note).size, rows.nodes(connection))
        return ProofFile(number, steps, note)

    def consistency(self, first: int, second: int) -> tuple[bytes, ...]:
        """Prove that the ledger at one size goes on from itself at an earlier one."""
        with self.store.reading() as connection:
            return tree.consistency(first, second, rows.nodes(connection))

    def cosigned(self, note: Note, witnesses: Sequence[Verifier]) -> tuple[str, ...]:
        """Keep the cosignatures of these witnesses under a checkpoint; give the names of the new.

        Raises:
            LedgerError: L013 where one is not good, L035 where the ledger did not sign that.
        """
        head = checkpoints.read(note)
        own = self.checkpoint(head.size)
        if head.origin != self.origin or own.text != note.text:
            message = f"the ledger did not sign this checkpoint of {head.size} entries"
            raise LedgerError("L035", message, "one that it signed")
        names = []
        with self.store.writing() as connection:
            asked = select(COSIGNATURES.c.witness).where(COSIGNATURES.c.size == head.size)
            there = set(connection.execute(asked).scalars())
            batch = rows.Batch()
            for one in checkpoints.cosigned(note, witnesses):
                name = one.witness.text()
                if name not in there:
                    line = next(sig for sig in note.signatures if sig.by(one.witness))
                    batch.add(COSIGNATURES, head.size, name, line.line())
                    names.append(one.witness.name)
            batch.write(connection)
        return tuple(names)

    def witnessed(self) -> dict[str, int]:
        """Give the largest size that each witness has cosigned, by its name; not verified here."""
        asked = select(COSIGNATURES.c.witness, func.max(COSIGNATURES.c.size))
        with self.store.reading() as connection:
            found = connection.execute(asked.group_by(COSIGNATURES.c.witness)).all()
        return {Verifier.read(witness).name: size for witness, size in found}

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    def _signer(self) -> Signer:
        home = self.store.home
        keyring.settle(home / _COMING, home / _KEY)
        key = keyring.load(home / _KEY).signer()
        if key.verifier() != self.key:
            message = f"the key in {home} is not this ledger's"
            raise LedgerError("L019", message, "the folder that init made")
        return key


def create(
    where: str, home: str | Path | None = None, *, origin: str = "", now: Now = clock
) -> Ledger:
    """Make a ledger, with a key of its own; bring one up to date that is there.

    Raises:
        LedgerError: where the place cannot hold one.
    """
    store = open_store(where, home)
    with _closing(store), store.writing() as connection:
        fresh = not migrating.revision(connection)
        migrating.migrate(connection)
        if fresh:
            name = origin or f"accordance.ledger/{uuid.uuid4()}"
            key = keyring.new(name)
            store.home.mkdir(parents=True, exist_ok=True)
            keyring.free(store.home / _KEY)
            (store.home / _COMING).unlink(missing_ok=True)
            keyring.save(key, store.home / _COMING)
            facts = Facts(FORMAT, name, key.public().signs, now().isoformat())
            batch = rows.Batch()
            for field, value in msgspec.structs.asdict(facts).items():
                batch.add(FACTS, field, value)
            batch.write(connection)
    with _closing(store):
        keyring.settle(store.home / _COMING, store.home / _KEY)
    return _opened(store, now)


def open_ledger(where: str, home: str | Path | None = None, *, now: Now = clock) -> Ledger:
    """Open a ledger that is there.

    Raises:
        LedgerError: L002 where there is none, L003 where it is of another release.
    """
    store = open_store(where, home)
    if store.dialect == "sqlite" and not Path(where).is_file():
        raise LedgerError("L002", f'there is no ledger "{where}"', "accord ledger init makes one")
    return _opened(store, now)


def _opened(store: Store, now: Now) -> Ledger:
    with _closing(store), store.reading() as connection:
        migrating.check(connection)
        found: dict[str, str] = dict(connection.execute(select(FACTS)).all())
        try:
            return Ledger(store, msgspec.convert(found, Facts), now)
        except msgspec.ValidationError as error:
            message = f"{store.where}: what was settled of this ledger cannot be read: {error}"
            raise LedgerError("L005", message, "the database, or a backup of it") from error


@contextmanager
def _closing(store: Store) -> Iterator[None]:
    """Close a store where it cannot be opened."""
    try:
        yield
    except BaseException:
        store.close()
        raise

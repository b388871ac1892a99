"""Where a ledger is, and the record that it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from accordance.kernel.problems import Span
from accordance.ledger import ledger as ledgers
from accordance.ledger.entries import leaf as leaves
from accordance.ledger.entries import records
from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import Ledger
from accordance.ledger.store.rows import Row
from accordance.record.entries import Record
from accordance.record.reading import Read


class At(msgspec.Struct, frozen=True):
    """Where a ledger is: a file or a URL, and the folder with its key and files where not beside it."""

    where: str
    home: str | None = None

    def open(self) -> Ledger:
        """Open it; raise LedgerError where there is none."""
        return ledgers.open_ledger(self.where, self.home)


def made(at: At, origin: str = "") -> Ledger:
    """Make a ledger, or bring one up to date that is there."""
    return ledgers.create(at.where, at.home, origin=origin)


def record_of(ledger: Ledger) -> Record:
    """Give the record that a ledger holds; what was erased is not in it."""
    return records.record(body for _, body in _bodies(ledger))


def _bodies(ledger: Ledger) -> Iterator[tuple[int, records.Body]]:
    for row in ledger.rows():
        leaf = leaves.read(row.leaf, row.entry)
        if leaf.kind in records.KINDS and row.body is not None:
            yield row.entry, records.read(row.body, leaf.version, row.entry)


def read_ledger(where: str, home: str | None = None) -> Read:
    """Give what a ledger holds as a record file would be read, each entry at its number as a line."""
    ledger = At(where, home).open()
    bodies, spans = [], Spans(where)
    for number, body in _bodies(ledger):
        bodies.append(body)
        spans.numbers[records.name_of(body)] = number
    return Read(records.record(bodies), (), spans)


class Spans(Mapping[str, Span]):
    """Where each entry of a ledger stands, and each field of it: at the entry's number."""

    def __init__(self, where: str) -> None:
        """Begin without entries; ``numbers`` has the number of each by its id."""
        self._where = where
        self.numbers: dict[str, int] = {}

    def __getitem__(self, name: str) -> Span:
        number = self.numbers.get(name)
        if number is None:
            number = self.numbers[name.partition(".")[0]]
        return Span(self._where, number, 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)


def found(ledger: Ledger, name: str) -> Row:
    """Find an entry by its id, else by its number; raise LedgerError L033 where there is none."""
    row = ledger.named([name]).get(name)
    if row is not None:
        return row
    if name.isdecimal():
        return ledger.entry(int(name))
    raise LedgerError("L033", f'this ledger has no entry "{name}"', "an id, or a number")

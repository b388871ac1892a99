"""Ledgers: making, filling, reading and verifying one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from accordance.app.texts import read_text
from accordance.kernel.problems import InputError, Problem, Span, failed
from accordance.ledger import keyring
from accordance.ledger import ledger as ledgers
from accordance.ledger.drafts import Draft, Receipt
from accordance.ledger.entries import leaf as leaves
from accordance.ledger.entries import records
from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import Ledger
from accordance.ledger.log.notes import Verifier
from accordance.ledger.store.rows import Row
from accordance.record.entries import Record
from accordance.record.reading import Read, read_entries, read_yaml
from accordance.record.table import read_csv

if TYPE_CHECKING:
    from accordance.ledger.bundles import Manifest, Opened
    from accordance.ledger.verifying import Verified

ERASURE: Final = "accordance-erasure/1"
_Checked = tuple[tuple[Problem, ...], dict[str, str]]
"""The problems that are no errors, and the texts that they point into."""


class At(msgspec.Struct, frozen=True):
    """Where a ledger is: a file or a URL, and the folder with its key and files where not beside it."""

    where: str
    home: str | None = None

    def open(self) -> Ledger:
        """Open it; raise LedgerError where there is none."""
        return ledgers.open_ledger(self.where, self.home)


class Came(msgspec.Struct, frozen=True):
    """One entry of an import: its id, its kind, its number, and whether it stood there already."""

    id: str
    kind: str
    entry: int | None
    state: str


class Imported(msgspec.Struct, frozen=True):
    """What an import did, or would do: entry by entry, and the ledger after it."""

    entries: tuple[Came, ...]
    new: int
    size: int
    root: str
    problems: tuple[Problem, ...] = ()
    texts: dict[str, str] = {}


def made(at: At, origin: str = "") -> Ledger:
    """Make a ledger, or bring one up to date that is there."""
    return ledgers.create(at.where, at.home, origin=origin)


def record_of(ledger: Ledger) -> Record:
    """Give the record that a ledger holds; what was erased is not in it."""
    return records.record(body for _, body in _bodies(ledger))


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


def imported(
    at: At, files: Sequence[str | Path], *, zone: str = "UTC", dry_run: bool = False
) -> Imported:
    """Import record files, all or nothing; what stands in the ledger already is passed over.

    Raises:
        InputError: with every problem of the files, and nothing imported.
        LedgerError: where the ledger cannot take it, and nothing imported.
    """
    ledger = at.open()
    standing = record_of(ledger)
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    drafts: dict[str, Draft] = {}
    for file in map(Path, files):
        read = _read(file, texts, zone, standing)
        problems.extend(read.problems)
        if read.record is None:
            continue
        for draft in records.drafts(read.record):
            first = drafts.setdefault(draft.id, draft)
            span = read.spans.get(draft.id, Span(str(file), 1, 1))
            if first.body != draft.body:
                message = f'the id "{draft.id}" stands in two of these files, for two things'
                problems.append(Problem("R001", message, span, "an id of its own"))
        problems.extend(_taken(ledger, read, file))
    if failed(problems):
        raise InputError(tuple(problems), texts)
    return _written(ledger, list(drafts.values()), (tuple(problems), texts), dry_run=dry_run)


def appended(at: At, file: str, *, zone: str = "UTC", dry_run: bool = False) -> Imported:
    """Append entries written alone, as they stand in a record; ``-`` is standard input.

    Raises:
        InputError: with every problem, and nothing appended.
        LedgerError: where the ledger cannot take them, and nothing appended.
    """
    ledger = at.open()
    text, problems = read_text(Path("/dev/stdin" if file == "-" else file))
    texts = {file: text}
    read = Read(None, problems, {})
    if not problems:
        read = read_entries(text, file, zone, record_of(ledger))
    found = [*read.problems, *_taken(ledger, read, Path(file))]
    if read.record is None or failed(found):
        raise InputError(tuple(found), texts)
    return _written(ledger, records.drafts(read.record), (tuple(found), texts), dry_run=dry_run)


def _taken(ledger: Ledger, read: Read, file: Path) -> Iterator[Problem]:
    """Report every id under which the ledger has something else."""
    if read.record is None:
        return
    mine = {draft.id: draft for draft in records.drafts(read.record)}
    for name, row in ledger.named(list(mine)).items():
        if row.body == mine[name].body:
            continue
        span = read.spans.get(name, Span(str(file), 1, 1))
        message = f'entry {row.entry} of the ledger has the id "{name}" and says something else'
        expected = "a correction of it, or an id of its own: a ledger only grows"
        yield Problem("L031", message, span, expected)


def _written(ledger: Ledger, drafts: list[Draft], found: _Checked, *, dry_run: bool) -> Imported:
    if dry_run:
        there = ledger.named([draft.id for draft in drafts])
        came = tuple(
            Came(one.id, one.kind, there[one.id].entry if one.id in there else None,
                 "standing" if one.id in there else "new")
            for one in drafts
        )  # fmt: skip
    else:
        receipts = ledger.append(*drafts) if drafts else ()
        came = tuple(_came(*pair) for pair in zip(drafts, receipts, strict=True))
    head = ledger.head()
    new = sum(one.state == "new" for one in came)
    return Imported(came, new, head.size, head.root.hex(), *found)


def _came(draft: Draft, receipt: Receipt) -> Came:
    return Came(draft.id, draft.kind, receipt.entry, "new" if receipt.new else "standing")


def _read(file: Path, texts: dict[str, str], zone: str, standing: Record) -> Read:
    text, problems = read_text(file)
    texts[str(file)] = text
    if problems:
        return Read(None, problems, {})
    if file.suffix == ".csv":
        return read_csv(text, str(file), standing)
    return read_yaml(text, str(file), zone, standing)


def _bodies(ledger: Ledger) -> Iterator[tuple[int, records.Body]]:
    for row in ledger.rows():
        leaf = leaves.read(row.leaf, row.entry)
        if leaf.kind in records.KINDS and row.body is not None:
            yield row.entry, records.read(row.body, leaf.version, row.entry)


class Shown(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry as it stands: its place, its leaf, and its body where it is still there."""

    entry: int
    leaf: leaves.Leaf
    body: msgspec.Raw | None
    erased_by: int | None = None


def shown(at: At, name: str) -> Shown:
    """Give an entry by its number or its id; raise LedgerError L033 where there is none."""
    ledger = at.open()
    return _shown(ledger, found(ledger, name))


def found(ledger: Ledger, name: str) -> Row:
    """Find an entry by its id, else by its number; raise LedgerError L033 where there is none."""
    row = ledger.named([name]).get(name)
    if row is not None:
        return row
    if name.isdecimal():
        return ledger.entry(int(name))
    raise LedgerError("L033", f'this ledger has no entry "{name}"', "an id, or a number")


def _shown(ledger: Ledger, row: Row) -> Shown:
    body = None if row.body is None else msgspec.Raw(row.body)
    erased = None if row.body is not None else ledger.erasures().get(row.entry)
    return Shown(row.entry, leaves.read(row.leaf, row.entry), body, erased)


def history(at: At, name: str) -> list[Shown]:
    """Give an entry and all that bears on it since: corrections, custody, erasure; in their order."""
    ledger = at.open()
    first = found(ledger, name)
    names, numbers, told = {leaves.read(first.leaf).id} - {""}, {first.entry}, [first]
    for row in ledger.rows(first.entry + 1):
        leaf = leaves.read(row.leaf, row.entry)
        of = set(leaf.custody.of) if leaf.custody is not None else set()
        if row.body is not None and leaf.kind == "correction":
            body = msgspec.json.decode(row.body)
            of |= {body.get("corrects", ""), body.get("retracts", "")} - {""}
        if leaf.erases in numbers or of & names:
            told.append(row)
            numbers.add(row.entry)
            names |= {leaf.id} - {""}
    return [_shown(ledger, row) for row in told]


def exported(at: At) -> Record:
    """Give the record of a ledger, as record.yaml has it."""
    return record_of(at.open())


def erased(at: At, name: str, *, reason: str, by: str = "", dry_run: bool = False) -> Came:
    """Erase an entry's body and keys; that it was erased, why and by whom is an entry itself.

    Raises:
        LedgerError: L033 or L034 where there is no such entry, or nothing left to erase.
    """
    ledger = at.open()
    row = found(ledger, name)
    if dry_run:
        if row.body is None:
            raise LedgerError(
                "L034", f"entry {row.entry} is erased already", "another entry", row.entry
            )
        return Came(row.id or "", "erasure", row.entry, "would be erased")
    from accordance.kernel.canonical import canonical

    body = canonical({"by": by, "entry": "erasure", "reason": reason})
    (receipt,) = ledger.append(Draft(kind="erasure", version=ERASURE, body=body, erases=row.entry))
    return Came(row.id or "", "erasure", receipt.entry, "erased")


def verified(
    at: At,
    witnesses: Sequence[str] = (),
    trust: str | None = None,
    told: Callable[[int], None] | None = None,
) -> Verified | Opened:
    """Verify a ledger from its bytes, or a bundle by itself.

    ``witnesses`` are public key files; ``trust`` is the key that a bundle must be signed with.
    """
    keys = [keyring.public(Path(file)).witness() for file in witnesses]
    if Path(at.where).is_file() and zipfile.is_zipfile(at.where):
        from accordance.ledger import bundles

        trusted = [Verifier.read(trust)] if trust else []
        return bundles.verify(Path(at.where), trusted, keys)
    from accordance.ledger.verifying import verify

    return verify(at.open(), keys, told)


def bundled(at: At, names: Sequence[str], output: str, *, blobs: bool = True) -> Manifest:
    """Write entries, by their ids or numbers, with their proofs into one file."""
    from accordance.ledger import bundles

    ledger = at.open()
    numbers = [found(ledger, name).entry for name in names]
    return bundles.write(ledger, numbers, Path(output), blobs=blobs)


def requested(at: At, since: int) -> str:
    """Give a request to a witness that last saw a size."""
    from accordance.ledger import witnessing

    return witnessing.request(at.open(), since).written()


def cosigned(at: At, file: str, witnesses: Sequence[str]) -> tuple[str, ...]:
    """Keep the cosignatures under a checkpoint that these witnesses made; give their names."""
    from accordance.ledger.log import notes

    keys = [keyring.public(Path(name)).witness() for name in witnesses]
    return at.open().cosigned(notes.parse(Path(file).read_text(encoding="utf-8")), keys)

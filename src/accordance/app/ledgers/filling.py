"""Filling a ledger: importing record files, appending entries, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from accordance.app.case import cross_checked, open_accord
from accordance.app.ledgers.at import At, record_of
from accordance.app.texts import read_text
from accordance.kernel.problems import InputError, Problem, Span, failed
from accordance.ledger import keyring
from accordance.ledger.authoring import signed
from accordance.ledger.drafts import Draft, Receipt
from accordance.ledger.entries import records
from accordance.ledger.entries.sealing import Reader
from accordance.ledger.ledger import Ledger
from accordance.ledger.store.blobs import Blobs
from accordance.record.entries import Record
from accordance.record.reading import Read, read_entries, read_yaml
from accordance.record.table import read_csv


class How(msgspec.Struct, frozen=True, kw_only=True):
    """How entries are written: in which zone, signed by whom, sealed to whom, with which files.

    With a ``case`` its accord gives the zone, and every name must be one of the accord's.
    ``key`` is a key file with its ``passphrase``, ``seal_to`` are public key files, ``attached``
    files that each entry is about.
    """

    zone: str = ""
    case: str | None = None
    key: str | None = None
    passphrase: str = ""
    seal_to: tuple[str, ...] = ()
    attached: tuple[str, ...] = ()
    dry_run: bool = False


PLAIN: Final = How()
_Checked = tuple[tuple[Problem, ...], dict[str, str]]
"""The problems that are no errors, and the texts that they point into."""


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


def imported(at: At, files: Sequence[str | Path], how: How = PLAIN) -> Imported:
    """Import record files, all or nothing; what stands in the ledger already is passed over.

    Raises:
        InputError: with every problem of the files, and nothing imported.
        LedgerError: where the ledger cannot take it, and nothing imported.
    """
    ledger = at.open()
    making = _Making(ledger, how)
    standing = record_of(ledger)
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    drafts: dict[str, Draft] = {}
    for file in map(Path, files):
        read = making.checked(_read(file, texts, making.zone, standing))
        problems.extend(read.problems)
        made = making.drafts(read)
        for draft in made:
            first = drafts.setdefault(draft.id, draft)
            if first.body != draft.body:
                span = read.spans.get(draft.id, Span(str(file), 1, 1))
                message = f'the id "{draft.id}" stands in two of these files, for two things'
                problems.append(Problem("R001", message, span, "an id of its own"))
        problems.extend(_taken(ledger, made, read, file))
    if failed(problems):
        raise InputError(tuple(problems), texts)
    return _written(making, list(drafts.values()), (tuple(problems), texts))


def appended(at: At, file: str, how: How = PLAIN) -> Imported:
    """Append entries written alone, as they stand in a record; ``-`` is standard input.

    Raises:
        InputError: with every problem, and nothing appended.
        LedgerError: where the ledger cannot take them, and nothing appended.
    """
    ledger = at.open()
    making = _Making(ledger, how)
    text, problems = read_text(Path("/dev/stdin" if file == "-" else file))
    texts = {file: text}
    read = Read(None, problems, {})
    if not problems:
        read = making.checked(read_entries(text, file, making.zone, record_of(ledger)))
    drafts = making.drafts(read)
    found = (*read.problems, *_taken(ledger, drafts, read, Path(file)))
    if read.record is None or failed(found):
        raise InputError(found, texts)
    return _written(making, drafts, (found, texts))


class _Making:
    """Makes drafts of what was read: sealed, with their files, signed last."""

    def __init__(self, ledger: Ledger, how: How) -> None:
        self.ledger = ledger
        self.how = how
        keys = [keyring.public(Path(file)) for file in how.seal_to]
        self._readers = [Reader(key.name, key.reads) for key in keys]
        self._signer = keyring.load(Path(how.key), how.passphrase).signer() if how.key else None
        self._accord = open_accord(how.case) if how.case else None
        self.zone = how.zone or (self._accord.calendar.timezone if self._accord else "")

    def checked(self, read: Read) -> Read:
        """Hold the names of what was read against the accord, where one was named."""
        if self._accord is None:
            return read
        found = (*read.problems, *cross_checked(read, self._accord))
        return msgspec.structs.replace(read, problems=found)

    def drafts(self, read: Read) -> list[Draft]:
        """Give the drafts of a record that was read, none where it could not be."""
        if read.record is None:
            return []
        return [self._draft(body) for body in records.bodies(read.record)]

    def complete(self, drafts: list[Draft]) -> list[Draft]:
        """Keep the files of drafts, and let their author sign them, now that they will be written."""
        held = Blobs(self.ledger.store.home / "blobs")
        digests = []
        for name in self.how.attached:
            with Path(name).open("rb") as file:
                digests.append(held.add(file))
        if digests:
            drafts = [msgspec.structs.replace(one, blobs=tuple(digests)) for one in drafts]
        if self._signer is not None:
            drafts = [signed(one, self._signer, self.ledger.origin) for one in drafts]
        return drafts

    def _draft(self, body: records.Body) -> Draft:
        if self._readers and records.content(body):
            return records.sealed(body, self._readers)
        return records.draft(body)


def _taken(ledger: Ledger, drafts: list[Draft], read: Read, file: Path) -> Iterator[Problem]:
    """Report every id under which the ledger has something else."""
    mine = {draft.id: draft for draft in drafts}
    for name, row in ledger.named(list(mine)).items():
        if row.body == mine[name].body:
            continue
        span = read.spans.get(name, Span(str(file), 1, 1))
        message = f'entry {row.entry} of the ledger has the id "{name}" and says something else'
        expected = "a correction of it, or an id of its own: a ledger only grows"
        yield Problem("L031", message, span, expected)


def _written(making: _Making, drafts: list[Draft], found: _Checked) -> Imported:
    ledger = making.ledger
    if making.how.dry_run:
        there = ledger.named([draft.id for draft in drafts])
        came = tuple(
            Came(one.id, one.kind, there[one.id].entry if one.id in there else None,
                 "standing" if one.id in there else "new")
            for one in drafts
        )  # fmt: skip
    else:
        receipts = ledger.append(*making.complete(drafts)) if drafts else ()
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

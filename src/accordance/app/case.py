"""Opening a case: accord and record read, checked by themselves and against each other."""

from __future__ import annotations

from pathlib import Path

import msgspec

from accordance.accord.amending import whole
from accordance.accord.reading import read as read_accord
from accordance.accord.types import Accord
from accordance.accord.variants import contested, read_as, texts
from accordance.app.deliveries import check_deliveries
from accordance.app.forgiving import check_forgiving
from accordance.app.paths import CaseFiles, Place, files_of
from accordance.app.staged import check_staged
from accordance.app.texts import read_text
from accordance.kernel.problems import InputError, Problem, failed
from accordance.program.parcels import places_of
from accordance.record import contests
from accordance.record.checks import check_effect, check_names
from accordance.record.entries import Record, SourceNote
from accordance.record.reading import NOTHING, Read, read_yaml, repeated_id


class Case(msgspec.Struct, frozen=True):
    """A sound case: problems that are left are warnings and notes."""

    files: CaseFiles
    accord: Accord
    record: Record
    problems: tuple[Problem, ...]
    texts: dict[str, str]


class Found(msgspec.Struct, frozen=True):
    """All that reading a case gave, sound or not."""

    files: CaseFiles
    accord: Accord | None
    record: Record | None
    problems: tuple[Problem, ...]
    texts: dict[str, str]


def open_case(path: str | Path | Place) -> Case:
    """Open a case folder or accord file; raise InputError with every problem where one is an error."""
    return sound(read_case(path))


def open_accord(path: str | Path) -> Accord:
    """Open an accord alone; raise InputError where it has an error."""
    file = files_of(path).accord
    texts: dict[str, str] = {}
    accord, problems = _accord(file, texts)
    if accord is None:
        raise InputError(problems, texts)
    return accord


def sound(found: Found) -> Case:
    """Give the case that was found; raise InputError where a problem is an error."""
    if found.accord is None or found.record is None or failed(found.problems):
        raise InputError(found.problems, found.texts)
    return Case(found.files, found.accord, found.record, found.problems, found.texts)


def read_case(path: str | Path | Place) -> Found:
    """Read a case and gather the problems of the accord, of each record file and of both together.

    Where a ledger is named its record takes the place of the files.
    """
    place = path if isinstance(path, Place) else Place(path)
    files = files_of(place.case)
    texts: dict[str, str] = {}
    accord, found = _accord(files.accord, texts)
    problems = list(found)
    zone = accord.calendar.timezone if accord is not None else "UTC"
    if place.ledger is not None:
        from accordance.app.ledgers.at import read_ledger

        reads = [read_ledger(place.ledger, place.home)]
    else:
        reads = [_record(file, texts, zone) for file in files.records]
    for read in reads:
        problems.extend(read.problems)
        if accord is not None:
            problems.extend(cross_checked(read, accord))
    record, clashes = joined(reads)
    problems.extend(clashes)
    return Found(files, accord, record, tuple(problems), texts)


def cross_checked(read: Read, accord: Accord) -> tuple[Problem, ...]:
    """Hold a record's names and deliveries against an accord."""
    last = whole(accord)
    names = check_names(
        read,
        claims=all_claims(accord),
        benefits=last.benefits,
        powers=last.powers,
        parties=last.parties,
        provisions={*last.provisions, *last.claims, *_tranches(accord), *_series(accord)},
    )
    disputed = contests.faults(
        read,
        last.parties,
        (*last.provisions, *last.claims, *_tranches(accord)),
        {name: tuple(some) for name, some in contested(accord).items()},
    )
    back = [name for name, one in last.powers.items() if one.retroactive]
    given = (
        *check_deliveries(read, accord),
        *check_staged(read, accord),
        *check_forgiving(read, accord),
    )
    return (*names, *check_effect(read, back), *disputed, *given)


def _tranches(accord: Accord) -> set[str]:
    """Give every tranche of any text by the name that an act gives it."""
    return {
        place
        for text in texts(accord)
        for name, benefit in text.benefits.items()
        for place in places_of(name, benefit)
    }


def _series(accord: Accord) -> set[str]:
    """Give every commitment of any text that recurs."""
    return {one.series for text in texts(accord) for one in text.commitments.values()} - {""}


def all_claims(accord: Accord) -> dict[str, str]:
    """Give the type of every claim, those included that only some reading of the text has."""
    claims: dict[str, str] = {name: one.type for name, one in whole(accord).claims.items()}
    for name, readings in contested(accord).items():
        for reading in readings:
            read = whole(read_as(accord, {name: reading}))
            for key, claim in read.claims.items():
                claims.setdefault(key, claim.type)
    return claims


def joined(reads: list[Read]) -> tuple[Record | None, list[Problem]]:
    """Join the record files of a case into one record; ids are of their own across files."""
    records = [read.record for read in reads]
    if any(record is None for record in records):
        return None, []
    sound = [record for record in records if record is not None]
    if len(sound) <= 1:
        return (sound[0] if sound else NOTHING), []
    first, second = reads
    problems = [
        repeated_id(entry.id, second.spans[entry.id], first.spans[entry.id])
        for entry in sound[1].entries
        if entry.id in first.spans
    ]
    sources: dict[str, SourceNote] = {}
    for record in reversed(sound):
        sources.update(record.sources)
    entries = tuple(entry for record in sound for entry in record.entries)
    return msgspec.structs.replace(sound[0], sources=sources, entries=entries), problems


def _accord(file: Path, texts: dict[str, str]) -> tuple[Accord | None, tuple[Problem, ...]]:
    text, problems = read_text(file)
    texts[str(file)] = text
    return (None, problems) if problems else read_accord(text, str(file))


def _record(file: Path, texts: dict[str, str], zone: str) -> Read:
    text, problems = read_text(file)
    texts[str(file)] = text
    if problems:
        return Read(None, problems, {})
    if file.suffix != ".csv":
        return read_yaml(text, str(file), zone)
    from accordance.record.table import read_csv

    return read_csv(text, str(file))

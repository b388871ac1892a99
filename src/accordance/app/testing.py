"""Running expectations: every row of ``expect.yaml`` held against the decision of its day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

import msgspec

from accordance.accord.amending import whole
from accordance.app.case import Case, open_case
from accordance.app.check import Check
from accordance.app.comparing import on_day, over_history
from accordance.app.expect import Row
from accordance.app.expectations import Expectations, read_expectations
from accordance.app.paths import EXPECT, NoCase
from accordance.app.replaying import replayed
from accordance.app.when import When
from accordance.decide.views import Readers
from accordance.kernel.problems import InputError, Span

Progress = Callable[[str], None]
_SILENT: Final[Progress] = lambda _: None  # noqa: E731 nobody is told


class Failure(msgspec.Struct, frozen=True):
    """An expectation that does not hold: the row, the place in it, and both answers."""

    span: Span
    row: str
    path: str
    expected: str
    found: str
    because: str


class Tally(msgspec.Struct, frozen=True):
    """What came of one case: how many rows and single expectations, and which failed."""

    case: str
    file: str
    rows: tuple[str, ...]
    checks: int
    failures: tuple[Failure, ...]


def tested(path: str | Path, progress: Progress = _SILENT) -> Tally:  # noqa: PT028 no test itself
    """Run a case's expectations; raise InputError or NoCase where they cannot be read."""
    case = open_case(path)
    file = case.files.expect
    if file is None:
        message = f'"{case.files.folder}" has no {EXPECT}'
        raise NoCase(message)
    read = read_expectations(file, whole(case.accord))
    if read.rows is None:
        raise InputError(read.problems, {str(file): read.text})
    checks = 0
    failures: list[Failure] = []
    names = []
    for number, (row, found) in enumerate(_answers(case, read.rows)):
        names.append(name_of(row))
        progress(f"{path}: row {number + 1} of {len(read.rows)}, {names[-1]}")
        for check in found:
            checks += 1
            if not check.holds:
                failures.append(_failure(read, number, row, check))
    return Tally(str(path), str(file), tuple(names), checks, tuple(failures))


def name_of(row: Row) -> str:
    """Name a row by what it asks: its day and knowledge, or the history."""
    name = f"replay until {row.until}" if row.replay else f"{row.on}"
    if row.under:
        name += f" under {row.under}"
    if row.hindsight:
        name += ", in hindsight"
    elif row.known_at:
        name += f", known at {row.known_at}"
    name += f", known to {row.known_to}" if row.known_to else ""
    return name + (f", as {row.view} sees it" if row.view else "")


def _answers(case: Case, rows: Iterable[Row]) -> Iterable[tuple[Row, Iterable[Check]]]:
    readers = Readers(case.accord)
    for row in rows:
        if row.replay:
            under = case.files.folder / row.under if row.under else None
            when = When(known_to=row.known_to, hindsight=row.hindsight, view=row.view)
            yield row, over_history(row, replayed(case, when, until=row.until, under=under).replay)
        elif row.on is not None:
            decision = readers.decide(
                case.record, row.on, row.known_at,
                known_to=row.known_to, hindsight=row.hindsight, view=row.view,
            )  # fmt: skip
            yield row, on_day(row, decision.determination)


def _failure(read: Expectations, number: int, row: Row, check: Check) -> Failure:
    span = read.place(number, *check.path)
    words = [str(part) for part in check.path]
    return Failure(span, name_of(row), " ".join(words), check.expected, check.found, row.because)

"""Reading ``expect.yaml``: every row with its place, every problem named."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

import msgspec

from accordance.accord.types import Accord
from accordance.app.expect import Expect, Row
from accordance.app.texts import read_text
from accordance.kernel import yaml_text
from accordance.kernel.problems import Problem, Span, failed, nearest, one_of
from accordance.kernel.reading import MISSING, Reader
from accordance.kernel.reading import Path as Place
from accordance.record.entries import PUBLIC

_TOP: Final = "expect"


class Expectations(msgspec.Struct, frozen=True):
    """The rows of a file and where each stands; None where the file has an error."""

    rows: tuple[Row, ...] | None
    problems: tuple[Problem, ...]
    spans: dict[Place, Span]
    text: str

    def place(self, *path: str | int) -> Span:
        """Give the place of a value, or of the nearest thing around it that was written."""
        whole: Place = (_TOP, *path)
        while whole not in self.spans:
            whole = whole[:-1]
        return self.spans[whole]


def read_expectations(file: Path, accord: Accord | None) -> Expectations:
    """Read a file of expectations; with an accord its names are checked too."""
    text, problems = read_text(file)
    if problems:
        return Expectations(None, problems, {}, text)
    root, found = yaml_text.parse(text, str(file))
    if root is None:
        return Expectations(None, tuple(found), {}, text)
    reader = Reader(str(file))
    value = reader.read(Expect, root)
    problems = (*found, *reader.problems)
    if value is not MISSING:
        read = Expectations(value.expect, (), reader.spans, text)
        problems = (*problems, *_sense(read, value.expect))
        if accord is not None:
            problems = (*problems, *_names(read, value.expect, accord))
    rows = None if value is MISSING or failed(problems) else value.expect
    return Expectations(rows, tuple(sorted(problems, key=lambda one: one.span)), reader.spans, text)


def _sense(read: Expectations, rows: tuple[Row, ...]) -> list[Problem]:
    """Report rows that ask for no day, for two things, or for nothing."""
    found = []
    for number, row in enumerate(rows):
        at = read.place(number)
        asked = _asks(row)
        history = row.changes or row.summary
        if row.replay and (row.on or asked):
            message = "a row about a whole history asks for no single day"
            found.append(
                Problem("E001", message, at, "until, changes and summary; other rows for days")
            )
        elif row.replay and not row.until:
            found.append(Problem("S002", 'a replay lacks "until"', at, 'the key "until"'))
        elif not row.replay and (history or row.until or row.under):
            message = "changes and a summary belong to a whole history"
            found.append(Problem("E001", message, at, "replay: true, with until"))
        elif not row.replay and not row.on:
            found.append(Problem("S002", 'a row lacks "on"', at, 'the key "on", or replay: true'))
        elif not (asked or history):
            found.append(
                Problem("E002", "this row expects nothing", at, "what must hold on the day")
            )
    return found


def _asks(row: Row) -> bool:
    """Say whether a row expects something of its day."""
    sections = (row.commitments, row.benefits, row.powers, row.claims, row.baskets)
    lists = (row.exposure, row.disputes, row.by_reading)
    return any(sections) or any(one is not None for one in lists)


def _names(read: Expectations, rows: tuple[Row, ...], accord: Accord) -> list[Problem]:
    """Report every name that the accord lacks; rows under another accord are left to it."""
    known: dict[str, tuple[str, Collection[str]]] = {
        "commitments": ("commitment", accord.commitments), "benefits": ("benefit", accord.benefits),
        "powers": ("power", accord.powers), "claims": ("claim", accord.claims),
    }  # fmt: skip
    provisions = [name for _, names in known.values() for name in names]
    found: list[Problem] = []
    for number, row in enumerate(rows):
        if row.under:
            continue
        for section, (kind, names) in known.items():
            found.extend(
                _unknown(kind, name, list(names), read.place(number, section, name))
                for name in getattr(row, section)
                if name not in names
            )
        for index, change in enumerate(row.changes):
            if change.provision.partition("/")[0] not in provisions:
                at = read.place(number, "changes", index, "provision")
                found.append(_unknown("provision", change.provision, provisions, at))
        if row.known_to and row.known_to not in (*accord.parties, PUBLIC):
            at = read.place(number, "known_to")
            found.append(_unknown("party", row.known_to, [*accord.parties, PUBLIC], at))
        if row.view and row.view not in accord.parties:
            at = read.place(number, "view")
            found.append(_unknown("party", row.view, list(accord.parties), at))
    return found


def _unknown(kind: str, name: str, names: list[str], at: Span) -> Problem:
    hint = nearest(name, names)
    expected = "" if hint else one_of(sorted(names))
    return Problem("A001", f'unknown {kind} "{name}"', at, expected, hint)

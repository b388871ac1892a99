"""Checking a case: every problem of its accord, its record and its expectations."""

from __future__ import annotations

from pathlib import Path

import msgspec

from accordance.accord.amending import whole
from accordance.app.case import Found, read_case
from accordance.app.expectations import read_expectations
from accordance.kernel.problems import Problem, failed


class Checked(msgspec.Struct, frozen=True):
    """What reading a case gave, its expectations included."""

    found: Found
    problems: tuple[Problem, ...]
    texts: dict[str, str]
    rows: int

    @property
    def sound(self) -> bool:
        """Say whether no problem is an error."""
        return not failed(self.problems)


def checked(path: str | Path) -> Checked:
    """Read a case and give every problem; nothing is raised for a faulty one."""
    found = read_case(path)
    problems, texts, rows = list(found.problems), dict(found.texts), 0
    file = found.files.expect
    if file is not None:
        read = read_expectations(file, whole(found.accord) if found.accord else None)
        problems.extend(read.problems)
        texts[str(file)] = read.text
        rows = len(read.rows or ())
    return Checked(found, tuple(problems), texts, rows)

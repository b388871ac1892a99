"""What the tests of the command share: shipped cases, a starting case, and the command itself."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from accordance.app.starting_case import started
from accordance.cli.main import run

ROOT = Path(__file__).parents[2]


class Ran(NamedTuple):
    """What a run of the command gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def accord(capsys, monkeypatch):
    """Run the command on a screen of 80 by 24, without settings of the surroundings."""
    for name in ("ACCORD_FORMAT", "ACCORD_COLOUR", "ACCORD_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")

    def command(*arguments):
        code = run([str(one) for one in arguments])
        return Ran(code, *capsys.readouterr())

    return command


@pytest.fixture(scope="session")
def six_party():
    """The shipped Six-Party case."""
    return ROOT / "examples/six-party"


@pytest.fixture
def fresh(tmp_path):
    """A starting case in a folder of its own."""
    folder = tmp_path / "north-south"
    started(folder)
    return folder

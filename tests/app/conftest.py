"""What the tests of the app floor share: the shipped cases, and a starting case to break."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordance.app.starting_case import started

ROOT = Path(__file__).parents[2]


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

"""Records that do not fit their accord, each with its exact output."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordance.app.checking import checked
from accordance.kernel.problems import render

BAD = sorted(Path(__file__).parents[1].joinpath("bad").glob("*/record.yaml"))


@pytest.mark.parametrize("record", BAD, ids=[path.parent.name for path in BAD])
def test_a_bad_record_gives_exactly_these_problems(record, monkeypatch):
    """What is printed beneath each bad record is its expected.txt, to the letter."""
    monkeypatch.chdir(record.parent)
    found = checked(".")
    shown = "\n".join(render(one, record.read_text()) for one in found.problems) + "\n"
    assert shown == record.with_name("expected.txt").read_text()
    assert record.parent.name[:4] in {one.code for one in found.problems}
    assert not found.sound

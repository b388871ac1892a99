"""How two accords differ in each party's view, and disputes about a part of a benefit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

TWO = Path(__file__).parents[2] / "examples/mechanisms/two-readings"
DAY = ("--as-of", "2030-08-15")


@pytest.fixture
def other(tmp_path):
    """The same case, in which Coast's own reading of the promise asks what Hills' does."""
    folder = tmp_path / "other"
    shutil.copytree(TWO, folder)
    text = (folder / "accord.yaml").read_text("utf-8")
    narrow = "reads: {achieve: {requires: sentenced-free}}"
    assert narrow in text
    changed = text.replace(narrow, "reads: {achieve: {requires: remand-free}}")
    (folder / "accord.yaml").write_text(changed, "utf-8")
    return folder


def test_two_accords_differ_for_the_party_whose_reading_differs(accord, other):
    """Coast's view differs, the others' do not; each stands under its own heading."""
    views = json.loads(accord("diff", TWO, other, "--views", *DAY, "--format", "json").out)["views"]
    states = {
        view: [(one["from"], one["to"]) for one in found["differences"]
               if (one["provision"], one["field"]) == ("free-all", "state")]
        for view, found in views.items()
    }  # fmt: skip
    assert set(states) == {"common", "coast", "hills", "lakes"}
    assert states["hills"] == states["lakes"] == []
    assert states["coast"]
    text = accord("diff", TWO, other, "--views", *DAY).out
    assert text.index("In the plain answer") < text.index("As Coast sees it")
    rows = accord("diff", TWO, other, "--views", *DAY, "--format", "csv").out.splitlines()
    assert rows[0] == "view,provision,field,from,to"


def test_every_view_needs_two_cases_and_no_view(accord, other):
    """Two days have no two accords, and one view is asked with --view."""
    assert "--view in one" in accord("diff", TWO, "--from", "2030-05-01", "--views").err
    assert "--view in one" in accord("diff", TWO, other, "--views", "--view", "coast").err
    assert accord("diff", TWO, other, "--view", "coast", *DAY).code == 0


def test_a_tranche_can_be_disputed(accord, tmp_path):
    """A dispute about BENEFIT/TRANCHE is sound; about a tranche that is nowhere it is not."""
    folder = tmp_path / "parts"
    shutil.copytree(TWO.parent / "one-tranche-suspended", folder)
    day = "happened: 2030-02-01, known: 2030-02-01"
    dispute = f"  - {{dispute: d-1, about: support/PART, of: fact, by: bank, {day}}}\n"
    record = folder / "record.yaml"
    before = record.read_text("utf-8").rstrip() + "\n"
    record.write_text(before + dispute.replace("PART", "roads"), "utf-8")
    assert accord("check", folder).code == 0
    record.write_text(before + dispute.replace("PART", "nowhere"), "utf-8")
    assert "R027" in accord("check", folder).out + accord("check", folder).err

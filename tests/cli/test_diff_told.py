"""What ``diff`` tells: plain values, name by name, and the entries that made the difference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

CASE = Path(__file__).parents[2] / "examples/mechanisms/advance"


@pytest.fixture(scope="module")
def days():
    """Two days, between which an advance was set off and more was given."""
    entries = (CASE / "record.yaml").read_text("utf-8")
    assert "delivery:" in entries
    return ("--from", "2030-03-01", "--to", "2032-03-01")


def test_no_value_is_told_as_the_data_of_a_language(accord, days):
    """Deliveries and what silence does are told field by field, none as braces cut off."""
    text = accord("diff", CASE, *days).out
    assert "{" not in text
    assert "deliveries" in text


def test_the_entries_that_count_on_one_side_alone_are_named(accord, days):
    """The record differs by entries: the first of them are named, and JSON has them all as evidence."""
    text = accord("diff", CASE, *days).out
    assert "the records that counted differ" in text
    assert "Only in 2032-03-01: " in text
    data = json.loads(accord("diff", CASE, *days, "--format", "json").out)
    assert data["from"]["entries"] == []
    assert data["evidence"] == data["to"]["entries"] != []


def test_an_entry_in_other_words_counts_on_both_sides(accord, tmp_path):
    """An amount that reads otherwise in a second case makes its entry one of each side's own."""
    for name in ("accord.yaml", "record.yaml"):
        text = (CASE / name).read_text("utf-8")
        (tmp_path / name).write_text(text.replace('credibility: "1"', 'credibility: "2"'), "utf-8")
    found = json.loads(
        accord("diff", CASE, tmp_path, "--as-of", "2032-03-01", "--format", "json").out
    )
    assert found["from"]["entries"] == found["to"]["entries"] != []

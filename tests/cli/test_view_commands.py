"""Views on the command line: one party's, all side by side, and who is no party."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from accordance.app.explaining import schema

ROOT = Path(__file__).parents[2]
CASE = ROOT / "examples/mechanisms/two-readings"
ACT = ROOT / "examples/anti-apartheid-act-1986"
DAY = ("--as-of", "2030-04-01")


@pytest.mark.parametrize(
    "command",
    [
        ("status", CASE, *DAY), ("why", CASE, "loan", *DAY), ("why-not", CASE, "loan", *DAY),
        ("what-would", CASE, "loan", *DAY), ("replay", CASE, "--until", "2030-04-01"),
        ("diff", CASE, "--from", "2030-02-01", "--to", "2030-04-01"),
    ],
    ids=lambda line: line[0],
)  # fmt: skip
def test_an_unknown_party_has_no_view(accord, command):
    """Every command that decides says who was probably meant, and that this is wrong usage."""
    ran = accord(*command, "--view", "coats")
    assert (ran.code, ran.out) == (2, "")
    assert 'did you mean "coast"?' in ran.err
    assert accord(*command, "--view", "coast").code == 0


def test_status_tells_whose_view_it_is_and_which_readings_are_open(accord):
    """JSON names them; the screen says them in words."""
    common = json.loads(accord("status", CASE, *DAY, "--format", "json").out)
    own = json.loads(accord("status", CASE, *DAY, "--view", "hills", "--format", "json").out)
    assert common["views"]["of"] == "common"
    assert common["views"]["readings"]["free-all"]["considered"] == ["narrow", "wide"]
    assert common["views"]["by_reading"] == ["free-all", "loan", "trade", "open-trade"]
    assert own["views"]["of"] == "hills"
    assert own["views"]["readings"]["free-all"]["considered"] == ["wide"]
    assert common["digest"] != own["digest"]
    screen = accord("status", CASE, *DAY).out
    assert "Read in 2 ways: free-all: narrow (Coast), wide (Hills and Lakes)" in screen
    assert "The court" in screen
    assert "as Hills sees it" in accord("status", CASE, *DAY, "--view", "hills").out


def test_a_view_fits_the_schema_of_determinations(accord):
    """The published form holds what views, readings and disputes need."""
    fields = schema("determination")["$defs"]
    assert {"ViewState", "Readings", "Disputed"} <= set(fields)
    data = json.loads(accord("status", CASE, *DAY, "--format", "json").out)
    assert set(data["views"]) == set(fields["ViewState"]["properties"])


def test_views_stand_side_by_side_with_a_count(accord):
    """A line for each answer that differs, a column for each view, what is common, and a count."""
    data = json.loads(accord("status", CASE, *DAY, "--views", "--format", "json").out)
    row = data["rows"][0]
    assert row["provision"] == "free-all"
    assert row["views"] == {"coast": "met", "hills": "partly_met", "lakes": "partly_met"}
    assert row["common"] == "undetermined"
    assert row["counts"] == {"partly_met": 2, "met": 1}
    table = accord("status", CASE, *DAY, "--views").out
    assert max(map(len, table.splitlines())) <= 80
    assert "2 : 1" in table
    assert "It decides nothing." in table
    lines = accord("status", CASE, *DAY, "--views", "--format", "csv").out.splitlines()
    assert lines[:2] == [
        "provision,field,coast,hills,lakes,common",
        "free-all,,met,partly_met,partly_met,undetermined",
    ]


def test_views_that_do_not_fit_as_columns_are_told_in_lines(accord, monkeypatch):
    """On a narrow screen each answer is told with who gives it."""
    monkeypatch.setenv("COLUMNS", "60")
    text = accord("status", CASE, *DAY, "--views").out
    assert max(map(len, text.splitlines())) <= 72
    assert "free-all: partly met (hills and lakes); met (coast)" in text


def test_all_views_and_one_view_are_not_asked_at_once(accord):
    """The one contradicts the other."""
    assert accord("status", CASE, *DAY, "--views", "--view", "coast").code == 2


def test_where_nobody_differs_the_views_agree(accord):
    """Before anybody is free the readings give the same, and a case without views says so."""
    agreed = accord("status", CASE, "--as-of", "2030-02-01", "--views").out
    assert "agree on everything" in agreed
    nobody = accord("status", ROOT / "examples/mechanisms/waiver", *DAY, "--views").out
    assert "No party has a view of its own." in nobody


def test_why_names_both_readings_and_the_order_is_contested(accord):
    """10 July 1991: the order governs, and the rule alone is unknown by reading."""
    day = ("--as-of", "1991-07-10")
    text = accord("why", ACT, "termination", *day).out
    assert 'condition-1 read as "executive"' in text
    assert 'condition-1 read as "objectors"' in text
    data = json.loads(accord("status", ACT, *day, "--format", "json").out)
    found = data["benefits"]["termination"]
    assert (found["state"], found["by_rule"], found["contested"]) == ("in_force", "unknown", True)
    assert data["commitments"]["condition-1"]["disputed_by"] == ["objectors", "president"]
    assert "nobody is named who settles it" in " ".join(accord("status", ACT, *day).out.split())


def test_a_page_of_a_history_in_common_can_be_written(accord, tmp_path):
    """The charts read the shared history as they read any other."""
    page = tmp_path / "page.html"
    line = ("replay", ACT, "--until", "1991-07-31", "--html", page)
    assert accord(*line).code == 0
    assert "disputes the meaning of condition-1" in page.read_text()


def test_a_schema_names_the_keys_of_readings():
    """An editor can complete what the reader reads."""
    found = msgspec.json.encode(schema("accord")).decode()
    assert '"held_by"' in found
    assert '"settled_by"' in found

"""The page about findings prints the table that the code uses, and every field of a finding."""

import re
from pathlib import Path

import msgspec

from accordance.findings.finding import Finding
from accordance.findings.weights import TABLES

PAGE = (Path(__file__).parents[2] / "docs" / "concepts" / "findings.md").read_text("utf-8")
TABLE = TABLES["accordance-2026"]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("|")
]


def test_the_printed_weights_are_those_of_the_table():
    """Each row of the first table is what the code gives for that kind and those grades."""
    grades = next(row for row in ROWS if row[0] == "kind")[1:]
    printed = {row[0]: row[1:] for row in ROWS if row[0] in TABLE.kinds}
    assert list(printed) == list(TABLE.kinds)
    for kind, cells in printed.items():
        assert cells == [str(TABLE.weight(kind, grade[0], grade[1])) for grade in grades]


def test_the_printed_columns_are_those_of_the_table():
    """What each grade leaves of a weight is printed in full."""
    printed = [row for row in ROWS if re.fullmatch("[A-F]", row[0])]
    assert {row[0]: int(row[1]) for row in printed} == TABLE.reliability
    assert {row[2]: int(row[3]) for row in printed} == TABLE.credibility


def test_every_field_of_a_finding_is_explained():
    """No field is shown to people without a word about it."""
    named = set(re.findall(r"`([a-z_0-9]+)`", PAGE))
    assert {field.name for field in msgspec.structs.fields(Finding)} <= named

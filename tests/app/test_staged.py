"""Amounts that acts state: a gap to the rule is named, and one that cannot be compared is reported (D5)."""

from datetime import date
from pathlib import Path

import pytest

from accordance.accord.reading import read
from accordance.app.staged import check_staged
from accordance.decide.decision import decide
from accordance.record.reading import read_yaml

CASE = Path(__file__).parents[2] / "examples" / "mechanisms" / "asked-and-decided"
ACCORD = (CASE / "accord.yaml").read_text()
RECORD = (CASE / "record.yaml").read_text()


def test_each_amount_stands_beside_the_rule_with_its_gap() -> None:
    """What was asked is above the rule, what was decided below it; nothing of it moves what is due."""
    accord, _ = read(ACCORD, "accord.yaml")
    found = read_yaml(RECORD, "record.yaml").record
    assert accord is not None
    assert found is not None
    support = decide(accord, found, date(2030, 5, 1)).determination.benefits["support"]
    told = [(one.stage, int(one.rule), int(one.unexplained)) for one in support.staged]
    assert told == [
        ("requested", 75_000, 25_000), ("proposed", 75_000, 5_000), ("decided", 75_000, -5_000),
    ]  # fmt: skip
    assert support.amounts["due"] == 75_000


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("amount: 100 kEUR, stage: requested", "amount: 100 kEUR"),
        ("amount: 100 kEUR, stage: requested", "stage: requested"),
        ("by: coast, on: [support]", "by: coast"),
        ("amount: 100 kEUR", "amount: 100 t"),
    ],
)
def test_an_amount_that_cannot_stand_beside_the_rule_is_reported(
    written: str, instead: str
) -> None:
    """Without a stage, an amount, a transfer or a rate it is R034."""
    accord, _ = read(ACCORD, "accord.yaml")
    assert accord is not None
    found = read_yaml(RECORD.replace(written, instead), "record.yaml")
    assert [one.code for one in check_staged(found, accord)] == ["R034"]

"""Acts that forgive what was given without right."""

from __future__ import annotations

from pathlib import Path

from accordance.accord.reading import read
from accordance.app.forgiving import check_forgiving
from accordance.record.reading import read_yaml

CASE = Path(__file__).parents[1] / "rules/d6-forgiven"


def test_a_power_that_can_be_set_aside_forgives_no_delivery() -> None:
    """An act that names a delivery under such a power is R036."""
    text = (CASE / "accord.yaml").read_text("utf-8")
    text = text.replace("[report, grant]}", "[report, grant], set_aside_by: court}")
    text += "  court: {by: bank, kind: determine}\n"
    accord, _ = read(text, "accord.yaml")
    assert accord is not None
    record = read_yaml((CASE / "record.yaml").read_text("utf-8"), "record.yaml")
    (problem,) = check_forgiving(record, accord)
    assert problem.code == "R036"
    assert "first is a delivery" in problem.message

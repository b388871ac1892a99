"""What the commands offer is true and complete: each way is made for real, each single act is tried."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from properties import given
from trying import Asked, missed, unsound

from accordance.app.case import open_case

ROOT = Path(__file__).parents[2]
CASES = sorted(
    {
        path.parent.relative_to(ROOT).as_posix()
        for folder in ("examples", "tests/rules")
        for path in ROOT.joinpath(folder).rglob("accord.yaml")
        if path.parent.joinpath("record.yaml").exists()
    }
)
LARGE = ("examples/korea-helsinki", "examples/six-party")
LATER = timedelta(45)
MOST_DAYS = 2
"""The most days of a case that are asked about, spread over its record."""


def days_of(entries: list[date], begins: date) -> list[date]:
    """Give some days on which a case is worth asking about: the eve and the day of entries."""
    days = sorted({*entries, *(day - timedelta(1) for day in entries), begins})
    days = [day for day in days if day >= begins] or [begins]
    return days[:: max(1, len(days) // MOST_DAYS)][:MOST_DAYS]


def asked_of(folder: str) -> list[Asked]:
    """Give the questions that are asked of a shipped case."""
    case = open_case(ROOT / folder)
    if not case.accord.powers and not case.accord.benefits:
        return []
    seen = [known for one in case.record.entries if (known := one.known.to("public"))]
    return [
        Asked(case.accord, case.record, day) for day in days_of(seen, case.accord.calendar.in_force)
    ]


@pytest.mark.parametrize(
    "folder", [pytest.param(one, marks=pytest.mark.long if one in LARGE else ()) for one in CASES]
)
def test_what_is_offered_in_a_shipped_case_holds_and_nothing_is_missed(folder: str) -> None:
    """Acts and gifts of a way, put on record, do what is told; an act that does is told."""
    for asked in asked_of(folder):
        assert unsound(asked) == []
        assert missed(asked) == []


@pytest.mark.parametrize("number", range(20260101000000, 20260101000012))
def test_what_is_offered_in_a_generated_case_holds_and_nothing_is_missed(number: int) -> None:
    """The same of generated accords and records."""
    case, accord, record = given(number)
    asked = Asked(accord, record, case.as_of, case.known_to)
    assert unsound(asked) == []
    assert missed(asked) == []
    assert missed(asked, LATER) == []

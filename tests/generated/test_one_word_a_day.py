"""A history and a determination never say two things of one day: every row leaves what status says."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from draw_readings import viewed
from one_word import disagreements, machines
from properties import given

from accordance.accord.reading import read
from accordance.app.case import open_case
from accordance.decide.by_reading import why
from accordance.decide.standpoint import viewers
from accordance.decide.views import Readers
from accordance.record.reading import read_yaml

ROOT = Path(__file__).parents[2]
CASES = sorted(
    {
        one.parent
        for where in ("examples", "tests/rules")
        for one in (ROOT / where).rglob("record.*")
    }
)


@pytest.mark.parametrize("folder", CASES, ids=lambda one: one.relative_to(ROOT).as_posix())
def test_rows_leave_what_status_says(folder):
    """Of every case that is shipped, on each day with a row and the day before, then and in hindsight."""
    case = open_case(folder)
    days = [one.happened.end for one in case.record.entries if hasattr(one, "happened")]
    until = max([case.accord.calendar.in_force, *days]) + timedelta(days=400)
    for hindsight in (False, True):
        assert not disagreements(case.accord, case.record, until, hindsight=hindsight)[:3]
    decision = Readers(case.accord).decide(case.record, until)
    told = {name: why(decision, name).state for name in machines(decision.determination)}
    assert told == machines(decision.determination)
    for party in viewers(case.accord, case.record):
        assert not disagreements(case.accord, case.record, until, view=party)[:3]


@pytest.mark.parametrize("batch", range(4))
def test_rows_leave_what_status_says_of_drawn_cases(batch):
    """Of drawn accords and records, amended or not, whoever knows, then and in hindsight."""
    for number in range(batch * 10, batch * 10 + 10):
        asked, accord, record = given(number)
        until = asked.as_of + timedelta(days=30)
        for hindsight in (False, True):
            how = {"known_to": asked.known_to, "hindsight": hindsight}
            assert not disagreements(accord, record, until, **how)[:3], number


@pytest.mark.parametrize("batch", range(4))
def test_rows_leave_what_status_says_where_readings_differ(batch):
    """Of drawn accords with readings, rulings and views: what all readings of a day share."""
    for number in range(batch * 8, batch * 8 + 8):
        asked = viewed(number)
        accord, _ = read(asked.case.accord, "accord.yaml")
        record = read_yaml(asked.case.record, "record.yaml").record
        if accord is not None and record is not None:
            until = asked.case.as_of + timedelta(days=10)
            assert not disagreements(accord, record, until, view=asked.view)[:3], number

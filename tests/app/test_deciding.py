"""The questions about one day, and whose knowledge they use."""

from __future__ import annotations

from datetime import date

import pytest

from accordance.app import deciding, differing, when
from accordance.app.case import open_case
from accordance.app.when import UnknownParty, When


def test_today_is_asked_where_no_day_is(fresh, monkeypatch):
    """The clock is read in one place, and only where the user gave no day."""
    monkeypatch.setattr(when, "today", lambda: date(2026, 3, 12))
    assert deciding.decided(open_case(fresh), When()).clock.as_of == date(2026, 3, 12)
    asked = deciding.decided(open_case(fresh), When(as_of=date(2026, 2, 1)))
    assert asked.clock.as_of == date(2026, 2, 1)


def test_a_stranger_knows_nothing(fresh):
    """A party that the accord does not have is refused, with the nearest that it has."""
    with pytest.raises(UnknownParty, match='did you mean "south"'):
        deciding.decided(open_case(fresh), When(known_to="sout"))


def test_why_brings_every_entry_that_it_cites(fresh):
    """Words that weigh nothing are cited too, so that they can be shown as such."""
    told = deciding.why(open_case(fresh), "shut-plant", When(as_of=date(2026, 4, 1)))
    assert set(told.entries) == {"shut-promised", "shut-inspected"}


def test_why_not_offers_what_somebody_can_do(fresh):
    """Before the audit the first tranche waits for the budget, and North can publish it."""
    _, ways = deciding.why_not(open_case(fresh), "aid", When(as_of=date(2026, 6, 1)))
    assert any(step.provision == "open-accounts" for way in ways.ways for step in way.steps)
    assert all(step.by for way in ways.ways for step in way.steps)


def test_two_days_of_a_case_are_held_against_each_other(fresh):
    """What differs is named by provision and field."""
    case = open_case(fresh)
    compared = differing.between_days(case, date(2026, 3, 1), date(2026, 3, 12), When())
    found = {(one.provision, one.field): (one.from_, one.to) for one in compared.diff.differences}
    assert found["shut-plant", "state"] == ("open", "met")


def test_an_accord_without_a_record_is_compared_on_the_first_ones(fresh, tmp_path):
    """Two texts on one record differ in what they say, not in what was shown."""
    text = (fresh / "accord.yaml").read_text().replace("due: P3M after", "due: P1M after")
    (tmp_path / "stricter.yaml").write_text(text)
    asked = When(as_of=date(2026, 3, 1))
    compared = differing.between_cases(open_case(fresh), tmp_path / "stricter.yaml", asked)
    found = {(one.provision, one.field): one.to for one in compared.diff.differences}
    assert compared.diff.input == "accord"
    assert found["shut-plant", "state"] == "in_cure"

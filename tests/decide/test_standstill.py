"""Deliveries that are excused or stand still, and defaults on both sides, the first first (D4)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from accordance.accord.reading import read
from accordance.decide.brief import brief
from accordance.decide.decision import Decision, decide
from accordance.record.reading import read_yaml

CASE = Path(__file__).parents[2] / "examples/mechanisms/excused-and-tolled"


def decided(day: str, change: tuple[str, str] = ("", "")) -> Decision:
    """Decide the case on a day, with one text of its accord changed."""
    accord, problems = read((CASE / "accord.yaml").read_text().replace(*change), "accord.yaml")
    assert accord is not None, problems
    record = read_yaml((CASE / "record.yaml").read_text(), "record.yaml").record
    assert record is not None
    return decide(accord, record, date.fromisoformat(day))


def late(decision: Decision) -> bool:
    """Say whether the salt is late."""
    return decision.determination.benefits["salt"].parcels[0].late


@pytest.mark.parametrize(("day", "answer"), [("2030-02-16", False), ("2030-02-17", True)])
def test_days_that_stand_still_are_added_to_the_time_to_deliver(day: str, answer: bool) -> None:
    """Ten days from 1 February end with the 11th; five on which the road was shut make the 16th."""
    assert late(decided(day)) is answer


@pytest.mark.parametrize(("day", "answer"), [("2030-02-09", False), ("2030-02-12", True)])
def test_what_is_excused_is_not_late_and_gains_no_time(day: str, answer: bool) -> None:
    """Excused while the road is shut, the salt is late after its tenth day once it is open."""
    assert late(decided(day, ("tolled_while: road-shut", "excused_while: road-shut"))) is answer


def test_defaults_of_both_sides_are_told_in_their_order() -> None:
    """Oil was due on the 10th and the pit on the 20th; the excused reactor is no default."""
    told = [
        (one.provision, one.by, str(one.since)) for one in brief(decided("2030-01-21")).defaults
    ]
    assert told == [("give-oil", ("hills",), "2030-01-11"), ("fill-pit", ("coast",), "2030-01-21")]

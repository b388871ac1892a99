"""What recurs is counted out as people count: by the first day, the rule for months, and readable names."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from accordance.accord.every import Every
from accordance.accord.reading import read
from accordance.accord.recurring import MOST_TIMES, spans
from accordance.accord.variants import read_as
from accordance.kernel.days import Period

CASE = Path(__file__).parents[2] / "examples/mechanisms/recurring/accord.yaml"


def every(period: str, first: date, **more):
    """Give something that recurs in periods of a length from a day on."""
    return Every(period=Period.parse(period), from_=first, **more)


def test_a_month_cut_short_cuts_no_other():
    """Months are counted from the first day of all: after 28 February comes 31 March."""
    found = spans(every("P1M", date(2030, 1, 31), times=3), "clamp")
    assert [one.first for one in found] == [date(2030, 1, 31), date(2030, 2, 28), date(2030, 3, 31)]
    assert [one.label for one in found] == ["2030-01", "2030-02", "2030-03"]


def test_months_that_overflow_keep_names_of_their_own():
    """Where a month spills into the next, two periods begin in March and have two names."""
    found = spans(every("P1M", date(2030, 1, 31), times=3), "overflow")
    assert [one.first.month for one in found] == [1, 3, 3]
    assert len({one.label for one in found}) == len(found)


@pytest.mark.parametrize(
    ("period", "label"), [("P1Y", "2030"), ("P18M", "2030-05"), ("P2W", "2030-05-31")]
)
def test_a_period_is_named_as_long_as_it_is(period, label):
    """Years are named by the year, months by year and month, all else by the first day."""
    assert spans(every(period, date(2030, 5, 31), times=1), "clamp")[0].label == label


def test_periods_follow_one_another_without_a_gap():
    """The last day of each period is the eve of the next, and the deadline so much later."""
    found = spans(every("P3M", date(2030, 1, 1), times=4, within=Period(0, 30)), "clamp")
    for one, other in pairwise(found):
        assert (other.first - one.last).days == 1
        assert (one.due - one.last).days == 30


def test_until_gives_the_whole_periods_up_to_it():
    """A last day gives every period that has ended by then."""
    found = spans(every("P1Y", date(2030, 1, 1), until=date(2032, 12, 31)), "clamp")
    assert [one.label for one in found] == ["2030", "2031", "2032"]


def test_what_recurs_without_end_is_not_counted_out():
    """More periods than the limit are none, and one too many is enough to tell."""
    assert spans(every("P1D", date(2030, 1, 1), times=MOST_TIMES + 1), "clamp") == []
    assert len(spans(every("P1D", date(2030, 1, 1), until=date(2500, 1, 1)), "clamp")) > MOST_TIMES


def test_reading_again_counts_nothing_twice():
    """The normal form of a normal form is itself: copies do not recur."""
    accord, _ = read(CASE.read_text(), "accord.yaml")
    assert accord is not None
    assert read_as(accord, {}) == accord

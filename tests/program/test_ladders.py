"""Progress of a quantity is counted at the least favourable baseline."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordance.accord.types import Achieve
from accordance.kernel.quantities import Quantity, Range
from accordance.program.ladders import BASIS, Ladder


def ladder(low: int, high: int, target: int | str) -> Ladder:
    """Give the way from a baseline in tonnes to a target."""
    goal = target if isinstance(target, str) else Quantity(Decimal(target), "t")
    made = Ladder.of(Achieve(baseline=Range(Decimal(low), Decimal(high), "t"), target=goal))
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("low", "high", "target", "level", "points"),
    [
        (100, 120, 200, 150, 3750),
        (100, 120, 200, 120, 0),
        (100, 120, 200, 90, 0),
        (100, 120, 200, 250, BASIS),
        (300, 320, 100, 200, 5000),
        (300, 320, 100, 310, 0),
        (300, 320, 100, 50, BASIS),
        (80, 200, "all", 50, 2500),
        (80, 200, "all", 200, BASIS),
        (0, 0, 3, 1, 3333),
    ],
)
def test_a_level_shows_a_share_of_the_way(
    low: int, high: int, target: int | str, level: int, points: int
) -> None:
    """A rise starts at the upper end of the baseline, a fall at the lower; all means its upper end."""
    assert ladder(low, high, target).share(Decimal(level)) == points


def test_a_falling_target_is_shown_by_at_most() -> None:
    """Three quarters of the way from 300 down to 100 are 150 and no more."""
    falling = ladder(300, 320, 100)
    assert not falling.rising
    assert falling.level(Decimal("0.75")) == 150
    assert falling.level(Decimal(1)) == 100


def test_all_counts_from_nothing() -> None:
    """A quarter of all persons, of whom there may be 80 or 200, are 50."""
    everybody = ladder(80, 200, "all")
    assert everybody.rising
    assert everybody.level(Decimal("0.25")) == 50


def test_a_target_that_is_the_baseline_asks_for_nothing_more() -> None:
    """Where there is no way to go, being there is all of it and less is nothing."""
    assert ladder(100, 100, 100).share(Decimal(100)) == BASIS
    assert ladder(100, 100, 100).share(Decimal(99)) == 0


def test_without_a_target_or_all_of_nothing_there_is_no_ladder() -> None:
    """A step without degrees has none."""
    assert Ladder.of(Achieve(text="the gate is open")) is None
    assert Ladder.of(Achieve(target="all")) is None


LADDERS = st.one_of(
    st.builds(ladder, st.integers(0, 50), st.integers(50, 90), st.integers(100, 200)),
    st.builds(ladder, st.integers(150, 200), st.integers(200, 250), st.integers(0, 100)),
    st.builds(ladder, st.integers(1, 50), st.integers(50, 90), st.just("all")),
)


@settings(max_examples=200, deadline=None)
@given(LADDERS, st.integers(0, BASIS))
def test_the_level_of_a_share_shows_that_share(way: Ladder, points: int) -> None:
    """Level and share are inverse, to the basis point."""
    assert way.share(way.level(Decimal(points) / BASIS)) == points


@settings(max_examples=200, deadline=None)
@given(LADDERS, st.integers(0, 300), st.integers(0, 300))
def test_more_in_the_right_direction_is_never_less_progress(
    way: Ladder, first: int, second: int
) -> None:
    """Progress rises with a rising target's level and falls with a falling one's."""
    low, high = sorted((first, second))
    less, more = (way.share(Decimal(level)) for level in (low, high))
    assert less <= more if way.rising else less >= more

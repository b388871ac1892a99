"""Periods in tables end on the days on which the calendar says that they end."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordance.kernel.days import Months, Period, WorkingDays, add_period
from accordance.program.lower.builder import Builder
from accordance.program.lower.periods import Periods
from accordance.program.rules.periods import after, first_of, month_of

START = date(2030, 1, 1)
HOLIDAYS = frozenset({date(2030, 4, 1), date(2030, 4, 2)})
COURT = WorkingDays(weekend=frozenset({5, 6}), holidays=HOLIDAYS)


def end(
    start: date,
    period: str,
    months: Months = "clamp",
    count: str = "exclude-first",
    roll: str | None = None,
    *,
    back: bool = False,
) -> date:
    """Give the day on which a period ends by the tables alone."""
    builder = Builder(Periods(months, {"court": COURT}))
    number = builder.periods.number(Period.parse(period), count, roll, back=back)
    tables, _ = builder.tables()
    return date.fromordinal(after(tables, number, start.toordinal()))


@pytest.mark.parametrize(
    ("start", "period", "clamped", "overflowing"),
    [
        (date(2030, 1, 31), "P1M", date(2030, 2, 28), date(2030, 3, 3)),
        (date(2032, 1, 31), "P1M", date(2032, 2, 29), date(2032, 3, 2)),
        (date(2030, 3, 31), "P1M", date(2030, 4, 30), date(2030, 5, 1)),
        (date(2032, 2, 29), "P1Y", date(2033, 2, 28), date(2033, 3, 1)),
        (date(2030, 12, 31), "P2M", date(2031, 2, 28), date(2031, 3, 3)),
        (date(2030, 1, 31), "P1M1D", date(2030, 3, 1), date(2030, 3, 4)),
        (date(2030, 2, 28), "P1M", date(2030, 3, 28), date(2030, 3, 28)),
    ],
)
def test_a_month_without_that_day_is_clamped_or_flows_over(
    start: date, period: str, clamped: date, overflowing: date
) -> None:
    """After 31 January a month ends on the last of February, or spills into March; months go first."""
    assert end(start, period, "clamp") == clamped
    assert end(start, period, "overflow") == overflowing


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2030, 3, 1), date(2030, 3, 6)),
        (date(2030, 3, 4), date(2030, 3, 11)),
        (date(2030, 3, 25), date(2030, 4, 3)),
        (date(2030, 3, 27), date(2030, 4, 3)),
    ],
)
def test_a_last_day_off_moves_to_the_next_that_is_worked(start: date, last: date) -> None:
    """Saturdays, Sundays and holidays that follow one another are all passed over."""
    assert end(start, "P5D", roll="court") == last


def test_clear_days_lie_wholly_between() -> None:
    """Forty-five clear days after 26 June leave 11 August, counted plainly 10 August."""
    assert end(date(2030, 6, 26), "P45D", count="clear") == date(2030, 8, 11)
    assert end(date(2030, 6, 26), "P45D") == date(2030, 8, 10)


@settings(max_examples=200, deadline=None)
@given(
    st.dates(date(1800, 1, 1), date(2500, 12, 31)),
    st.sampled_from(["P1M", "P6M", "P1Y", "P13M5D", "P200Y", "P40D", "P3W"]),
    st.sampled_from(["clamp", "overflow"]),
    st.sampled_from(["exclude-first", "include-first", "clear"]),
    st.booleans(),
    st.booleans(),
)
def test_tables_agree_with_the_calendar(
    start: date, period: str, months: Months, count: str, rolled: bool, back: bool
) -> None:
    """On every day that an input may name, the rules count as the kernel's arithmetic does."""
    rolled = rolled and not back
    plain = add_period(start, Period.parse(period), months, count, back=back)
    expected = COURT.rolled(plain) if rolled else plain
    assert end(start, period, months, count, "court" if rolled else None, back=back) == expected


def test_working_days_are_counted_one_by_one() -> None:
    """Five working days after Friday 22 March 2030 end on the 29th, six on 3 April after the holidays."""
    assert end(date(2030, 3, 22), "P5D", count="working court") == date(2030, 3, 29)
    assert end(date(2030, 3, 22), "P6D", count="working court") == date(2030, 4, 3)
    assert end(date(2030, 4, 3), "P6D", count="working court", back=True) == date(2030, 3, 22)


def test_the_first_day_may_count() -> None:
    """A hundred and eighty days from 10 December, that day included, end on 7 June."""
    assert end(date(2020, 12, 10), "P180D", count="include-first") == date(2021, 6, 7)


def test_every_day_of_the_calendar_lies_in_its_month() -> None:
    """From the year 1 to 9999: each month begins after the one before, where the calendar has it."""
    months = [
        date(year, month, 1).toordinal() for year in range(1, 10000) for month in range(1, 13)
    ]
    numbers = [month_of(day) for day in months]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert [first_of(one) for one in numbers] == months
    assert [month_of(day - 1) for day in months[1:]] == numbers[:-1]


def test_what_ends_past_the_calendar_ends_on_its_last_day() -> None:
    """No day is later than 31 December 9999, so nothing that ends then is ever over."""
    assert end(date(9900, 1, 31), "P100Y") == end(date(9999, 12, 1), "P40D") == date.max


def test_one_period_has_one_number() -> None:
    """A period counted in one way is one table; counted in another it is another."""
    periods = Periods("clamp", {"court": COURT})
    month = Period.parse("P1M")
    assert periods.number(month) == periods.number(month)
    numbers = {periods.number(month), periods.number(month, "clear")}
    assert len({*numbers, periods.number(month, roll="court")}) == 3

"""The day on which a period ends, by the calendar and in integers."""

from __future__ import annotations

from accordance.program.rules.shapes import Tables

# A period is so many months, then so many days, then a roll: the number of a calendar of working
# days, -1 for none.  Its days may be working days of a calendar (-1: all days).  What counts back is
# negative.  A calendar of working days is a mask of its weekdays off (Monday is bit 0) and
# a stretch of the holidays.  Years begin in March here, so that the leap day is their last.


def after(t: Tables, period: int, day: int) -> int:
    """Give the day on which a period that starts on ``day`` ends; past the calendar its last day."""
    months = t.period_months[period]
    if months != 0:
        day = months_later(day, months, t.spill)
    if t.period_work[period] >= 0:
        return worked(t, t.period_work[period], day, t.period_days[period])
    day += t.period_days[period]
    roll = t.period_roll[period]
    while roll >= 0 and day < 3652059 and off(t, roll, day):
        day += 1
    return max(1, min(day, 3652059))


def worked(t: Tables, calendar: int, day: int, count: int) -> int:
    """Give the last of so many working days after a day, of a negative number before it."""
    way = 1 if count > 0 else -1
    left = count * way
    while left > 0 and day < 3652059 and (way > 0 or day > 1):
        day += way
        if not off(t, calendar, day):
            left -= 1
    return max(1, day)


def months_later(day: int, months: int, spill: int) -> int:
    """Give the same day of a later month; where that is too short its last, or the days that spill over."""
    here = month_of(day)
    start = first_of(here + months)
    last = first_of(here + months + 1) - 1
    there = start + day - first_of(here)
    return there if spill == 1 else min(there, last)


def month_of(day: int) -> int:
    """Give the number of the month in which a day lies, counted from March of the year 0."""
    since = day + 305
    rest = since % 146097
    year = (rest - rest // 1460 + rest // 36524 - rest // 146096) // 365
    into = rest - (365 * year + year // 4 - year // 100)
    return (since // 146097 * 400 + year) * 12 + (5 * into + 2) // 153


def first_of(month: int) -> int:
    """Give the first day of a month that is counted from March of the year 0."""
    year = month // 12
    leaps = year // 4 - year // 100 + year // 400
    return 365 * year + leaps + (153 * (month % 12) + 2) // 5 - 305


def off(t: Tables, roll: int, day: int) -> bool:
    """Say whether a calendar of working days has a day off."""
    if t.weekend[roll] & (1 << (day + 6) % 7) != 0:
        return True
    for i in range(t.holiday_at[roll], t.holiday_at[roll + 1]):
        if t.holidays[i] == day:
            return True
    return False

"""Clean conduct over the last period, presumed or verified (B5)."""

from datetime import date

import pytest
from findings_cases import ALL_OF_THEM, TWO, WEAK, days, docket, item, verdict

from accordance.accord.types import Claim
from accordance.kernel.days import Period

NONE = Claim(text="No transfer.", universal=True, coverage=ALL_OF_THEM)
YEAR = {"clean": Period.parse("P12M")}
DEED = "2006-10-14"


def deed(days_=DEED, **fields):
    """Give proof of one transfer."""
    return item(days_, "refutes", incident="transfer", **fields)


def test_silence_is_presumed_clean_and_says_that_it_is_presumed():
    """Nothing shown is clean under the first reading only, and printed as a presumption."""
    found = docket(NONE, **YEAR)
    assert days(found) == ("2000-01-01", "2000-01-01", "")
    assert found.explain(0, date(2010, 1, 1).toordinal()).presumed
    assert verdict(docket(NONE, verified=True, **YEAR)) == "unknown"


def test_a_deed_soils_the_whole_period_and_no_more():
    """The last day of the period still counts; the next day is clean again, by time alone."""
    found = docket(NONE, deed(), **YEAR)
    assert days(found, date(2006, 12, 1)) == (DEED, DEED, "2007-10-15")
    assert verdict(found, date(2007, 10, 14)) == "false"
    assert verdict(found, date(2007, 10, 15)) == "true"
    assert days(found, date(2008, 1, 1))[1] == "2007-10-15"


def test_closing_an_incident_does_not_make_the_period_clean():
    """What happened within the period happened, whether since put right or not."""
    closed = item("2006-11-01", incident="transfer", closes=True)
    assert verdict(docket(NONE, deed(), closed, **YEAR), date(2007, 1, 1)) == "false"


def test_a_concern_is_shown_and_leaves_the_presumption():
    """A lead below the standard is no breach."""
    found = docket(NONE, deed(**WEAK), **YEAR).explain(0, date(2007, 1, 1).toordinal())
    assert (found.verdict, found.presumed, found.concerns) == (2, True, ("transfer",))


def test_what_shows_a_deed_lies_wholly_inside_the_period():
    """An item that began before the period does not count in it; what remains must suffice."""
    found = docket(NONE, deed(), deed("2006-12-24"), standard=TWO, **YEAR)
    assert verdict(found, date(2007, 10, 14)) == "false"
    assert verdict(found, date(2007, 10, 15)) == "true"


@pytest.mark.parametrize(
    ("watch", "expected"),
    [
        ("2005-01-01/2006-06-30", "true"),
        ("2005-07-01/2006-06-30", "unknown"),
        ("2005-01-01/2006-06-29", "unknown"),
    ],
)
def test_verified_needs_a_watch_over_the_whole_period(watch, expected):
    """From before the period began to the day asked, with nothing missing."""
    seen = item(watch, by="agency", examined=100)
    found = docket(NONE, seen, verified=True, **YEAR)
    assert verdict(found, date(2006, 6, 30)) == expected
    assert (
        verdict(docket(NONE, seen, deed("2006-01-01"), verified=True, **YEAR), date(2006, 6, 30))
        == "false"
    )


def test_a_watch_that_is_still_fresh_speaks_for_the_days_since():
    """Reports come late: freshness says how long the last one carries."""
    seen = item("2005-01-01/2006-06-30", by="agency", examined=100)
    found = docket(NONE, seen, verified=True, fresh=Period.parse("P3M"), **YEAR)
    assert days(found, date(2006, 7, 15))[2] == "2006-10-01"
    assert verdict(found, date(2006, 9, 30)) == "true"
    assert verdict(found, date(2006, 10, 1)) == "unknown"


def test_time_alone_can_complete_a_watch():
    """``until`` tells the day on which the period no longer begins before the watch."""
    seen = item("2005-01-01/2005-12-01", by="agency", examined=100)
    found = docket(NONE, seen, verified=True, fresh=Period.parse("P3M"), **YEAR)
    assert days(found, date(2005, 12, 15))[2] == "2006-01-01"
    assert verdict(found, date(2006, 1, 1)) == "true"


def test_a_state_that_was_broken_within_the_period_was_not_clean():
    """Of a state that must hold, each past day on which it did not is looked at."""
    kept = Claim(text="Access is given.", type="state")
    found = docket(
        kept, item("2005-01-01"), item("2006-03-01", "refutes"), item("2006-04-01"), **YEAR
    )
    assert days(found, date(2006, 5, 1))[1:] == ("2006-03-01", "2007-04-01")
    assert verdict(found, date(2007, 3, 31)) == "false"
    assert verdict(found, date(2007, 4, 1)) == "true"

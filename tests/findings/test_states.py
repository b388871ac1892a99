"""States that change back: epochs, staleness, intervals (B3, B4)."""

from datetime import date
from decimal import Decimal

from findings_cases import TODAY, TWO, WEAK, days, docket, item, verdict

from accordance.accord.types import Claim, Standard
from accordance.kernel.days import Period

STATE = Claim(text="The reactor is shut.", type="state")
SHUT, RUNS, SHUT_AGAIN = "2007-07-15", "2008-09-24", "2009-03-01"
DAY = TODAY.toordinal()


def test_a_state_that_turns_is_judged_by_its_last_epoch():
    """Shut, restarted, shut again: each verdict silences what was said of the days before."""
    shut, runs, again = item(SHUT), item(RUNS, "refutes"), item(SHUT_AGAIN)
    assert days(docket(STATE, shut)) == (SHUT, SHUT, "")
    restarted = docket(STATE, shut, runs)
    assert (verdict(restarted), days(restarted)) == ("false", (RUNS, RUNS, ""))
    assert restarted.explain(0, DAY).silent == (shut.id,)
    found = docket(STATE, again, runs, shut)
    assert (verdict(found), days(found)) == ("true", (SHUT, SHUT_AGAIN, ""))
    assert found.explain(0, DAY).silent == (runs.id,)


def test_contrary_proof_of_one_day_leaves_a_state_unknown():
    """Where both sides stand on the same day nobody is silenced."""
    assert verdict(docket(STATE, item(SHUT), item(SHUT, "refutes"))) == "unknown"


def test_a_lone_rumour_in_between_moves_no_day():
    """What never met a standard is no epoch: it neither ends nor restarts the state."""
    rumour = item("2008-01-01", "refutes", **WEAK)
    found = docket(STATE, item(SHUT), rumour, item("2008-03-01"))
    assert days(found) == (SHUT, SHUT, "")
    assert found.explain(0, DAY).silent == (rumour.id,)


def test_a_watch_that_reaches_past_a_restart_counts_from_the_day_after():
    """An interval speaks of each of its days, and of those in a silenced epoch it cannot."""
    watch = item("2007-01-01/2009-12-31")
    found = docket(STATE, watch, item(RUNS, "refutes"))
    assert days(found) == ("2008-09-25", "2008-09-25", "")


def test_two_origins_are_needed_after_the_restart_too():
    """Old proof does not lend its origins to a new epoch."""
    old = [item(SHUT), item(SHUT)]
    runs = [item(RUNS, "refutes"), item(RUNS, "refutes")]
    found = docket(STATE, *old, *runs, item(SHUT_AGAIN), standard=TWO)
    assert verdict(found) == "false"
    found.add(item("2009-04-01"))
    assert (verdict(found), days(found)[1]) == ("true", "2009-04-01")


def test_support_goes_stale_and_refutation_does_not():
    """The last fresh day still counts, the next does not; a restart never goes stale."""
    fresh = {"fresh": Period.parse("P6M")}
    found = docket(STATE, item(SHUT), **fresh)
    assert days(found, date(2007, 8, 1)) == (SHUT, SHUT, "2008-01-16")
    assert verdict(found, date(2008, 1, 15)) == "true"
    assert verdict(found, date(2008, 1, 16)) == "unknown"
    late = found.explain(0, date(2008, 1, 16).toordinal())
    assert (len(late.stale), late.until) == (1, None)
    assert "fresh" in late.missing
    found.add(item(RUNS, "refutes"))
    assert verdict(found, date(2019, 1, 1)) == "false"


def test_a_stale_proof_revives_no_older_breach():
    """When the proof of a new epoch is stale the state is unknown; what it silenced stays silent."""
    standard = Standard(credence=Decimal("0.80"), fresh=Period.parse("P1Y"))
    found = docket(STATE, item(RUNS, "refutes"), item(SHUT_AGAIN), standard=standard)
    assert verdict(found, date(2010, 3, 1)) == "true"
    assert verdict(found, date(2010, 3, 2)) == "unknown"


def test_first_remembers_an_epoch_whose_proof_is_stale_by_now():
    """What was attained in time stays attained in time, whatever became of it since."""
    old = item(SHUT)
    found = docket(STATE, old, item("2009-06-01"), fresh=Period.parse("P6M"))
    assert days(found, date(2009, 7, 1))[:2] == (SHUT, "2009-06-01")


def test_an_unnamed_end_of_freshness_never_comes():
    """Without ``fresh`` time alone changes nothing."""
    assert days(docket(STATE, item(SHUT)), date(2099, 1, 1))[2] == ""


def test_only_conduct_inside_the_window_speaks():
    """Nothing is retroactive: an interval that begins before the commitment says nothing of it."""
    deed = item("2006-10-14/2007-09-06", "refutes")
    for opens, expected in ((date(2006, 10, 14), "false"), (date(2007, 10, 3), "unknown")):
        assert verdict(docket(STATE, deed, since=opens)) == expected
    outside = docket(STATE, deed, since=date(2007, 10, 3)).explain(0, DAY)
    assert outside.silent == (deed.id,)
    assert verdict(docket(STATE, deed, until=date(2007, 9, 5))) == "unknown"
    assert verdict(docket(STATE, deed, until=date(2007, 9, 6))) == "false"

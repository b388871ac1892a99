"""Universal claims: coverage, counter-examples that open and close, concerns (B5)."""

from datetime import date

import msgspec
from findings_cases import ALL_OF_THEM, TWO, WEAK, days, docket, item, verdict

from accordance.accord.types import Claim
from accordance.kernel.days import Period

FREED = Claim(text="All are freed.", universal=True, coverage=ALL_OF_THEM, persons=True)
DAY = date(2010, 1, 1).toordinal()
WATCHED = msgspec.structs.replace(
    FREED, coverage=msgspec.structs.replace(ALL_OF_THEM, watch=Period.parse("P1Y"))
)


def visit(days_, share=95, **fields):
    """Give an examination by the agency."""
    return item(days_, **{"by": "agency", "examined": share, **fields})


def held(incident="prisoner-7", days_="2005-06-01", **fields):
    """Give proof that somebody is still held."""
    return item(days_, "refutes", incident=incident, **fields)


def test_coverage_by_an_accepted_examiner_establishes():
    """Enough of the population, seen by whoever may examine it."""
    assert days(docket(FREED, visit("2005-01-01")))[0] == "2005-01-01"
    assert verdict(docket(FREED)) == "unknown"


def test_coverage_that_falls_short_says_in_what():
    """Share, examiner and watch are named; support without a share shows none."""
    cases = {
        "coverage_share": docket(FREED, visit("2005-01-01", share=89), item("2005-01-01")),
        "coverage_examiner": docket(FREED, visit("2005-01-01", by="donor")),
        "coverage_watch": docket(WATCHED, visit("2005-01-01/2005-12-31")),
    }
    for missing, found in cases.items():
        assert verdict(found) == "unknown"
        assert missing in found.explain(0, DAY).missing
    bare = Claim(text="x", universal=True)
    assert verdict(docket(bare, visit("2005-01-01", share=100))) == "unknown"


def test_a_watch_must_be_unbroken():
    """Two half years that touch are a year; with a day between they are not."""
    first, touching = visit("2005-01-01/2005-06-30"), visit("2005-07-01/2006-01-01")
    assert days(docket(WATCHED, first, touching))[0] == "2005-01-01"
    assert verdict(docket(WATCHED, first, visit("2005-07-02/2006-01-02"))) == "unknown"


def test_an_examination_can_go_stale():
    """What was seen of all once does not hold for ever where the standard asks freshness."""
    found = docket(FREED, visit("2005-01-01"), fresh=Period.parse("P6M"))
    assert days(found, date(2005, 2, 1))[2] == "2005-07-02"
    assert verdict(found, date(2005, 7, 2)) == "unknown"
    assert found.explain(0, date(2005, 7, 2).toordinal()).missing[-2] == "fresh"


def test_one_open_counter_example_defeats_and_can_be_closed():
    """That person is still held: false. That person is freed: judged anew, since that day."""
    found = docket(FREED, visit("2005-01-01"), held())
    assert (verdict(found), days(found)[1]) == ("false", "2005-06-01")
    assert found.explain(0, DAY).open_incidents == ("prisoner-7",)
    found.add(item("2005-09-01", incident="prisoner-7", closes=True))
    assert (verdict(found), days(found)[1]) == ("true", "2005-09-01")


def test_a_death_closes_no_case():
    """An outcome that harms the person is no release."""
    buried = item("2005-09-01", incident="prisoner-7", closes=True, outcome="death")
    found = docket(FREED, visit("2005-01-01"), held(), buried)
    assert (verdict(found), found.explain(0, DAY).adverse) == ("false", (buried.id,))


def test_a_lead_is_a_concern_and_no_breach():
    """A weak report of somebody held stops the claim from being true and makes nothing false."""
    found = docket(FREED, visit("2005-01-01"), held(**WEAK)).explain(0, DAY)
    assert (found.verdict, found.concerns, found.open_incidents) == (1, ("prisoner-7",), ())
    assert found.missing == ("adverse_open",)


def test_items_of_different_incidents_are_not_added_up():
    """Two single reports about two people are two concerns; two about one are a breach."""
    asked = {"standard": TWO}
    apart = docket(FREED, held("a"), held("b"), **asked).explain(0, DAY)
    assert (apart.verdict, apart.concerns) == (1, ("a", "b"))
    assert verdict(docket(FREED, held("a"), held("a"), **asked)) == "false"
    unnamed = [held(""), held("")]
    concerns = docket(FREED, *unnamed, **asked).explain(0, DAY).concerns
    assert concerns == tuple(one.id for one in unnamed)


def test_who_is_shown_not_to_be_held_defeats_nothing():
    """Contrary proof about the incident itself is weighed against it."""
    denied = item("2005-06-02", incident="prisoner-7")
    assert verdict(docket(FREED, held(), denied)) == "unknown"


def test_an_incident_counts_only_wholly_inside_the_window():
    """A deed of 14 October 2006 to 6 September 2007 is no breach of a promise of 3 October 2007."""
    deed = held("reactor", "2006-10-14/2007-09-06")
    assert verdict(docket(FREED, deed, since=date(2006, 10, 14))) == "false"
    assert verdict(docket(FREED, deed, since=date(2007, 10, 3))) == "unknown"

"""Events, words, structural tests, legal acts."""

from datetime import date
from decimal import Decimal

import pytest
from findings_cases import ONE, STRONG, TODAY, TWO, WEAK, accord, days, docket, item, verdict
from hypothesis import given
from hypothesis import strategies as st

from accordance.accord.questions import Question
from accordance.accord.types import Claim, Standard
from accordance.findings.docket import Docket

EVENT = Claim(text="x")
DAY = TODAY.toordinal()


@given(
    st.sampled_from(["event", "state", "quantity", "legal-act", "submission"]),
    st.lists(st.tuples(st.sampled_from(["statement", "meeting"]), st.booleans()), max_size=40),
)
def test_no_number_of_words_moves_a_credence(claim_type, words):
    """Statements and meetings leave verdict, weight and dates of any performance as they were."""
    claim = Claim(text="x", type=claim_type)
    level = {"at_least": Decimal(5)} if claim_type == "quantity" else {}
    shown = item("2005-01-01", value=6)
    talk = [
        item("2006-01-01", "supports" if yes else "refutes", kind=kind, value=7)
        for kind, yes in words
    ]
    before, after = docket(claim, shown, **level), docket(claim, shown, *talk, **level)
    assert before.answer(0, DAY) == after.answer(0, DAY)
    found = after.explain(0, DAY)
    assert found.weight == before.explain(0, DAY).weight
    assert sorted(one.id for one in found.weightless) == sorted(one.id for one in talk)
    assert all(one.why == "words" for one in found.weightless)


def test_words_make_an_undertaking_and_a_lodging():
    """Who promises has promised, who lodges has lodged; that it is complete is another claim."""
    promise = [item("2005-01-01", kind="statement"), item("2005-01-01", kind="statement")]
    assert verdict(docket(Claim(text="x", type="undertaking"), *promise)) == "true"
    lodged = [item("2005-01-01", kind="statement", claim=f"c{name}") for name in (".lodged", "")]
    asked = accord(Claim(text="x", type="submission"), default=Standard(credence=Decimal("0.7")))
    both = Docket(asked, [Question(claim="c", aspect="lodged"), Question(claim="c")])
    assert [list(both.add(entry)) for entry in lodged] == [[0], [1]]
    assert [both.answer(index, DAY)[0] for index in (0, 1)] == [2, 1]


def test_what_cannot_be_judged_is_shown_and_weighs_nothing():
    """F and 6 are on record with their reason."""
    poor = [item("2005-01-01", reliability="F"), item("2005-01-01", credibility="6")]
    found = docket(EVENT, *poor).explain(0, DAY)
    assert (found.verdict, found.weight, found.origins) == (1, 0, 0)
    assert [one.why for one in found.weightless] == ["cannot_be_judged"] * 2


def test_an_event_is_dated_by_the_earliest_sufficient_items():
    """Later confirmations do not move the day, a stronger doubt does; an interval counts at its end."""
    early, later = item("2005-01-01/2005-01-09"), item("2006-01-01", credibility="2")
    assert days(docket(EVENT, later, early)) == ("2005-01-09", "2005-01-09", "")
    doubt = item("2007-01-01", "refutes", credibility="2")
    assert days(docket(EVENT, later, early, doubt)) == ("2006-01-01", "2006-01-01", "")


def test_an_event_is_refuted_under_the_breach_standard():
    """Release and breach have standards of their own."""
    strict = accord(EVENT, default=ONE, strict=TWO)
    asked = [Question(claim="c"), Question(claim="c", breach_standard="strict")]
    both = Docket(strict, asked)
    both.add(item("2005-01-01", "refutes"))
    assert [both.answer(index, DAY)[0] for index in (0, 1)] == [0, 1]
    both.add(item("2005-02-01", "refutes"))
    assert [both.answer(index, DAY)[:3] for index in (0, 1)] == [
        (0, date(2005, 1, 1).toordinal(), date(2005, 1, 1).toordinal()),
        (0, date(2005, 2, 1).toordinal(), date(2005, 2, 1).toordinal()),
    ]


@pytest.mark.parametrize(
    ("standard", "missing"),
    [
        (Standard(credence=Decimal("0.999")), ("credence",)),
        (Standard(credence=Decimal("0.8"), origins=3), ("origins",)),
        (Standard(credence=Decimal("0.8"), kinds=("imagery",)), ("kinds",)),
        (Standard(credence=Decimal("0.6"), adverse="answered"), ("adverse_open",)),
        (Standard(credence=Decimal("0.999"), origins=4), ("credence", "origins")),
    ],
)
def test_no_release_on_credence_alone(standard, missing):
    """Each structural test can stop a claim by itself, and is named."""
    entries = [item("2005-01-01"), item("2005-01-01"), item("2005-01-01", "refutes", **WEAK)]
    found = docket(EVENT, *entries, standard=standard).explain(0, DAY)
    assert (found.verdict, found.missing) == (1, missing)


def test_accepted_kinds_of_the_question_go_before_the_standard():
    """A proof clause that asks for imagery is not met by inspections alone."""
    inspected, seen = item("2005-01-01"), item("2005-01-01", **{**STRONG, "kind": "imagery"})
    assert verdict(docket(EVENT, inspected, kinds=("imagery",))) == "unknown"
    assert verdict(docket(EVENT, inspected, seen, kinds=("imagery",))) == "true"


def test_the_built_in_standard_asks_two_origins_and_somebody_else():
    """Where the text names none: 0.80, two origins, one of them not the obligor."""
    own = item("2005-01-01", source="army")
    text = accord(EVENT, other=ONE)
    built_in = Docket(text, [Question(claim="c")], {})
    built_in.add(own)
    assert built_in.explain(0, DAY).missing == ("origins",)
    built_in.add(item("2005-01-01"))
    assert built_in.answer(0, DAY)[0] == 2


def test_a_law_is_in_force_until_its_end_is_shown():
    """Asked plainly, a legal act means in force and not ended; a plain spelling is in_force."""
    law = Claim(text="x", type="legal-act")
    begun, adopted = item("2005-01-01"), item("2004-12-01", claim="c.adopted")
    ended = item("2007-06-30", claim="c.ends")
    assert verdict(docket(law, adopted)) == "unknown"
    assert days(docket(law, adopted, begun)) == ("2005-01-01", "2005-01-01", "")
    assert verdict(docket(law, item("2005-01-01", claim="c.in_force"))) == "true"
    found = docket(law, begun, ended)
    assert (verdict(found), days(found)[1]) == ("false", "2007-06-30")
    assert found.explain(0, DAY).refutes == (ended.id,)
    assert verdict(docket(law, begun, ended, aspect="ends")) == "true"


def test_reasons_show_the_verdict_under_other_priors():
    """A thin case depends on the prior, and says so."""
    found = docket(EVENT, item("2005-01-01", kind="report")).explain(0, DAY)
    assert (found.prior_20, found.verdict, found.prior_80) == (1, 2, 2)
    assert found.likelihood == "very likely"

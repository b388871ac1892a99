"""The docket as a whole: order, corrections, and answers that only ever depend on what is there."""

from datetime import date
from decimal import Decimal
from itertools import permutations

from findings_cases import (
    ALL_OF_THEM,
    ONE,
    PARTIES,
    SOURCES,
    accord,
    correction,
    docket,
    item,
    verdict,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from accordance.accord.questions import Question
from accordance.accord.types import Claim, Coverage, Standard
from accordance.findings.docket import Docket
from accordance.kernel.days import Period

DAY = date(2004, 6, 1).toordinal()
HALF = Period.parse("P6M")
WATCH = Coverage(population="all", share=Decimal(90), watch=Period.parse("P30D"))
CASES = {
    "event": (Claim(text="x"), {}),
    "state": (Claim(text="x", type="state"), {}),
    "fresh": (Claim(text="x", type="state", prior=Decimal("0.3")), {"fresh": HALF}),
    "level": (Claim(text="x", type="quantity"), {"at_least": Decimal(10)}),
    "most": (Claim(text="x", type="quantity"), {"at_most": Decimal(10), "fresh": HALF}),
    "submission": (Claim(text="x", type="submission"), {}),
    "undertaking": (Claim(text="x", type="undertaking"), {}),
    "law": (Claim(text="x", type="legal-act"), {}),
    "all": (Claim(text="x", universal=True, coverage=ALL_OF_THEM), {}),
    "watched": (Claim(text="x", universal=True, coverage=WATCH), {"fresh": HALF}),
    "clean": (Claim(text="x", universal=True), {"clean": HALF}),
    "verified": (
        Claim(text="x", universal=True, coverage=WATCH),
        {"clean": HALF, "verified": True},
    ),
    "kept": (Claim(text="x", type="state"), {"clean": HALF}),
}
STANDARDS = st.builds(
    Standard,
    credence=st.sampled_from([Decimal("0.6"), Decimal("0.8"), Decimal("0.95")]),
    origins=st.integers(1, 2),
    from_=st.sampled_from(["anyone", "non-party", "verifier"]),
    kinds=st.sampled_from([(), ("inspection", "imagery")]),
    adverse=st.sampled_from(["weighed", "answered"]),
)


@st.composite
def items(draw):
    """Draw an item of any kind, grade, stance, source and day of some four years."""
    start = date(2000, 1, 1).toordinal() + draw(st.integers(0, 40)) * 40
    end = start + draw(st.sampled_from([0, 0, 0, 30, 400]))
    stance = draw(st.sampled_from(["supports", "refutes"]))
    low = draw(st.integers(8, 12))
    return item(
        f"{date.fromordinal(start)}/{date.fromordinal(end)}",
        stance,
        value=(low, low + draw(st.integers(0, 2))),
        kind=draw(st.sampled_from(["inspection", "imagery", "press", "report", "statement"])),
        reliability=draw(st.sampled_from("ABCF")),
        credibility=draw(st.sampled_from("1236")),
        source=draw(st.sampled_from([*SOURCES, "x", "y", "z"])),
        by=draw(st.sampled_from(["", "", *PARTIES])),
        incident=draw(st.sampled_from(["", "i", "j"])),
        closes=draw(st.sampled_from([False, False, stance == "supports"])),
        examined=draw(st.sampled_from([None, Decimal(50), Decimal(100)])),
        outcome=draw(st.sampled_from(["", "", "", "death"])),
    )


@given(st.sampled_from(sorted(CASES)), STANDARDS, st.lists(items(), max_size=9), st.randoms())
def test_the_order_of_entries_never_matters(case, standard, entries, rng):
    """Asked after every entry or once at the end, in any order, twice over: the same finding."""
    claim, asked = CASES[case]
    steady, mixed = (
        docket(claim, standard=standard, **asked),
        docket(claim, standard=standard, **asked),
    )
    for entry in entries:
        steady.add(entry)
        steady.answer(0, DAY)
        steady.answer(0, DAY - 300)
    rng.shuffle(entries)
    for entry in entries + entries:
        mixed.add(entry)
    assert steady.answer(0, DAY) == mixed.answer(0, DAY)
    assert steady.explain(0, DAY) == mixed.explain(0, DAY)


@given(st.sampled_from(sorted(CASES)), STANDARDS, st.lists(items(), max_size=9))
def test_the_fast_answer_is_the_explained_one(case, standard, entries):
    """Verdict and dates are the same in both; ids stand in order; missing is empty when true."""
    claim, asked = CASES[case]
    found = docket(claim, *entries, standard=standard, **asked)
    answer, finding = found.answer(0, DAY), found.explain(0, DAY)
    shown = (finding.first, finding.since, finding.until)
    assert answer == (finding.verdict, *(one.toordinal() if one else 0 for one in shown))
    assert (answer[0] == 1) == (answer[1] == 0) == (answer[2] == 0)
    assert answer[3] == 0 or answer[3] > DAY
    for ids in (finding.supports, finding.refutes, finding.silent, finding.stale):
        assert list(ids) == sorted(set(ids))
    if case not in ("clean", "verified", "kept", "law"):
        assert (answer[0] == 2) == (not finding.missing)


@given(st.sampled_from(sorted(CASES)), STANDARDS, st.lists(items(), max_size=7))
def test_nothing_changes_before_until(case, standard, entries):
    """Time alone changes no answer on any day before the one that ``until`` names."""
    claim, asked = CASES[case]
    found = docket(claim, *entries, standard=standard, **asked)
    day = DAY
    for _ in range(6):
        answer = found.answer(0, day)
        last = answer[3] - 1 if answer[3] else day + 900
        for later in {day + 1, (day + last) // 2, last} - {day}:
            if later <= last:
                fresh = docket(claim, *entries, standard=standard, **asked)
                assert fresh.answer(0, later)[:3] == answer[:3]
        if not answer[3]:
            break
        day = answer[3]


@settings(max_examples=300)
@given(st.sampled_from(sorted(CASES)), STANDARDS, st.lists(items(), max_size=7), items())
def test_support_never_lowers_and_refutation_never_raises(case, standard, entries, more):
    """B3, of every type of claim: one more item moves verdict and credence its own way or not."""
    claim, asked = CASES[case]
    if more.closes and more.stance == "refutes":
        return
    before = docket(claim, *entries, standard=standard, **asked)
    after = docket(claim, *entries, more, standard=standard, **asked)
    low, high = before.explain(0, DAY), after.explain(0, DAY)
    if case in ("level", "most"):
        supports = more.value.low >= 10 if case == "level" else more.value.high <= 10
        if not supports:
            low, high = high, low
    elif more.stance == "refutes":
        low, high = high, low
    assert (low.verdict, low.weight) <= (high.verdict, high.weight)
    assert low.weight <= high.weight
    assert low.prior_20 <= high.prior_20
    assert low.prior_80 <= high.prior_80


def test_corrections_replace_what_they_cite_in_any_order():
    """A correction of a correction, a retraction of one: the text that stands is what speaks."""
    said = item("2001-01-01")
    turned = correction("2001-02-01", corrects=said.id, stance="refutes")
    undone = correction("2001-03-01", retracts=turned.id)
    redone = correction("2001-04-01", retracts=undone.id)
    expected = {1: "true", 2: "false", 3: "true", 4: "false"}
    entries = [said, turned, undone, redone]
    for size, words in expected.items():
        for order in permutations(entries[:size]):
            assert verdict(docket(Claim(text="x"), *order)) == words


def test_the_correction_known_last_stands():
    """Two corrections of one entry apply as they became known; a retraction leaves nothing."""
    said = item("2001-01-01")
    against = correction("2001-02-01", corrects=said.id, stance="refutes")
    back = correction("2001-03-01", corrects=said.id, stance="supports")
    gone = correction("2001-04-01", retracts=said.id)
    for order in permutations([said, against, back]):
        assert verdict(docket(Claim(text="x"), *order)) == "true"
    for order in permutations([said, against, back, gone]):
        found = docket(Claim(text="x"), *order)
        assert (verdict(found), found.explain(0, DAY).supports) == ("unknown", ())


def test_adding_tells_which_questions_may_change():
    """Only the questions on that claim and aspect are named, and an id counts once."""
    asked = [Question(claim="c"), Question(claim="c", aspect="lodged"), Question(claim="c")]
    found = Docket(accord(Claim(text="x", type="submission"), default=ONE), asked)
    said = item("2001-01-01")
    assert list(found.add(said)) == [0, 2]
    assert list(found.add(said)) == []
    assert list(found.add(item("2001-01-01", claim="c.lodged"))) == [1]
    assert list(found.add(item("2001-01-01", claim="elsewhere"))) == []
    assert list(found.add(correction("2001-02-01", retracts=said.id))) == [0, 2]
    assert list(found.add(correction("2001-02-01", retracts="nobody"))) == []

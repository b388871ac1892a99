"""The disclosed table, thresholds and priors."""

from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from findings_cases import WEAK, docket, item, verdict
from hypothesis import given
from hypothesis import strategies as st

from accordance.accord.types import Claim
from accordance.findings.finding import likelihood, probability
from accordance.findings.standards import UNREACHABLE, log_odds, threshold
from accordance.findings.weights import TABLES
from accordance.record.entries import Kind

TABLE = TABLES["accordance-2026"]
WEIGHTS = TABLE.every()


def test_every_kind_and_grade_has_an_integer_weight():
    """Nothing that a record can say is without a weight, and no weight is a float."""
    assert set(TABLE.kinds) == set(get_args(Kind))
    assert len(WEIGHTS) == 12 * 6 * 6
    assert all(type(weight) is int for weight in WEIGHTS.values())


def test_what_cannot_be_judged_has_ratio_one():
    """F and 6 weigh nothing whatever the other grade is; every other grade weighs something."""
    for (_, reliability, credibility), weight in WEIGHTS.items():
        assert (weight == 0) == (reliability == "F" or credibility == "6")


def test_a_better_grade_never_weighs_less():
    """Weights fall from A to F and from 1 to 6."""
    for kind in TABLE.kinds:
        for fixed in range(6):
            by_source = [WEIGHTS[kind, grade, "123456"[fixed]] for grade in "ABCDEF"]
            by_content = [WEIGHTS[kind, "ABCDEF"[fixed], grade] for grade in "123456"]
            assert by_source == sorted(by_source, reverse=True)
            assert by_content == sorted(by_content, reverse=True)


@given(st.decimals("0.001", "0.999", places=4))
def test_a_threshold_is_the_exact_log_odds_rounded_up(credence):
    """The odds of the threshold reach those asked, and one centiban less does not (in fractions)."""
    odds = (Fraction(credence) / (1 - Fraction(credence))) ** 100
    found = threshold(credence)
    assert Fraction(10) ** found >= odds > Fraction(10) ** (found - 1)


def test_thresholds_that_people_use():
    """Four to one is 60.2 centibans, so 0.80 asks 61; certainty is never reached."""
    asked = ["0.5", "0.65", "0.8", "0.9", "0.95", "0.99"]
    assert [threshold(Decimal(one)) for one in asked] == [0, 27, 61, 96, 128, 200]
    assert threshold(Decimal(1)) == UNREACHABLE
    assert threshold(Decimal(0)) == -UNREACHABLE


@given(st.decimals("0.001", "0.999", places=3))
def test_a_prior_and_its_complement_cancel(prior):
    """Priors are symmetrical: believing and doubting equally much weigh the same."""
    assert log_odds(prior) == -log_odds(1 - prior)


def test_no_verdict_rests_on_the_prior_alone():
    """A prior above the threshold establishes nothing until an item with weight is there."""
    claim = Claim(text="x", prior=Decimal("0.99"))
    assert verdict(docket(claim)) == "unknown"
    assert verdict(docket(claim, item("2005-01-01", kind="meeting"))) == "unknown"
    assert verdict(docket(claim, item("2005-01-01", **WEAK))) == "true"


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (-128, "almost no chance"),
        (-127, "very unlikely"),
        (-60, "unlikely"),
        (-8, "roughly even chance"),
        (8, "roughly even chance"),
        (9, "likely"),
        (60, "likely"),
        (61, "very likely"),
        (128, "almost certain"),
    ],
)
def test_likelihood_words_agree_with_the_probability(weight, words):
    """The words of ICD 203 are those of the probability shown beside them."""
    limits = {0.05: "almost no chance", 0.2: "very unlikely", 0.45: "unlikely"}
    limits |= {0.55: "roughly even chance", 0.8: "likely", 0.95: "very likely"}
    shown = next((w for top, w in limits.items() if probability(weight) < top), "almost certain")
    assert likelihood(weight) == words == shown

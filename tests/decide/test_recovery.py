"""What was given keeps how it was judged, beside what is known of it now (D6)."""

from __future__ import annotations

from decimal import Decimal

from decide_cases import accord_of, given, on, record_of, shown

from accordance.decide.determination import BenefitState

GRANT = """
claims:
  courts: {text: The courts are open., type: state, standard: seen}
  rails: {text: The railway is open., type: state, standard: seen}
benefits:
  grant:
    payer: hills
    to: coast
    amount: 30 USD
    nature: recoverable
    tranches:
      courts: {amount: 10 USD, release: courts}
      rails: {amount: 20 USD, release: rails}
"""
SEEN = (
    shown("courts", "2030-02-01"),
    shown("rails", "2030-02-01"),
    given("paid", "grant", "30 USD", "2030-02-10"),
)
SHUT = shown("rails", "2030-05-01", more="stance: refutes")
TAKEN_BACK = "correction: no, retracts: courts-2030-02-01, happened: 2030-02-01, known: 2030-05-01"


def grant(rest: str, *entries: str) -> BenefitState:
    """Give how the grant stands on the first of June."""
    decision = on(accord_of(GRANT + rest), record_of(*SEEN, *entries), "2030-06-01")
    return decision.determination.benefits["grant"]


def test_what_is_still_shown_is_not_claimed_back():
    """A delivery that was lawful and is supported is neither recoverable nor lost."""
    found = grant("")
    assert [one.lawful_when_made for one in found.deliveries] == [True, True]
    assert [one.supported_now for one in found.deliveries] == [True, True]
    assert found.recoverable == 0


def test_what_is_no_longer_shown_was_undue():
    """Evidence taken back leaves the release unknown on the day of payment: that part is undue."""
    found = grant("", TAKEN_BACK)
    assert [one.reason for one in found.deliveries] == ["undue", ""]
    assert found.deliveries[0].supported_now == "unknown"
    assert (found.recoverable, found.amounts["delivered"]) == (Decimal(10), Decimal(30))


def test_what_was_so_and_is_undone_needs_a_clause():
    """Without one nothing is claimed; with one the parts whose release is false, or all."""
    clause = "    recover: {when: rails.refuted, share: SHARE}\n"
    assert grant("", SHUT).recoverable == 0
    assert grant(clause.replace("SHARE", "pro-rata"), SHUT).recoverable == Decimal(20)
    assert grant(clause.replace("SHARE", "whole"), SHUT).recoverable == Decimal(30)


def test_a_small_sum_is_not_claimed():
    """Below the least sum of the clause nothing is recoverable, and it is said why it could be."""
    found = grant("    recover: {when: rails.refuted, de_minimis: 25 USD}\n", SHUT)
    assert found.recoverable == 0
    assert [one.reason for one in found.deliveries] == ["", "supervening"]


def test_what_is_given_back_is_no_longer_claimed():
    """A delivery that returns another counts against it, and discharges nothing."""
    back = given("back", "", "4 USD", "2030-05-20", "payer: coast, returns: paid")
    found = grant("", TAKEN_BACK, back)
    assert (found.recoverable, found.recovered) == (Decimal(6), Decimal(4))
    assert found.amounts["delivered"] == Decimal(30)


def test_evidence_that_came_late_does_not_make_a_payment_undue():
    """What is known later of the day of payment supports it as well."""
    late = shown("courts", "2030-02-05", known="2030-05-10")
    assert grant("", TAKEN_BACK, late).recoverable == 0

"""What was given and cannot be had back stands beside what was shown for it."""

from __future__ import annotations

from decimal import Decimal

from decide_cases import accord_of, given, on, record_of, shown

from accordance.decide.determination import Exposure

ACCORD = accord_of("""\
baskets: {security: Security, rights: Human rights}
rates: [{from: EUR, to: USD, rate: 1.2, on: 2030-01-01}]
commitments:
  open-gate: {by: coast, basket: security, achieve: {text: the gate is open}, proof: seen}
  free-all:
    by: coast
    basket: rights
    weight: 3
    achieve: {text: all are free, unit: persons, target: 100 persons}
    proof: seen
  hear-all: {by: coast, basket: rights, achieve: {text: all are heard}, proof: seen}
  open-road: {by: hills, basket: rights, achieve: {text: the road is open}, proof: seen}
benefits:
  fuel: {payer: hills, to: coast, amount: 100 t, worth: {value: [400 USD, 500 USD], per: unit}}
  loan: {payer: hills, to: coast, amount: 1000 EUR, nature: recoverable}
  pass:
    payer: lakes
    to: coast
    status: may pass
    nature: reversible
    release: 2030-02-01
    end: open-road
    worth: {value: 10 USD, every: P10D}
""")


def exposed(day: str, *entries: str) -> Exposure:
    """Give the exposure as of a day."""
    return on(ACCORD, record_of(*entries), day).determination.exposure


def test_nothing_given_is_nothing_exposed() -> None:
    """Every sum is empty, and every basket stands at nothing."""
    found = exposed("2030-01-15")
    assert (found.delivered, found.unrecoverable, found.outside_rule) == ({}, {}, {})
    assert (found.worth, found.by_payer) == ((0, 0), {})
    assert found.progress == {"security": 0, "rights": 0}


def test_only_what_is_spent_cannot_be_had_back() -> None:
    """Fuel is burnt; a loan can be claimed back; each counts in its own unit."""
    found = exposed(
        "2030-01-15",
        given("ship", "fuel", "10 t", "2030-01-10"),
        given("wire", "loan", "100 EUR", "2030-01-11"),
    )
    assert found.delivered == {"t": 10, "EUR": 100}
    assert found.unrecoverable == {"t": 10}
    assert found.by_payer == {"hills": {"t": 10, "EUR": 100}}


def test_worth_is_an_interval_in_the_currency_of_the_accord() -> None:
    """Ten tonnes at 400 to 500, and a hundred euros at 1.2."""
    found = exposed(
        "2030-01-15",
        given("ship", "fuel", "10 t", "2030-01-10"),
        given("wire", "loan", "100 EUR", "2030-01-11"),
    )
    assert (found.worth, found.currency) == ((Decimal(4120), Decimal(5120)), "USD")


def test_what_is_given_beyond_the_rule_counts_and_is_told_apart() -> None:
    """Twenty tonnes too many, and five outside of the accord, are given all the same."""
    found = exposed(
        "2030-01-15",
        given("ship", "fuel", "120 t", "2030-01-10"),
        given("gift", "", "5 t", "2030-01-12", "payer: lakes"),
    )
    assert found.delivered == {"t": 125}
    assert found.unrecoverable == {"t": 125}
    assert found.outside_rule == {"t": 25}
    assert found.by_payer == {"hills": {"t": 120}, "lakes": {"t": 5}}


def test_a_status_is_worth_the_days_that_it_ran() -> None:
    """At a dollar a day, the first day and the last included; what ended is still counted."""
    assert exposed("2030-01-31").worth == (0, 0)
    assert exposed("2030-02-01").worth == (1, 1)
    assert exposed("2030-02-10").worth == (10, 10)
    ended = shown("open-road", "2030-02-11")
    assert exposed("2030-02-20", ended).worth == (10, 10)


def test_progress_is_by_basket_and_the_weakest_is_named() -> None:
    """In rights a half of three parts and nothing of one are 37.5 per cent; Hills' step is not Coast's."""
    half = shown("free-all", "2030-01-10", more="value: 50 persons")
    found = exposed(
        "2030-01-15", shown("open-gate", "2030-01-10"), half, shown("open-road", "2030-01-10")
    )
    assert found.progress == {"security": 1, "rights": Decimal("0.375")}
    assert found.weakest == "rights"


def test_progress_that_falls_is_told_as_it_stands() -> None:
    """Not the best that ever was."""
    half = shown("free-all", "2030-01-10", more="value: 50 persons")
    fewer = shown("free-all", "2030-01-12", more="value: 10 persons")
    assert exposed("2030-01-15", half, fewer).progress["rights"] == Decimal("0.075")

"""What was given while a breach stood, by whose knowledge: the payer's, the public's, nobody's (A4)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from decide_cases import accord_of, given, record_of

from accordance.accord.types import Accord
from accordance.decide.breaches import Views
from accordance.decide.replay import replay
from accordance.program.compile import compile_accord

ACCORD = accord_of("""\
commitments:
  no-sale: {by: coast, refrain: selling boats, proof: seen}
benefits:
  grain: {payer: [hills, lakes], to: coast, amount: 1000 t}
  seed: {payer: hills, to: woods, amount: 100 t}
""")
KNOWN = "{hills: 2030-04-01, lakes: 2030-06-01, public: 2030-05-01}"
SALE = (
    "evidence: sale, claim: no-sale, stance: refutes, incident: sale, kind: document, source: watch,"
    f' reliability: A, credibility: "1", happened: 2030-03-10, known: {KNOWN}'
)
LAKES = "payer: lakes"
UNTIL = date(2030, 12, 31)


def counted(*entries: str, accord: Accord = ACCORD) -> tuple[dict, dict, dict]:
    """Give what was given while breached: known to the payer, to the public only, to neither."""
    found = Views(compile_accord(accord), record_of(*entries), UNTIL).deliveries()
    return tuple(
        {unit: int(amount) for unit, amount in found[kind].items()}
        for kind in ("known_to_payer", "known_to_public_only", "unknown_to_both")
    )


def test_what_is_given_before_the_breach_counts_nowhere() -> None:
    """On the eve of the sale there is no breach, whoever learns of it later."""
    assert counted(SALE, given("a", "grain", "10 t", "2030-03-09")) == ({}, {}, {})


def test_what_is_given_before_anybody_knows_is_unknown_to_both() -> None:
    """The sale had taken place, and neither Hills nor the public knew."""
    assert counted(SALE, given("a", "grain", "10 t", "2030-03-10")) == ({}, {}, {"t": 10})
    assert counted(SALE, given("a", "grain", "10 t", "2030-03-31")) == ({}, {}, {"t": 10})


def test_what_is_given_once_the_payer_knows_is_known_to_the_payer() -> None:
    """Hills knows on 1 April, a month before the public."""
    assert counted(SALE, given("a", "grain", "10 t", "2030-04-01")) == ({"t": 10}, {}, {})


def test_another_payers_knowledge_is_not_this_payers() -> None:
    """In April Hills knows, and Lakes gives without knowing."""
    assert counted(SALE, given("a", "grain", "10 t", "2030-04-10", LAKES)) == ({}, {}, {"t": 10})


def test_what_the_public_knows_and_the_payer_does_not_is_counted_apart() -> None:
    """Lakes learns a month after the public."""
    assert counted(SALE, given("a", "grain", "10 t", "2030-05-01", LAKES)) == ({}, {"t": 10}, {})
    assert counted(SALE, given("a", "grain", "10 t", "2030-06-01", LAKES)) == ({"t": 10}, {}, {})


def test_the_three_ways_stand_side_by_side_and_each_gift_counts_once() -> None:
    """A whole history is divided among the three, by unit."""
    gifts = (
        given("a", "grain", "1 t", "2030-03-01"),
        given("b", "grain", "2 t", "2030-03-20"),
        given("c", "grain", "4 t", "2030-04-20"),
        given("d", "grain", "8 t", "2030-05-20", LAKES),
        given("e", "grain", "16 t", "2030-06-20", LAKES),
    )
    assert counted(SALE, *gifts) == ({"t": 20}, {"t": 8}, {"t": 2})
    history = replay(ACCORD, record_of(SALE, *gifts), UNTIL)
    assert history.summary.delivered_while_breached["known_to_payer"] == {"t": Decimal(20)}
    assert history.summary.delivered == {"t": Decimal(31)}


def test_a_gift_to_somebody_else_is_not_given_while_breached() -> None:
    """The seed goes to Woods, which broke nothing."""
    assert counted(SALE, given("a", "seed", "10 t", "2030-07-01")) == ({}, {}, {})


def test_a_gift_outside_the_accord_counts_with_any_breach() -> None:
    """It is of no benefit, so it has no recipient of its own."""
    assert counted(SALE, given("a", "", "10 t", "2030-07-01")) == ({"t": 10}, {}, {})


def test_a_sale_that_is_taken_back_was_no_breach_now() -> None:
    """What was known then stays counted by those who knew; in hindsight there was nothing."""
    back = "correction: no, retracts: sale, reason: other boats, happened: 2030-08-01, known: 2030-08-01"
    assert counted(SALE, back, given("a", "grain", "10 t", "2030-03-20")) == ({}, {}, {})
    assert counted(SALE, back, given("a", "grain", "10 t", "2030-04-20")) == ({"t": 10}, {}, {})
    assert counted(SALE, back, given("a", "grain", "10 t", "2030-08-01")) == ({}, {}, {})


def test_what_is_given_after_the_last_day_counts_nowhere() -> None:
    """A replay ends on its day."""
    late = given("a", "grain", "10 t", "2031-01-01")
    found = Views(compile_accord(ACCORD), record_of(SALE, late), UNTIL).deliveries()
    assert not any(found.values())

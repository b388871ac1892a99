"""Advances: what may be given before it is due, what it is set off against, and what goes back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accordance.accord.reading import read
from accordance.decide.brief import brief
from accordance.decide.decision import decide
from accordance.decide.determination import BenefitState
from accordance.record.reading import read_yaml

TEXT = """\
format: accordance/1
id: works
title: Works
calendar: {in_force: 2030-01-01}
parties: {coast: {name: Coast, roles: [obligor]}, bank: {name: Bank, roles: [provider]}}
standards: {seen: {credence: 0.8}}
claims:
  ready: {text: All is ready., type: state, standard: seen}
  rails: {text: The railway is open., type: state, standard: seen}
  courts: {text: The courts are open., type: state, standard: seen}
  halt: {text: All is halted., type: state, standard: seen}
benefits:
  grant:
    payer: bank
    to: coast
    amount: 30 USD
    nature: NATURE
    suspend: halt
    available_until: 2030-12-31
    tranches: {rails: {amount: 10 USD, release: rails}, courts: {amount: 20 USD, release: courts}}
    advance: {up_to: 15 USD, release: ready, reconcile: 2031-06-01}
"""
HEAD = "format: accordance-record/1\naccord: works\nsources: {office: An office}\nentries:\n"


def shown(claim: str, day: str, known: str = "") -> str:
    """Give a line of evidence for a claim."""
    return (
        f"  - {{evidence: {claim}-seen, claim: {claim}, kind: inspection, source: office,"
        f' reliability: A, credibility: "1", happened: {day}, known: {known or day}}}\n'
    )


def paid(amount: int, day: str, known: str = "", more: str = "") -> str:
    """Give a line of money given."""
    return (
        f"  - {{delivery: paid-{day}, benefit: grant, payer: bank, amount: {amount} USD,"
        f" happened: {day}, known: {known or day}{more}}}\n"
    )


def grant(on: str, *lines: str, nature: str = "recoverable", **asked: Any) -> BenefitState:
    """Give how the grant stands on a day."""
    accord, problems = read(TEXT.replace("NATURE", nature), "accord.yaml")
    assert accord is not None, problems
    found = read_yaml(HEAD + "".join(lines), "record.yaml")
    assert found.record is not None, found.problems
    decision = decide(accord, found.record, date.fromisoformat(on), **asked)
    return decision.determination.benefits["grant"]


ROAD = """\
  road: {payer: bank, to: coast, status: The road is open., release: grant.delivered(10 USD)}
"""


def test_what_is_wholly_given_in_advance_is_foreseen_as_given_not_as_due() -> None:
    """The day comes on which the part falls due: what waits is set off then, and what rests on it holds."""
    text = TEXT.replace("NATURE", "recoverable").replace(
        "release: rails}", "release: {on: 2030-07-01}}"
    )
    accord, problems = read(text + ROAD, "accord.yaml")
    assert accord is not None, problems

    def coming(*lines: str) -> list[tuple[str, str, str]]:
        record = read_yaml(HEAD + READY + "".join(lines), "record.yaml").record
        assert record is not None
        decision = decide(accord, record, date(2030, 3, 1))
        told = [(one.provision, one.from_, one.to) for one in brief(decision).coming]
        return [one for one in told if one[0] != "grant/courts"]

    given_whole = coming(paid(10, "2030-02-10"))
    assert given_whole[:2] == [
        ("grant/rails", "not_due", "delivered"),
        ("road", "barred", "in_force"),
    ]
    assert coming(paid(9, "2030-02-10"))[0] == ("grant/rails", "not_due", "due")


READY = shown("ready", "2030-02-01")


def test_an_advance_goes_to_parts_in_order_up_to_its_limit() -> None:
    """The first part is filled, then the second; beyond the limit it is outside the rule."""
    found = grant("2030-03-01", READY, paid(18, "2030-03-01"))
    assert [(one.advanced, one.net) for one in found.parcels] == [(10, 0), (5, 15)]
    assert (found.advanced, found.outside_rule, found.recoverable) == (15, 3, 0)
    assert sum(found.amounts.values()) == Decimal(30)


def test_what_is_due_is_given_before_what_is_not() -> None:
    """A payment discharges what is due first, wherever that stands in the text."""
    found = grant("2030-03-01", READY, shown("courts", "2030-02-02"), paid(25, "2030-03-01"))
    assert [(one.state, one.advanced) for one in found.parcels] == [
        ("not_due", 5),
        ("delivered", 0),
    ]


def test_what_is_stopped_is_given_no_advance() -> None:
    """While a stop holds what is given is outside the rule."""
    found = grant("2030-03-01", READY, shown("halt", "2030-02-02"), paid(10, "2030-03-01"))
    assert (found.advanced, found.outside_rule) == (0, 10)


def test_a_part_given_ahead_is_discharged_on_the_day_it_becomes_due() -> None:
    """The delivery says on which day it was set off, and the part needs no payment."""
    found = grant("2030-05-01", READY, paid(15, "2030-03-01"), shown("rails", "2030-04-01"))
    first, second = found.deliveries
    assert (first.set_off, second.set_off) == (date(2030, 4, 1), None)
    assert found.parcels[0].state == "delivered"
    assert found.parcels[0].since == date(2030, 4, 1)


@pytest.mark.parametrize(("on", "back"), [("2031-05-31", 0), ("2031-06-01", 5)])
def test_what_was_not_set_off_goes_back_from_the_day_of_reconciling(on: str, back: int) -> None:
    """What lapsed unearned may be claimed from that day on; what was earned may not."""
    lines = (READY, paid(15, "2030-03-01"), shown("rails", "2030-04-01"))
    found = grant(on, *lines)
    assert found.recoverable == back
    assert [one.reason for one in found.deliveries] == ["", "advance" if back else ""]
    assert grant(on, *lines, nature="spent").unrecovered_loss == back


def test_what_was_known_late_is_judged_by_its_day() -> None:
    """A payment of a day on which the advance was open is one, whenever it is learned of."""
    lines = (READY, paid(10, "2030-01-15", "2030-03-01"), paid(10, "2030-02-15", "2030-03-01"))
    found = grant("2030-03-01", *lines)
    assert (found.advanced, found.outside_rule) == (10, 10)


def test_an_advance_stays_one_with_later_knowledge() -> None:
    """Hindsight keeps what was judged: it is no gift, and may be claimed back as undue."""
    line = "  - {correction: not-seen, retracts: ready-seen, reason: invented,"
    lines = (READY, paid(10, "2030-03-01"), f"{line} happened: 2030-02-01, known: 2030-05-01}}\n")
    found = grant("2030-06-01", *lines, hindsight=True)
    assert (found.advanced, found.outside_rule, found.recoverable) == (10, 0, 10)
    assert found.deliveries[0].reason == "undue"


def test_what_came_back_of_an_advance_is_not_set_off() -> None:
    """Of a part whose advance was given back in part the rest is due."""
    back = "  - {delivery: back, returns: paid-2030-03-01, payer: coast, amount: 4 USD,"
    lines = (READY, paid(10, "2030-03-01"), f"{back} happened: 2030-03-10, known: 2030-03-10}}\n")
    found = grant("2030-04-01", *lines, shown("rails", "2030-04-01"))
    assert (found.parcels[0].state, found.parcels[0].net) == ("due", 4)
    assert (found.amounts["delivered"], found.recovered) == (6, 4)

"""What a reader is told once, in whose name, and as what: findings, shares, corrections, defaults."""

from __future__ import annotations

import re

import pytest

HEAD = """\
format: accordance/1
id: made
title: Made for a test
synthetic: true
calendar: {in_force: 2030-01-01, months: clamp}
currency: USD
parties:
  coast: {name: Coast, roles: [obligor]}
  hills: {name: Hills, roles: [provider]}
  lakes: {name: Lakes, roles: [provider]}
  board: {name: Joint Board, roles: [observer]}
standards:
  default: {credence: 0.80}
"""
RECORD = """\
format: accordance-record/1
accord: made
synthetic: true
sources: {watch: Inspectors}
entries:
"""
DAY = "happened: 2030-02-01, known: 2030-02-01"
SEEN = 'source: watch, reliability: A, credibility: "1"'


@pytest.fixture
def case(tmp_path):
    """Write a case from what stands below its head, and from its entries in flow style."""

    def written(rest: str, *entries: str):
        lines = "".join(f"  - {{{one}}}\n" for one in entries)
        (tmp_path / "accord.yaml").write_text(HEAD + rest, "utf-8")
        (tmp_path / "record.yaml").write_text(RECORD + (lines or "  []\n"), "utf-8")
        return tmp_path

    return written


GATES = """\
baskets: {works: Works, people: People}
claims:
  gate: {text: The gate is open., type: state}
  yard: {text: The yard is open., type: state}
  paper: {text: The list of gates., type: submission}
commitments:
  open-up:
    by: coast
    basket: works
    proof: default
    achieve: {requires: {all: [gate, yard]}, due: 2030-06-30}
benefits:
  grain:
    payer: hills
    to: coast
    amount: 10 t
    release: {all: [gate, {at_least: 2, of: [gate, yard]}, paper.lodged, paper]}
"""
OPEN = tuple(
    f"evidence: {claim}-1, claim: {claim}, kind: inspection, {SEEN}, {DAY}"
    for claim in ("gate", "yard", "paper")
)


def test_a_finding_is_told_in_full_once(accord, case):
    """Where a claim is asked again its verdict stands with its entries' ids, unless all is asked for."""
    folder = case(GATES, *OPEN)
    text = accord("why", folder, "grain", "--as-of", "2030-03-01").out
    assert text.count("• gate-1") == 1
    assert "Established, as told above (gate-1)." in text
    assert (
        accord("why", folder, "grain", "--as-of", "2030-03-01", "--full").out.count("• gate-1") > 1
    )


def test_a_complete_paper_of_which_nothing_shows_when_it_came_says_where_that_is_entered(
    accord, case
):
    """Completeness is one question and handing in another; the answer names where the second is entered."""
    text = accord("why", case(GATES, *OPEN), "grain", "--as-of", "2030-03-01").out
    assert "that it was handed in is entered on paper.lodged" in " ".join(
        text.replace("│", "").split()
    )


def test_evidence_of_what_a_goal_requires_is_the_newest_too(accord, case):
    """A basket whose commitment asks a condition has the age of the evidence on that condition's claims."""
    text = accord("status", case(GATES, *OPEN), "--as-of", "2030-02-06").out
    assert "Newest independent evidence: Works 5 days old; People none" in text


def test_a_basket_in_which_nothing_is_asked_is_never_the_weakest(accord, case):
    """It is named beside the others, without a share."""
    text = accord("status", case(GATES, *OPEN), "--as-of", "2030-02-06").out
    assert "weakest basket: Works 100%" in text
    assert "People nothing asked" in text


def test_words_just_below_the_standard_are_not_rounded_up_to_it(accord, case):
    """60 centibans are 79.9 per cent, and 80 were asked."""
    claim = "claims:\n  list: {text: The list., type: submission}\nbenefits:\n"
    rest = "  grain: {payer: hills, to: coast, amount: 10 t, release: list.lodged}\n"
    said = f"evidence: s, claim: list.lodged, kind: statement, {SEEN}, {DAY}"
    text = accord("why", case(claim + rest, said), "grain", "--as-of", "2030-03-01").out
    assert "(79.9%)" in text


SCALE = """\
claims:
  tonnes: {text: Tonnes saved., type: quantity, unit: t}
benefits:
  prize:
    payer: [hills, lakes]
    shares: {hills: 90%, lakes: 10%}
    to: coast
    scale: {claim: tonnes, per: 10 t, price: 100 USD, from: 0 t, to: 100 t}
"""
MEASURED = f"evidence: m, claim: tonnes, kind: measurement, value: 60 t, {SEEN}, {DAY}"
GIVEN = f"delivery: d, benefit: prize, payer: hills, amount: 180 USD, {DAY}"


def test_steps_that_two_payers_divide_are_told_payer_by_payer(accord, case):
    """No run of one payer's shares counts the other's among its parts."""
    text = accord("replay", case(SCALE, MEASURED, GIVEN), "--until", "2030-12-31").out
    assert re.search(r"prize: step-1/lakes to step-6/lakes, 6 parts +not yet due → payable", text)
    assert re.search(r"step-3/hills to step-6/hills, 4 p\S* +not yet due → payable", text)


FELL = """\
commitments:
  open-gate: {by: coast, achieve: {text: The gate is open., type: state, due: 2030-06-30}, proof: default}
"""
GATE = f"evidence: g, claim: open-gate, kind: inspection, {SEEN}, {DAY}"


def test_what_a_correction_undid_was_reversed_by_nobody(accord, case):
    """The history and the reason say that it was corrected, by which entry, and of which."""
    fix = "correction: fix, retracts: g, happened: 2030-04-01, known: 2030-04-01"
    shut = GATE.replace("evidence: g,", "evidence: s, stance: refutes,").replace(
        "2030-02", "2030-04"
    )
    folder = case(FELL, GATE, fix, shut)
    told = accord("replay", folder, "--until", "2030-12-31").out
    assert "met → not met, as corrected" in told
    assert "fix, which takes back g" in told
    assert (
        "Corrected since it counted as met: g by fix, 1 April 2030."
        in accord("why", folder, "open-gate", "--as-of", "2030-05-01").out
    )


def test_one_that_neither_gives_nor_receives_is_on_no_side(accord, case):
    """Two defaults are on both sides only where one is of who gives and one of who receives."""
    rest = (
        FELL
        + "  meet: {by: board, achieve: {text: The board meets., due: 2030-03-31}, proof: default}\n"
    )
    benefit = "benefits:\n  grain: {payer: hills, to: coast, amount: 10 t, release: open-gate}\n"
    text = accord("status", case(rest + benefit), "--as-of", "2030-08-01", "--all").out
    assert "In default, the first first: meet" in text
    assert "both sides" not in text

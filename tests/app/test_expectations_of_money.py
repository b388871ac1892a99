"""Expectations of money: what may be claimed back, came back, is late or is left by everybody."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from accordance.app import testing
from accordance.kernel.problems import InputError

ROOT = Path(__file__).parents[2]
HEAD = "format: accordance-expect/1\nexpect:\n"
HOLDS = """
  - on: 2030-06-01
    benefits:
      grant:
        amounts: {delivered: 30 MEUR, recoverable: 4 MEUR, recovered: 6 MEUR, advanced: 0, unallocated: 0}
        late: false
        in_default: false
        since: 2030-02-10
        disputed: false
        parcels: {courts: delivered, rails: {net: 0, amount: 20 MEUR, payer: bank, late: false}}
        provisions: {release: unknown}
        deliveries:
          paid: {amount: 30 MEUR, recovered: 6 MEUR, on: 2030-02-10, payer: bank, advance: false}
          paid/courts: {reason: undue, recoverable: 4 MEUR, supported_now: unknown}
          paid/rails: {reason: none, lawful_when_made: true, unrecovered_loss: 0}
    exposure:
      recoverable: {EUR: 4000000}
      recovered: {EUR: 6000000}
      by_payer: {bank: {EUR: 30000000, t: 50}}
    disputes: []
    by_reading: []
"""


@pytest.fixture
def recovery(tmp_path):
    """The case in which grants are claimed back, in a folder of its own."""
    folder = tmp_path / "recovery"
    shutil.copytree(ROOT / "tests/rules/d6-recovery", folder)
    return folder


def ask(folder, rows):
    """Write these rows, and give what fails of them as path and what was found."""
    (folder / "expect.yaml").write_text(HEAD + rows)
    return [(one.path, one.found) for one in testing.tested(folder).failures]


def test_everything_that_is_told_of_money_can_be_expected(recovery):
    """Accounts, parcels, deliveries and exposure hold, with or without a unit."""
    assert ask(recovery, HOLDS) == []


@pytest.mark.parametrize(
    ("benefit", "path", "found"),
    [
        ("amounts: {recoverable: 5 MEUR}", "amounts recoverable", "4,000,000 EUR"),
        ("amounts: {recovered: 5 MEUR}", "amounts recovered", "6,000,000 EUR"),
        ("amounts: {unrecovered_loss: 1}", "amounts unrecovered_loss", "0 EUR"),
        ("amounts: {advanced: 1}", "amounts advanced", "0 EUR"),
        ("amounts: {unallocated: 1}", "amounts unallocated", "0 EUR"),
        ("late: true", "late", "false"),
        ("in_default: true", "in_default", "false"),
        ("contested: true", "contested", "false"),
        ("disputed_by: [coast]", "disputed_by", "nothing"),
        ("lapses_to: bank", "lapses_to", "nothing"),
        ("provisions: {release: true}", "provisions release", "unknown"),
        ("provisions: {linkage/x: true}", "provisions linkage/x", "there is none"),
        ("if_nobody_acts: {to: ended}", "if_nobody_acts", "there is none"),
        ("parcels: {courts: due}", "parcels courts state", "delivered"),
        ("parcels: {courts: {in_default: true}}", "parcels courts in_default", "false"),
        ("parcels: {court: due}", "parcels court", "there is none; the parcels are courts, rails"),
        ("deliveries: {paid: {recoverable: 5 MEUR}}", "deliveries paid recoverable", "4,000,000 EUR"),
        ("deliveries: {paid: {reason: undue}}", "deliveries paid reason", "undue, nothing"),
        ("deliveries: {paid/rails: {set_off: 2030-03-01}}", "deliveries paid/rails set_off", "nothing"),
        ("deliveries: {sent: {advance: true}}", "deliveries sent",
         "there is none; there are paid/courts, paid/rails"),
    ],
)  # fmt: skip
def test_each_of_them_can_fail(recovery, benefit, path, found):
    """What is expected wrongly of a benefit fails by its name, with what was found."""
    rows = f"  - on: 2030-06-01\n    benefits: {{grant: {{{benefit}}}}}\n"
    assert ask(recovery, rows) == [(f"benefits grant {path}", found)]


def test_an_account_that_does_not_exist_is_a_problem(recovery):
    """A misspelt account is named with the nearest one, and never passes for nothing."""
    rows = "  - on: 2030-06-01\n    benefits: {grant: {amounts: {recoverd: 0}}}\n"
    with pytest.raises(InputError) as raised:
        ask(recovery, rows)
    assert [(one.code, one.hint) for one in raised.value.problems] == [
        ("S001", 'did you mean "recovered"?')
    ]

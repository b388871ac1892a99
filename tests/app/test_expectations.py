"""Expectations: they hold, they fail by name, and they are read with every problem placed."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordance.app import testing
from accordance.app.checking import checked
from accordance.app.expect import (
    AmountsWanted,
    BenefitWanted,
    BreachWanted,
    ChangeWanted,
    CommitmentWanted,
    DeliveryWanted,
    ExposureWanted,
    ParcelWanted,
    PowerWanted,
    Row,
    SilenceWanted,
    SummaryWanted,
)
from accordance.app.paths import NoCase
from accordance.kernel.problems import InputError

HEAD = "format: accordance-expect/1\nexpect:\n"


def expect(folder, rows):
    """Write a file of expectations with these rows."""
    (folder / "expect.yaml").write_text(HEAD + rows)


@pytest.mark.parametrize("name", ["six-party", "korea-helsinki"])
def test_the_shipped_cases_hold(six_party, name):
    """Everything that a shipped case must determine is determined."""
    tally = testing.tested(six_party.parent / name)
    assert tally.failures == ()
    assert tally.checks > 40


def test_a_failing_row_is_named_with_its_place_and_both_answers(fresh):
    """What fails says where it stands, what was expected and what was found."""
    row = "  - on: 2026-03-12\n    because: A wrong row.\n    commitments:\n      shut-plant: overdue\n"
    expect(fresh, row)
    (failure,) = testing.tested(fresh).failures
    assert (failure.span.line, failure.path) == (6, "commitments shut-plant state")
    assert (failure.expected, failure.found, failure.because) == ("overdue", "met", "A wrong row.")


@pytest.mark.parametrize(
    ("row", "path"),
    [
        (
            "commitments: {release-prisoners: {progress: 44%}}",
            "commitments release-prisoners progress",
        ),
        ("commitments: {shut-plant: {due: 2026-04-02}}", "commitments shut-plant due"),
        ("commitments: {shut-plant: {verdict: unknown}}", "commitments shut-plant verdict"),
        ("benefits: {food: {amounts: {delivered: 1999 t}}}", "benefits food amounts delivered"),
        ("benefits: {food: {amounts: {delivered: 2000 kg}}}", "benefits food amounts delivered"),
        ("benefits: {trade: {payable: true}}", "benefits trade payable"),
        ("powers: {stop: in_force}", "powers stop"),
        ("claims: {shut-plant: refuted}", "claims shut-plant"),
        ("exposure: {delivered: {t: 1}}", "exposure delivered t"),
        ("exposure: {progress: {rights: 44%}}", "exposure progress rights"),
        ("exposure: {weakest: security}", "exposure weakest"),
    ],
)
def test_every_field_can_fail(fresh, row, path):
    """Each kind of expectation is checked, and fails alone."""
    expect(fresh, f"  - on: 2026-05-25\n    {row}\n")
    assert [one.path for one in testing.tested(fresh).failures] == [path]


def test_a_history_is_held_to_its_changes_and_its_sum(fresh):
    """A change on another day fails and tells the days on which it came."""
    rows = (
        "  - replay: true\n    until: 2026-06-30\n    changes:\n"
        "      - {provision: shut-plant, from: open, to: met, date: 2026-03-13}\n"
        "    summary: {delivered: {t: 2001}, delivered_while_breached: {known_to_payer: {t: 1}}}\n"
    )
    expect(fresh, rows)
    change, total, breached = testing.tested(fresh).failures
    assert change.found == "2026-03-12 shut-plant: open to met"
    assert (total.expected, total.found) == ("2,001 t", "2,000 t")
    assert breached.found == "0 t"


@pytest.mark.parametrize(
    ("rows", "code", "line"),
    [
        ("  - on: 2026-05-25\n", "E002", 3),
        ("  - on: 2026-05-25\n    changes: []\n    summary: {delivered: {t: 1}}\n", "E001", 3),
        ("  - replay: true\n    until: 2026-05-25\n    claims: {shut-plant: refuted}\n", "E001", 3),
        ("  - replay: true\n    summary: {delivered: {t: 1}}\n", "S002", 3),
        ("  - commitments: {shut-plant: met}\n", "S002", 3),
        ("  - on: 2026-05-25\n    commitments: {shut-plan: met}\n", "A001", 4),
        ("  - on: 2026-05-25\n    commitments: {shut-plant: done}\n", "S005", 4),
        ("  - on: 2026-05-25\n    known_to: nort\n    claims: {shut-plant: refuted}\n", "A001", 4),
        ("  - on: 2026-05-25\n    comitments: {shut-plant: met}\n", "S001", 4),
    ],
)
def test_a_faulty_row_is_a_problem_and_never_passes(fresh, rows, code, line):
    """A row that cannot be read, asks nothing or names nothing is reported with its place."""
    expect(fresh, rows)
    with pytest.raises(InputError) as raised:
        testing.tested(fresh)
    assert (code, line) in {(one.code, one.span.line) for one in raised.value.problems}
    assert not checked(fresh).sound


def test_a_case_without_expectations_cannot_be_tested(fresh):
    """Nothing expected is not the same as all is well."""
    (fresh / "expect.yaml").unlink()
    with pytest.raises(NoCase, match=r"has no expect\.yaml"):
        testing.tested(fresh)
    assert checked(fresh).sound


def test_every_key_is_documented():
    """The page on expectations names each key that a row may have."""
    page = (Path(__file__).parents[2] / "docs/reference/expect.md").read_text()
    kinds = (
        Row, CommitmentWanted, BenefitWanted, AmountsWanted, ParcelWanted, DeliveryWanted,
        SilenceWanted, PowerWanted, ExposureWanted, SummaryWanted, BreachWanted, ChangeWanted,
    )  # fmt: skip
    for kind in kinds:
        for key in kind.__struct_encode_fields__:
            assert f"`{key}`" in page or f"{key}:" in page, key


def test_a_name_that_nothing_bears_is_answered_with_each_name_once(fresh):
    """Where a commitment and its own claim share a name, it is offered once."""
    change = "{date: 2026-05-01, provision: zzz, from: open, to: met}"
    expect(fresh, f"  - {{replay: true, until: 2026-05-25, changes: [{change}]}}\n")
    with pytest.raises(InputError) as raised:
        testing.tested(fresh)
    (problem,) = (one for one in raised.value.problems if one.code == "A001")
    names = problem.expected.removeprefix("one of ").partition(", and ")[0].split(", ")
    assert len(names) == len(set(names)) > 3

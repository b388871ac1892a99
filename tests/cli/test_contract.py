"""The command contract: JSON keys, exit codes, and what goes to which stream."""

from __future__ import annotations

import json

import pytest
import rfc8785

DAY = ("--as-of", "2008-08-11")
END = ("--until", "2009-04-30")


def forms(case):
    """Give a command line for every command that answers in JSON."""
    return {
        "check": ("check", case),
        "status": ("status", case, *DAY),
        "why": ("why", case, "sst-delisting", *DAY),
        "why-not": ("why-not", case, "sst-delisting", *DAY),
        "what-would": ("what-would", case, "sst-delisting", *DAY),
        "replay": ("replay", case, *END),
        "diff": ("diff", case, "--from", "2008-01-01", "--to", "2008-08-11"),
        "test": ("test", case),
    }


@pytest.mark.parametrize("name", list(forms("")))
def test_json_is_canonical_and_alone_on_standard_output(accord, six_party, name):
    """The bytes are RFC 8785 with one newline, nothing else is printed, and a second run is equal."""
    line = (*forms(six_party)[name], "--format", "json")
    ran = accord(*line)
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out == rfc8785.dumps(json.loads(ran.out)).decode() + "\n"
    assert accord(*line).out == ran.out


def test_status_has_the_keys_that_outsiders_rely_on(accord, six_party):
    """The determination is given whole."""
    data = json.loads(accord("status", six_party, *DAY, "--format", "json").out)
    keys = {
        "accord",
        "as_of",
        "known_at",
        "digest",
        "commitments",
        "benefits",
        "baskets",
        "exposure",
    }
    assert keys <= set(data)
    assert {"state", "verdict", "progress", "due"} <= set(data["commitments"]["disable"])
    wanted = {"state", "amounts", "parcels", "payable", "by_rule", "provisions"}
    assert wanted <= set(data["benefits"]["energy-aid-rok"])
    assert {"delivered", "unrecoverable", "progress"} <= set(data["exposure"])


@pytest.mark.parametrize("name", ["why", "why-not", "what-would", "diff"])
def test_answers_that_reason_are_trees(accord, six_party, name):
    """Every node has provision, holds, because and evidence, however deep."""
    data = json.loads(accord(*forms(six_party)[name], "--format", "json").out)
    nodes = [data]
    for node in nodes:
        assert {"provision", "holds", "because", "evidence"} <= set(node)
        assert node["holds"] in (True, False, "unknown")
        nodes.extend(node["because"])
    assert len(nodes) > 1


def test_replay_has_changes_and_a_summary(accord, six_party):
    """What was given while a breach stood is told three ways."""
    data = json.loads(accord("replay", six_party, *END, "--format", "json").out)
    assert {"date", "provision", "from", "to", "because", "contested"} == set(data["changes"][0])
    summary = data["summary"]
    assert summary["delivered"] == summary["unrecoverable"] == {"t": "745110"}
    assert set(summary["delivered_while_breached"]) == {
        "known_to_payer", "known_to_public_only", "unknown_to_both",
    }  # fmt: skip
    assert set(summary["progress"]) == {"security", "economy", "normalisation"}


def test_replay_under_another_accord_holds_both_side_by_side(accord, six_party):
    """The other text's history comes with what the own text released."""
    under = six_party.parent / "korea-helsinki/six-party-linked"
    data = json.loads(accord("replay", six_party, *END, "--under", under, "--format", "json").out)
    assert data["accord"] == "six-party-linked"
    assert data["beside"]["accord"] == "six-party"


def test_a_faulty_case_ends_with_one_and_tells_every_problem(accord, fresh):
    """Check gives problems as its answer; every other command tells them on standard error."""
    path = fresh / "accord.yaml"
    path.write_text(path.read_text().replace("stage: opening", "stage: opning"))
    ran = accord("check", fresh, "--format", "json")
    problems = json.loads(ran.out)["problems"]
    assert ran.code == 1
    assert {"code", "severity", "file", "line", "column", "message"} <= set(problems[0])
    told = accord("status", fresh)
    assert (told.code, told.out) == (1, "")
    assert "A001" in told.err
    assert "accord explain A001" in told.err


def test_a_failing_expectation_ends_with_one(accord, fresh):
    """The row is named with its place, what was expected and what was found."""
    path = fresh / "expect.yaml"
    path.write_text(
        path.read_text().replace(
            "commitments: {shut-plant: open}", "commitments: {shut-plant: met}"
        )
    )
    ran = accord("test", fresh)
    assert ran.code == 1
    assert "expect.yaml:6:31: on 2026-02-15: commitments shut-plant state" in ran.out
    assert "expected met" in ran.out
    assert "found    open" in ran.out
    failures = json.loads(accord("test", fresh, "--format", "json").out)["cases"][0]["failures"]
    assert failures[0]["line"] == 6


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("stat",), 'Did you mean "status"?'),
        (("status",), "Missing argument"),
        (("status", "nowhere"), 'no folder or file "nowhere"'),
        (("status", "CASE", "--as-of", "2008-13-01"), "write YYYY-MM-DD"),
        (("status", "CASE", "--as-of", "2008-W10-1"), "write YYYY-MM-DD"),
        (("status", "CASE", "--as-of", "9999-12-31"), "outside 1800 to 2500"),
        (("status", "CASE", "--known-to", "uas"), 'did you mean "usa"?'),
        (("status", "CASE", "--format", "xml"), "xml"),
        (("why", "CASE", "shutdown-reactor"), 'did you mean "shut-down-reactor"?'),
        (("diff", "CASE"), "two days"),
        (("diff", "CASE", "CASE", "--from", "2008-01-01"), "two days"),
        (("explain", "A0O1"), "no code"),
        (("new", "CASE"), "nothing was written"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_what_is_right(accord, six_party, arguments, words):
    """Nothing goes to standard output, and what would have been right is said."""
    ran = accord(*(six_party if one == "CASE" else one for one in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_our_own_failure_ends_with_three_and_no_traceback(accord, six_party, monkeypatch):
    """A user never sees a traceback unless they ask for one."""

    def fail(*_):
        raise RuntimeError("a bug")

    monkeypatch.setattr("accordance.app.case.open_case", fail)
    ran = accord("status", six_party)
    assert (ran.code, ran.out) == (3, "")
    assert "not your fault: RuntimeError: a bug" in ran.err
    assert "Traceback" not in ran.err
    monkeypatch.setenv("ACCORD_DEBUG", "1")
    assert "Traceback" in accord("status", six_party).err


def test_settings_choose_the_form_where_the_command_has_it(accord, six_party, monkeypatch):
    """The environment settles the form; a command without that form answers as a table."""
    monkeypatch.setenv("ACCORD_FORMAT", "csv")
    assert accord("status", six_party, *DAY).out.startswith("kind,id,state,")
    assert accord("why", six_party, "disable", *DAY).out.startswith("Disable three")

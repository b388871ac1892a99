"""Disputes, rulings and views name what is there, or are reported where they stand."""

from __future__ import annotations

import pytest

from accordance.record.contests import faults
from accordance.record.reading import read_yaml
from accordance.record.writing import to_yaml

DAYS = "happened: 2020-01-01, known: 2020-01-02"
HEAD = "format: accordance-record/1\nsources: {wire: Wire}\n"
ENTRIES = (
    "entries:\n"
    f"- {{evidence: e, claim: open, kind: report, reliability: A, credibility: 1, {DAYS}}}\n"
    f"- {{act: a, power: rule, by: court, {DAYS}}}\n"
)
PARTIES = {"coast", "court"}
PROVISIONS = {"port", "open", "rule"}
READINGS = {"port": ("narrow", "wide")}

CASES = {
    f"- {{dispute: d, about: port, of: meaning, by: coast, reads: wide, {DAYS}}}": [],
    f"- {{dispute: d, about: e, of: fact, by: [coast, court], {DAYS}}}": [],
    f"- {{dispute: d, about: port, of: meaning, by: coats, {DAYS}}}": ["R013"],
    f"- {{dispute: d, about: prot, of: meaning, by: coast, {DAYS}}}": ["R027"],
    f"- {{dispute: d, about: port, of: meaning, by: coast, reads: wise, {DAYS}}}": ["R026"],
    f"- {{dispute: d, about: open, of: meaning, by: coast, reads: wide, {DAYS}}}": ["R026"],
    f"- {{act: b, power: rule, by: court, on: port, reads: narrow, {DAYS}}}": [],
    f"- {{act: b, power: rule, by: court, reads: narow, {DAYS}}}": ["R026"],
}
VIEWS = {
    "{coast: {leaves_out: [wire, e], holds_void: a}}": [],
    "{coats: {holds_valid: a}}": ["R013"],
    "{coast: {leaves_out: wirre}}": ["R027"],
    "{coast: {holds_void: e}}": ["R027"],
    "{coast: {holds_valid: b}}": ["R027"],
}


def codes(text):
    """Give the codes that a record gives against the names above."""
    read = read_yaml(text, "record.yaml")
    assert read.record is not None, read.problems
    return [one.code for one in faults(read, PARTIES, PROVISIONS, READINGS)]


@pytest.mark.parametrize("entry", CASES)
def test_what_is_disputed_or_ruled_must_be_there(entry):
    """A dispute about nothing, or of a reading that nothing has, would flag nothing."""
    assert codes(HEAD + ENTRIES + entry + "\n") == CASES[entry]


@pytest.mark.parametrize("views", VIEWS)
def test_what_a_view_leaves_out_must_be_there(views):
    """A view names evidence or a source, and acts; a slip would let everything in."""
    assert codes(f"{HEAD}views: {views}\n{ENTRIES}") == VIEWS[views]


def test_a_problem_of_a_view_stands_at_its_key():
    """The place is that of the key, with the nearest name."""
    read = read_yaml(f"{HEAD}views: {{coast: {{leaves_out: wirre}}}}\n{ENTRIES}", "record.yaml")
    (problem,) = faults(read, PARTIES, PROVISIONS, READINGS)
    assert (problem.span.line, problem.hint) == (3, 'did you mean "wire"?')


def test_views_and_disputes_are_written_as_they_are_read():
    """What is written reads back equal."""
    text = (
        f"{HEAD}views: {{coast: {{leaves_out: wire}}}}\n{ENTRIES}"
        f"- {{dispute: d, about: port, of: meaning, by: coast, reads: wide, {DAYS}}}\n"
    )
    record = read_yaml(text, "record.yaml").record
    assert read_yaml(to_yaml(record), "again.yaml").record == record

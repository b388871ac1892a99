"""Small accords and records for the tests of decisions: made of text, read like any other."""

from __future__ import annotations

from datetime import date

from accordance.accord.reading import read
from accordance.accord.types import Accord
from accordance.decide.decision import Decision, decide
from accordance.record.entries import Record
from accordance.record.reading import read_yaml

HEAD = """\
format: accordance/1
id: made
title: Made for a test
calendar: {in_force: 2030-01-01}
currency: USD
parties:
  coast: {name: Coast, roles: [obligor]}
  hills: {name: Hills, roles: [provider]}
  lakes: {name: Lakes, roles: [provider]}
standards:
  seen: {credence: 0.8}
"""
SOURCES = """\
format: accordance-record/1
sources: {watch: Inspectors, ministry: {title: Ministry of Coast, party: coast}}
entries:
"""


def accord_of(rest: str, head: str = HEAD) -> Accord:
    """Read an accord, which must be sound, from what stands below its head."""
    accord, problems = read(head + rest, "accord.yaml")
    assert accord is not None, problems
    return accord


def record_of(*entries: str) -> Record:
    """Read a record from its entries, each a mapping in flow style without its braces."""
    lines = "".join(f"  - {{{entry}}}\n" for entry in entries) or "  []\n"
    found = read_yaml(SOURCES + lines, "record.yaml")
    assert found.record is not None, found.problems
    return found.record


def shown(claim: str, day: str, *, known: str = "", more: str = "") -> str:
    """Give an inspection that suffices by itself, about a day and known on it unless said."""
    return (
        f"evidence: {claim}-{day}, claim: {claim}, kind: inspection, source: watch, reliability: A, "
        f'credibility: "1", happened: {day}, known: {known or day}' + (f", {more}" if more else "")
    )


def given(name: str, benefit: str, amount: str, day: str, more: str = "payer: hills") -> str:
    """Give a delivery of a benefit, known on its day."""
    of = f"benefit: {benefit}, " if benefit else ""
    return f"delivery: {name}, {of}amount: {amount}, happened: {day}, known: {day}, {more}"


def on(accord: Accord, record: Record, day: str, **asked: object) -> Decision:
    """Decide as of a day given in its ISO form."""
    return decide(accord, record, date.fromisoformat(day), **asked)  # type: ignore[arg-type]

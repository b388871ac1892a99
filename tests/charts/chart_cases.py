"""Cases for the charts: the shipped one, an invented one full of hostile text, and a page parsed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

from accordance.accord.reading import read
from accordance.accord.types import Accord
from accordance.charts.page import page
from accordance.decide.decision import Decision, decide
from accordance.decide.replay import Replay, replay
from accordance.record.entries import Record
from accordance.record.reading import read_yaml

EXAMPLES = Path(__file__).parents[2] / "examples"
VOID = {"meta", "br", "hr", "col", "link", "input", "img", "source", "base"}

HOSTILE = '<script>alert("x")</script> & \'"'

SMALL = """
format: accordance/1
id: small
title: TITLE
calendar: {in_force: 2020-01-01}
currency: USD
parties:
  ob: {name: Obligor, roles: [obligor]}
  giver: {name: Giver, roles: [provider]}
  other: {name: Other, roles: [provider]}
baskets: {a: First, b: Second}
standards: {plain: {credence: 0.80}}
commitments:
  keep:
    title: TITLE
    by: ob
    basket: a
    refrain: nothing is sold
    proof: plain
  build:
    by: ob
    basket: b
    achieve: {text: a bridge stands, due: 2020-06-30}
    proof: plain
benefits:
  grant:
    payer: [giver, other]
    to: ob
    amount: 100 USD
    release: 2020-02-01
  loan:
    payer: giver
    to: ob
    nature: recoverable
    amount: 30 USD
    release: 2020-02-01
"""

RECORD = """
format: accordance-record/1
accord: small
sources:
  gazette: {title: TITLE, confidence: P}
entries:
  - delivery: first
    benefit: grant
    payer: giver
    amount: 40 USD
    happened: 2020-02-10/2020-02-20
    known: 2020-02-20
    source: gazette
    note: TITLE
  - evidence: sold
    claim: keep
    stance: refutes
    incident: sale
    happened: 2020-03-01
    known: {giver: 2020-03-05, public: 2020-05-01}
    kind: inspection
    reliability: A
    credibility: "1"
    source: gazette
    confidence: V
  - delivery: second
    benefit: grant
    payer: other
    amount: 50 USD
    happened: 2020-04-01
    known: 2020-04-01
  - delivery: lent
    benefit: loan
    payer: giver
    amount: 30 USD
    happened: 2020-04-02
    known: 2020-04-02
  - evidence: bridge
    claim: build
    happened: 2020-06-01
    known: 2020-06-02
    kind: inspection
    reliability: A
    credibility: "1"
  - event: secret
    happened: 2020-06-03
    known: {giver: 2020-06-03}
    text: Only the giver is told of this.
"""


class Case:
    """An accord and a record replayed to a day, and the page of it."""

    def __init__(
        self, accord: Accord, record: Record, until: date, *, known_to: str | None = None,
        hindsight: bool = False,
    ) -> None:  # fmt: skip
        self.accord = accord
        self.record = record
        self.replay: Replay = replay(accord, record, until, known_to=known_to, hindsight=hindsight)
        self.decision: Decision = decide(
            accord, record, until, known_to=known_to, hindsight=hindsight
        )

    def page(self) -> str:
        """Give the page of the case."""
        return page(self.replay, self.decision, self.accord, self.record)


def example(name: str, until: date, **knowledge) -> Case:
    folder = EXAMPLES / name
    return _case(
        (folder / "accord.yaml").read_text(), (folder / "record.yaml").read_text(), until, knowledge
    )


def small(title: str = "A small accord", until: date = date(2020, 7, 31), **knowledge) -> Case:
    quoted = "'" + title.replace("'", "''") + "'"
    return _case(SMALL.replace("TITLE", quoted), RECORD.replace("TITLE", quoted), until, knowledge)


def _case(accord_text: str, record_text: str, until: date, knowledge: dict) -> Case:
    accord, problems = read(accord_text, "accord.yaml")
    found = read_yaml(record_text, "record.yaml")
    assert accord is not None, problems
    assert found.record is not None, found.problems
    return Case(accord, found.record, until, **knowledge)


class Parsed(HTMLParser):
    """A page taken apart: its elements, attributes, ids, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count an element and keep its attributes."""
        self.names[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Hold the end against the element that is open."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words.append(data)

    def values(self, name: str) -> list[str]:
        """Give every value of an attribute."""
        return [value for _, key, value in self.attributes if key == name]

    @property
    def text(self) -> str:
        """Give all words, one space apart."""
        return " ".join(" ".join(self.words).replace("\N{NO-BREAK SPACE}", " ").split())

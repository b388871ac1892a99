from datetime import date

import pytest

from accordance.kernel.problems import render
from accordance.record.entries import Known
from accordance.record.reading import read_yaml

HEAD = """\
format: accordance-record/1
accord: pump
sources:
  iaea: {title: IAEA, owner: un}
entries:
"""
LAW = "kind: law, reliability: A, credibility: 1"
GRADES = "kind: inspection, reliability: A, credibility: 1"
DAYS = "happened: 2020-01-01, known: 2020-01-02"


def item(name, rest=""):
    """Give a sound item of evidence, with more keys after it."""
    more = f", {rest}" if rest else ""
    return f"- {{evidence: {name}, claim: c, {DAYS}, {GRADES}{more}}}\n"


def codes(body, head=HEAD):
    """Read a record and give the codes of its problems with their lines after the head."""
    read = read_yaml(head + body, "record.yaml")
    return [(one.code, one.span.line - head.count("\n")) for one in read.problems]


BAD = {
    "an id used twice": (item("a") + item("a"), [("R001", 2)]),
    "no known": ("- {event: a, text: t, happened: 2020-01-01}\n", [("R002", 1)]),
    "an empty known": ("- event: a\n  text: t\n  happened: 2020-01-01\n  known:\n", [("R002", 1)]),
    "today is no day": (
        "- {event: a, text: t, happened: 2020-01-01, known: today}\n",
        [("S007", 1)],
    ),
    "a law without publication": (
        f"- {{evidence: a, claim: act, happened: 2020-01-01, {LAW}}}\n",
        [("R002", 1)],
    ),
    "known before it happened": (
        "- {event: a, text: t, happened: 2020-01-02, known: 2020-01-01}\n",
        [("R003", 1)],
    ),
    "known to one party too early": (
        "- {event: a, text: t, happened: 2020-01-02, known: {usa: 2020-01-01, un: 2020-02-01}}\n",
        [("R003", 1)],
    ),
    "a value that refutes": (item("a", "value: 5 t, stance: refutes"), [("R004", 1)]),
    "a correction with value and stance": (
        item("a") + f"- {{correction: k, corrects: a, value: 5, stance: refutes, {DAYS}}}\n",
        [("R004", 2)],
    ),
    "a correction that says nothing": (
        item("a") + f"- {{correction: k, corrects: a, {DAYS}}}\n",
        [("R004", 2)],
    ),
    "a value for what measures nothing": (
        item("a") + f"- {{correction: k, corrects: a, value: 5, {DAYS}}}\n",
        [("R004", 2)],
    ),
    "a correction of nothing known": (
        item("abc") + f"- {{correction: k, retracts: abd, {DAYS}}}\n",
        [("R005", 2)],
    ),
    "a correction of itself": (f"- {{correction: k, retracts: k, {DAYS}}}\n", [("R005", 1)]),
    "corrections in a circle": (
        f"- {{correction: j, retracts: k, {DAYS}}}\n- {{correction: k, retracts: j, {DAYS}}}\n",
        [("R005", 1), ("R005", 2)],
    ),
    "an unknown source": (item("a", "source: iaee"), [("R006", 1)]),
    "an origin from the submitter": (
        item("a", "source: iaea, origin: x, origin_by: un, origin_reason: same photograph"),
        [("R007", 1)],
    ),
    "an origin that nobody assigned": (item("a", "origin: x"), [("R021", 1)]),
    "known to nobody": ("- {event: a, text: t, happened: 2020-01-01, known: {}}\n", [("R008", 1)]),
    "a correction that does nothing": (f"- {{correction: k, {DAYS}}}\n", [("R009", 1)]),
    "more than the whole population": (item("a", "examined: 130"), [("R015", 1)]),
    "nothing given": (
        f"- {{delivery: a, payer: usa, amount: 0 t, {DAYS}}}\n",
        [("R015", 1)],
    ),
    "an act over a week": (
        "- {act: a, power: p, by: usa, happened: 2020-01-01/2020-01-07, known: 2020-01-08}\n",
        [("R016", 1)],
    ),
    "closing no incident": (item("a", "closes: true"), [("R017", 1)]),
    "two spellings of an origin": (
        item("a", "origin: photo-1, origin_by: me, origin_reason: r")
        + item("b", "origin: Photo1, origin_by: me, origin_reason: r"),
        [("R019", 2)],
    ),
    "no grades": (
        f"- {{evidence: a, claim: c, {DAYS}, kind: report}}\n",
        [("R020", 1), ("R020", 1)],
    ),
    "rival corrections": (
        item("a")
        + f"- {{correction: j, corrects: a, stance: refutes, {DAYS}}}\n"
        + f"- {{correction: k, retracts: a, {DAYS}}}\n",
        [("R022", 3)],
    ),
    "no kind": (f"- {{claim: c, {DAYS}}}\n", [("S002", 1)]),
    "two kinds": (f"- {{event: a, act: b, {DAYS}}}\n", [("S001", 1)]),
    "a key of another kind": (f"- {{event: a, text: t, power: p, {DAYS}}}\n", [("S001", 1)]),
    "an id key": (f"- {{event: a, id: b, text: t, {DAYS}}}\n", [("S001", 1)]),
    "an id with a space": (f"- {{event: a b, text: t, {DAYS}}}\n", [("S006", 1)]),
    "text for an entry": ("- oil\n", [("S003", 1)]),
}


@pytest.mark.parametrize("name", BAD)
def test_a_fault_has_its_code_and_its_line(name):
    """Each fault of a monitor is reported once, where it stands."""
    body, expected = BAD[name]
    assert codes(body) == expected


def test_every_fault_of_a_file_is_reported_in_the_order_of_the_text():
    """Faults of the text do not hide faults of the sense, nor the other way round."""
    body = (
        item("a", "source: nobody")
        + "- {event: b, happened: 2020-13-01, known: 2020-01-01, text: t}\n"
        + item("a")
        + f"- {{correction: k, retracts: b, {DAYS}}}\n"
    )
    assert codes(body) == [("R006", 1), ("S007", 2), ("R001", 3)]


def test_a_problem_points_at_the_field_and_offers_the_remedy():
    """The reader of a message sees the word that is wrong and what to write instead."""
    text = HEAD + item("a", "source: iaee")
    problem = read_yaml(text, "record.yaml").problems[0]
    assert 'R006 unknown source "iaee"' in render(problem, text)
    assert '^^^^ did you mean "iaea"?' in render(problem, text)


def test_known_is_one_day_or_a_map_from_party_to_day():
    """What one party knew first stays with it until the public's day."""
    read = read_yaml(
        HEAD + "- {event: a, text: t, happened: 2007-04-01,"
        " known: {usa: 2007-05-31, public: 2008-04-24}}\n",
        "record.yaml",
    )
    known = read.record.entries[0].known
    assert known == Known(date(2008, 4, 24), (("usa", date(2007, 5, 31)),))
    assert (known.to("usa"), known.to("rok")) == (date(2007, 5, 31), date(2008, 4, 24))


def test_a_law_is_known_from_its_publication():
    """An act whose publication is on the record needs no other clock (SEMANTICS A4)."""
    body = (
        f"- {{evidence: a, claim: act.in_force, happened: 2020-03-01, {LAW}}}\n"
        f"- {{evidence: b, claim: act.published, happened: 2020-01-05, {LAW}}}\n"
    )
    entries = read_yaml(HEAD + body, "record.yaml").record.entries
    assert [entry.known.public for entry in entries] == [date(2020, 1, 5)] * 2


def test_the_end_of_a_law_is_not_known_from_its_publication():
    """A repeal is another text, and says itself since when it is known."""
    body = (
        f"- {{evidence: a, claim: act.ends, happened: 2020-03-01, {LAW}}}\n"
        f"- {{evidence: b, claim: act.published, happened: 2020-01-05, {LAW}}}\n"
    )
    assert codes(body) == [("R002", 1)]


def test_warnings_do_not_withhold_the_record():
    """What is doubtful is shown; only an error stops."""
    read = read_yaml(HEAD + item("a", "origin: x"), "record.yaml")
    assert read.record is not None
    assert [one.severity for one in read.problems] == ["warning"]


def test_spans_give_the_place_of_entries_sources_and_fields():
    """Other floors can point into the text without reading it again."""
    spans = read_yaml(HEAD + item("a"), "record.yaml").spans
    assert (spans["a"].line, spans["a"].column) == (6, 14)
    assert spans["a.claim"].line == 6
    assert spans["sources/iaea.owner"].line == 4


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("format: accordance-record/2\n", "F002"),
        ("format: accordance/1\n", "F001"),
        ("accord: x\n", "S002"),
        ("- a\n", "S003"),
        ("", "Y006"),
    ],
)
def test_what_is_no_record_is_refused(text, code):
    """Another format, a newer one or none at all gives a problem and no record."""
    read = read_yaml(text, "record.yaml")
    assert read.record is None
    assert [one.code for one in read.problems] == [code]

from decimal import Decimal

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from record_cases import records

from accordance.record.digest import RecordDigest, entry_digest, record_digest
from accordance.record.entries import Evidence, Record
from accordance.record.reading import read_yaml
from accordance.record.table import read_csv
from accordance.record.writing import to_csv, to_yaml


@given(records())
@settings(deadline=None, max_examples=150)
def test_a_record_written_as_yaml_reads_back_equal(record):
    """Whatever people write in notes and titles, YAML gives back the same record."""
    read = read_yaml(to_yaml(record), "r.yaml")
    assert read.record == record, read.problems


@given(records())
@settings(deadline=None, max_examples=150)
def test_a_record_written_as_csv_reads_back_equal(record):
    """Sources, clocks, lists and line breaks survive a table."""
    read = read_csv(to_csv(record), "r.csv")
    if not record.sources and any(entry.source for entry in record.entries):
        return
    assert read.record == record, read.problems


@given(records(), st.randoms())
@settings(deadline=None, max_examples=60)
def test_the_order_of_entries_does_not_change_the_digest(record, chance):
    """Two offices that keep the same entries in different order have one digest."""
    shuffled = list(record.entries)
    chance.shuffle(shuffled)
    other = msgspec.structs.replace(record, entries=tuple(shuffled))
    grown = RecordDigest()
    for entry in shuffled:
        source = record.sources.get(entry.source)
        grown = grown.adding(entry, source)
        assert grown.has(entry, source)
    assert record_digest(record) == record_digest(other) == grown.value()
    assert len(grown) == len(record.entries)


def _one(**changes):
    text = (
        "format: accordance-record/1\nsources: {s: {title: S, owner: o}}\nentries:\n"
        "- {evidence: a, claim: c, happened: 2020-01-01, known: 2020-01-02, kind: report,"
        " source: s, reliability: B, credibility: 2, examined: 25}\n"
    )
    record = read_yaml(text, "r.yaml").record
    assert isinstance(record, Record)
    entry = msgspec.structs.replace(record.entries[0], **changes)
    return msgspec.structs.replace(record, entries=(entry,))


def test_equal_entries_have_equal_digests_however_their_numbers_were_written():
    """25 and 25.0 are one amount, and one digest."""
    first, second = _one().entries[0], _one(examined=Decimal("25.00")).entries[0]
    assert isinstance(first, Evidence)
    assert first == second
    assert entry_digest(first) == entry_digest(second)


def test_every_change_changes_the_digest():
    """A grade, a day or the owner of a source cannot be changed unseen."""
    base = _one()
    owner = msgspec.structs.replace(base.sources["s"], owner="other")
    changed = [
        _one(reliability="A"),
        _one(note="x"),
        _one(closes=True),
        msgspec.structs.replace(base, sources={"s": owner}),
        msgspec.structs.replace(base, entries=base.entries * 2),
    ]
    digests = {record_digest(record) for record in (base, *changed)}
    assert len(digests) == len(changed) + 1

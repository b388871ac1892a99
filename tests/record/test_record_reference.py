"""The reference page of the record format leaves nothing out, and its examples are sound."""

from __future__ import annotations

import re
import typing
from pathlib import Path

import msgspec
import pytest

import accordance.record
from accordance.kernel.catalogue import page
from accordance.record import entries
from accordance.record.reading import read_yaml
from accordance.record.table import read_csv

PAGE = Path(__file__).parents[2].joinpath("docs/reference/record.md").read_text(encoding="utf-8")
SECTIONS = {
    part.partition("\n")[0].strip(): part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)
}
PARTS = [entries.Record, entries.SourceNote, entries.View, entries.Entry, *entries.KINDS.values()]
CODE = Path(accordance.record.__file__).parent


def keys(part):
    """Give the keys of a part, without those that every entry has."""
    names = {field.encode_name for field in msgspec.structs.fields(part)}
    common = {field.encode_name for field in msgspec.structs.fields(entries.Entry)}
    return names if part is entries.Entry or not issubclass(part, entries.Entry) else names - common


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_key_of_the_format_is_documented_with_an_example(part):
    """Each part of a record has a section with exactly its keys."""
    rows = re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", SECTIONS[part.__name__], flags=re.MULTILINE)
    assert sorted(rows) == sorted(keys(part))


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_word_of_a_closed_set_is_documented(part):
    """Each choice that a key offers stands in its section; grades stand as their ends."""
    hints = typing.get_type_hints(part)
    for key in keys(part) - {"reliability", "credibility"}:
        for choice in words(hints[key]):
            assert choice in SECTIONS[part.__name__]


def words(kind):
    """Give the choices of an annotation, however deep they stand."""
    if typing.get_origin(kind) is typing.Literal:
        return typing.get_args(kind)
    return [word for inside in typing.get_args(kind) for word in words(inside)]


def test_the_examples_of_the_page_read_without_a_problem():
    """What the reference shows is a sound record, in both forms."""
    yaml = re.search(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)[1]
    table = re.search(r"```csv\n(.*?)```", PAGE, flags=re.DOTALL)[1]
    for read in (read_yaml(yaml, "record.yaml"), read_csv(table, "record.csv")):
        assert read.problems == ()
        assert read.record is not None


def test_every_code_of_records_has_a_page():
    """No message sends its reader to a page that is not there."""
    used = {
        code for path in CODE.glob("*.py") for code in re.findall(r'"(R\d{3})"', path.read_text())
    }
    assert len(used) > 20
    assert [code for code in sorted(used) if page(code) is None] == []

"""The reference page of the accord format leaves nothing out, and its example is sound."""

from __future__ import annotations

import re
import typing
from pathlib import Path

import msgspec
import pytest

from accordance.accord import conditions, types
from accordance.accord.checks import predicates
from accordance.accord.reading import read
from accordance.accord.reads import Interpretation
from accordance.kernel.reading import fields_of

PAGE = Path(__file__).parents[2].joinpath("docs/reference/accord.md").read_text()
SECTIONS = {
    part.partition("\n")[0].strip(): part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)
}
PARTS = [
    part
    for part in vars(types).values()
    if isinstance(part, type) and issubclass(part, types.Part) and part is not types.Part
] + [Interpretation]


def keys(part):
    """Give the keys of a part, without those that every provision has."""
    names = set(fields_of(part))
    common = {field.encode_name for field in msgspec.structs.fields(types.Provision)}
    inherits = issubclass(part, types.Provision) and part is not types.Provision
    return names - common if inherits else names


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_key_of_the_format_is_documented(part):
    """Each part of an accord has a section with exactly its keys and its short form."""
    section = SECTIONS[part.__name__]
    assert set(re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)) == keys(part)
    assert ("*Short:*" in section) == hasattr(part, "SHORT")


@pytest.mark.parametrize("word", [*conditions.FORMS, "commitment", "claim", "benefit", "act"])
def test_every_form_of_condition_is_documented(word):
    """Each form of condition stands in the table, with every key that it takes."""
    rows = [row for row in SECTIONS["Conditions"].splitlines() if row.startswith("| `")]
    row = next(row for row in rows if f"`{word}`" in row.split("|")[1])
    form = conditions.FORMS.get(word)
    for key in keys(form) - {"label"} if form else ():
        assert re.search(rf"\b{key}\b", row)


def test_every_predicate_is_documented():
    """Each predicate of each kind stands in the table of predicates."""
    table = SECTIONS["Conditions"].partition("| of | predicates |")[2]
    asked = {
        "a commitment": predicates.COMMITMENT,
        "a claim": (
            *predicates.CLAIM,
            *(word for words in predicates.ASPECTS.values() for word in words),
        ),
        "a transfer": predicates.TRANSFER,
        "a status": predicates.STATUS,
        "a power": predicates.POWER,
    }
    for kind, words in asked.items():
        row = next(row for row in table.splitlines() if row.startswith(f"| {kind} |"))
        assert set(re.findall(r"`(\w+)(?:\(|`)", row)) == set(words)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_every_word_of_a_closed_set_is_documented(part):
    """Each choice that a key of the format offers stands in its section."""
    hints = typing.get_type_hints(part)
    shared = {"confidence"} | ({"kinds"} if part is types.Proof else set())
    for field in msgspec.structs.fields(part):
        if field.encode_name in keys(part) - shared:
            for word in words(hints[field.name]):
                assert re.search(rf"(?<!\w){re.escape(word)}(?!\w)", SECTIONS[part.__name__])


def words(kind):
    """Give the choices of an annotation, however deep they stand."""
    if typing.get_origin(kind) is typing.Literal:
        return typing.get_args(kind)
    return [word for inside in typing.get_args(kind) for word in words(inside)]


def test_the_example_of_the_page_reads_without_a_problem():
    """What the reference shows first is a sound accord."""
    example = re.search(r"```yaml\n(format: .*?)```", PAGE, flags=re.DOTALL)
    accord, problems = read(example[1], "accord.yaml")
    assert problems == ()
    assert accord is not None

"""No text whatever makes reading raise; what is read is stable."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from accordance.accord.reading import read
from accordance.kernel.problems import failed, render

ROOT = Path(__file__).parents[2]
SEEDS = [path.read_text() for path in sorted(ROOT.joinpath("tests/bad").glob("*/accord.yaml"))]
SEEDS += [path.read_text() for path in sorted(ROOT.joinpath("examples").rglob("accord.yaml"))]
WORDS = [
    *("in_force", "shut-down", "fuel", "north", "none", "every-basket", ".met", "(25%)"),
    *("all: []", "{}", "[]", "[[]]", "null", "~", "''", "- ", "? ", "'", '"', "|", ": "),
    *("due:", "release:", "status:", "amount:", "by:", "requires:", "&a", "*a", "!x"),
    *("P1M after in_force", "P9999Y", "P0D", "9999-12-31", "0001-01-01", "1e9", "-5%", "200%"),
    *("\t", "\x00", "\ud800", "\u0663", "999999999999999999999999999 MUSD"),
]


@st.composite
def mutated(draw):
    """A shipped or bad accord with a few pieces cut out, moved or replaced."""
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        piece = draw(st.sampled_from(WORDS) | st.text(max_size=8))
        text = text[:start] + piece + text[end:]
    return text


@st.composite
def shuffled(draw):
    """An accord in which scalars stand where other scalars stood."""
    lines = draw(st.sampled_from(SEEDS)).splitlines()
    for _ in range(draw(st.integers(1, 6))):
        i, j = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        key = lines[i].partition(":")[0]
        lines[i] = key + ":" + lines[j].partition(":")[2]
    return "\n".join(lines)


def sound(text):
    """Read a text and hold what every reading promises."""
    accord, problems = read(text, "accord.yaml")
    assert (accord is None) == failed(problems)
    assert list(problems) == sorted(problems, key=lambda one: (one.span, one.code, one.message))
    for problem in problems:
        assert render(problem, text)
    assert read(text, "accord.yaml") == (accord, problems)


@given(st.text())
@example("\ud800")
@example("? [a]\n: b")
@example("a: &a [*a]")
@example("format: [accordance/1]")
@example("format: accordance/99999999999999999999")
def test_no_text_makes_reading_raise(text):
    """Any text gives an accord, or problems with a place."""
    sound(text)


@given(mutated())
@settings(max_examples=300, deadline=None)
def test_no_damaged_accord_makes_reading_raise(text):
    """An accord with pieces cut, moved or replaced gives problems, never an exception."""
    sound(text)


@given(shuffled())
@settings(max_examples=300, deadline=None)
def test_no_value_in_a_wrong_place_makes_reading_raise(text):
    """Values that stand under other keys give problems, never an exception."""
    sound(text)

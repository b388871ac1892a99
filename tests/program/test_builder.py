"""Nodes are laid out so that each stands above all that it reads on the same day."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordance.accord.reading import read
from accordance.app.case import open_accord
from accordance.program import codes
from accordance.program.compile import compile_accord
from accordance.program.lower.builder import ABSENT, Builder
from accordance.program.lower.periods import Periods

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("tests/rules/*/accord.yaml"), *ROOT.glob("examples/**/accord.yaml")])


@pytest.fixture
def builder() -> Builder:
    """An empty builder."""
    return Builder(Periods("clamp", {}))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.parent.name)
def test_a_node_stands_above_all_that_it_reads_today(file: Path) -> None:
    """Only a latch may read what is decided later; it is told on the next day."""
    tables = compile_accord(open_accord(file)).tables
    assert tables.levels == max(tables.level) + 1
    for node, kind in enumerate(tables.kind):
        for literal in tables.inputs[tables.in_at[node] : tables.in_at[node + 1]]:
            if literal < 0:
                continue
            source = literal >> 1
            readers = tables.outputs[tables.out_at[source] : tables.out_at[source + 1]]
            if kind == codes.LATCH:
                assert -node - 1 in readers
            else:
                assert tables.level[node] > tables.level[source]
                assert node in readers


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.parent.name)
def test_one_accord_has_one_program(file: Path) -> None:
    """Compiling twice gives the same tables and the same questions."""
    accord = open_accord(file)
    one, other = compile_accord(accord), compile_accord(accord)
    assert (one.tables, one.facts, one.names) == (other.tables, other.facts, other.names)


def test_what_is_alike_is_one_node(builder: Builder) -> None:
    """Equal gates are shared, machines are each their own."""
    days = [builder.day(1), builder.day(2)]
    assert days[0] == builder.day(1)
    assert builder.every(days) == builder.every(days) != builder.some(days)
    own = [builder.node(codes.POWER, memory=3, own=True) for _ in range(2)]
    assert own[0] != own[1]


def test_a_gate_of_one_input_is_that_input(builder: Builder) -> None:
    """Nothing is put between; a gate of none is absent."""
    day = builder.day(1)
    assert builder.every([day]) == builder.some([day]) == day
    assert builder.some([day ^ 1]) == day ^ 1
    assert builder.some([]) == ABSENT


def test_a_latch_keeps_the_sign_of_what_it_shows(builder: Builder) -> None:
    """A negated literal is latched as the negation of a latch."""
    day = builder.day(1)
    assert builder.latch(day ^ 1) == builder.latch(day) ^ 1


def test_a_loop_within_a_day_cannot_be_laid_out(builder: Builder) -> None:
    """Two machines that read each other on one day are our mistake; through a latch they are none."""
    first, second = (builder.node(codes.COMMITMENT, own=True) for _ in range(2))
    builder.wire(first, [2 * second], [])
    builder.wire(second, [2 * first], [])
    with pytest.raises(AssertionError, match="a loop within one day"):
        builder.tables()
    builder.wire(second, [builder.latch(2 * first)], [])
    tables, _ = builder.tables()
    assert tables.level[first] > tables.level[second]


def test_a_commitment_may_require_one_that_stands_later_in_the_text() -> None:
    """The order of the text is for readers."""
    accord, problems = read(
        "format: accordance/1\nid: late\ntitle: Late\ncalendar: {in_force: 2030-01-01}\n"
        "parties: {coast: {name: Coast, roles: [obligor]}}\nstandards: {seen: {credence: 0.8}}\n"
        "commitments:\n  both: {by: coast, achieve: {requires: one.met}}\n"
        "  one: {by: coast, achieve: {text: it is done}, proof: seen}\n",
        "late.yaml",
    )
    assert accord is not None, problems
    assert list(compile_accord(accord).commitments)[:2] == ["both", "one"]

"""A010, A011 and A017: conditions, deadlines and parties that hang on themselves.

A benefit whose release reads another benefit, or itself, is no cycle: within a day each layer
reads its own layer as it stood the day before.  Commitments are different: one that requires
another, which requires the first, can never be met at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.conditions import (
    After,
    AnyOf,
    Before,
    Clean,
    Condition,
    Earliest,
    Test,
    members,
)
from accordance.accord.draft import Draft
from accordance.kernel.problems import Problem

Graph = dict[str, tuple[str, ...]]


def check(draft: Draft) -> Iterator[Problem]:
    """Report each cycle once, at the member that stands first in the text."""
    commitments = draft.accord.commitments
    requires: Graph = {}
    deadlines: Graph = {}
    for name, commitment in commitments.items():
        achieve = commitment.achieve
        if achieve is None:
            continue
        if achieve.requires is not None:
            requires[name] = tuple(_named(achieve.requires))
        elif achieve.not_before is not None:
            requires[name] = tuple(_named(achieve.not_before))
        if achieve.due is not None:
            deadlines[name] = tuple(_anchors(achieve.due))
    for cycle in _cycles(requires):
        shown = " requires ".join((*cycle, cycle[0]))
        message = f"these commitments require one another: {shown}"
        expected = "a chain that ends in claims; ask for the claims themselves"
        path = ("commitments", cycle[0], "achieve", "requires")
        yield draft.error("A010", path, message, expected)
    for cycle in _cycles(deadlines):
        shown = " waits for ".join((*cycle, cycle[0]))
        message = f"no deadline of these ever begins: {shown}"
        expected = "a fixed day for one of them, or earliest: [a day, ...]"
        yield draft.error("A011", ("commitments", cycle[0], "achieve", "due"), message, expected)
    within: Graph = {
        name: (party.within,) for name, party in draft.accord.parties.items() if party.within
    }
    for cycle in _cycles(within):
        shown = " within ".join((*cycle, cycle[0]))
        message = f"a party cannot stand within itself: {shown}"
        yield draft.error("A017", ("parties", cycle[0], "within"), message, "an outermost party")


def _named(condition: Condition) -> Iterator[str]:
    """Give every commitment that a condition reads."""
    if isinstance(condition, Test) and condition.kind == "commitment":
        yield condition.id
    elif isinstance(condition, Clean):
        yield condition.conduct
    for inside in members(condition):
        yield from _named(inside)


def _anchors(condition: Condition) -> Iterator[str]:
    """Give the commitments that a moment cannot do without.

    The earliest of several days, and any of several conditions, can do without each of them where
    one member hangs on no commitment.
    """
    if isinstance(condition, Test) and condition.kind == "commitment":
        yield condition.id
    elif isinstance(condition, Earliest | AnyOf):
        each = [tuple(_anchors(inside)) for inside in members(condition)]
        if all(each):
            yield from (name for names in each for name in names)
    elif isinstance(condition, After | Before):
        yield from _anchors(members(condition)[0])
    else:
        for inside in members(condition):
            yield from _anchors(inside)


def _cycles(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Give one cycle for each node that lies on one, shortest first seen, none with a used node."""
    used: set[str] = set()
    for start in graph:
        if start in used:
            continue
        path = _back(graph, start)
        if path and not used.intersection(path):
            used.update(path)
            yield path


def _back(graph: Graph, start: str) -> tuple[str, ...]:
    """Give the shortest way from a node back to itself, or nothing (breadth first)."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for way in ways:
        for following in graph.get(way[-1], ()):
            if following == start:
                return way
            if following in graph and following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()

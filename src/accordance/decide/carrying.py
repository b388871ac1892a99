"""From one text to the next: what a program's machines know goes over to its successor's.

Machines are matched by their kind and name.  What an unchanged provision knows goes over as it
is; what becomes of one that reads otherwise is the amendment's to say.  The new text is judged
from its first day on: until then it only reads, as of the eve, what the old one left behind.
"""

from __future__ import annotations

from collections.abc import Callable

from accordance.program import codes
from accordance.program.rules.caps import count
from accordance.program.rules.gates import number
from accordance.program.rules.shapes import State, Tables
from accordance.program.rules.step import plain
from accordance.program.tables import Program

Names = dict[tuple[int, str], int]


def named(program: Program) -> Names:
    """Give the nodes of a program that have a name, by kind and name."""
    return {(program.tables.kind[node], name): node for node, name in program.names.items()}


def matches(old: Program, new: Program) -> dict[int, int]:
    """Give, for each named node of a program, the node of the same kind and name in another."""
    there = named(new)
    return {node: there[key] for key, node in named(old).items() if key in there}


def carry(
    old: Program, before: State, new: Program, after: State, wanted: Callable[[str], bool]
) -> None:
    """Put what one program's machines know into the state of the next, of provisions that are wanted."""
    for here, there in matches(old, new).items():
        if wanted(provision_of(old.names[here])):
            copy_node(old.tables, before, here, new.tables, after, there)


def copy_node(old: Tables, before: State, here: int, new: Tables, after: State, there: int) -> None:
    """Copy one node's state, day, truth and memory, as far as both have room for it."""
    after.state[there] = before.state[here]
    after.day[there] = before.day[here]
    after.value[there] = before.value[here]
    length = min(
        old.memory_at[here + 1] - old.memory_at[here],
        new.memory_at[there + 1] - new.memory_at[there],
    )
    for place in range(length):
        after.memory[new.memory_at[there] + place] = before.memory[old.memory_at[here] + place]


def settle(program: Program, state: State, eve: int) -> None:
    """Let everything that is no machine read, as of the eve, the machines and facts as they stand.

    Gates that read yesterday's machines need the latches first, and latches the tests: twice
    through all levels is enough.
    """
    tables = program.tables
    count_released(tables, state)
    order = sorted(range(len(tables.kind)), key=lambda node: tables.level[node])
    for _ in range(2):
        for node in order:
            kind = tables.kind[node]
            if kind == codes.NUMBER:
                number(tables, state, node)
            elif kind not in (codes.LINK, *codes.STATES):
                plain(tables, state, node, kind, eve)
    for node in order:
        state.timer[node] = 0
    state.tally[0] = state.tally[1] = 0


def count_released(tables: Tables, state: State) -> None:
    """Add up anew what of each stage's worth is released, and what is had under each cap."""
    for node, kind in enumerate(tables.kind):
        if kind == codes.PARCEL and state.memory[tables.memory_at[node] + 6] == 1:
            count(tables, state, node, state.memory[tables.memory_at[node] + 5], 0)
        tally = tables.params[tables.param_at[node]] if kind in (codes.PARCEL, codes.STATUS) else -1
        if tally >= 0 and state.memory[tables.memory_at[node]]:
            state.low[tally] += tables.params[tables.param_at[node] + 1]


def provision_of(name: str) -> str:
    """Give the provision that a node belongs to: of ``power@provision`` the power.

    What belongs to a whole stage is of none: it gives a word that is no id.
    """
    name = name.removeprefix("linkage/")
    return name.partition("@")[0].partition("/")[0]

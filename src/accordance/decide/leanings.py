"""What a provision rests on, and to which side: whether a fact that turns true can only help or only harm."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.program import codes
from accordance.program.tables import Program

HELPS, HARMS = 1, -1

_INPUTS = {
    codes.COMMITMENT: (1, 0, 1, 0, 0, 0, 1, 0),
    codes.POWER: (1, 1, -1, -1, -1, -1, 0),
    codes.PARCEL: (1, -1, -1, 0, -1, 1, -1, 1, 1, -1, 0, 0, 1, -1),
    codes.STATUS: (1, -1, -1, 0, -1, 1, 0, 1, 1, -1, 0, 0, 1, -1),
}
"""For each kind of machine: what its inputs do to it, in their order; 0 is either."""

_GOOD = {
    codes.COMMITMENT: codes.mask(codes.COMMITMENT_STATES, "met", "excused"),
    codes.POWER: codes.mask(codes.POWER_STATES, "pending", "in_force"),
    codes.PARCEL: codes.mask(codes.PARCEL_STATES, "due"),
    codes.STATUS: codes.mask(codes.STATUS_STATES, "available", *codes.RUNNING),
}


def leanings(program: Program, nodes: tuple[int, ...]) -> dict[int, set[int]]:
    """Give each node that some nodes rest on, with the sides to which it can turn them."""
    found: dict[int, set[int]] = {}
    stack = [(node, HELPS) for node in nodes]
    while stack:
        node, side = stack.pop()
        if side in found.setdefault(node, set()):
            continue
        found[node].add(side)
        for literal, sign in _below(program, node):
            turned = -1 if literal & 1 else 1
            both = (HELPS, HARMS) if sign == 0 else (side * sign * turned,)
            stack.extend((literal >> 1, one) for one in both)
    return found


def _below(program: Program, node: int) -> Iterator[tuple[int, int]]:
    tables = program.tables
    kind = tables.kind[node]
    signs = _INPUTS.get(kind, ())
    literals = tables.inputs[tables.in_at[node] : tables.in_at[node + 1]]
    for place, literal in enumerate(literals):
        if literal < 0:
            continue
        sign = signs[place] if place < len(signs) else HELPS
        if kind == codes.TEST:
            source = literals[0] >> 1
            asked = tables.params[tables.param_at[node]]
            good = _GOOD[tables.kind[source]]
            sign = HELPS if asked & ~good == 0 else HARMS if asked & good == 0 else 0
        yield literal, sign


def facts_of(program: Program, sides: dict[int, set[int]]) -> dict[int, set[int]]:
    """Give the facts among the nodes, each with its sides."""
    tables = program.tables
    return {
        tables.params[tables.param_at[node]]: side
        for node, side in sides.items()
        if tables.kind[node] == codes.FACT
    }

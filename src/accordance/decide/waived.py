"""What was given by right of a waiver, and what becomes of that once the waiver is over (C4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accordance.kernel.logic import TRUE
from accordance.program.rules.gates import literal

if TYPE_CHECKING:
    from accordance.program.rules.shapes import State
    from accordance.program.tables import Clause, Machine, Program

Waivers = frozenset[tuple[str, str]]
"""Powers to waive, each with the requirement that it waives."""


def leaned_on(program: Program, state: State, machine: Machine) -> Waivers:
    """Give the waivers that alone made true, on the state's day, something that a release asks.

    Of powers with ``on_end: recover`` alone.
    """
    release = machine.clauses.get("release")
    return _leaned(program, state, release) if release else frozenset()


def _leaned(program: Program, state: State, clause: Clause) -> Waivers:
    waivers = [one for one in clause.parts if one.predicate == "waived"]
    if waivers and literal(state, clause.parts[0].literal) != TRUE:
        return frozenset((one.subject, clause.text) for one in _running(program, state, waivers))
    true = [one for one in clause.parts if literal(state, one.literal) == TRUE]
    found = [_leaned(program, state, one) for one in true if one not in waivers]
    if clause.word in ("any", "unless") and not all(found):
        return frozenset()  # one alternative was true by itself
    return frozenset().union(*found)


def over(program: Program, state: State, machine: Machine, leaned: Waivers) -> bool:
    """Say whether one of the waivers that were leaned on is not in force on the state's day."""
    running = {
        (one.subject, clause.text)
        for clause, waivers in _waivable(machine)
        for one in _running(program, state, waivers)
    }
    return not leaned <= running


def _running(program: Program, state: State, waivers: list[Clause]) -> list[Clause]:
    powers = program.accord.powers
    return [
        one
        for one in waivers
        if literal(state, one.literal) == TRUE and powers[one.subject].on_end == "recover"
    ]


def _waivable(machine: Machine) -> Iterator[tuple[Clause, list[Clause]]]:
    """Give each requirement of a release that may be waived, with the waivers of it."""
    stack = [machine.clauses["release"]] if "release" in machine.clauses else []
    while stack:
        clause = stack.pop()
        stack += clause.parts
        waivers = [one for one in clause.parts if one.predicate == "waived"]
        if waivers:
            yield clause, waivers

"""The state of a power: no act, pending, in force, blocked, ended."""

from __future__ import annotations

from accordance.program.rules.commitments import wake
from accordance.program.rules.gates import after, literal
from accordance.program.rules.shapes import State, Tables

# Inputs: act made (its day is that of the latest competent act), ground, blocking act in force.
# Parameters: wait period (-1 none), period it lasts (-1 for good).
# Memory: day of the act judged, whether its ground held when it was made (0/1/2), day in force.


def power(t: Tables, s: State, node: int, day: int) -> int:
    """Move a power to its state of this day; the ground is read once, when the act appears."""
    first, p, m = t.in_at[node], t.param_at[node], t.memory_at[node]
    act = t.inputs[first]
    s.timer[node] = 0
    if literal(s, act) != 2:
        s.memory[m] = 0
        s.day[node] = 0
        return 0
    made = s.day[act >> 1]
    if s.memory[m] != made:
        s.memory[m] = made
        ground = t.inputs[first + 1]
        s.memory[m + 1] = literal(s, ground) if ground >= 0 else 2
        s.memory[m + 2] = made if t.params[p] < 0 else after(t, t.params[p], made)
        if s.state[node] == 3:
            s.state[node] = 0
    begins = s.memory[m + 2]
    if s.state[node] == 3 or blocked(s, t.inputs[first + 2], made, begins):
        s.day[node] = begins
        return 3
    s.day[node] = begins
    if day < begins:
        wake(s, node, begins)
        return 1
    if t.params[p + 1] >= 0:
        last = after(t, t.params[p + 1], begins)
        if day > last:
            return 4
        wake(s, node, last + 1)
    return 2


def blocked(s: State, blocker: int, made: int, begins: int) -> bool:
    """Say whether the act was blocked between the day it was made and the end of its wait."""
    if blocker < 0 or literal(s, blocker) != 2:
        return False
    return made <= s.day[blocker >> 1] <= begins

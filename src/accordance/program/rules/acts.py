"""The state of a power: no act, pending, in force, blocked, ended."""

from __future__ import annotations

from accordance.program.rules.commitments import wake
from accordance.program.rules.gates import after, literal
from accordance.program.rules.shapes import State, Tables

# Inputs: act made (its day is that of the latest competent act, its low the last day that the
# act itself names, 0 for none), ground, blocking act in force.
# Parameters: wait period (-1 none; its end is the first day of effect), period it lasts (-1 for good).
# Memory: day of the act judged, whether its ground held when it was first seen (0/1/2), first day
# of effect.


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
    fresh = s.memory[m] != made
    if fresh:
        s.memory[m] = made
        ground = t.inputs[first + 1]
        s.memory[m + 1] = literal(s, ground) if ground >= 0 else 2
        s.memory[m + 2] = made if t.params[p] < 0 else after(t, t.params[p], made)
    begins = s.memory[m + 2]
    s.day[node] = begins
    if (s.state[node] == 3 and not fresh) or blocked(s, t.inputs[first + 2], made, begins):
        return 3
    if day < begins:
        wake(s, node, begins)
        return 1
    last = s.low[act >> 1]
    if t.params[p + 1] >= 0:
        own = after(t, t.params[p + 1], begins) - 1
        last = own if last == 0 else min(own, last)
    if last == 0:
        return 2
    if day > last:
        return 4
    wake(s, node, last + 1)
    return 2


def blocked(s: State, blocker: int, made: int, begins: int) -> bool:
    """Say whether the act was blocked between the day it was made and the eve of its effect."""
    if blocker < 0 or literal(s, blocker) != 2:
        return False
    return made <= s.day[blocker >> 1] < begins

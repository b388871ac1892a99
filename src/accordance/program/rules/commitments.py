"""The state of a commitment on a day: achieve, maintain, refrain."""

from __future__ import annotations

from accordance.program.rules.gates import literal
from accordance.program.rules.periods import after
from accordance.program.rules.shapes import State, Tables

# Inputs: goal, deadline, partial progress, notice, lodged, judged, excused, tolled; each may be
# absent (-1).
# Parameters: form (0 achieve, 1 maintain, 2 refrain), day in force, cure period (-1 none),
# cure counted from a notice (0/1), day on which it is superseded (0 never).
# Memory: has been met (0/1), day on which cure began, was met in time (0/1), day of the first
# notice of a failure, days by which the deadline was moved in past stretches, first day of the
# present stretch (0 none).


def commitment(t: Tables, s: State, node: int, day: int) -> int:
    """Move a commitment to its state of this day and arm its next expiry; give the new state."""
    p = t.param_at[node]
    if day < t.params[p + 1]:
        s.timer[node] = t.params[p + 1]
        return 0
    s.timer[node] = 0
    if t.params[p + 4] != 0 and day >= t.params[p + 4]:
        return 10
    state = achieve(t, s, node, day) if t.params[p] == 0 else keep(t, s, node, day)
    excused = t.inputs[t.in_at[node] + 6]
    if excused >= 0 and literal(s, excused) == 2 and 5 <= state <= 7:
        return 11
    return state


def achieve(t: Tables, s: State, node: int, day: int) -> int:
    """Give the state of a commitment to reach something by a deadline."""
    first = t.in_at[node]
    memory = t.memory_at[node]
    goal = t.inputs[first]
    value = literal(s, goal)
    due = moved(t, s, node, day)
    if value == 2:
        s.memory[memory] = 1
        s.memory[memory + 2] = 1 if due == 0 or s.day[goal >> 1] <= due else 0
        s.day[node] = s.day[goal >> 1]
        return 3
    if s.memory[memory] == 1:
        return 8 if value == 0 else 9
    if value == 1 and lodged_in_time(t, s, first, due):
        return 4
    if due == 0 or day <= due:
        if due != 0 and s.memory[memory + 5] == 0:
            wake(s, node, due + 1)
        return progressing(t, s, first)
    judged = t.inputs[first + 5]
    if judged >= 0 and (literal(s, judged) != 2 or s.day[judged >> 1] <= due):
        return 4
    return failing(t, s, node, day, due, 5)


def lodged_in_time(t: Tables, s: State, first: int, due: int) -> bool:
    """Say whether what is measured by lodgement was lodged by the deadline, if there is one."""
    lodged = t.inputs[first + 4]
    if lodged < 0 or literal(s, lodged) != 2:
        return False
    return due == 0 or s.day[lodged >> 1] <= due


def moved(t: Tables, s: State, node: int, day: int) -> int:
    """Give the deadline, moved by the days on which it stood still, today included; 0 for none.

    A day counts if the deadline had not passed before it.  While it stands still no timer is
    needed: the deadline keeps its distance.
    """
    first, m = t.in_at[node], t.memory_at[node] + 4
    due = deadline(t, s, first)
    tolled = t.inputs[first + 7]
    if tolled < 0:
        return due
    holding = due != 0 and literal(s, tolled) == 2
    began = s.memory[m + 1]
    if began != 0 and (not holding or began > due + s.memory[m]):
        s.memory[m] += day - began
        s.memory[m + 1] = 0
    elif holding and began == 0 and day <= due + s.memory[m]:
        s.memory[m + 1] = day
    if due == 0:
        return 0
    if s.memory[m + 1] != 0:
        return due + s.memory[m] + day - s.memory[m + 1] + 1
    return due + s.memory[m]


def deadline(t: Tables, s: State, first: int) -> int:
    """Give the day of the deadline, or 0 where there is none or it is not yet determined."""
    lit = t.inputs[first + 1]
    if lit < 0 or literal(s, lit) != 2:
        return 0
    return s.day[lit >> 1]


def progressing(t: Tables, s: State, first: int) -> int:
    """Give open, or partly met where some progress is verified."""
    partial = t.inputs[first + 2]
    return 2 if partial >= 0 and literal(s, partial) == 2 else 1


def keep(t: Tables, s: State, node: int, day: int) -> int:
    """Give the state of a commitment to maintain or to refrain; once over, only breach is news."""
    first = t.in_at[node]
    memory = t.memory_at[node]
    goal = t.inputs[first]
    value = literal(s, goal)
    until = deadline(t, s, first)
    if until != 0 and day <= until:
        wake(s, node, until + 1)
    if value == 0 and (until == 0 or s.day[goal >> 1] <= until):
        if s.memory[memory + 1] == 0:
            s.memory[memory + 1] = day
        return failing(t, s, node, day, s.memory[memory + 1], 7)
    s.memory[memory + 1] = 0
    if value == 2:
        s.memory[memory] = 1
        s.memory[memory + 2] = 1
        s.day[node] = s.day[goal >> 1]
        return 3
    if until != 0 and day > until:
        return s.state[node] if s.state[node] == 3 or s.state[node] == 9 else 1
    if t.params[t.param_at[node]] == 1 and s.memory[memory] == 1:
        return 9
    return 1


def failing(t: Tables, s: State, node: int, day: int, since: int, uncured: int) -> int:
    """Give the state of a failure: in cure, then breached.

    ``since`` is the day after which the cure is counted: the deadline, or the day on which a breach
    was established.  ``uncured`` is the state without a cure period.  Where a notice starts it,
    one given after the deadline, or not before the breach, what is due is overdue until then and
    what is broken can still be cured.
    """
    p = t.param_at[node]
    period = t.params[p + 2]
    if period < 0:
        return uncured
    begins = since
    if t.params[p + 3] == 1:
        notice = t.inputs[t.in_at[node] + 3]
        waiting = 5 if t.params[p] == 0 else 6
        if notice < 0 or literal(s, notice) != 2:
            return waiting
        begins = s.day[notice >> 1]
        if begins < since or (begins == since and t.params[p] == 0):
            return waiting
        first = t.memory_at[node] + 3
        if s.memory[first] < since or s.memory[first] > begins:
            s.memory[first] = begins
        begins = s.memory[first]
    last = after(t, period, begins)
    if day <= last:
        wake(s, node, last + 1)
        return 6
    return 7


def wake(s: State, node: int, day: int) -> None:
    """Arm a node's timer for a day, unless it is to wake earlier anyway."""
    if s.timer[node] == 0 or day < s.timer[node]:
        s.timer[node] = day

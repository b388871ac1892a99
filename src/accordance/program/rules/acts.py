"""The state of a power: no act, pending, in force, blocked, ended."""

from __future__ import annotations

from accordance.program.rules.commitments import wake
from accordance.program.rules.gates import literal
from accordance.program.rules.periods import after
from accordance.program.rules.shapes import State, Tables

# Inputs: act made (its day is that of the latest competent act, its low the last day that the
# act itself names, 0 for none), ground, blocking act in force, act that revokes, act that
# reinstates what was ended, act that sets it aside, first day of effect that the act itself names,
# day to which its wait was extended.
# Parameters: wait period (-1 none; its end is the first day of effect), period it lasts (-1 for
# good), period by which an act made while one is in force renews it (-1 none), cap on all the
# days of effect (-1 none), whether an act may name a day before it was made (0/1), day on which the
# power came to be.
# Memory: day of the act judged, whether its ground held when it was first seen (0/1/2), first day
# of effect, day of the last act that was ever in force (0 none), last day of effect (0 none), days
# in force in past stretches, first day of the present stretch (0 none), first day in force ever,
# last day that the act judged itself names (0 none), first day of effect but for what extends its
# wait, first day of effect of the last act that was ever in force.


def power(t: Tables, s: State, node: int, day: int) -> int:
    """Move a power to its state of this day, and date it.

    In force it carries its first day of effect, without an act the day on which it came to be,
    else the day on which its state began.
    """
    since = s.day[node]
    state = capped(t, s, node, day)
    if state == 2:
        s.day[node] = s.memory[t.memory_at[node] + 2]
    elif state == 0:
        s.day[node] = t.params[t.param_at[node] + 5]
    else:
        s.day[node] = since if state == s.state[node] else day
    return state


def capped(t: Tables, s: State, node: int, day: int) -> int:
    """Give how the latest act stands; under a cap its days in force add up, then it has ended."""
    s.timer[node] = 0
    state = latest(t, s, node, day)
    cap, m = t.params[t.param_at[node] + 3], t.memory_at[node] + 5
    if cap < 0:
        return state
    if state != 2:
        if s.memory[m + 1] != 0:
            s.memory[m] += day - s.memory[m + 1]
            s.memory[m + 1] = 0
        return state
    if s.memory[m + 2] == 0:
        s.memory[m + 2] = day
    if s.memory[m + 1] == 0:
        s.memory[m + 1] = day
    whole = after(t, cap, s.memory[m + 2]) - s.memory[m + 2] + 1
    last = s.memory[m + 1] + whole - s.memory[m] - 1
    if day > last:
        s.memory[m] += day - s.memory[m + 1]
        s.memory[m + 1] = 0
        return 4
    wake(s, node, last + 1)
    return 2


def latest(t: Tables, s: State, node: int, day: int) -> int:
    """Give how the latest act stands; the ground is read once, when the act appears."""
    first, m = t.in_at[node], t.memory_at[node]
    act = t.inputs[first]
    if literal(s, act) != 2:
        for i in range(m, m + 5):
            s.memory[i] = 0
        return 0
    fresh = s.memory[m] != s.day[act >> 1]
    if fresh:
        take(t, s, node, s.day[act >> 1])
    s.memory[m + 8] = s.low[act >> 1]
    if t.inputs[first + 7] >= 0:
        put_off(t, s, node)
    made, begins = s.memory[m], s.memory[m + 2]
    blocker = t.inputs[first + 2]
    if blocked(s, blocker, made, begins, day) or (
        s.state[node] == 3
        and not fresh
        and literal(s, blocker) == 2
        and s.day[blocker >> 1] >= made
    ):
        return 3
    if blocker >= 0 and literal(s, blocker) == 2 and s.day[blocker >> 1] == day:
        wake(s, node, day + 1)
    last = s.low[act >> 1]
    if s.memory[m + 4] != 0 and (last == 0 or s.memory[m + 4] < last):
        last = s.memory[m + 4]
    for i in range(first + 4, first + 6):
        if revoked(s, t.inputs[i], s.memory[m + 3]):
            s.memory[m + 3] = 0
        if revoked(s, t.inputs[i], made):
            return 4
    if revoked(s, t.inputs[first + 3], made):
        late = s.day[t.inputs[first + 3] >> 1] > begins and (fresh or s.state[node] != 4)
        if late and (last == 0 or last >= begins):
            s.memory[m + 3] = made
            s.memory[m + 10] = begins
        return 4
    if day < begins:
        wake(s, node, begins)
        return 1
    if last == 0 or last >= begins:
        s.memory[m + 3] = made
        s.memory[m + 10] = begins
    if last != 0 and day > last:
        return 4
    if last != 0:
        wake(s, node, last + 1)
    return 2


def take(t: Tables, s: State, node: int, made: int) -> None:
    """Take up an act: its ground as it stands, and from when to when it has effect."""
    p, m = t.param_at[node], t.memory_at[node]
    ground = t.inputs[t.in_at[node] + 1]
    running = s.memory[m + 2] <= made <= s.memory[m + 4] and s.state[node] != 3
    if s.memory[m + 8] != 0 and made > s.memory[m + 8]:
        running = False
    renewing = t.params[p + 2] >= 0 and s.memory[m] != 0 and running
    s.memory[m] = made
    s.memory[m + 1] = literal(s, ground) if ground >= 0 else 2
    if renewing:
        s.memory[m + 4] = after(t, t.params[p + 2], s.memory[m + 4])
        return
    begins = made if t.params[p] < 0 else after(t, t.params[p], made)
    named = t.inputs[t.in_at[node] + 6]
    if (
        named >= 0
        and literal(s, named) == 2
        and (t.params[p + 4] == 1 or s.day[named >> 1] > begins)
    ):
        begins = s.day[named >> 1]
    s.memory[m + 2] = begins
    s.memory[m + 9] = begins
    s.memory[m + 4] = 0 if t.params[p + 1] < 0 else after(t, t.params[p + 1], begins)


def put_off(t: Tables, s: State, node: int) -> None:
    """Let an act begin on the day to which its wait was extended, and its life be counted from there."""
    p, m = t.param_at[node], t.memory_at[node]
    extended = t.inputs[t.in_at[node] + 7]
    begins = s.memory[m + 9]
    if literal(s, extended) == 2:
        begins = max(begins, s.day[extended >> 1])
    s.memory[m + 2] = begins
    s.memory[m + 4] = 0 if t.params[p + 1] < 0 else after(t, t.params[p + 1], begins)


def revoked(s: State, lit: int, made: int) -> bool:
    """Say whether an act that revokes has effect, since the day of the act or later."""
    return lit >= 0 and literal(s, lit) == 2 and s.day[lit >> 1] >= made


def blocked(s: State, blocker: int, made: int, begins: int, day: int) -> bool:
    """Say whether what blocks had effect, by yesterday, from the day of the act to the eve of its effect."""
    if blocker < 0 or literal(s, blocker) != 2:
        return False
    return made <= s.day[blocker >> 1] < min(begins, day)

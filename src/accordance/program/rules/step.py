"""One day of an accord: the only implementation of the order in which things are decided."""

from __future__ import annotations

from accordance.program.rules.acts import power
from accordance.program.rules.benefits import parcel, release, status
from accordance.program.rules.commitments import commitment, wake
from accordance.program.rules.gates import gate, gate_day, link, literal, number
from accordance.program.rules.periods import after
from accordance.program.rules.shapes import State, Tables


def step(t: Tables, s: State, day: int, count: int) -> None:
    """Decide one day: run the first ``count`` nodes of the worklist and all that depend on them.

    Nodes run level by level, so each is run once a day, after everything that it reads.  On
    return ``s.tally[0]`` machines have changed state (``s.log_node``, ``s.log_from``) and
    ``s.tally[1]`` timers were armed (``s.armed``).
    """
    s.tally[0] = 0
    s.tally[1] = 0
    for i in range(count):
        push(t, s, s.work[i])
    for level in range(t.levels):
        node = s.head[level]
        while node >= 0:
            s.head[level] = s.following[node]
            s.queued[node] = 0
            run(t, s, node, day)
            node = s.head[level]


def push(t: Tables, s: State, node: int) -> None:
    """Queue a node at its level unless it already waits there."""
    if s.queued[node] == 0:
        s.queued[node] = 1
        level = t.level[node]
        s.following[node] = s.head[level]
        s.head[level] = node


def run(t: Tables, s: State, node: int, day: int) -> None:
    """Bring one node up to date and pass on what changed."""
    kind = t.kind[node]
    timer = s.timer[node]
    if kind >= 9:
        changed = machine(t, s, node, kind, day)
    elif kind == 7:
        changed = number(t, s, node)
    else:
        changed = plain(t, s, node, kind, day)
    if s.timer[node] != timer and s.timer[node] != 0:
        arm(s, node)
    if changed:
        spread(t, s, node, day)


def spread(t: Tables, s: State, node: int, day: int) -> None:
    """Queue the readers of a node: those of today now, those that read yesterday for tomorrow."""
    for i in range(t.out_at[node], t.out_at[node + 1]):
        reader = t.outputs[i]
        if reader >= 0:
            push(t, s, reader)
        else:
            reader = -reader - 1
            timer = s.timer[reader]
            wake(s, reader, day + 1)
            if s.timer[reader] != timer:
                arm(s, reader)


def arm(s: State, node: int) -> None:
    """Tell the caller that a timer was set."""
    s.armed[s.tally[1]] = node
    s.tally[1] += 1


def plain(t: Tables, s: State, node: int, kind: int, day: int) -> bool:
    """Set the value and day of a node that has no state of its own; say whether they changed."""
    value = s.value[node]
    since = s.day[node]
    if kind == 0:
        fact = t.params[t.param_at[node]]
        s.value[node] = s.fact_value[fact]
        s.day[node] = s.fact_since[fact] if s.fact_value[fact] == 0 else s.fact_first[fact]
        if s.low[node] != s.fact_since[fact]:
            s.low[node] = s.fact_since[fact]
            return True
    elif kind == 1:
        s.value[node] = gate(t, s, node)
        s.day[node] = gate_day(t, s, node, s.value[node])
    elif kind == 2:
        source = t.inputs[t.in_at[node]] >> 1
        s.value[node] = state_test(t, s, node, source)
        s.day[node] = s.day[source]
        if t.params[t.param_at[node]] == 0:
            s.day[node] = s.memory[t.memory_at[source] + 10]
    elif kind == 8:
        s.timer[node] = 0
        s.value[node] = link(t, s, node)
    else:
        timed(t, s, node, kind, day)
    return s.value[node] != value or s.day[node] != since


def state_test(t: Tables, s: State, node: int, source: int) -> int:
    """Say whether a machine is in one of some states, and remembers what is asked besides.

    A second input is a commitment's goal: not met and in force, it is unknown while the goal is.
    """
    states = t.params[t.param_at[node]]
    here = states & (1 << s.state[source]) != 0
    if t.param_at[node] + 1 < t.param_at[node + 1]:
        place = t.memory_at[source] + t.params[t.param_at[node] + 1]
        here = (here or states == 0) and s.memory[place] != 0
    if here:
        return 2
    goal = t.in_at[node] + 1
    if goal < t.in_at[node + 1] and s.state[source] != 0 and literal(s, t.inputs[goal]) == 1:
        return 1
    return 0


def timed(t: Tables, s: State, node: int, kind: int, day: int) -> None:
    """Set a latch, a delay, a clock or a constant.

    A delay without a period is a last day: once it has passed it stays as it was (-2), or
    until another is determined (-3).  One may ask that something came on a day or after it (-4).
    """
    if kind == 6:
        s.value[node] = 2
        s.day[node] = t.params[t.param_at[node]]
        return
    source = t.inputs[t.in_at[node]]
    if kind == 4 and t.params[t.param_at[node]] == -4:
        timely(t, s, node)
        return
    if kind == 4 and t.params[t.param_at[node]] < -1:
        anew = t.params[t.param_at[node]] == -3 and literal(s, source) == 2
        if s.value[node] == 2 and s.day[node] < day and not anew:
            return
    s.value[node] = literal(s, source)
    s.day[node] = s.day[source >> 1]
    s.timer[node] = 0
    if kind == 4 and t.in_at[node + 1] - t.in_at[node] == 2:
        act = t.inputs[t.in_at[node] + 1] >> 1
        if s.value[act] == 2 and s.low[act] != 0:
            s.day[node] = s.low[act] if s.value[node] != 2 else max(s.day[node], s.low[act])
            s.value[node] = 2
    elif kind == 4 and s.value[node] == 2 and t.params[t.param_at[node]] >= 0:
        s.day[node] = after(t, t.params[t.param_at[node]], s.day[node])
    elif kind == 5 and s.value[node] == 2 and day < s.day[node]:
        s.value[node] = 0
        wake(s, node, s.day[node])


def timely(t: Tables, s: State, node: int) -> None:
    """Set something that counts only where it came on a day or after it: unknown until that is shown."""
    first = t.in_at[node]
    source, opens = t.inputs[first], t.inputs[first + 1]
    s.value[node] = literal(s, source)
    s.day[node] = s.day[source >> 1]
    if s.value[node] == 2 and (literal(s, opens) != 2 or s.day[opens >> 1] > s.day[node]):
        s.value[node] = 1


def machine(t: Tables, s: State, node: int, kind: int, day: int) -> bool:
    """Move a machine to its state of this day, log a change, and say whether readers must know."""
    before = s.state[node]
    since = s.day[node]
    remembered = False
    if kind == 9:
        in_time = s.memory[t.memory_at[node] + 2]
        s.state[node] = commitment(t, s, node, day)
        remembered = in_time != s.memory[t.memory_at[node] + 2]
    elif kind == 10:
        m = t.memory_at[node] + 2
        begins, ever = s.memory[m], s.memory[m + 1]
        s.state[node] = power(t, s, node, day)
        remembered = s.memory[m] != begins or s.memory[m + 1] != ever
    elif kind == 11:
        m = t.memory_at[node] + 6
        room = s.memory[m]
        s.state[node] = parcel(t, s, node, day)
        remembered = release(t, s, node, 1 if s.state[node] == 1 or s.state[node] == 5 else 0)
        remembered = remembered or room != s.memory[m]
    else:
        s.state[node] = status(t, s, node, day)
        state = s.state[node]
        remembered = release(t, s, node, 1 if (state >= 1 and state <= 3) or state == 6 else 0)
    if s.state[node] != before:
        if kind >= 11 or (kind == 9 and s.state[node] != 3):
            s.day[node] = day
        s.log_node[s.tally[0]] = node
        s.log_from[s.tally[0]] = before
        s.tally[0] += 1
    return s.state[node] != before or s.day[node] != since or remembered

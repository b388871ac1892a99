"""Truth values and days of plain nodes: gates, tests, moments, shares."""

from __future__ import annotations

from accordance.program.rules.shapes import State, Tables


def literal(s: State, lit: int) -> int:
    """Give the truth value of a literal: the node's, or its negation."""
    value = s.value[lit >> 1]
    return 2 - value if lit & 1 else value


def gate(t: Tables, s: State, node: int) -> int:
    """Give a threshold gate's value: true, unknown or false by what the weights can still reach."""
    sure = 0
    possible = 0
    for i in range(t.in_at[node], t.in_at[node + 1]):
        value = literal(s, t.inputs[i])
        if value == 2:
            sure += t.weights[i]
        elif value == 1:
            possible += t.weights[i]
    need = t.need[node]
    if sure >= need:
        return 2
    if sure + possible >= need:
        return 1
    return 0


def gate_day(t: Tables, s: State, node: int, value: int) -> int:
    """Give the earliest day from which enough inputs had this value to settle the gate; 0 if unknown.

    Goes from the latest day down, leaving out inputs as long as the others still suffice.
    """
    if value == 1:
        return 0
    first, last = t.in_at[node], t.in_at[node + 1]
    need = t.need[node]
    weight = 0
    day = 0
    for i in range(first, last):
        if value == 0:
            weight += t.weights[i]
        if literal(s, t.inputs[i]) == value:
            day = max(day, s.day[t.inputs[i] >> 1])
    if value == 0:
        need = weight - need + 1
    weight = 0
    for i in range(first, last):
        if literal(s, t.inputs[i]) == value:
            weight += t.weights[i]
    while True:
        latest = 0
        earlier = -1
        for i in range(first, last):
            if literal(s, t.inputs[i]) == value:
                other = s.day[t.inputs[i] >> 1]
                if other == day:
                    latest += t.weights[i]
                elif earlier < other < day:
                    earlier = other
        weight -= latest
        if weight < need or earlier < 0:
            return day
        day = earlier


def number(t: Tables, s: State, node: int) -> bool:
    """Set a share in basis points as the least and the most that it can be.

    Operation 0 takes the highest rung whose literal holds, 1 adds the weights of the true
    inputs up to the whole, 2 takes the least of other shares, 3 their weighted mean; 4 is the tally of worth
    released in a stage, kept by its parcels, and only announces that it moved.
    """
    first, last = t.in_at[node], t.in_at[node + 1]
    operation = t.params[t.param_at[node]]
    if operation == 4:
        moved = s.high[node] != s.low[node]
        s.high[node] = s.low[node]
        return moved
    low = 0
    high = 0
    if operation == 0:
        for i in range(first, last):
            value = literal(s, t.inputs[i])
            if value == 2 and t.weights[i] > low:
                low = t.weights[i]
            if value != 0 and t.weights[i] > high:
                high = t.weights[i]
    elif operation == 1:
        for i in range(first, last):
            value = literal(s, t.inputs[i])
            if value == 2:
                low += t.weights[i]
            if value != 0:
                high += t.weights[i]
        low = min(10000, low * 10000 // t.need[node])
        high = min(10000, high * 10000 // t.need[node])
    elif operation == 2:
        low = 10000
        high = 10000
        for i in range(first, last):
            low = min(low, s.low[t.inputs[i] >> 1])
            high = min(high, s.high[t.inputs[i] >> 1])
    else:
        for i in range(first, last):
            low += t.weights[i] * s.low[t.inputs[i] >> 1]
            high += t.weights[i] * s.high[t.inputs[i] >> 1]
        low = low // t.need[node]
        high = high // t.need[node]
    changed = low != s.low[node] or high != s.high[node]
    s.low[node] = low
    s.high[node] = high
    return changed


def link(t: Tables, s: State, node: int) -> int:
    """Say whether a parcel's share of its stage, once released, is covered by a basket's progress.

    Inputs: the basket's progress, then the literals that must hold besides.  Parameters: the
    parcel (-1: a stage's exit, asked for itself), the tally of worth released in its stage,
    the parcel's worth, the stage's worth, the floor (0 or more: fixed, in basis points; -1:
    proportional, which nothing holds in a stage worth nothing; -2: progress since the stage's
    last release), the basket's place in the tally, and whether the test goes on after release (0/1).
    """
    p = t.param_at[node]
    parcel = t.params[p]
    progress = t.inputs[t.in_at[node]] >> 1
    released = 0 if parcel < 0 else s.memory[t.memory_at[parcel]]
    if released == 1 and t.params[p + 6] == 0:
        return s.value[node]
    floor = t.params[p + 4]
    scale = 1
    if floor == -1:
        scale = t.params[p + 3]
        if scale == 0:
            return 0
        floor = (s.low[t.params[p + 1]] + (1 - released) * t.params[p + 2]) * 10000
    elif floor == -2:
        floor = s.memory[t.memory_at[t.params[p + 1]] + t.params[p + 5]] + 1 - released
    value = 2
    if s.high[progress] * scale < floor:
        value = 0
    elif s.low[progress] * scale < floor:
        value = 1
    for i in range(t.in_at[node] + 1, t.in_at[node + 1]):
        value = min(value, literal(s, t.inputs[i]))
    return value

"""The state of a benefit: the parcels of a transfer, and a status that runs."""

from __future__ import annotations

from accordance.program.rules.caps import keep_room, turned_away
from accordance.program.rules.commitments import wake
from accordance.program.rules.gates import link, literal
from accordance.program.rules.periods import after
from accordance.program.rules.shapes import State, Tables

# Inputs of both: release, stopped, ended, until, trouble, decided, given in full, an act that
# keeps it past its last day, a waiver that is over and keeps what was given under it, one that
# suspends it, what makes the time to deliver stand still, the day by which a parcel's conditions
# must hold, the release as it is without any waiver, a waiver that is over and leaves nothing,
# whether anything of it was given (of a part under a cap), then the linkage provisions.  An absent one is -1.
# Memory of both: released (0/1); a parcel remembers besides the days by which that time was moved in
# past stretches, the first day of the present one (0 none), and how it was assessed (0 conditions
# do not hold, 1 they hold, 2 failed for good); a status remembers besides since when its release
# is unknown, and whether it was ever ended or lapsed (0/1); both remember last whether they have
# been due, or run, by their own release and not by a waiver alone (0/1).
# Parameters of both: tally of its stage (-1 none), its worth, whether linkage goes on being
# tested (0/1), grace period (-1 none), what holds if unknown (0 continue, 1 pause, 2 end), first
# day in force, last day in force (0 none); of a parcel the cure period after the day on which it
# is assessed (-1 none), and the state that failing gives it.


def holds(t: Tables, s: State, node: int, position: int) -> bool:
    """Say whether an input is there and true."""
    lit = t.inputs[t.in_at[node] + position]
    return lit >= 0 and literal(s, lit) == 2


def begun(t: Tables, s: State, node: int, day: int) -> bool:
    """Say whether the benefit is in force, arming the timer for the day on which it will be."""
    start = t.params[t.param_at[node] + 5]
    if day >= start:
        return True
    wake(s, node, start)
    return False


def over(t: Tables, s: State, node: int, day: int) -> bool:
    """Say whether the benefit is ended or past its last day, arming the timer for that day."""
    if holds(t, s, node, 2):
        return True
    last = t.params[t.param_at[node] + 6]
    if last != 0:
        if day > last and not holds(t, s, node, 7):
            return True
        if day <= last:
            wake(s, node, last + 1)
    if holds(t, s, node, 3):
        last = s.day[t.inputs[t.in_at[node] + 3] >> 1]
        if day > last:
            return not holds(t, s, node, 7)
        wake(s, node, last + 1)
    return False


def linked(t: Tables, s: State, node: int) -> bool:
    """Say whether every linkage provision holds; asked on release, and after it only if the text says so.

    Asked anew here: what was released today, in another benefit of the stage, counts already.
    """
    if s.memory[t.memory_at[node]] == 1 and t.params[t.param_at[node] + 2] == 0:
        return True
    holding = True
    for i in range(t.in_at[node] + 15, t.in_at[node + 1]):
        provision = t.inputs[i] >> 1
        s.value[provision] = link(t, s, provision)
        if s.value[provision] != 2:
            holding = False
    return holding


def release(t: Tables, s: State, node: int, now: int) -> bool:
    """Remember whether the parcel counts as released, and keep its stage's tally right."""
    m, p = t.memory_at[node], t.param_at[node]
    change = now - s.memory[m]
    s.memory[m] = now
    tally = t.params[p]
    if tally >= 0:
        s.low[tally] += change * t.params[p + 1]
        if change > 0:
            note_levels(t, s, tally)
    return change != 0


def note_levels(t: Tables, s: State, tally: int) -> None:
    """Remember each basket's progress at this release, for scheme that ask for fresh progress."""
    first = t.in_at[tally]
    for i in range(first, t.in_at[tally + 1]):
        s.memory[t.memory_at[tally] + i - first] = s.low[t.inputs[i] >> 1]


def parcel(t: Tables, s: State, node: int, day: int) -> int:
    """Give a parcel's state of this day, counting the days on which its delivery stood still."""
    s.timer[node] = 0
    if s.memory[t.memory_at[node] + 6] == 2:
        s.memory[t.memory_at[node] + 6] = 0
    state = owed(t, s, node, day)
    note_own(t, s, node, 4, state)
    stopped = state == 3 and s.memory[t.memory_at[node] + 6] == 1
    keep_room(t, s, node, day, state == 1 or state == 5 or stopped or holds(t, s, node, 14))
    m = t.memory_at[node] + 1
    if state != 1 or s.state[node] != 1:
        s.memory[m] = 0
        s.memory[m + 1] = 0
    still = state == 1 and holds(t, s, node, 10)
    if still and s.memory[m + 1] == 0:
        s.memory[m + 1] = day
    elif not still and s.memory[m + 1] != 0:
        s.memory[m] += day - s.memory[m + 1]
        s.memory[m + 1] = 0
    return state


def owed(t: Tables, s: State, node: int, day: int) -> int:
    """Give whether a parcel is owed.

    Where a day is set by which its conditions must hold, stopping it does not stop that clock.
    """
    if holds(t, s, node, 6):
        return 5
    if not begun(t, s, node, day):
        return 0
    if s.memory[t.memory_at[node] + 3] == 2:
        return t.params[t.param_at[node] + 8]
    if over(t, s, node, day):
        return 4
    stopped = holds(t, s, node, 1) or left_suspended(t, s, node)
    if stopped and t.inputs[t.in_at[node] + 11] < 0:
        return 3
    earned = vests(t, s, node, 1 if stopped else 0)
    assessed = assess(t, s, node, day, 1 if earned else 0)
    if assessed == 3:
        return t.params[t.param_at[node] + 8]
    if stopped:
        return 3
    if earned:
        return 0 if turned_away(t, s, node) else 1
    if assessed != 0:
        return 2 if assessed == 2 else 0
    return 2 if holds(t, s, node, 4) else 0


def left_suspended(t: Tables, s: State, node: int) -> bool:
    """Say whether a waiver that is over leaves suspended what was due under it."""
    owed_before = s.state[node] == 1 or s.state[node] == 3
    released = literal(s, t.inputs[t.in_at[node]]) == 2
    return owed_before and not released and holds(t, s, node, 9)


def vests(t: Tables, s: State, node: int, stopped: int) -> bool:
    """Say whether all that a parcel asks holds.

    What is due and not stopped stays due while its release is not false: that it is no longer
    shown undoes nothing, but where it was due by a waiver alone, and that is over.
    """
    decided = t.inputs[t.in_at[node] + 5] < 0 or holds(t, s, node, 5)
    value = literal(s, t.inputs[t.in_at[node]])
    shown = value == 1 and not lent(t, s, node, 4)
    vested = stopped == 0 and s.state[node] == 1 and (shown or holds(t, s, node, 8))
    return decided and (value == 2 or vested) and linked(t, s, node)


def lent(t: Tables, s: State, node: int, place: int) -> bool:
    """Say whether what is had was had by a waiver alone, and one is over that leaves nothing."""
    return holds(t, s, node, 13) and s.memory[t.memory_at[node] + place] == 0


def note_own(t: Tables, s: State, node: int, place: int, state: int) -> None:
    """Remember whether a part that is due, or runs, was so by its own release; paused changes nothing."""
    m = t.memory_at[node] + place
    due, paused = (1, -1) if place == 4 else (2, 3)
    if state != due and state != paused:
        s.memory[m] = 0
    elif state == due and holds(t, s, node, 12):
        s.memory[m] = 1


def assess(t: Tables, s: State, node: int, day: int, earned: int) -> int:
    """Say how a parcel stands to the day by which its conditions must hold, and remember it.

    0: no such day, or they held then or since; 1: the day is not over; 2: they do not hold and
    the cure period runs; 3: it has ended, and they failed for good.
    """
    lit = t.inputs[t.in_at[node] + 11]
    if lit < 0:
        return 0
    m = t.memory_at[node] + 3
    last = s.day[lit >> 1]
    if literal(s, lit) != 2 or day <= last:
        if literal(s, lit) == 2:
            wake(s, node, last + 1)
        s.memory[m] = earned
        return 1
    if s.memory[m] == 1:
        return 0
    if t.params[t.param_at[node] + 7] >= 0:
        last = after(t, t.params[t.param_at[node] + 7], last)
    if day > last:
        s.memory[m] = 2
        return 3
    wake(s, node, last + 1)
    s.memory[m] = earned
    return 0 if earned == 1 else 2


def status(t: Tables, s: State, node: int, day: int) -> int:
    """Give a status's state of this day: one that ran, was over and is in force again is reinstated."""
    s.timer[node] = 0
    before = s.state[node]
    state = standing(t, s, node, day, 2 if before == 6 else before)
    m = t.memory_at[node] + 2
    if (state == 4 or state == 5) and (before == 2 or before == 3 or before == 6):
        s.memory[m] = 1
    note_own(t, s, node, 3, state)
    return 6 if state == 2 and s.memory[m] == 1 else state


def standing(t: Tables, s: State, node: int, day: int, state: int) -> int:
    """Give how a status stands; an act in force governs, whatever the rule says."""
    running = state == 2 or state == 3
    if not begun(t, s, node, day):
        return 0
    if over(t, s, node, day):
        return 4 if holds(t, s, node, 2) else 5
    if holds(t, s, node, 1):
        return 3 if running else rest(state)
    by_rule = holds(t, s, node, 0) and linked(t, s, node)
    decider = t.inputs[t.in_at[node] + 5]
    if decider >= 0:
        if holds(t, s, node, 5):
            return 2
        if running or state == 5:
            return 5
        return 1 if by_rule else rest(state)
    if by_rule:
        s.memory[t.memory_at[node] + 1] = 0
        return 2
    if running and holds(t, s, node, 9):
        return 3
    if running and holds(t, s, node, 8):
        return 2
    if running and lent(t, s, node, 3):
        return 4
    if running:
        return unsupported(t, s, node, day, state)
    return rest(state)


def rest(state: int) -> int:
    """Give the state of a status that does not run: ended and lapsed stay so, all else is barred."""
    return state if state >= 4 else 0


def unsupported(t: Tables, s: State, node: int, day: int, state: int) -> int:
    """Give the state of a running status whose release no longer holds."""
    p, m = t.param_at[node], t.memory_at[node]
    if literal(s, t.inputs[t.in_at[node]]) == 0:
        return 4
    policy = t.params[p + 4]
    if policy == 0:
        return 2
    if s.memory[m + 1] == 0:
        s.memory[m + 1] = day
    if t.params[p + 3] >= 0:
        last = after(t, t.params[p + 3], s.memory[m + 1])
        if day <= last:
            wake(s, node, last + 1)
            return state
    return 3 if policy == 1 else 4

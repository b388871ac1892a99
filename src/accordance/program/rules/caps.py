"""Room under a cap: had in the order in which parts become due (D4)."""

from __future__ import annotations

from accordance.program.rules.shapes import State, Tables

# A part under caps has more parameters than another: its amount, then for each cap over it the
# node that counts and how much the cap is.  That node keeps what is had (low) and what counts
# today (high): what is had counts at once, what becomes free from the next day on.
# Memory of a part: how much it had last, whether it has room (0 none, 1 it has, 2 it was turned
# away today), and the day on which it last gave its room back.


def turned_away(t: Tables, s: State, node: int) -> bool:
    """Say whether no cap over a part leaves anything for it, and remember it."""
    m = t.memory_at[node] + 6
    if t.param_at[node] + 9 >= t.param_at[node + 1] or s.memory[m] == 1:
        return False
    if room(t, s, node) > 0:
        return False
    s.memory[m] = 2
    return True


def room(t: Tables, s: State, node: int) -> int:
    """Give what the caps over a part leave for it, at most its amount."""
    i = t.param_at[node] + 9
    left = t.params[i]
    i += 1
    while i + 1 < t.param_at[node + 1]:
        left = min(left, t.params[i + 1] - s.high[t.params[i]])
        i += 2
    return max(0, left)


def keep_room(t: Tables, s: State, node: int, day: int, keeps: bool) -> None:  # noqa: FBT001 compiled
    """Take room for a part that has come to keep some, or give back what it had.

    One that gave it back on the same day has it again.
    """
    m = t.memory_at[node] + 5
    if t.param_at[node] + 9 >= t.param_at[node + 1]:
        return
    if keeps and s.memory[m + 1] != 1:
        again = s.memory[m + 2] == day
        if not again:
            s.memory[m] = room(t, s, node)
        s.memory[m + 1] = 1
        count(t, s, node, s.memory[m], 0 if again else s.memory[m])
    elif not keeps and s.memory[m + 1] == 1:
        s.memory[m + 1] = 0
        s.memory[m + 2] = day
        count(t, s, node, -s.memory[m], 0)


def count(t: Tables, s: State, node: int, had: int, today: int) -> None:
    """Add to what is had under each cap over a part, and to what of it counts today."""
    i = t.param_at[node] + 10
    while i + 1 < t.param_at[node + 1]:
        s.low[t.params[i]] += had
        s.high[t.params[i]] += today
        i += 2

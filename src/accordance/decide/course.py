"""The course of a history: which machine went from which state to which."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class Change(msgspec.Struct, frozen=True):
    """A machine that went from one state to another on a day.

    ``node`` is of the program in force now, -1 where it has none like it.
    """

    day: int
    node: int
    before: int
    after: int


NO_CHANGE = Change(0, -1, 0, 0)


def merged(changes: Sequence[Change]) -> list[Change]:
    """Make one change of a machine's changes within a day, in the order of the text."""
    if len(changes) < 2:  # noqa: PLR2004 one change needs no order
        return list(changes)
    found: dict[int, Change] = {}
    for change in changes:
        first = found.get(change.node, change)
        found[change.node] = Change(change.day, change.node, first.before, change.after)
    together = (found[node] for node in sorted(found))
    return [one for one in together if one.before != one.after]

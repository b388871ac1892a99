"""The course of a history: which machine went from which state to which, and why."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec


class Told(msgspec.Struct, frozen=True):
    """A change in words: whose state it was, from what to what, and the entries that bear on it."""

    provision: str
    before: str
    after: str
    because: tuple[str, ...]


class Change(msgspec.Struct, frozen=True):
    """A machine that went from one state to another on a day.

    ``node`` is of the program in force now, -1 where it has none like it; ``told`` is how the
    change read under an earlier text.
    """

    day: int
    node: int
    before: int
    after: int
    told: Told | None = None


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

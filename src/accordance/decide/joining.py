"""What was made of a power: which acts count, which wait for others to join, and which are void."""

from __future__ import annotations

from typing import Literal

import msgspec

from accordance.accord.types import Power
from accordance.record.entries import Act

Ground = Literal[
    "not_a_holder", "not_in_force", "out_of_window", "answers_nothing", "beyond_quota",
]  # fmt: skip
"""Why an act is void."""


class Void(msgspec.Struct, frozen=True):
    """An act that has no effect, and why."""

    act: str
    ground: Ground


class Made(msgspec.Struct, frozen=True):
    """What was made of a power: the acts that count, and those that wait for others to join.

    ``earlier`` are acts that answered an earlier act of the power that theirs answers, and count no
    more; ``awaited`` are the holders who have not joined, where some have; ``void`` says of each act
    that never had effect why.
    """

    acts: tuple[Act, ...]
    joining: tuple[Act, ...] = ()
    awaited: tuple[str, ...] = ()
    earlier: tuple[Act, ...] = ()
    void: tuple[Void, ...] = ()

    @property
    def ever(self) -> tuple[Act, ...]:
        """The acts that counted at some time, in the order of their days."""
        return (*self.earlier, *self.acts)


def joined(power: Power) -> int:
    """Give how many of its holders must act for an act of a power to have effect."""
    return power.at_least or (len(power.by) if power.jointly else 1)


NO_MORE = ("", None, None)
"""What an act says that only names things."""


def _says(act: Act) -> tuple[object, ...]:
    """Give what an act says of the things that it names: how they read, and up to and from when."""
    return act.reads, act.until, act.takes_effect


def together(power: Power, acts: list[Act], needed: int) -> Made:
    """Join the acts of several holders that name the same things and say the same of them.

    Of what one holder said of them before a joint act, his last word counts.
    """
    waiting: dict[frozenset[str], dict[str, Act]] = {}
    whole: list[Act] = []
    parts: list[Act] = []
    for act in acts:
        others = waiting.setdefault(frozenset(act.on), {})
        others[act.by] = act
        parts.append(act)
        if sum(_says(one) == _says(act) for one in others.values()) >= needed:
            whole.append(act)
            del waiting[frozenset(act.on)]
    awaited = {party for some in waiting.values() for party in power.by if party not in some}
    return Made(tuple(whole), tuple(parts), tuple(one for one in power.by if one in awaited))


def waiting_of(acts: list[Act], needed: int) -> dict[frozenset[str], set[str]]:
    """Give who has acted on the same things and said no more of them, short of the holders needed."""
    waiting: dict[frozenset[str], dict[str, Act]] = {}
    for act in acts:
        others = waiting.setdefault(frozenset(act.on), {})
        others[act.by] = act
        if sum(_says(one) == _says(act) for one in others.values()) >= needed:
            del waiting[frozenset(act.on)]
    return {
        on: {name for name, act in others.items() if _says(act) == NO_MORE}
        for on, others in waiting.items()
    }

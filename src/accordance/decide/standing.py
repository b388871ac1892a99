"""The one word for how a provision stands, whoever tells it: determination, history, reason or forecast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from accordance.program import codes

if TYPE_CHECKING:
    from accordance.program.rules.shapes import State
    from accordance.program.tables import Program

UNDETERMINED: Final = "undetermined"
WAIVED: Final = "waived"


class Place(msgspec.Struct, frozen=True):
    """What a history tells of: a commitment, power, status or parcel, its machine, and its waivers.

    A transfer that is given in one parcel has the name of its benefit.  ``waivers`` are the powers
    that can waive a commitment, each with the machine of its acts on it.
    """

    name: str
    node: int
    kind: int
    waivers: tuple[tuple[str, int], ...] = ()

    @property
    def first(self) -> str:
        """The state before the first day of the text."""
        return codes.STATES[self.kind][0]

    @property
    def nodes(self) -> tuple[int, ...]:
        """The machines on which its word depends."""
        return (self.node, *(node for _, node in self.waivers))


def places(program: Program) -> dict[int, Place]:
    """Give what there is to tell of a program, by its machine, in the order of the text."""
    kinds, powers = program.tables.kind, program.accord.powers
    waivers: dict[str, list[tuple[str, int]]] = {}
    for node, name in program.names.items():
        power, acting, on = name.partition("@")
        if acting and power in powers and powers[power].kind == "waive":
            waivers.setdefault(on, []).append((power, node))
    return {
        node: Place(name, node, kinds[node], tuple(waivers.get(name, ())))
        for node in sorted(program.names)
        if kinds[node] in codes.STATES and (name := program.provision(node))
    }


def word(place: Place, state: State) -> str:
    """Give the state in which something is shown: a commitment that a waiver covers is ``waived``."""
    own = codes.STATES[place.kind][state.state[place.node]]
    return WAIVED if own != "met" and waived_by(place, state) else own


def waived_by(place: Place, state: State) -> str:
    """Give the power by which a commitment is waived, or nothing."""
    if place.kind != codes.COMMITMENT:
        return ""
    running = (power for power, node in place.waivers if state.state[node] == codes.POWER_IN_FORCE)
    return next(running, "")


def common(words: Sequence[str], *, parcel: bool = False) -> str:
    """Give the state that readings share; where they differ a parcel is not due, all else undetermined."""
    if all(one == words[0] for one in words):
        return words[0]
    return in_doubt(parcel=parcel)


def in_doubt(*, parcel: bool) -> str:
    """Give the state of what readings leave open."""
    return codes.PARCEL_STATES[0] if parcel else UNDETERMINED

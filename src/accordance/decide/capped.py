"""What caps leave room for, read off the memory of the parts under them (D4)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from accordance.kernel.quantities import exact
from accordance.program.lower.caps import scale_of

if TYPE_CHECKING:
    from accordance.program.rules.shapes import State
    from accordance.program.tables import Parcel, Program

_HAD, _ROOM = 5, 6
_HAS, _TURNED_AWAY = 1, 2
_PLAIN = 9
"""How many parameters a parcel has that is under no cap."""


def capped(program: Program) -> dict[tuple[str, str], int]:
    """Give the machines of the parcels that are under a cap, by benefit and parcel."""
    return {
        (name, one.share.id): one.node
        for name, parcels in program.parcels.items()
        for one in parcels
        if under_cap(program, one.node)
    }


def under_cap(program: Program, node: int) -> bool:
    """Say whether a cap is over a parcel."""
    at = program.tables.param_at
    return at[node + 1] - at[node] > _PLAIN


def had_of(program: Program, state: State, node: int) -> Decimal | None:
    """Give how much room a part under a cap has, or had last; None where it never had any."""
    memory = program.tables.memory_at[node]
    had = state.memory[memory + _HAD]
    if not had and state.memory[memory + _ROOM] != _HAS:
        return None
    parts = (one for own in program.parcels.values() for one in own)
    unit = next(one.share.unit for one in parts if one.node == node)
    return exact(Decimal(had) / scale_of(unit))


def beyond(program: Program, state: State, parcel: Parcel, delivered: Decimal) -> Decimal:
    """Give what of a part is beyond the caps over it: released, and not due for want of room."""
    if not under_cap(program, parcel.node):
        return Decimal(0)
    memory = program.tables.memory_at[parcel.node]
    left = parcel.share.amount - delivered
    room = state.memory[memory + _ROOM]
    if room == _TURNED_AWAY:
        return left
    had = had_of(program, state, parcel.node) if room == _HAS else None
    return Decimal(0) if had is None else min(left, max(Decimal(0), parcel.share.amount - had))

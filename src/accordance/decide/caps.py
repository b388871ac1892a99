"""How much of a power's cap is used, for each thing that it bears on (SEMANTICS C4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from accordance.program import codes
from accordance.program.rules.periods import after

if TYPE_CHECKING:
    from accordance.decide.history import History


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """The days on which acts of a power have had effect on a thing, of all that its cap allows."""

    on: str
    days: int
    of: int


def used(history: History, name: str) -> tuple[Used, ...]:
    """Give what is used of the cap of a power on each thing on which it has ever had effect."""
    program, state = history.program, history.state
    tables = program.tables
    found = []
    for node, called in program.names.items():
        power, narrowed, on = called.partition("@")
        if tables.kind[node] != codes.POWER or power != name or not narrowed:
            continue
        cap, memory = tables.params[tables.param_at[node] + 3], tables.memory_at[node] + 5
        past, since, first = state.memory[memory : memory + 3]
        if cap < 0 or first == 0:
            continue
        running = history.clock.as_of.toordinal() - since + 1 if since else 0
        whole = after(tables, cap, first) - first + 1
        found.append(Used(on=on, days=min(past + running, whole), of=whole))
    return tuple(found)

"""Powers as machines: the act, its ground, the wait, what blocks it, how long it lasts."""

from __future__ import annotations

import msgspec

from accordance.program import codes
from accordance.program.lower.builder import ABSENT
from accordance.program.lower.conditions import Lowering
from accordance.program.lower.scope import Scope
from accordance.program.tables import ActOf, Clause, Machine

ON = "@"
"""Stands between a power and the provision that one of its machines looks at alone."""


def lower_powers(scope: Scope) -> dict[str, Machine]:
    """Wire every power's machine."""
    return {
        name: Machine(node, name, _wire(scope, name, node, ""))
        for name, node in scope.powers.items()
    }


def on_provision(scope: Scope, power: str, provision: str) -> int:
    """Give the machine of a power as it bears on one provision.

    An act may name fewer provisions than the power reaches, so each has a history of its own.
    """
    if scope.accord.powers[power].on == (provision,):
        return scope.powers[power]
    name = f"{power}{ON}{provision}"
    if name not in scope.narrowed:
        node = scope.builder.node(codes.POWER, memory=3, name=name, own=True)
        scope.narrowed[name] = node
        _wire(scope, power, node, provision)
    return scope.narrowed[name]


def _wire(scope: Scope, name: str, node: int, provision: str) -> dict[str, Clause]:
    power = scope.accord.powers[name]
    lowering = Lowering(scope, codes.LAYER_ACTS)
    clauses = {} if power.when is None else {"ground": lowering.condition(power.when)}
    blocker = ABSENT
    wait = -1
    if power.wait:
        period, count = power.wait.period, power.wait.count
        if count == "exclude-first":
            period = msgspec.structs.replace(period, days=period.days + 1)
        wait = scope.builder.periods.number(period, count)
        if power.wait.blocked_by:
            blocking = scope.powers[power.wait.blocked_by]
            blocker = lowering.machine(codes.POWER, blocking, "in_force")
    lasts = scope.builder.periods.number(power.lasts) if power.lasts else -1
    act = scope.builder.fact(ActOf(name, provision))
    ground = clauses["ground"].literal if clauses else ABSENT
    scope.builder.wire(node, [act, ground, blocker], [wait, lasts])
    return clauses

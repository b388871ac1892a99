"""Powers as machines: the act, its ground, the wait, what blocks it, how long it lasts."""

from __future__ import annotations

from accordance.program import codes
from accordance.program.lower.builder import ABSENT
from accordance.program.lower.conditions import Lowering
from accordance.program.lower.scope import Scope
from accordance.program.tables import ActOf, Clause, Machine


def lower_powers(scope: Scope) -> dict[str, Machine]:
    """Wire every power's machine."""
    for name, power in scope.accord.powers.items():
        for provision in power.on if power.kind == "waive" else ():
            scope.power_on(name, provision)
    return {
        name: Machine(node, name, _wire(scope, name, node, ActOf((name,))))
        for name, node in scope.powers.items()
    }


def wire_narrowed(scope: Scope) -> None:
    """Wire the machines that look at a power as it bears on one provision, once all are known."""
    for node, act in scope.narrowed.values():
        _wire(scope, act.powers[0], node, act)


def _wire(scope: Scope, name: str, node: int, act: ActOf) -> dict[str, Clause]:
    power = scope.accord.powers[name]
    lowering = Lowering(scope, codes.LAYER_ACTS)
    clauses = {} if power.when is None else {"ground": lowering.condition(power.when)}
    blocker = ABSENT
    wait = -1
    if power.wait:
        wait = scope.builder.periods.number(power.wait.period, power.wait.count)
        if power.wait.blocked_by:
            blocking = scope.powers[power.wait.blocked_by]
            blocker = lowering.machine(codes.POWER, blocking, "ever")
    lasts = scope.builder.periods.number(power.lasts) if power.lasts else -1
    renew = scope.builder.periods.number(power.renew) if power.renew else -1
    ground = clauses["ground"].literal if clauses else ABSENT
    inputs = [scope.builder.fact(act), ground, blocker, _revoking(scope, name)]
    scope.builder.wire(node, inputs, [wait, lasts, renew])
    return clauses


def _revoking(scope: Scope, name: str) -> int:
    """Give the literal that an act of a power that can revoke this one was made."""
    powers = tuple(
        other
        for other, one in scope.accord.powers.items()
        if one.kind == "revoke" and name in one.on
    )
    return scope.builder.fact(ActOf(powers, name)) if powers else ABSENT

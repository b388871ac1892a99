"""Powers as machines: the act, its ground, the wait, what blocks it, how long it lasts."""

from __future__ import annotations

from accordance.program import codes
from accordance.program.lower.builder import ABSENT
from accordance.program.lower.conditions import Lowering
from accordance.program.lower.scope import Scope
from accordance.program.tables import ActOf, Machine


def lower_powers(scope: Scope) -> dict[str, Machine]:
    """Wire every power's machine."""
    lowering = Lowering(scope, codes.LAYER_ACTS)
    machines = {}
    for name, power in scope.accord.powers.items():
        clauses = {} if power.when is None else {"ground": lowering.condition(power.when)}
        blocker = ABSENT
        wait = -1
        if power.wait:
            wait = scope.builder.periods.number(power.wait.period, power.wait.count)
            if power.wait.blocked_by:
                blocking = scope.powers[power.wait.blocked_by]
                blocker = lowering.machine(codes.POWER, blocking, "in_force")
        lasts = scope.builder.periods.number(power.lasts) if power.lasts else -1
        act = scope.builder.fact(ActOf(name))
        ground = clauses["ground"].literal if clauses else ABSENT
        scope.builder.wire(scope.powers[name], [act, ground, blocker], [wait, lasts])
        machines[name] = Machine(scope.powers[name], name, clauses)
    return machines

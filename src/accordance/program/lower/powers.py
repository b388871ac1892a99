"""Powers as machines: the act, its ground, the wait, what blocks it, how long it lasts."""

from __future__ import annotations

from typing import Final

import msgspec

from accordance.program import codes
from accordance.program.lower.builder import ABSENT
from accordance.program.lower.conditions import Lowering
from accordance.program.lower.scope import Scope
from accordance.program.tables import ActOf, Clause, Machine

ENDING: Final = ("terminate", "withdraw")
"""The kinds of powers whose acts end for good."""


def lower_powers(scope: Scope) -> dict[str, Machine]:
    """Wire every power's machine."""
    for name, power in scope.accord.powers.items():
        for provision in power.on if power.kind == "waive" else ():
            copies = [
                key for key, one in scope.accord.commitments.items() if one.series == provision
            ]
            for each in copies or [provision]:
                scope.power_on(name, each)
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
    lasts = (
        scope.builder.periods.number(power.lasts.period, power.lasts.count) if power.lasts else -1
    )
    renew = scope.builder.periods.number(power.renew) if power.renew else -1
    ground = clauses["ground"].literal if clauses else ABSENT
    cap = scope.builder.periods.number(power.cap) if power.cap else -1
    undoing = scope.able(("reinstate",), act.on) if _ends(scope, name, act.on) else ()
    inputs = [
        scope.builder.fact(act), ground, blocker,
        _made(scope, scope.revokers(name), name), _made(scope, undoing, act.on),
        _made(scope, (power.set_aside_by,) if power.set_aside_by else (), name),
        scope.builder.fact(msgspec.structs.replace(act, names_day=True)),
        scope.builder.fact(msgspec.structs.replace(act, put_off=True)) if _extended(scope, name) else ABSENT,
    ]  # fmt: skip
    begins = (power.in_force or scope.accord.calendar.in_force).toordinal()
    settings = [wait, lasts, renew, cap, int(power.retroactive), begins]
    scope.builder.wire(node, inputs, settings)
    return clauses


def _extended(scope: Scope, name: str) -> bool:
    """Say whether the wait of a power can be extended by acts of another."""
    adding = (one for one in scope.accord.powers.values() if one.adds is not None)
    return scope.accord.powers[name].wait is not None and any(name in one.on for one in adding)


def _ends(scope: Scope, name: str, provision: str) -> bool:
    """Say whether acts of a power end a provision."""
    benefit = scope.accord.benefits.get(scope.tranches.get(provision, provision))
    return benefit is not None and (
        scope.accord.powers[name].kind in ENDING or benefit.needs_to_end == name
    )


def _made(scope: Scope, powers: tuple[str, ...], provision: str) -> int:
    """Give the literal that an act of some powers on a provision has had effect."""
    return scope.builder.fact(scope.acts_on(powers, provision)) if powers else ABSENT

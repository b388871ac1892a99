"""What keeps a benefit back, who can move it, and its last day (SEMANTICS H)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from accordance.decide.blocks import Blocked
from accordance.decide.competence import made_of
from accordance.decide.determination import FAILED, LOST, BenefitState
from accordance.findings.origins import obligors
from accordance.kernel.logic import FALSE, TRUE
from accordance.program import codes

if TYPE_CHECKING:
    from accordance.decide.decision import Decision
    from accordance.program.tables import Clause, Machine


def until(decision: Decision, machine: Machine) -> date | None:
    """Give the last day of a benefit or a part of it: its own, or that of its life where that is earlier."""
    tables = decision.program.tables
    last = tables.params[tables.param_at[machine.node] + 6]
    days = [last] if last else []
    clause = machine.clauses.get("until")
    if clause is not None and decision.holds(clause) == TRUE:
        days.append(decision.state.day[clause.literal >> 1])
    return date.fromordinal(min(days)) if days else None


def blocked(decision: Decision) -> Iterator[Blocked]:
    """Give each benefit that does not run and is not due, with the first test that keeps it back."""
    for name, state in decision.determination.benefits.items():
        if state.state in ("due", *codes.RUNNING, "delivered"):
            continue
        machine = _first_blocked(decision, name, state)
        if machine is None:
            continue
        binding = list(_binding(decision, machine.clauses))
        if not binding:
            continue
        clause = binding[0]
        plain = _plain(clause)
        yield Blocked(
            benefit=name, state=state.state, provision=plain.subject or _asks(plain), asks=_asks(clause),
            holds=("false", "unknown", "true")[decision.holds(clause)],
            by=_movers(decision, plain.subject), others=len(binding) - 1, last_day=until(decision, machine),
        )  # fmt: skip


def _first_blocked(decision: Decision, name: str, state: BenefitState) -> Machine | None:
    machines = decision.program.benefits[name]
    if not state.parcels:
        return machines[0]
    pairs = list(zip(machines, state.parcels, strict=True))
    for settled in (("due", "delivered", *LOST), ("due", "delivered", *FAILED)):
        for machine, parcel in pairs:
            if parcel.state not in settled:
                return machine
    return None


def _binding(decision: Decision, clauses: dict[str, Clause]) -> Iterator[Clause]:
    """Give the plain tests that keep a benefit back, those that are false before those unknown."""
    leaves: list[Clause] = []
    for role, clause in clauses.items():
        if role in ("stop", "end"):
            for part in clause.parts:
                leaves.extend(_holding(decision, part))
        elif role not in ("until", "assess") and decision.holds(clause) != TRUE:
            leaves.extend(_leaves(decision, clause))
    yield from sorted(leaves, key=lambda leaf: decision.holds(leaf) != FALSE)


def _leaves(decision: Decision, clause: Clause) -> Iterator[Clause]:
    failing = [part for part in clause.parts if decision.holds(part) != TRUE]
    if not failing or clause.word in ("not", "after"):
        yield clause
    for part in failing if clause.word not in ("not", "after") else ():
        yield from _leaves(decision, part)


def _holding(decision: Decision, clause: Clause) -> Iterator[Clause]:
    """Give the plain tests that make a stop hold."""
    if decision.holds(clause) != TRUE:
        return
    if clause.word in ("any", "all", "at_least") and not clause.text.startswith("linkage/"):
        for part in clause.parts:
            yield from _holding(decision, part)
    else:
        yield clause


def _plain(clause: Clause) -> Clause:
    """Give what a negation denies, else the clause itself."""
    return _plain(clause.parts[0]) if clause.word == "not" and clause.parts else clause


def _asks(clause: Clause) -> str:
    """Give what a clause asks in one phrase; one without a text of its own names its parts."""
    if clause.word == "not" and clause.parts:
        return f"not {_asks(clause.parts[0])}"
    if clause.parts and clause.text in ("", "any", "all", "any of", "all of"):
        return (" and " if clause.word == "all" else " or ").join(map(_asks, clause.parts))
    return clause.text


def _movers(decision: Decision, name: str) -> tuple[str, ...]:
    accord = decision.accord
    if name in accord.commitments:
        return accord.commitments[name].by
    if name in accord.powers:
        made = made_of(accord, decision.fold.deeds.acts.values(), name)
        return made.awaited or accord.powers[name].by
    if name in accord.benefits:
        return accord.benefits[name].payer
    if name in accord.claims:
        body = accord.claims[name].determined_by
        return (body,) if body else tuple(sorted(obligors(accord)[name]))
    bearers = (
        party for one in accord.commitments.values() if one.basket == name for party in one.by
    )
    return tuple(dict.fromkeys(bearers))

"""From an accord to its program: one set of tables that every part of the system runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from accordance.accord.amending import changed, day_of, in_order
from accordance.accord.counting import working_days
from accordance.accord.implied import is_implied
from accordance.accord.types import Accord
from accordance.program import codes
from accordance.program.lower.benefits import lower_advances, lower_benefits, lower_recoveries
from accordance.program.lower.builder import Builder
from accordance.program.lower.commitments import lower_commitments, lower_goals
from accordance.program.lower.periods import Periods
from accordance.program.lower.powers import lower_powers, wire_narrowed
from accordance.program.lower.scope import Scope
from accordance.program.tables import Clause, Later, Program


def compile_accord(accord: Accord) -> Program:
    """Compile a sound, normalised accord.  The same accord always gives the same tables.

    Each amendment's text is a program of its own, in ``later``.
    """
    program = _compile(accord)
    later = []
    before = accord
    for name in in_order(accord.amendments):
        amendment = accord.amendments[name]
        if amendment.result is None:
            continue
        after = amendment.result
        later.append(
            Later(
                name, amendment.adopted, day_of(amendment), amendment.on_change,
                _compile(after), changed(before, after),
            )
        )  # fmt: skip
        before = after
    return msgspec.structs.replace(program, later=tuple(later))


def _compile(accord: Accord) -> Program:
    periods = Periods(accord.calendar.months or "clamp", working_days(accord.calendar))
    scope = Scope(accord, Builder(periods))
    lower_goals(scope)
    commitments = lower_commitments(scope)
    powers = lower_powers(scope)
    benefits, linkage = lower_benefits(scope)
    recoveries, advances = lower_recoveries(scope), lower_advances(scope)
    wire_narrowed(scope)
    ask_every_claim(scope)
    tables, memory = scope.builder.tables()
    fact_node = {
        tables.params[tables.param_at[node]]: node
        for node, kind in enumerate(tables.kind)
        if kind == codes.FACT
    }
    return Program(
        accord=accord,
        tables=tables,
        facts=tuple(scope.builder.facts),
        fact_node=tuple(fact_node[number] for number in range(len(scope.builder.facts))),
        commitments=commitments,
        tangible=scope.tangible,
        powers=powers,
        benefits=benefits,
        parcels=scope.parcels,
        recoveries=recoveries,
        advances=advances,
        cells=linkage.cells,
        progress=linkage.progress,
        names=scope.builder.names,
        memory=memory,
        start=_first_day(accord),
    )


def ask_every_claim(scope: Scope) -> None:
    """Ask about each claim that no goal asks about under its own standard, so that it has a verdict.

    A goal that asks only an aspect of it, such as its adoption, does not ask about the claim.
    """
    asked = {
        clause.subject
        for goal in scope.goals.values()
        for clause in leaves(goal)
        if clause.predicate in ("established", "refuted")
    }
    for name, claim in scope.accord.claims.items():
        if name not in asked and claim.type != "quantity" and not is_implied(name):
            scope.builder.fact(scope.question(name))


def leaves(clause: Clause) -> Iterator[Clause]:
    """Give the plain tests inside a clause."""
    if not clause.parts:
        yield clause
    for part in clause.parts:
        yield from leaves(part)


def _first_day(accord: Accord) -> date:
    """Give the earliest day on which anything in the text itself can happen."""
    days = [accord.calendar.in_force, accord.calendar.signed]
    days += [one.in_force for one in accord.commitments.values()]
    return min(day for day in days if day is not None)

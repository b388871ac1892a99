"""Reads a determination off a decided program: states, amounts, exposure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from accordance import __version__
from accordance.accord.implied import is_implied
from accordance.accord.questions import Question
from accordance.accord.types import Benefit, Commitment
from accordance.decide import exposure, money
from accordance.decide.determination import (
    VERDICTS,
    BenefitState,
    CommitmentState,
    Determination,
    Inputs,
    ParcelState,
    PowerState,
    Verdict,
)
from accordance.decide.progress import progress_of
from accordance.kernel.canonical import digest
from accordance.kernel.logic import FALSE, HOLDS, TRUE, UNKNOWN, Holds
from accordance.program import codes
from accordance.program.ladders import binds

if TYPE_CHECKING:
    from accordance.decide.decision import Decision
    from accordance.program.tables import Machine


def determine(decision: Decision) -> Determination:
    """Give the determination of a decision, with its digest."""
    accord = decision.accord
    progress = {name: progress_of(decision, name) for name in accord.commitments}
    benefits = {name: _benefit(decision, name, one) for name, one in accord.benefits.items()}
    baskets = exposure.baskets(accord, progress)
    clock = decision.clock
    answer = Determination(
        format="accordance-determination/1",
        accord=accord.id,
        as_of=clock.as_of,
        known_at=clock.known_at,
        known_to=clock.knower,
        fold="now" if clock.hindsight else "then",
        inputs=Inputs(
            engine=__version__,
            format=accord.format,
            accord=digest(accord),
            record=decision.seen.value(),
            ratios=accord.ratios,
            entries=len(decision.seen),
        ),
        commitments=_commitments(decision, progress, implied=False),
        implied=_commitments(decision, progress, implied=True),
        benefits=benefits,
        powers={name: _power(decision, name) for name in accord.powers},
        claims=claims(decision),
        baskets=baskets,
        exposure=exposure.expose(decision, benefits, baskets),
        digest="",
    )
    return msgspec.structs.replace(answer, digest=digest(answer))


def _commitments(
    decision: Decision, progress: dict[str, Decimal], *, implied: bool
) -> dict[str, CommitmentState]:
    return {
        name: _commitment(decision, name, one, progress[name])
        for name, one in decision.accord.commitments.items()
        if is_implied(name) == implied
    }


def claims(decision: Decision) -> dict[str, Verdict]:
    """Give the verdict on each claim that a provision asks about plainly, without a level or a window.

    Where several ask under different standards, that of the first commitment whose goal asks it.
    """
    verdicts: dict[str, Verdict] = {}
    for number in (*_goal_facts(decision), *range(len(decision.program.facts))):
        fact = decision.program.facts[number]
        if not isinstance(fact, Question) or fact.clean is not None:
            continue
        if fact.at_least is None and fact.at_most is None:
            name = f"{fact.claim}.{fact.aspect}" if fact.aspect else fact.claim
            verdicts.setdefault(name, VERDICTS[decision.state.fact_value[number]])
    return verdicts


def _goal_facts(decision: Decision) -> Iterator[int]:
    """Give the facts that the goals of commitments ask, in the order of the text."""
    waiting = [machine.clauses["goal"] for machine in decision.program.commitments.values()]
    while waiting:
        clause = waiting.pop(0)
        if clause.fact >= 0:
            yield clause.fact
        waiting[:0] = clause.parts


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal > 0 else None


def _commitment(
    decision: Decision, name: str, commitment: Commitment, progress: Decimal
) -> CommitmentState:
    machine = decision.program.commitments[name]
    goal = machine.clauses["goal"]
    value = decision.holds(goal)
    first = decision.state.day[goal.literal >> 1] if value == TRUE else 0
    due = machine.clauses.get("due") if commitment.achieve else None
    last = decision.state.day[due.literal >> 1] if due and decision.holds(due) == TRUE else 0
    late = max(0, first - last) if first and last else None
    state = decision.name_of(machine)
    waiver = _waiver(decision, name)
    return CommitmentState(
        state="waived" if waiver and state != "met" else state,
        waived_by=waiver,
        verdict=VERDICTS[value],
        progress=progress,
        due=_day(last),
        first=_day(first),
        late=late,
        by=commitment.by,
        basket=commitment.basket or "",
        stage=commitment.stage or "",
        force=commitment.force,
    )


def _waiver(decision: Decision, name: str) -> str:
    """Give the power by which a commitment is waived, or nothing."""
    for power, one in decision.accord.powers.items():
        if one.kind != "waive" or name not in one.on:
            continue
        for node, machine in decision.program.names.items():
            narrowed = machine == f"{power}@{name}" or (machine == power and one.on == (name,))
            if narrowed and codes.POWER_STATES[decision.state.state[node]] == "in_force":
                return power
    return ""


def _holds(decision: Decision, machine: Machine, *names: str) -> int:
    """Give the least truth of some clauses of a machine; a missing one is true."""
    return min(
        (decision.holds(machine.clauses[one]) for one in names if one in machine.clauses),
        default=TRUE,
    )


def _benefit(decision: Decision, name: str, benefit: Benefit) -> BenefitState:
    machines = decision.program.benefits[name]
    links = [one for one in machines[0].clauses if one.startswith("linkage/")]
    by_rule = max(_holds(decision, machine, "release", *links) for machine in machines)
    decided = _holds(decision, machines[0], "decided")
    provisions: dict[str, Holds] = {
        clause: HOLDS[decision.holds(machines[0].clauses[clause])] for clause in machines[0].clauses
    }
    parcels = money.parcels(decision, name)
    stopped = max(
        (
            decision.holds(m.clauses[w])
            for m in machines[:1]
            for w in ("stop", "end")
            if w in m.clauses
        ),
        default=0,
    )
    payable = min(by_rule, decided, 2 - stopped, 2 * _in_force(decision, benefit))
    if benefit.amount is None:
        state = decision.name_of(machines[0])
        payable = TRUE if state == "in_force" else 0
    else:
        state = money.summary(parcels)
        payable = _payable(parcels, payable)
    return BenefitState(
        state=state,
        unit=benefit.amount.unit if benefit.amount else "",
        amounts=money.amounts(parcels),
        parcels=parcels,
        payable=HOLDS[payable],
        by_rule=HOLDS[by_rule],
        contested=decided == TRUE and by_rule != TRUE and "decided" in machines[0].clauses,
        provisions=provisions,
        to=benefit.to,
        outside_rule=money.outside_rule(decision, name),
        since=_day(decision.state.day[machines[0].node]),
    )


def _in_force(decision: Decision, benefit: Benefit) -> bool:
    """Say whether a benefit binds on the day asked (A6)."""
    calendar, day = decision.accord.calendar, decision.clock.as_of
    ends = benefit.ends or calendar.ends
    begun = day >= (benefit.in_force or calendar.in_force)
    return binds(benefit) and begun and (ends is None or day <= ends)


def _payable(parcels: tuple[ParcelState, ...], at_most: int) -> int:
    """Give whether anything of a transfer can be paid: what is given or lapsed cannot."""
    states = {parcel.state for parcel in parcels}
    if "due" in states:
        return TRUE
    return FALSE if states <= {"delivered", "lapsed"} else min(at_most, UNKNOWN)


def _power(decision: Decision, name: str) -> PowerState:
    machine = decision.program.powers[name]
    tables, state = decision.program.tables, decision.state
    memory = tables.memory_at[machine.node]
    competent = [act.id for act in decision.fold.deeds.competent(name)]
    made = decision.fold.deeds.made(name)
    return PowerState(
        state=codes.POWER_STATES[state.state[machine.node]],
        effective=_day(state.day[machine.node]),
        contested=bool(competent) and state.memory[memory + 1] != TRUE,
        acts=tuple(competent),
        void=tuple(sorted(set(made) - set(competent))),
    )

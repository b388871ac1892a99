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
from accordance.decide import disputes, exposure, money, recovery
from accordance.decide.competence import made_of
from accordance.decide.determination import (
    LOST,
    VERDICTS,
    BenefitState,
    CommitmentState,
    Determination,
    Inputs,
    ParcelState,
    PowerState,
    Verdict,
    ViewState,
)
from accordance.decide.progress import progress_of
from accordance.decide.silence import Silence, silences
from accordance.decide.staged import staged
from accordance.decide.standing import waived_by
from accordance.kernel.canonical import digest
from accordance.kernel.logic import FALSE, HOLDS, TRUE, UNKNOWN, Holds
from accordance.kernel.quantities import exact
from accordance.program import codes
from accordance.program.ladders import binds

if TYPE_CHECKING:
    from accordance.decide.history import History
    from accordance.program.tables import Machine


def determine(history: History) -> Determination:
    """Give the determination of a decision, with its digest."""
    accord = history.accord
    progress = {name: progress_of(history, name) for name in accord.commitments}
    found, silent = recovery.supports(history), silences(history)
    benefits = {name: _benefit(history, name, found, silent.get(name)) for name in accord.benefits}
    baskets = exposure.baskets(accord, progress)
    clock = history.clock
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
            accord=digest(history.written),
            record=history.seen.value(),
            ratios=accord.ratios,
            entries=len(history.seen),
        ),
        commitments=_commitments(history, progress, implied=False),
        implied=_commitments(history, progress, implied=True),
        benefits=benefits,
        powers={name: _power(history, name) for name in accord.powers},
        claims=claims(history),
        baskets=baskets,
        exposure=exposure.expose(history, benefits, baskets),
        views=ViewState(),
        disputes=disputes.on_record(history),
        digest="",
    )
    answer = disputes.flagged(history, answer)
    return msgspec.structs.replace(answer, digest=digest(answer))


def _commitments(
    history: History, progress: dict[str, Decimal], *, implied: bool
) -> dict[str, CommitmentState]:
    return {
        name: _commitment(history, name, one, progress[name])
        for name, one in history.accord.commitments.items()
        if is_implied(name) == implied
    }


def claims(history: History) -> dict[str, Verdict]:
    """Give the verdict on each claim that a provision asks about plainly, without a level or a window.

    Where several ask under different standards, that of the first commitment whose goal asks it.
    """
    values = history.state.fact_value
    return {name: VERDICTS[values[number]] for name, number in shown_facts(history).items()}


def shown_facts(history: History) -> dict[str, int]:
    """Give the fact that shows each claim or aspect of one: what ``claims`` tells and ``why`` explains."""
    shown: dict[str, int] = {}
    for number in (*_goal_facts(history), *_own_facts(history), *range(len(history.program.facts))):
        fact = history.program.facts[number]
        if not isinstance(fact, Question) or fact.clean is not None:
            continue
        if fact.at_least is None and fact.at_most is None:
            name = f"{fact.claim}.{fact.aspect}" if fact.aspect else fact.claim
            shown.setdefault(name, number)
    return shown


def _own_facts(history: History) -> Iterator[int]:
    """Give the facts that ask a claim under its own standard alone."""
    for number, fact in enumerate(history.program.facts):
        if isinstance(fact, Question):
            standard = history.accord.claims[fact.claim].standard or ""
            own = Question(claim=fact.claim, standard=standard, breach_standard=standard)
            if fact == msgspec.structs.replace(own, aspect=fact.aspect):
                yield number


def _goal_facts(history: History) -> Iterator[int]:
    """Give the facts that the goals of commitments ask, in the order of the text."""
    waiting = [machine.clauses["goal"] for machine in history.program.commitments.values()]
    while waiting:
        clause = waiting.pop(0)
        if clause.fact >= 0:
            yield clause.fact
        waiting[:0] = clause.parts


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal > 0 else None


def _commitment(
    history: History, name: str, commitment: Commitment, progress: Decimal
) -> CommitmentState:
    machine = history.program.commitments[name]
    goal = machine.clauses["goal"]
    value = history.holds(goal)
    first = history.state.day[goal.literal >> 1] if value == TRUE else 0
    due = machine.clauses.get("due") if commitment.achieve else None
    last = history.state.day[due.literal >> 1] if due and history.holds(due) == TRUE else 0
    last += money.stood_still(history, machine.node, 4) if last else 0
    late = max(0, first - last) if first and last else None
    return CommitmentState(
        state=history.name_of(machine),
        waived_by=waived_by(history.places[machine.node], history.state),
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


def _holds(history: History, machine: Machine, *names: str) -> int:
    """Give the least truth of some clauses of a machine; a missing one is true."""
    return min(
        (history.holds(machine.clauses[one]) for one in names if one in machine.clauses),
        default=TRUE,
    )


def _benefit(
    history: History, name: str, found: recovery.Supports, silence: Silence | None
) -> BenefitState:
    benefit = history.accord.benefits[name]
    machines = history.program.benefits[name]
    links = [one for one in machines[0].clauses if one.startswith("linkage/")]
    provisions: dict[str, Holds] = {
        clause: HOLDS[history.holds(machines[0].clauses[clause])] for clause in machines[0].clauses
    }
    parcels = money.parcels(history, name)
    left = [parcel.state not in ("delivered", *LOST) for parcel in parcels]
    ruled = [_holds(history, machine, "release", *links) for machine in machines]
    by_rule = max([one for one, open_ in zip(ruled, left, strict=False) if open_] or ruled)
    deliveries = recovery.deliveries(history, name, found) if parcels else ()
    payable = FALSE
    if benefit.amount is None:
        state = history.name_of(machines[0])
        payable = TRUE if state in codes.RUNNING else FALSE
    else:
        state = money.summary(parcels)
        obtainable = [
            _obtainable(history, machine, links)
            for machine, parcel in zip(machines, parcels, strict=True)
            if parcel.state not in ("delivered", *LOST)
            and not (parcel.state == "not_due" and parcel.beyond_cap)
        ]
        within = 2 * _in_force(history, benefit)
        payable = _payable(parcels, min(within, max(obtainable, default=FALSE)))
    return BenefitState(
        state=state,
        unit=benefit.amount.unit if benefit.amount else "",
        amounts=money.amounts(parcels),
        parcels=parcels,
        deliveries=deliveries,
        staged=staged(history, name) if parcels else (),
        recoverable=exact(sum((one.recoverable for one in deliveries), Decimal(0))),
        recovered=exact(sum((one.recovered for one in deliveries), Decimal(0))),
        unrecovered_loss=exact(sum((one.unrecovered_loss for one in deliveries), Decimal(0))),
        advanced=exact(sum((one.amount for one in deliveries if one.advance), Decimal(0))),
        unallocated=exact(money.unallocated(benefit, parcels)),
        settled=exact(money.settled(history, name)),
        beyond_cap=exact(sum((one.beyond_cap for one in parcels), Decimal(0))),
        payable=HOLDS[payable],
        by_rule=HOLDS[by_rule],
        contested=_contested(history, machines, links),
        provisions=provisions,
        to=benefit.to,
        outside_rule=money.outside_rule(history, name),
        if_nobody_acts=silence,
        lapses_to=_lapses_to(benefit, parcels),
        saved=benefit.saved if state in ("ended", "lapsed") else "",
        since=_day(history.state.day[machines[0].node]),
    )


def _lapses_to(benefit: Benefit, parcels: tuple[ParcelState, ...]) -> str:
    """Give the party that has what has lapsed, where the text names one and something has."""
    return (benefit.on_lapse or "") if any(one.state == "lapsed" for one in parcels) else ""


def _obtainable(history: History, machine: Machine, links: list[str]) -> int:
    """Give the truth that a part is released, decided, and neither stopped nor ended."""
    stopping = [machine.clauses[word] for word in ("stop", "end") if word in machine.clauses]
    stopped = max((history.holds(one) for one in stopping), default=FALSE)
    return min(_holds(history, machine, "release", "decided", *links), TRUE - stopped)


def _contested(history: History, machines: tuple[Machine, ...], links: list[str]) -> bool:
    """Say whether the act in force of some power governs parts of which none is released by the rule."""
    released: dict[str, int] = {}
    for one in machines:
        decided = one.clauses.get("decided")
        if decided is not None and history.holds(decided) == TRUE:
            holds = _holds(history, one, "release", *links)
            released[decided.subject] = max(holds, released.get(decided.subject, FALSE))
    return any(holds != TRUE for holds in released.values())


def _in_force(history: History, benefit: Benefit) -> bool:
    """Say whether a benefit binds on the day asked (A6)."""
    calendar, day = history.accord.calendar, history.clock.as_of
    ends = benefit.ends or calendar.ends
    begun = day >= (benefit.in_force or calendar.in_force)
    return binds(benefit) and begun and (ends is None or day <= ends)


def _payable(parcels: tuple[ParcelState, ...], at_most: int) -> int:
    """Give whether anything of a transfer can be paid: what is given or lapsed cannot."""
    states = {parcel.state for parcel in parcels}
    if "due" in states:
        return TRUE
    return FALSE if states <= {"delivered", *LOST} else min(at_most, UNKNOWN)


def _power(history: History, name: str) -> PowerState:
    machine = history.program.powers[name]
    tables, state = history.program.tables, history.state
    memory = tables.memory_at[machine.node]
    competent = [act.id for act in history.fold.deeds.competent(name)]
    joint = made_of(history.accord, history.fold.deeds.acts.values(), name)
    word = codes.POWER_STATES[state.state[machine.node]]
    since = state.memory[memory + 2] if word in ("none", "pending") else state.day[machine.node]
    return PowerState(
        state=word,
        effective=_day(since),
        contested=bool(competent) and state.memory[memory + 1] != TRUE,
        acts=tuple(competent),
        void=tuple(sorted(one.act for one in joint.void)),
        void_because={one.act: one.ground for one in joint.void},
        awaited=joint.awaited,
    )

"""What was given and may be claimed back, and what is lost: reversal after payment (D6).

Each delivery keeps, side by side, whether it was lawful when made and whether what is known now
supports it.  Hindsight never rewrites the decision of the day: it says what may be claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from accordance.decide.advances import reconciled
from accordance.decide.clock import Clock
from accordance.decide.determination import DeliveryState, Owed
from accordance.decide.fold import Fold
from accordance.decide.forgiven import forgiven
from accordance.decide.waived import Waivers, leaned_on, over
from accordance.kernel.days import add_period
from accordance.kernel.logic import FALSE, HOLDS, TRUE
from accordance.program.rules.gates import literal

if TYPE_CHECKING:
    from accordance.accord.types import Benefit
    from accordance.decide.given import Given
    from accordance.decide.history import History
    from accordance.program.rules.shapes import State
    from accordance.program.tables import Machine, Program

NONE = Decimal(0)


class Support(msgspec.Struct, frozen=True):
    """Whether a release held on the day of a delivery, as now known, and by which waivers alone."""

    holds: int
    waived: Waivers = frozenset()


Supports = dict[tuple[str, str], Support]
"""By delivery and parcel: what supports it."""


def supports(history: History) -> Supports:
    """Fold the record once more with what is known now, and read the releases on days of deliveries.

    Deliveries stay judged as they were (D6): what rested on one that was lawful rests on it still.
    """
    deeds = history.fold.deeds
    waiting: dict[int, list[tuple[str, Given]]] = {}
    for name in history.program.parcels:
        for part in deeds.given(name):
            if part.parcel and (part.due or part.advance) and not deeds.elsewhere(part):
                waiting.setdefault(part.discharged or part.day, []).append((name, part))
    if not waiting:
        return {}
    clock = Clock(
        as_of=history.clock.as_of, known_at=history.clock.known_at, knower=history.clock.knower,
        hindsight=True,
    )  # fmt: skip
    program = history.fold.written
    judged = history.fold.deeds.judged()
    fold = Fold(program, history.record.sources, judged, clock.texts(program))
    entries = [(clock.visible(one), one) for one in history.record.entries]
    found: Supports = {}
    for day in fold.days(entries, max(waiting), waiting):
        for name, part in waiting.get(day, ()):
            found[part.delivery, part.parcel] = _supported(fold, name, part)
    return found


def _supported(fold: Fold, name: str, part: Given) -> Support:
    """Give the truth of a parcel's release on the fold's day; what was due by vesting was released.

    Of what is an advance still, that of the release of the advance.
    """
    if not part.discharged:
        return Support(_open(fold.program, fold.state, name))
    machine = _machine(fold.program, name, part.parcel)
    if machine is None:
        return Support(TRUE)
    waived = leaned_on(fold.program, fold.state, machine)
    if fold.was_due(name, part.parcel, part.discharged):
        return Support(TRUE, waived)
    truth = min((literal(fold.state, one) for one in _releases(machine)), default=TRUE)
    return Support(truth, waived)


def _machine(program: Program, name: str, parcel: str) -> Machine | None:
    """Give the machine of a parcel, None where the text no longer has it."""
    pairs = zip(program.parcels.get(name, ()), program.benefits.get(name, ()), strict=True)
    return next((one for here, one in pairs if here.share.id == parcel), None)


def _open(program: Program, state: State, name: str) -> int:
    """Give the truth of the release of an advance; one that the text no longer has was released."""
    clauses = program.advances.get(name)
    return literal(state, clauses["advance"].literal) if clauses else TRUE


def _releases(machine: Machine) -> Iterator[int]:
    for word, clause in machine.clauses.items():
        if word == "release" or word.startswith("linkage/"):
            yield clause.literal


def deliveries(history: History, name: str, found: Supports) -> tuple[DeliveryState, ...]:
    """Give what each delivery of a benefit discharged, and what of it may be claimed back or is lost."""
    benefit = history.accord.benefits[name]
    claims = _claimed_on(history, name, benefit)
    states = [
        _state(history, name, part, found, claims=claims) for part in history.fold.deeds.given(name)
    ]
    states = list(_after_returns(history, name, states))
    least = benefit.recover.de_minimis if benefit.recover else None
    if least is not None and sum((one.recoverable for one in states), NONE) < least.amount:
        return tuple(_unclaimed(one) for one in states)
    return tuple(states)


def _unclaimed(state: DeliveryState) -> DeliveryState:
    return msgspec.structs.replace(state, recoverable=NONE)


def _after_returns(
    history: History, name: str, states: list[DeliveryState]
) -> Iterator[DeliveryState]:
    """Take off what was given back: of each delivery first from what is owed, then as it was given."""
    standing = history.fold.deeds.standing(name)
    returned = {one.id: history.fold.deeds.returned(one.id) for one in standing}
    back: dict[int, Decimal] = {}
    first = [bool(one.reason) or (one.advance and not one.parcel) for one in states]
    for place in sorted(range(len(states)), key=lambda one: not first[one]):
        state = states[place]
        back[place] = min(state.amount, returned[state.delivery])
        returned[state.delivery] -= back[place]
    for place, state in enumerate(states):
        yield msgspec.structs.replace(
            state,
            recovered=back[place],
            recoverable=max(NONE, state.recoverable - back[place]),
            unrecovered_loss=max(NONE, state.unrecovered_loss - back[place]),
        )


def _state(
    history: History,
    name: str,
    part: Given,
    found: Supports,
    *,
    claims: bool,
) -> DeliveryState:
    benefit = history.accord.benefits[name]
    supported = found.get((part.delivery, part.parcel), Support(FALSE))
    support = supported.holds
    ahead = part.advance and not part.set_off
    today = (
        _open(history.program, history.state, name)
        if ahead
        else _released_today(history, name, part.parcel)
    )
    here = not history.fold.deeds.elsewhere(part)
    given = here and bool(part.parcel) and (part.due or part.advance)
    undue = given and TRUE not in (support, today) and not forgiven(history, name, part.delivery)
    whole = benefit.recover is not None and benefit.recover.share == "whole"
    earned = here and (part.due or part.set_off > 0)
    fallen = earned and support == TRUE and claims and (whole or today == FALSE)
    unearned = ahead and reconciled(history, name)
    revived = earned and support == TRUE != today and _revived(history, name, part, supported)
    reason = _reason(undue=undue, supervening=fallen, waiver=revived, advance=unearned)
    reason = "" if _barred(history, benefit, part) else reason
    owed = part.amount if reason else NONE
    spent = benefit.nature == "spent"
    return DeliveryState(
        delivery=part.delivery,
        parcel=part.parcel,
        payer=history.fold.deeds.payer(part),
        amount=part.amount,
        on=date.fromordinal(part.day),
        lawful_when_made=part.due or part.advance,
        supported_now=HOLDS[support],
        reason=reason,
        recoverable=NONE if spent else owed,
        recovered=NONE,
        unrecovered_loss=owed if spent else NONE,
        advance=part.advance,
        set_off=date.fromordinal(part.set_off) if part.set_off else None,
        under=history.fold.deeds.deliveries[part.delivery].under,
    )


def _revived(history: History, name: str, part: Given, support: Support) -> bool:
    """Say whether what was given under a waiver is required again (C4)."""
    machine = _machine(history.program, name, part.parcel)
    waived = support.waived
    return machine is not None and over(history.program, history.state, machine, waived)


def _reason(*, undue: bool, supervening: bool, waiver: bool, advance: bool) -> Owed:
    """Give the first reason for which something may be claimed back, empty where there is none."""
    if undue:
        return "undue"
    if supervening:
        return "supervening"
    return "waiver" if waiver else "advance" if advance else ""


def _barred(history: History, benefit: Benefit, part: Given) -> bool:
    """Say whether it is too late to claim back what was given on a day."""
    if benefit.recover is None or benefit.recover.until is None:
        return False
    months = history.accord.calendar.months or "clamp"
    given = date.fromordinal(part.day)
    return history.clock.as_of > add_period(given, benefit.recover.until, months, "exclude-first")


def _released_today(history: History, name: str, parcel: str) -> int:
    machine = _machine(history.program, name, parcel)
    if machine is None:
        return TRUE
    return min((literal(history.state, one) for one in _releases(machine)), default=TRUE)


def _claimed_on(history: History, name: str, benefit: Benefit) -> bool:
    """Say whether the clause on recovery lets a claim be made today: it holds, after notice, unexcused."""
    recover = benefit.recover
    clauses = history.program.recoveries.get(name, {})
    if recover is None or "recover" not in clauses or history.holds(clauses["recover"]) != TRUE:
        return False
    if "excuse" in clauses and history.holds(clauses["excuse"]) == TRUE:
        return False
    since = history.state.day[clauses["recover"].literal >> 1]
    if recover.notice is None or since < 1:
        return True
    months = history.accord.calendar.months or "clamp"
    last = add_period(date.fromordinal(since), recover.notice, months, "exclude-first")
    return history.clock.as_of > last

"""Trying for real what is offered: entries that make a step, and all single acts that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

import msgspec
from properties import known_by

from accordance.accord.types import Accord
from accordance.decide.candidates import moves_on
from accordance.decide.changes import _target, why_not
from accordance.decide.competence import joined
from accordance.decide.decision import Decision, decide
from accordance.decide.steps import Step
from accordance.kernel.days import Interval
from accordance.kernel.quantities import Quantity
from accordance.program.tables import Delivered
from accordance.record.entries import PUBLIC, Act, AnyEntry, Delivery, Known, Record

FAR = timedelta(days=3660)


@dataclass(frozen=True)
class Asked:
    """An accord and a record, asked about on a day by somebody."""

    accord: Accord
    record: Record
    day: date
    known_to: str | None = None

    @property
    def knower(self) -> str:
        """Whose knowledge decides."""
        return self.known_to or self.accord.decides or PUBLIC

    def decided(self, more: Iterable[AnyEntry] = (), on: date | None = None) -> Decision:
        """Decide with more entries, on the day asked or, with no later news, on another."""
        known = self.record if on is None else known_by(self.record, self.day, self.knower)
        record = msgspec.structs.replace(known, entries=(*known.entries, *more))
        return decide(self.accord, record, on or self.day, known_to=self.known_to)


def provisions(decision: Decision) -> Iterator[str]:
    """Give the benefits, commitments and powers of an accord."""
    yield from (*decision.accord.benefits, *decision.accord.commitments, *decision.accord.powers)


def acted(step: Step, decision: Decision, day: date) -> list[AnyEntry] | None:
    """Give the acts that make a step on a day: by as many of those named as must still act."""
    power = decision.accord.powers[step.provision]
    others = {
        one.by
        for one in decision.fold.deeds.acts.values()
        if one.power == step.provision and one.by not in step.by
    }
    needed = max(1, joined(power) - len(others & set(power.by)))
    return [act(step.provision, by, step.on, day, step.until) for by in step.by[:needed]]


def act(power: str, by: str, on: tuple[str, ...], day: date, until: date | None = None) -> AnyEntry:
    """Give an act made and known on a day, the last of that day by its id."""
    return Act(
        id=f"zzz-{power}-{by}-{'-'.join(on).replace('/', '_')}-{day}", happened=Interval(day, day),
        known=Known(day), power=power, by=by, on=on, until=until,
    )  # fmt: skip


def given_as(step: Step, decision: Decision, day: date) -> list[AnyEntry] | None:
    """Give the deliveries that make a step, each payer's of what is due of it."""
    for move in moves_on(decision, range(len(decision.program.facts)), against=False):
        if move.step == step and isinstance(move.gives, Delivered):
            asked = move.gives
            break
    else:
        return None
    state = decision.determination.benefits[asked.benefit]
    missing = asked.amount - sum(
        one.delivered for one in state.parcels if not asked.parcels or one.id in asked.parcels
    )
    made: list[AnyEntry] = []
    for parcel in state.parcels:
        rest = min(parcel.amount - parcel.delivered, missing)
        if parcel.state == "due" and (not asked.parcels or parcel.id in asked.parcels) and rest > 0:
            missing -= rest
            made.append(
                Delivery(
                    id=f"zzz-{parcel.id.replace('/', '_')}",
                    happened=Interval(day, day),
                    known=Known(day),
                    benefit=asked.benefit,
                    payer=parcel.payer,
                    parcels=(parcel.id,),
                    amount=Quantity(rest, state.unit),
                )
            )
    return made


def entries(steps: tuple[Step, ...], decision: Decision, day: date) -> list[AnyEntry] | None:
    """Give the entries that make some steps, None where one is a showing of a claim."""
    made: list[AnyEntry] = []
    for step in steps:
        if step.kind not in ("act", "give"):
            return None
        some = acted(step, decision, day) if step.kind == "act" else given_as(step, decision, day)
        if some is None:
            return None
        made += some
    return made


def unsound(asked: Asked) -> list[str]:
    """Give the ways of acts and gifts that, made for real, do not bring about what they are told for.

    None of an accord with amendments: another text would answer on a later day.
    """
    found = []
    decision = asked.decided()
    if decision.fold.written.later:
        return []
    for name in provisions(decision):
        ways = why_not(decision, name)
        wanted, _ = _target(decision, name)
        for way in ways.ways:
            made = entries(way.steps, decision, asked.day)
            if made is None:
                continue
            after = asked.decided(made, way.flips_on)
            if not wanted(after.state):
                found.append(
                    f"{asked.day} {name}: {[one.text for one in way.steps]} {way.flips_on}"
                )
    return found


def missed(asked: Asked, later: timedelta = timedelta(0)) -> list[str]:
    """Give the single acts that make a provision hold then, or so much later, and that no way tells.

    What holds by then without the act is left out.
    """
    found = []
    decision = asked.decided()
    if decision.fold.written.later:
        return []
    targets = {name: _target(decision, name)[0] for name in provisions(decision)}
    told: dict[str, set[str]] = {}
    day = asked.day + later
    without = [decision] + [asked.decided((), asked.day + later / n) for n in (1, 2, 4) if later]
    open_ones = {
        name: one for name, one in targets.items() if not any(one(was.state) for was in without)
    }
    for power, on, made in single_acts(decision, asked.day):
        after = asked.decided(made, day)
        for name, wanted in open_ones.items():
            if not wanted(after.state):
                continue
            if name not in told:
                ways = why_not(decision, name).ways
                told[name] = {way.steps[0].provision for way in ways if len(way.steps) == 1}
            if power not in told[name]:
                found.append(f"{asked.day} {name}: {power} on {on}")
    return found


def single_acts(
    decision: Decision, day: date
) -> Iterator[tuple[str, tuple[str, ...], list[AnyEntry]]]:
    """Give an act of each power on nothing, and on each single thing that it may name."""
    for name, power in decision.accord.powers.items():
        things = [(), *((one,) for one in power.on)]
        if not power.on:
            things += [(one,) for one in decision.accord.benefits]
        for on in things:
            for holders in combinations(power.by, min(joined(power), len(power.by))):
                until = day + FAR if power.kind == "extend" else None
                yield name, on, [act(name, by, on, day, until) for by in holders]

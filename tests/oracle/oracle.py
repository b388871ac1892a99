"""The slow oracle: a literal reading of docs/rules.md over the tree of an accord, day by day.

Nothing is compiled, every day is visited, and every condition is evaluated where it stands.  It
changes only when the rules change.  Each file names in its docstring the choices that it makes
where the rules leave one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import oracle_acts as acts
import oracle_benefits as benefits
from oracle_advances import rule_d1_open, rule_d1_set_off
from oracle_amendments import rule_a6_amended
from oracle_capped import caps_over, rule_d4_beyond, rule_d4_morning
from oracle_commitments import Standing, rule_a6
from oracle_deliveries import Part, rule_d4_amount, rule_d7, standing, withdraw
from oracle_findings import find
from oracle_parcels import names, parcels_of, places
from oracle_proof import Query, items_of
from oracle_questions import Questions
from oracle_recovery import (
    Owed,
    Supports,
    rule_d1_reconciled,
    rule_d4_unallocated,
    rule_d6_owed,
    rule_d6_supports,
)
from oracle_world import ALWAYS, ONE_DAY, Weigh, World

from accordance.accord.types import Accord
from accordance.findings.weights import TABLES
from accordance.kernel.logic import HOLDS, TRUE, UNKNOWN
from accordance.record.entries import Delivery

VERDICTS = ("refuted", "undetermined", "established")


def determine(
    accord: Accord,
    record: Any,
    as_of: date,
    known_at: date | None = None,
    known_to: str | None = None,
    hindsight: bool = False,
    *,
    weigh: Weigh | None = None,
) -> dict[str, Any]:
    """Determine everything on a day.

    ``record`` is a Record, or its entries alone (then sources have neither owner nor party).
    Without ``known_at`` the day asked is meant, and with hindsight all that is ever known.
    """
    known = known_at or (date.max if hindsight else as_of)
    knower = known_to or accord.decides or "public"
    entries = tuple(getattr(record, "entries", record))
    weigh = weigh or table_weight(accord.ratios)
    world = World(accord, getattr(record, "sources", {}), entries, known, knower, False, weigh)
    then = lived(Fold(replace(world, known_at=min(known, as_of))), as_of)
    asked = then
    if hindsight or known > as_of:
        asked = lived(in_hindsight(then, known), as_of)
    return report(asked, rule_d6_supports(asked, in_hindsight(asked, known), as_of))


def in_hindsight(then: Fold, known: date) -> Fold:
    """Give a fold of what was known by a day that keeps how deliveries were judged in another."""
    written = replace(then.world, accord=then.written, known_at=known)
    now = Fold(replace(written, now=True, seen={}, judged={}))
    now.settled = {one.id: (one, then.parts_of(one.id)) for one in then.judged.values()}
    return now


def lived(fold: Fold, as_of: date) -> Fold:
    """Give a fold that has lived every day up to one, from the eve of its first."""
    fold.day = min(fold.start, as_of) - 2 * ONE_DAY
    while fold.day < as_of:
        fold.visit(fold.day + ONE_DAY)
    return fold


def table_weight(name: str) -> Weigh:
    """Give the weights of the disclosed table that an accord names."""
    table = TABLES[name]
    return lambda reliability, credibility, kind: table.weight(kind, reliability, credibility)


class Fold(Questions):
    """The history of an accord up to a day, every day kept.

    ``standings``, ``grants`` and ``parcels`` are how things stand now; ``past`` is how they stood
    at the end of each day, ``due`` the parcels that were due before a day's deliveries and ``open``
    those that could be given in advance; ``noted``
    is the progress in a basket at the last release of a stage.  ``settled`` is how deliveries
    were judged at the time, where it is asked with later knowledge; ``effective`` are the acts
    on benefits that have been seen in force, ``grounds`` how the ground of the acts of a day was first seen,
    ``still`` the days on which each deadline stood still, ``used`` the days on which each capped
    waiver has had effect, ``last_days`` each day by which something must be done, as it stood on each day,
    ``stood`` each power; ``bare`` while
    no waiver is read into what is asked.
    """

    def __init__(self, world: World) -> None:
        super().__init__(world.accord)
        self.world = world
        self.written = world.accord
        self.amendments = list(world.accord.amendments.values())
        days = [self.accord.calendar.in_force]
        days += [self.accord.calendar.signed] if self.accord.calendar.signed else []
        days += [one.in_force for one in self.accord.commitments.values() if one.in_force]
        days += [entry.happened.start for entry in world.entries]
        self.start = min(days)
        self.day = self.start - ONE_DAY
        self.standings: dict[str, Standing] = {}
        self.grants: dict[str, benefits.Granted] = {}
        self.parcels: dict[tuple[str, str], benefits.Parcel] = {}
        self.past: dict[date, tuple[dict[str, Any], dict[str, Any]]] = {}
        self.due: dict[date, set[tuple[str, str]]] = {}
        self.open: dict[date, set[tuple[str, str]]] = {}
        self.given: list[Part] = []
        self.unspared = False
        self.leaned: dict[tuple[str, str], set[tuple[str, str]]] = {}
        self.judged: dict[str, Any] = {}
        self.settled: dict[str, tuple[Any, list[Part]]] = {}
        self.grounds: dict[tuple[str, date], int] = {}
        self.still: dict[Any, set[date]] = {}
        self.used: dict[tuple[str, str], set[date]] = {}
        self.bare = False
        self.roomed: dict[tuple[str, str], Decimal] = {}
        self.stood: dict[tuple[str, str], dict[date, tuple[str, date]]] = {}
        self.last_days: dict[tuple[str, str, str], dict[date, date | None]] = {}
        self.effective: set[tuple[str, str, str]] = set()
        self.noted: dict[tuple[str, str, str], int] = {}

    def visit(self, day: date) -> None:
        """Live one day: see the deliveries withdrawn, decide, let the new ones discharge, decide."""
        self.day = day
        rule_a6_amended(self, lived, day - ONE_DAY)
        rule_d4_morning(self)
        arrived = withdraw(self)
        self.decide()
        self.due[day] = {key for key, one in self.parcels.items() if one.state == "due"}
        self.past[day] = dict(self.standings), dict(self.grants)
        self.open[day] = rule_d1_open(self)
        for one in arrived:
            self.given += self.rule_d6(one)
            self.judged[one.id] = one
        if arrived:
            self.decide()
        if any(caps_over(self.accord, one.benefit) for one in arrived):
            self.decide()
        while rule_d1_set_off(self):
            self.decide()
        for name in self.accord.benefits:
            rule_d1_reconciled(self, name)
        self.past[day] = dict(self.standings), dict(self.grants)

    def take(self, accord: Accord) -> None:
        """Go on under another text."""
        self.accord, self.queries = accord, {}
        self.world = replace(self.world, accord=accord, seen={}, judged={})

    def rule_d6(self, delivery: Any) -> list[Part]:
        """Judge a delivery, or keep how it was judged with what was known at the time (D6)."""
        before, parts = self.settled.get(delivery.id, (None, []))
        if before != delivery:
            return rule_d7(self, delivery)
        return [replace(part, set_off=None) for part in parts]

    def parts_of(self, delivery: str) -> list[Part]:
        """Give what a delivery discharged."""
        return [part for part in self.given if part.delivery == delivery]

    def decide(self) -> None:
        """Go through the day in the order of F: commitments, and what reads them."""
        for name in self.accord.commitments:
            self.standings[name] = rule_a6(self, name)
        acts.rule_c2_grounds(self)
        acts.rule_c4_used(self)
        for power, one in self.accord.powers.items():
            parts = [part for name in one.on if name in self.accord.benefits
                     for part in places(self.accord, name)]  # fmt: skip
            for provision in ("", *one.on, *parts) if one.kind == "waive" else ("",):
                self.stands(power, provision, self.day)
        for name in self.accord.benefits:
            self.grants[name] = benefits.grant(self, name)

    def before(self, name: str) -> Standing:
        """Give how a commitment stood when it was last judged."""
        return self.standings.get(name, self.nothing_yet())

    def granted(self, name: str) -> benefits.Granted:
        """Give how a benefit stood when it was last judged."""
        return self.grants.get(name, benefits.Granted("barred", self.accord.calendar.in_force))

    def parcel(self, name: str, parcel: str) -> benefits.Parcel:
        """Give how a parcel stood when it was last judged."""
        none = Decimal(0)
        nothing = benefits.Parcel("not_due", none, none, self.accord.calendar.in_force, UNKNOWN)
        return self.parcels.get((name, parcel), nothing)

    def commitment(self, name: str, day: date) -> Standing:
        """Give how a commitment stands today, or stood at the end of an earlier day."""
        if day == self.day:
            return self.standings[name]
        return (
            self.past[day][0].get(name, self.nothing_yet())
            if day in self.past
            else self.nothing_yet()
        )

    def nothing_yet(self) -> Standing:
        """Give how a commitment stood before the first day, and always before."""
        return Standing("not_in_force", UNKNOWN, self.accord.calendar.in_force)

    def benefit(self, name: str, day: date) -> benefits.Granted:
        """Give how a benefit stood at the end of a day."""
        nothing = benefits.Granted("barred", self.accord.calendar.in_force)
        return self.past[day][1].get(name, nothing) if day in self.past else nothing

    def acts(self, power: str, day: date) -> list[Any]:
        """Give the competent acts of a power that count on a day."""
        return acts.rule_c2(self, power, day)

    def amounts_given(self, benefit: str) -> dict[str, Decimal]:
        """Give the deliveries of a benefit that count on the day, with their amounts in its unit."""
        now = standing(self).values()
        return {one.id: rule_d4_amount(self.accord, one) for one in now if one.benefit == benefit}

    def amounts_returned(self, benefit: str, given: Any) -> list[tuple[date, Decimal]]:
        """Give what was given back of some deliveries of a benefit, each with its day."""
        seen = [one for one in self.world.visible(self.day) if isinstance(one, Delivery)]
        return [
            (one.happened.end, rule_d4_amount(self.accord, one, benefit))
            for one in seen if one.returns in given
        ]  # fmt: skip

    def effect(self, act: Any) -> date:
        """Give the first day of effect of an act."""
        return acts.effect(self, act)

    def power(self, power: str, day: date) -> acts.Deed:
        """Give how a power stands on a day."""
        return acts.power_on(self, power, day)

    def waivers(self, provision: str) -> list[str]:
        """Give the powers that can waive a provision."""
        return [
            name for name, one in self.accord.powers.items()
            if one.kind == "waive" and names(self.accord, one.on, provision)
            and not (self.unspared and one.on_end == "recover")
        ]  # fmt: skip

    def stands(self, power: str, provision: str, day: date) -> tuple[str, date]:
        """Give how a power stands on a day, as it bears on a provision, and since when that is so.

        In force it carries its first day of effect, without an act the day on which it came to be.
        """
        noted = self.stood.setdefault((power, provision), {})
        if day < self.day:
            return noted.get(day, ("none", self.accord.calendar.in_force))
        one = self.accord.powers[power]
        made = (
            acts.waiving(self, power, provision, day)
            if provision
            else acts.rule_c2(self, power, day)
        )
        deed = acts.rule_c3_capped(self, power, provision, day, made)
        state, since = noted.get(day - ONE_DAY, ("none", self.accord.calendar.in_force))
        if deed.state in ("none", "in_force"):
            since = deed.begins or one.in_force or self.accord.calendar.in_force
        elif deed.state != state:
            since = day
        noted[day] = deed.state, since
        return noted[day]

    def contested(self, power: str) -> bool:
        """Say whether the ground of a power's latest competent act was not shown (C2)."""
        made = self.acts(power, self.day)
        return bool(made) and self.grounds[power, made[-1].happened.end] != TRUE

    def shown_state(self, name: str, state: str) -> str:
        """Give the state that is shown of a commitment: waived, unless it is met (C4)."""
        able = self.waivers(name)
        waived = any(self.stands(one, name, self.day)[0] == "in_force" for one in able)
        return "waived" if waived and state != "met" else state

    def was_due(self, name: str, parcel: str, day: date) -> bool:
        """Say whether a parcel was due on a day, before what that day's deliveries changed."""
        return (name, parcel) in self.due.get(day, set())

    def discharged(self, name: str, parcel: str) -> Decimal:
        """Give how much of a parcel was discharged so far."""
        own = [one for one in self.given if (one.benefit, one.parcel) == (name, parcel)]
        return sum((one.amount for one in own if one.discharged is not None), Decimal(0))

    def taken(self, name: str, parcel: str) -> Decimal:
        """Give how much of a parcel was given so far, in advance or not."""
        parts = [one.amount for one in self.given if (one.benefit, one.parcel) == (name, parcel)]
        return sum(parts, Decimal(0))

    def advanced(self, name: str, parcel: str) -> Decimal:
        """Give how much of a parcel was given in advance, set off or not."""
        own = [one for one in self.given if (one.benefit, one.parcel) == (name, parcel)]
        return sum((one.amount for one in own if one.advance), Decimal(0))

    def outside(self, name: str) -> Decimal:
        """Give how much of a benefit was given without being due."""
        parts = [
            one.amount
            for one in self.given
            if one.benefit == name and not one.due and not one.advance
            if not self.judged[one.delivery].under
        ]
        return sum(parts, Decimal(0))

    def is_released(self, name: str, parcel: str) -> bool:
        """Say whether a parcel, or a status, counts as released now."""
        return (self.parcel(name, parcel) if parcel else self.granted(name)).released

    def amounts(self, name: str) -> dict[str, Decimal]:
        """Give the amount of each parcel of a benefit."""
        found = parcels_of(self.accord, name)
        return {parcel: amount for parcel, (_, _, amount) in found.items()}

    def face(self, name: str) -> Decimal:
        """Give the whole amount of a benefit."""
        whole, benefit = sum(self.amounts(name).values(), Decimal(0)), self.accord.benefits[name]
        return min(whole, benefit.amount.amount) if benefit.up_to else whole

    def items(self, query: Query) -> tuple[Any, ...]:
        """Give the items with weight that a query hears today."""
        return items_of(query, self.world.visible(self.day), self.world)


def money(fold: Fold, name: str, supports: Supports) -> dict[str, Any]:
    """Give what of a benefit was given ahead, may be claimed back, came back, is lost, or nobody owes."""
    owed = rule_d6_owed(fold, name, supports)
    zero = Decimal(0)
    return {
        "recoverable": sum((one.recoverable for one in owed), zero),
        "recovered": sum((one.recovered for one in owed), zero),
        "unrecovered_loss": sum((one.lost for one in owed), zero),
        "advanced": sum((one.part.amount for one in owed if one.part.advance), zero),
        "unallocated": rule_d4_unallocated(fold, name),
        "deliveries": [told(one) for one in owed],
    }


def told(one: Owed) -> tuple[Any, ...]:
    """Give what is told of one part of a delivery."""
    part = one.part
    return (
        part.delivery, part.parcel, part.amount, part.due or part.advance, HOLDS[one.supported],
        one.reason, one.recoverable, one.recovered, one.lost, part.advance, part.set_off,
    )  # fmt: skip


def report(fold: Fold, supports: Supports) -> dict[str, Any]:
    """Give the determinations of the last day as plain values."""
    accord = fold.accord
    return {
        "commitments": {
            name: {
                "state": fold.shown_state(name, one.state),
                "verdict": VERDICTS[one.verdict],
                "progress_bp": one.progress_bp,
                "due": one.due,
                "first": None if one.first == ALWAYS else one.first,
            }
            for name, one in fold.standings.items()
        },
        "benefits": {
            name: {
                "state": one.state,
                "by_rule": HOLDS[one.by_rule],
                "payable": HOLDS[one.payable],
                "contested": one.contested,
                "outside_rule": fold.outside(name),
                "parcels": {
                    key: {
                        "state": parcel.state,
                        "delivered": parcel.delivered,
                        "late": benefits.rule_d4_late(fold, name, key),
                        "in_default": benefits.rule_d4_late(fold, name, key, cured=True),
                        "advanced": fold.advanced(name, key),
                        "beyond_cap": rule_d4_beyond(fold, name, key),
                    }
                    for key, parcel in one.parcels.items()
                },
                **({} if accord.benefits[name].status else money(fold, name, supports)),
            }
            for name, one in fold.grants.items()
        },
        "claims": {
            name: VERDICTS[find(fold.world, fold.shown_query(name), fold.day).truth]
            for name in accord.claims
        },
        "powers": {
            name: {
                "state": fold.power(name, fold.day).state,
                "contested": fold.contested(name),
                "acts": [act.id for act in fold.acts(name, fold.day)],
            }
            for name in accord.powers
        },
    }

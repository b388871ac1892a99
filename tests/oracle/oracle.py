"""The slow oracle: a literal reading of docs/rules.md over the tree of an accord, day by day.

Nothing is compiled, every day is visited, and every condition is evaluated where it stands.  It
changes only when the rules change.  Each file names in its docstring the choices that it makes
where the rules leave one; the strategies in ``tests/generated`` keep away from most of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import oracle_acts as acts
import oracle_benefits as benefits
from oracle_commitments import Standing, claims_in, rule_a6, scale
from oracle_conditions import moment
from oracle_findings import find
from oracle_proof import Query
from oracle_world import Weigh, World

from accordance.accord.types import Accord, Standard
from accordance.findings.weights import TABLES
from accordance.kernel.logic import HOLDS, UNKNOWN
from accordance.kernel.quantities import Quantity

VERDICTS = ("refuted", "undetermined", "established")
UNSAID = Standard(credence=Decimal("0.8"))
"""What is asked of a claim that names no standard and that no commitment proves."""


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
    now = hindsight or known > as_of
    world = World(accord, getattr(record, "sources", {}), entries, known, knower, now, weigh)
    fold = Fold(world)
    for day in fold.until(as_of):
        fold.visit(day)
    return report(fold, as_of)


def table_weight(name: str) -> Weigh:
    """Give the weights of the disclosed table that an accord names."""
    table = TABLES[name]
    return lambda reliability, credibility, kind: table.weight(kind, reliability, credibility)


class Fold:
    """The history of an accord up to a day, every day kept."""

    def __init__(self, world: World) -> None:
        self.world, self.accord = world, world.accord
        days = [self.accord.calendar.in_force]
        days += [one.in_force for one in self.accord.commitments.values() if one.in_force]
        days += [entry.happened.start for entry in world.entries]
        self.start = min(days)
        self.standings: dict[tuple[str, date], Standing] = {}
        self.grants: dict[tuple[str, date], benefits.Granted] = {}
        self.released: set[tuple[str, str]] = set()

    def until(self, as_of: date) -> Iterator[date]:
        """Give every day up to the one asked."""
        day = min(self.start, as_of)
        while day <= as_of:
            yield day
            day += timedelta(days=1)

    def visit(self, day: date) -> None:
        """Live one day in the order of F: facts, commitments, acts, stops, benefits."""
        for name in self.accord.commitments:
            self.standings[name, day] = rule_a6(self, name, day)
        for name in self.accord.benefits:
            self.grants[name, day] = benefits.grant(self, name, day)

    def days_before(self, day: date) -> list[date]:
        """Give every day of the fold before one, in order."""
        return [self.start + timedelta(days=n) for n in range((day - self.start).days)]

    def commitment(self, name: str, day: date) -> Standing:
        """Give how a commitment stood on a day."""
        nothing = Standing("not_in_force", UNKNOWN, self.start)
        return self.standings.get((name, day), nothing)

    def benefit(self, name: str, day: date) -> benefits.Granted:
        """Give how a benefit stood on a day."""
        word = "barred" if self.accord.benefits[name].status else "not_due"
        return self.grants.get((name, day), benefits.Granted(word))

    def acts(self, power: str, day: date) -> list[acts.Deed]:
        """Give the acts of a power as they stand on a day."""
        return acts.rule_c2(self, power, day)

    def begins(self, name: str) -> date:
        """Give the day on which a commitment comes into force."""
        return self.accord.commitments[name].in_force or self.accord.calendar.in_force

    def ends(self, name: str) -> date | None:
        """Give the last day of a commitment, if it has one."""
        return self.accord.commitments[name].ends or self.accord.calendar.ends

    def amounts(self, name: str) -> dict[str, Decimal]:
        """Give the amount of each parcel of a benefit."""
        found = benefits.parcels_of(self.accord, name)
        return {parcel: amount for parcel, (_, _, amount) in found.items()}

    def face(self, name: str) -> Decimal:
        """Give the whole amount of a benefit."""
        return sum(self.amounts(name).values(), Decimal(0))

    def is_given(self, name: str, parcel: str) -> bool:
        """Say whether a parcel was delivered in full by the last day visited."""
        days = [day for one, day in self.grants if one == name]
        last = self.grants[name, max(days)].parcels.get(parcel) if days else None
        return last is not None and last.state == "delivered"

    def is_quantity(self, name: str) -> bool:
        """Say whether a commitment is to reach a level."""
        achieve = self.accord.commitments[name].achieve
        return achieve is not None and achieve.requires is None and achieve.target is not None

    def goal(self, name: str) -> Query:
        """Give what is asked of the claim of a commitment."""
        one = self.accord.commitments[name]
        terms = one.achieve or one.maintain or one.refrain
        query = replace(self.proof(name), claim=terms.claim)
        if one.achieve is not None:
            return self.share_query(name, Decimal(100)) if self.is_quantity(name) else query
        until = moment(self, terms.until, self.start, 1)
        ends = [day for day in (until, self.ends(name)) if day is not None]
        query = replace(query, since=self.begins(name), until=min(ends, default=None))
        if one.maintain is None:
            return query
        return self.with_level(query, at_least=one.maintain.at_least, at_most=one.maintain.at_most)

    def proof(self, name: str) -> Query:
        """Give the standards by which a commitment is proved."""
        one = self.accord.commitments[name]
        if one.proof is None:
            return Query("", "", UNSAID, UNSAID, bearers=one.by)
        standard = self.accord.standards[one.proof.standard]
        breach = self.accord.standards[one.proof.breach or one.proof.standard]
        fresh = one.proof.fresh or standard.fresh
        return Query("", "", standard, breach, one.proof.kinds, fresh, bearers=one.by)

    def share_query(self, name: str, share: Decimal) -> Query:
        """Ask whether a commitment has reached a share of the way to its target."""
        one = self.accord.commitments[name]
        base, target = scale(one)
        level = base + Fraction(share) / 100 * (target - base)
        query = replace(self.proof(name), claim=one.achieve.claim)
        if target >= base:
            return replace(query, at_least=level)
        return replace(query, at_most=level)

    def claim_query(self, claim_id: str, required_by: str = "") -> Query:
        """Give what is asked of a claim: by the proof of what requires it, else by its own."""
        if required_by and self.accord.commitments[required_by].proof is not None:
            return replace(self.proof(required_by), claim=claim_id)
        claim = self.accord.claims[claim_id]
        goals = []
        for name, one in self.accord.commitments.items():
            terms = one.achieve or one.maintain or one.refrain
            if terms.claim == claim_id:
                goals.append(self.goal(name))
            elif one.achieve is not None and claim_id in claims_of(one.achieve.requires):
                goals.append(replace(self.proof(name), claim=claim_id))
        if claim.standard is None:
            return goals[0] if goals else Query(claim_id, "", UNSAID, UNSAID)
        standard = self.accord.standards[claim.standard]
        if goals and goals[0].standard == standard:
            return goals[0]
        bearers = tuple(name for goal in goals for name in goal.bearers)
        return Query(claim_id, "", standard, standard, (), standard.fresh, bearers=bearers)

    def with_level(self, query: Query, at_least: Any = None, at_most: Any = None) -> Query:
        """Ask the same of a level."""
        low, high = (
            one.amount if isinstance(one, Quantity) else one for one in (at_least, at_most)
        )
        return replace(query, at_least=low, at_most=high)

    def with_aspect(self, query: Query, aspect: str) -> Query:
        """Ask the same of an aspect."""
        return replace(query, aspect=aspect)


def claims_of(condition: Any) -> set[str]:
    """Give the claims that a condition asks."""
    return set() if condition is None else claims_in(condition)


def report(fold: Fold, day: date) -> dict[str, Any]:
    """Give the determinations of a day as plain values."""
    accord = fold.accord
    standings = {name: fold.standings[name, day] for name in accord.commitments}
    grants = {name: fold.grants[name, day] for name in accord.benefits}
    return {
        "commitments": {
            name: {
                "state": one.state,
                "verdict": HOLDS[one.verdict],
                "progress_bp": one.progress_bp,
                "due": one.due,
                "first": one.first,
            }
            for name, one in standings.items()
        },
        "benefits": {
            name: {
                "state": one.state,
                "by_rule": HOLDS[one.by_rule],
                "payable": HOLDS[one.payable],
                "parcels": {
                    key: {"state": parcel.state, "delivered": parcel.delivered}
                    for key, parcel in one.parcels.items()
                },
            }
            for name, one in grants.items()
        },
        "claims": {
            name: VERDICTS[find(fold.world, fold.claim_query(name), day).truth]
            for name in accord.claims
        },
        "powers": {name: acts.power_state(fold, name, day) for name in accord.powers},
    }

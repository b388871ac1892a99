"""What is asked of the record: of which claim, at which level, under which standard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import msgspec
from oracle_conditions import Owner, leaves_of
from oracle_proof import Query

from accordance.accord import conditions as c
from accordance.accord.types import Accord, Commitment, Proof, Standard
from accordance.kernel.quantities import Quantity

BUILT_IN = Standard(credence=Decimal("0.80"), origins=2, from_="non-party")
"""What is asked of a claim that names no standard and that no commitment proves."""
BY_BODY = Standard(credence=Decimal("0.60"))
"""What is asked of a claim that a body determines: one entry of that body suffices."""


class Questions:
    """The questions of an accord, each put together once."""

    def __init__(self, accord: Accord) -> None:
        self.accord = accord
        self.queries: dict[Any, Query] = {}

    def begins(self, name: str) -> date:
        """Give the day on which a commitment comes into force."""
        return self.accord.commitments[name].in_force or self.accord.calendar.in_force

    def ends(self, name: str) -> date | None:
        """Give the last day of a commitment: its own, else the accord's."""
        return self.accord.commitments[name].ends or self.accord.calendar.ends

    def levelled(self, name: str) -> str | None:
        """Give the claim whose level shows how far a commitment has come, if it has degrees (B8)."""
        one = self.accord.commitments[name]
        if one.achieve is None or one.achieve.requires is not None:
            return None
        if one.achieve.target is not None:
            return one.achieve.claim
        return None if one.credit_by is None else f"{name}/credit"

    def goal(self, name: str) -> Query:
        """Give what is asked of the claim of a commitment."""
        if name not in self.queries:
            self.queries[name] = self._goal(name)
        return self.queries[name]

    def _goal(self, name: str) -> Query:
        one = self.accord.commitments[name]
        terms = one.achieve or one.maintain or one.refrain
        query = replace(self.query(terms.claim or name, one.proof), until=self.ends(name))
        if one.achieve is not None:
            return query if terms.target is None else self.share_query(name, Fraction(100))
        until = terms.until.on if isinstance(terms.until, c.OnDay) else None
        ends = [day for day in (until, query.until) if day is not None]
        query = replace(query, since=self.begins(name), until=min(ends, default=None))
        if one.maintain is None:
            return query
        return self.with_level(query, at_least=one.maintain.at_least, at_most=one.maintain.at_most)

    def query(self, claim: str, proof: Proof | None) -> Query:
        """Ask a claim under the proof of a commitment, else under its own standard.

        The proof's kinds and freshness go before the standard's; they bind what refutes only
        where the standard of breach is the same.
        """
        standards = self.accord.standards
        if self.accord.claims[claim].determined_by is not None:
            name = proof.standard if proof is not None else self.accord.claims[claim].standard
            fresh = (proof.fresh if proof else None) or (standards[name].fresh if name else None)
            return Query(claim, "", msgspec.structs.replace(BY_BODY, fresh=fresh), BY_BODY)
        if proof is None:
            name = self.accord.claims[claim].standard
            own = standards[name] if name else standards.get("default", BUILT_IN)
            return Query(claim, "", own, own)
        own = standards[proof.standard]
        asked = {"kinds": proof.kinds or own.kinds, "fresh": proof.fresh or own.fresh}
        release = msgspec.structs.replace(own, **asked)
        same = proof.breach in (None, proof.standard)
        return Query(claim, "", release, release if same else standards[proof.breach])

    def share_query(self, name: str, share: Fraction) -> Query:
        """Ask whether a commitment has reached a share of the way to its target."""
        one = self.accord.commitments[name]
        base, target = scale(one)
        level = base + share / 100 * (target - base)
        query = replace(self.query(self.levelled(name), one.proof), until=self.ends(name))
        side = "at_least" if target >= base else "at_most"
        return replace(query, **{side: level})

    def claim_query(self, claim_id: str, owner: Owner | None = None) -> Query:
        """Give what is asked of a claim: by the proof of the commitment that asks, else by its own."""
        key = ("claim", claim_id, owner)
        if key not in self.queries:
            proof = None if owner is None else self.accord.commitments[owner.name].proof
            if owner is not None and owner.lent and self.accord.claims[claim_id].standard:
                proof = None
            until = None if owner is None else owner.until
            self.queries[key] = replace(self.query(claim_id, proof), until=until)
        return self.queries[key]

    def shown_query(self, claim_id: str) -> Query:
        """Give the question whose answer is shown for a claim.

        That of the first commitment whose goal asks it, else under its own standard.
        """
        for name, one in self.accord.commitments.items():
            achieve = one.achieve
            if achieve is not None and achieve.measured_by == "determined":
                continue
            if (achieve or one.maintain or one.refrain).claim == claim_id:
                return self.goal(name)
            requires = None if achieve is None else achieve.requires
            if any(asks_plainly(leaf, claim_id) for leaf in leaves_of(requires)):
                return self.claim_query(claim_id, Owner(name, self.ends(name)))
        return self.claim_query(claim_id)

    def with_level(self, query: Query, at_least: Any = None, at_most: Any = None) -> Query:
        """Ask the same of a level."""
        low, high = (
            one.amount if isinstance(one, Quantity) else one for one in (at_least, at_most)
        )
        return replace(query, at_least=low, at_most=high)

    def with_aspect(self, query: Query, aspect: str) -> Query:
        """Ask the same of an aspect."""
        return replace(query, aspect=aspect)


def asks_plainly(leaf: Any, claim_id: str) -> bool:
    """Say whether a test asks a claim itself, not an aspect or a level of it."""
    plain = isinstance(leaf, c.Test) and leaf.predicate in ("established", "refuted")
    return plain and (leaf.kind, leaf.id) == ("claim", claim_id)


def scale(commitment: Commitment) -> tuple[Fraction, Fraction]:
    """Give the least favourable baseline and the target (B6); credit is given in per cent (B8)."""
    terms = commitment.achieve
    if terms.target is None:
        return Fraction(0), Fraction(100)
    low = Fraction(terms.baseline.low) if terms.baseline else Fraction(0)
    high = Fraction(terms.baseline.high) if terms.baseline else Fraction(0)
    if terms.target == "all":
        return Fraction(0), high
    target = Fraction(terms.target.amount)
    return (high if target >= high else low), target

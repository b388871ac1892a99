"""What parties did, as facts of a program: acts of powers, and deliveries of benefits."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import msgspec

from accordance.accord.types import Accord
from accordance.program.parcels import Share, shares_of
from accordance.program.tables import ActOf, Delivered
from accordance.record.entries import Act, Correction, Delivery

NOTHING = (0, 0, 0, 0)
"""An answer of false without a day: nothing of the kind was done."""


class Given(msgspec.Struct, frozen=True):
    """A delivery, or the part of one, that went to one parcel; ``parcel`` is empty for an excess."""

    delivery: str
    parcel: str
    amount: Decimal
    day: int


class Deeds:
    """The acts and deliveries that are visible so far; order of adding never matters."""

    def __init__(self, accord: Accord) -> None:
        """Start with nothing done."""
        self.accord = accord
        self.shares = {name: shares_of(one) for name, one in accord.benefits.items() if one.amount}
        self.acts: dict[str, list[Act]] = {}
        self.deliveries: dict[str, list[Delivery]] = {}
        self.withdrawn: set[str] = set()
        self._given: dict[str, tuple[Given, ...]] = {}

    def add(self, entry: Act | Delivery | Correction) -> str | None:
        """Make an entry visible; give the power or benefit that it bears on."""
        if isinstance(entry, Correction):
            return self._withdraw(entry.corrects or entry.retracts)
        if isinstance(entry, Act):
            self.acts.setdefault(entry.power, []).append(entry)
            return entry.power
        self.deliveries.setdefault(entry.benefit, []).append(entry)
        self._given.pop(entry.benefit, None)
        return entry.benefit

    def _withdraw(self, name: str) -> str | None:
        self.withdrawn.add(name)
        for power, acts in self.acts.items():
            if any(act.id == name for act in acts):
                return power
        for benefit, deliveries in self.deliveries.items():
            if any(one.id == name for one in deliveries):
                self._given.pop(benefit, None)
                return benefit
        return None

    def competent(self, power: str) -> list[Act]:
        """Give the acts of a power made by a party that holds it, while the power was in force."""
        held = self.accord.powers[power]
        start = held.in_force or self.accord.calendar.in_force
        acts = [
            act
            for act in self.acts.get(power, ())
            if act.id not in self.withdrawn
            and act.by in held.by
            and act.happened.end >= start
            and (held.ends is None or act.happened.end <= held.ends)
        ]
        return sorted(acts, key=lambda act: (act.happened.end, act.id))

    def standing(self, benefit: str) -> Iterable[Delivery]:
        """Give the deliveries of a benefit that were not withdrawn, by day."""
        deliveries = (
            one for one in self.deliveries.get(benefit, ()) if one.id not in self.withdrawn
        )
        return sorted(deliveries, key=lambda one: (one.happened.end, one.id))

    def given(self, benefit: str) -> tuple[Given, ...]:
        """Give how the deliveries of a benefit discharge its parcels, in the order of their days."""
        if benefit not in self._given:
            self._given[benefit] = tuple(
                _allocate(self.shares.get(benefit, ()), self.standing(benefit))
            )
        return self._given[benefit]

    def answer(self, fact: ActOf | Delivered) -> tuple[int, int, int, int]:
        """Give a fact's truth, its first day, its latest day, and no later change by time alone."""
        if isinstance(fact, ActOf):
            acts = self.competent(fact.power)
            if not acts:
                return NOTHING
            day = acts[-1].happened.end.toordinal()
            return (2, day, day, 0)
        reached = Decimal(0)
        for part in self.given(fact.benefit):
            if fact.parcel in ("", part.parcel):
                reached += part.amount
                if reached >= fact.amount:
                    return (2, part.day, part.day, 0)
        return NOTHING


def _allocate(shares: tuple[Share, ...], deliveries: Iterable[Delivery]) -> Iterable[Given]:
    """Let each delivery discharge the parcels it names, else its payer's in the order of the text."""
    rest = {share.id: share.amount for share in shares}
    for delivery in deliveries:
        left = delivery.amount.amount
        day = delivery.happened.end.toordinal()
        for share in shares:
            named = share.id in delivery.parcels or share.tranche in delivery.parcels
            own = share.payer in ("", delivery.payer)
            if left > 0 and rest[share.id] > 0 and (named or not delivery.parcels) and own:
                part = min(left, rest[share.id])
                rest[share.id] -= part
                left -= part
                yield Given(delivery.id, share.id, part, day)
        if left > 0:
            yield Given(delivery.id, "", left, day)

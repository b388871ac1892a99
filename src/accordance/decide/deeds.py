"""What parties did, as facts of a program: acts of powers, and deliveries of benefits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from accordance.accord.types import Accord
from accordance.decide.competence import begins, leaning, made_of, put_off
from accordance.decide.gifts import Gifts
from accordance.decide.given import Judged
from accordance.program.tables import ActOf, Delivered, Fact, Returned
from accordance.record.entries import Act, AnyEntry, Correction, Delivery, Dispute, Event

NOTHING = (0, 0, 0, 0)
"""An answer of false without a day: nothing of the kind was done."""


class Deeds(Gifts):
    """The acts and deliveries that are visible so far; order of adding never matters."""

    def __init__(self, accord: Accord, settled: dict[str, Judged] | None = None) -> None:
        """Start with nothing done; ``settled`` as for ``Gifts``."""
        super().__init__(accord, settled)
        self.acts: dict[str, Act] = {}
        self.disputes: dict[str, Dispute] = {}

    def add(self, entry: Act | Delivery | Event | Dispute | Correction) -> str:
        """Make an entry visible; give the power or benefit that it bears on, else nothing."""
        if isinstance(entry, Correction):
            changed = self._corrections.correct(entry)
        else:
            changed = entry if self._corrections.record(entry) else None
        if isinstance(changed, Act):
            self.acts.pop(changed.id, None)
            act = self._corrections.current(changed)
            if act is not None:
                self.acts[act.id] = act
            return changed.power
        if isinstance(changed, Dispute):
            self.disputes.pop(changed.id, None)
            dispute = self._corrections.current(changed)
            if dispute is not None:
                self.disputes[dispute.id] = dispute
        if isinstance(changed, Delivery):
            self._judge_anew(changed)
            return self._benefit_of(changed)
        return ""

    def stands(self, entry: Event) -> bool:
        """Say whether an event was not taken back."""
        return self._corrections.current(entry) is not None

    def competent(self, power: str) -> list[Act]:
        """Give the competent acts of a power (``competence``), in the order of their days."""
        return list(made_of(self.accord, self.acts.values(), power).acts)

    def all_of(self, fact: ActOf) -> list[Act]:
        """Give the competent acts that a fact is about, in the order of their days.

        They name what it is ``on`` or a part of or, unless they must name it, name nothing.
        """
        acts = [
            act
            for power in fact.powers
            for act in self.competent(power)
            if self.bears_on(act, fact)
        ]
        return sorted(acts, key=lambda act: (act.happened.end, act.id))

    def bears_on(self, entry: AnyEntry, fact: Fact) -> bool:
        """Say whether an act can be what a fact of its power is about; of all else nothing is known here."""
        if not isinstance(entry, Act) or not isinstance(fact, ActOf) or not fact.on:
            return True
        if entry.power not in fact.powers or {fact.on, fact.part_of}.intersection(entry.on):
            return True
        return not (entry.on or fact.named or self._must_name(entry.power))

    def _must_name(self, power: str) -> bool:
        """Say whether acts of a power bear on nothing but what they name: to revoke anything at all."""
        one = self.accord.powers[power]
        return one.kind == "revoke" and not one.on

    def begins(self, act: Act) -> date:
        """Give the first day of effect of an act: as its power says, or when an extended wait is over."""
        first, later = begins(self.accord, act), put_off(self.accord, self.acts.values(), act)
        return first if later is None else max(first, later)

    def _effective(self, acts: list[Act], day: int) -> tuple[int, int, int, int]:
        """Give the act that took effect last by a day, and the next day on which one takes effect."""
        dated = sorted((self.begins(act).toordinal(), act.id, act.until) for act in acts)
        ahead = next((one for one, _, _ in dated if one > day), 0)
        past = [pair for pair in dated if pair[0] <= day]
        if not past:
            return (0, 0, 0, ahead)
        since, _, until = past[-1]
        return (2, since, _ordinal(until), ahead)

    def _returned(self, fact: Returned) -> tuple[int, int, int, int]:
        """Say since when so much of what was given of a benefit has been given back."""
        given = [self._in_unit_of(one) for one in self.standing(fact.benefit)]
        asked = sum(given, Decimal(0)) * fact.amount / 100 if fact.is_share else fact.amount
        had = Decimal(0)
        for one in self.given_back(fact.benefit):
            had += self._in_unit_of(msgspec.structs.replace(one, benefit=fact.benefit))
            if had >= asked > 0:
                day = one.happened.end.toordinal()
                return (2, day, day, 0)
        return NOTHING

    def _benefit_of(self, delivery: Delivery) -> str:
        """Give the benefit of a delivery; of what is given back that of what it gives back."""
        first = self.deliveries.get(delivery.returns)
        return first.benefit if first is not None else delivery.benefit

    def answer(self, fact: ActOf | Delivered | Returned, day: int) -> tuple[int, int, int, int]:
        """Give a fact's truth on a day, its day, for an act the last day that it names, and when it changes.

        Only an act that has no effect yet changes it, on its first day of effect.
        """
        if isinstance(fact, ActOf):
            acts = self.all_of(fact)
            if fact.effective:
                return self._effective(acts, day)
            if not acts:
                return NOTHING
            act = acts[0] if fact.earliest else acts[-1]
            if fact.put_off:
                later = put_off(self.accord, self.acts.values(), act)
                return (2, later.toordinal(), 0, 0) if later else NOTHING
            if fact.names_day:
                same = (one for one in acts if one.happened.end == act.happened.end)
                named = next(same).takes_effect
                return (2, named.toordinal(), 0, 0) if named else NOTHING
            return (2, act.happened.end.toordinal(), _ordinal(act.until), 0)
        if isinstance(fact, Returned):
            return self._returned(fact)
        reached, asked = Decimal(0), fact.amount
        if len(fact.parcels) == 1:
            asked = self.room(fact.benefit, fact.parcels[0], asked)
        for part in sorted(self.given(fact.benefit), key=lambda one: one.discharged):
            if not part.parcel or (fact.parcels and part.parcel not in fact.parcels):
                continue
            if part.discharged:
                reached += part.amount
                if reached >= asked:
                    return (2, part.discharged, part.discharged, 0)
        return NOTHING


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def deeds_of(accord: Accord, fact: ActOf | Delivered | Returned) -> set[str]:
    """Give the powers, or the benefit, whose acts or deliveries can change a fact."""
    if isinstance(fact, Delivered | Returned):
        return {fact.benefit}
    return {one for name in fact.powers for one in leaning(accord, name)}

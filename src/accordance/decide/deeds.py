"""What parties did, as facts of a program: acts of powers, and deliveries of benefits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from datetime import date
from decimal import Decimal

import msgspec

from accordance.accord.types import Accord
from accordance.decide.competence import begins, leaning, made_of
from accordance.kernel.quantities import exact
from accordance.program.parcels import Share, advance_of, apportioned, shares_of, tranche_of
from accordance.program.tables import ActOf, Delivered, Returned
from accordance.program.worth import conversion
from accordance.record.entries import Act, Correction, Delivery, Dispute, Event
from accordance.record.standing import Corrections

NOTHING = (0, 0, 0, 0)
"""An answer of false without a day: nothing of the kind was done."""


class Given(msgspec.Struct, frozen=True):
    """The part of a delivery that discharged a parcel, and whether that was due; with no parcel, the rest.

    What was given in ``advance`` discharges its parcel on the day on which it is ``set_off``,
    0 until then.
    """

    delivery: str
    parcel: str
    amount: Decimal
    day: int
    due: bool
    advance: bool = False
    set_off: int = 0

    @property
    def discharged(self) -> int:
        """The day on which it discharged its parcel, 0 while it is an advance."""
        return self.set_off if self.advance else self.day

    @property
    def ahead(self) -> bool:
        """Whether it waits to be set off against a parcel."""
        return self.advance and bool(self.parcel) and not self.set_off


Due = Callable[[str, str, int], bool]
"""Whether a parcel of a benefit was due, or open to an advance, at the end of a day."""
Judged = tuple[Delivery, tuple[Given, ...]]
"""A delivery as it stood when it was judged, and what it was found to discharge."""


class Deeds:
    """The acts and deliveries that are visible so far; order of adding never matters."""

    def __init__(self, accord: Accord, settled: dict[str, Judged] | None = None) -> None:
        """Start with nothing done.

        ``settled`` are deliveries that were judged already, with what was known then: later
        knowledge does not judge them anew (D6), unless it corrects the delivery itself.
        """
        self.accord = accord
        self.shares = {name: shares_of(one) for name, one in accord.benefits.items() if one.amount}
        self.acts: dict[str, Act] = {}
        self.deliveries: dict[str, Delivery] = {}
        self.disputes: dict[str, Dispute] = {}
        self.returns: dict[str, Delivery] = {}
        self.arrived: set[str] = set()
        self._given: dict[str, tuple[Given, ...]] = {}
        self._corrections = Corrections()
        self._settled = settled or {}

    def amend(self, accord: Accord) -> None:
        """Go on under an amended text: what was given keeps discharging what is still there.

        What a parcel no longer has room for was due when it was given, and discharges none now.
        """
        self.accord = accord
        self.shares = {name: shares_of(one) for name, one in accord.benefits.items() if one.amount}
        for name, parts in self._given.items():
            rest = {share.id: share.amount for share in self.shares.get(name, ())}
            kept = []
            for part in parts:
                fits = min(part.amount, rest.get(part.parcel, Decimal(0)))
                if not part.parcel or fits == part.amount:
                    kept.append(part)
                else:
                    over = msgspec.structs.replace(part, parcel="", amount=part.amount - fits)
                    kept += [msgspec.structs.replace(part, amount=fits), over] if fits else [over]
                if part.parcel in rest:
                    rest[part.parcel] -= fits
            self._given[name] = tuple(kept)

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

    def _judge_anew(self, delivery: Delivery) -> None:
        """Let a delivery be judged as it now stands; what it discharged is free again.

        One that stands as it did was judged already.
        """
        current = self._corrections.current(delivery)
        before = self.deliveries.get(delivery.id) or self.returns.get(delivery.id)
        if current is not None and current == before:
            return
        kept = (part for part in self.given(delivery.benefit) if part.delivery != delivery.id)
        self._given[delivery.benefit] = tuple(kept)
        self.deliveries.pop(delivery.id, None)
        self.returns.pop(delivery.id, None)
        if current is not None and current.returns:
            self.returns[current.id] = current
        elif current is not None:
            self.deliveries[current.id] = current
            self.arrived.add(current.id)

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
        wanted = {fact.on, fact.part_of} - {""}
        acts = [
            act
            for power in fact.powers
            for act in self.competent(power)
            if not fact.on or wanted.intersection(act.on) or not (act.on or fact.named)
        ]
        return sorted(acts, key=lambda act: (act.happened.end, act.id))

    def made(self, power: str) -> tuple[str, ...]:
        """Give the ids of all acts of a power, competent or not."""
        return tuple(sorted(act.id for act in self.acts.values() if act.power == power))

    def standing(self, benefit: str) -> list[Delivery]:
        """Give the deliveries of a benefit that were not taken back, by day."""
        found = (one for one in self.deliveries.values() if one.benefit == benefit)
        return sorted(found, key=lambda one: (one.happened.end, one.id))

    def returned(self, delivery: str) -> Decimal:
        """Give what was given back of a delivery, in the unit of its benefit."""
        back = (one for one in self.returns.values() if one.returns == delivery)
        benefit = self.deliveries[delivery].benefit
        amounts = (self._in_unit_of(msgspec.structs.replace(one, benefit=benefit)) for one in back)
        return sum(amounts, Decimal(0))

    def given_back(self, benefit: str) -> list[Delivery]:
        """Give what was given back of a benefit, by day."""
        found = (one for one in self.returns.values() if one.returns in self.deliveries)
        back = (one for one in found if self.deliveries[one.returns].benefit == benefit)
        return sorted(back, key=lambda one: (one.happened.end, one.id))

    def given(self, benefit: str) -> tuple[Given, ...]:
        """Give how the deliveries of a benefit discharged its parcels, as they were judged."""
        return self._given.get(benefit, ())

    def settle(self, due: Due, early: Due) -> set[str]:
        """Judge the deliveries that arrived: each discharges parcels that were due on its day.

        Judged in the order of ids.  One that is accepted discharges whether due or not; what is
        left goes in advance to parcels that were open to it ``early``.  Gives the benefits of
        which something was given.
        """
        arrived = sorted(name for name in self.arrived if name in self.deliveries)
        self.arrived.clear()
        touched = set()
        for name in arrived:
            delivery = self.deliveries[name]
            before, parts = self._settled.get(name, (None, ()))
            if before != delivery:
                parts = tuple(self._discharge(delivery, due, early))
            parts = tuple(msgspec.structs.replace(part, set_off=0) for part in parts)
            self._given[delivery.benefit] = (*self.given(delivery.benefit), *parts)
            touched.add(delivery.benefit)
        return touched

    def set_off(self, due: Due, day: int) -> set[str]:
        """Let what was given in advance discharge its parcels that are due by now; give their benefits.

        What was given back of it before discharges nothing.
        """
        touched = set()
        for name, before in list(self._given.items()):
            for part in before:
                if part.ahead and self._earned(part, due, day):
                    self._replace(name, part, self._kept_of(part), day)
                    touched.add(name)
        return touched

    def _kept_of(self, part: Given) -> Decimal:
        """Give what of an advance was not given back; what comes back comes from advances first."""
        own = [one for one in self.given(self.deliveries[part.delivery].benefit) if one.advance]
        gone = [one for one in own if one.delivery == part.delivery and not one.parcel]
        back = self.returned(part.delivery) - sum((one.amount for one in gone), Decimal(0))
        return max(Decimal(0), part.amount - max(Decimal(0), back))

    def _replace(self, name: str, part: Given, kept: Decimal, day: int) -> None:
        """Let so much of an advance discharge its parcel on a day; the rest discharges none."""
        now = [msgspec.structs.replace(part, amount=kept, set_off=day)] if kept else []
        if kept < part.amount:
            now.append(msgspec.structs.replace(part, amount=part.amount - kept, parcel=""))
        parts = self._given[name]
        at = parts.index(part)
        self._given[name] = (*parts[:at], *now, *parts[at + 1 :])

    def _earned(self, part: Given, due: Due, day: int) -> bool:
        """Say whether an advance can be set off; what once was stays so, as what was judged stays."""
        delivery = self.deliveries[part.delivery]
        before, parts = self._settled.get(delivery.id, (None, ()))
        known = (one.set_off for one in parts if one.parcel == part.parcel and before == delivery)
        return due(delivery.benefit, part.parcel, day) or any(0 < one <= day for one in known)

    def _discharge(self, delivery: Delivery, due: Due, early: Due) -> Iterator[Given]:
        left = self._in_unit_of(delivery)
        day = delivery.happened.end.toordinal()
        rest = {share.id: share.amount for share in self.shares.get(delivery.benefit, ())}
        for part in self.given(delivery.benefit):
            if part.parcel:
                rest[part.parcel] -= part.amount
        own = self._reached(delivery)
        for share, most in self._turns(delivery, left, rest, due):
            was_due = due(delivery.benefit, share.id, day)
            discharged = min(left, rest[share.id], most)
            if discharged > 0 and (delivery.accepted or delivery.under or was_due):
                left, rest[share.id] = left - discharged, rest[share.id] - discharged
                yield Given(delivery.id, share.id, discharged, day, was_due)
        room = self._room(delivery.benefit)
        for share in () if delivery.under else own:
            ahead = min(left, rest[share.id], room)
            if ahead > 0 and early(delivery.benefit, share.id, day):
                left, room = left - ahead, room - ahead
                yield Given(delivery.id, share.id, ahead, day, due=False, advance=True)
        if left > 0:
            yield Given(delivery.id, "", left, day, due=False)

    def _turns(
        self, delivery: Delivery, left: Decimal, rest: dict[str, Decimal], due: Due
    ) -> list[tuple[Share, Decimal]]:
        """Give the parcels in the order in which a delivery discharges them, each with its most."""
        reached = self._reached(delivery)
        if delivery.under or not self.held(delivery):
            return [(share, rest[share.id]) for share in reached]
        day = delivery.happened.end.toordinal()
        open_ = [
            (share, rest[share.id])
            for share in reached
            if delivery.accepted or due(delivery.benefit, share.id, day)
        ]
        return apportioned(open_, left)

    def counted(self, benefit: str) -> list[Delivery]:
        """Give the deliveries of a benefit that were made under this accord, by day (D3)."""
        return [one for one in self.standing(benefit) if not one.under]

    def elsewhere(self, part: Given) -> bool:
        """Say whether something was given under another instrument, and is counted there (D3)."""
        return bool(self.deliveries[part.delivery].under)

    def _settled_by(self, delivery: Delivery, asked: list[Share]) -> list[Share]:
        """Give the parcels that an instrument settles: a payer's own, all where somebody else gave."""
        benefit = self.accord.benefits[delivery.benefit]
        payers = {one.payer for one in self.shares.get(delivery.benefit, ())}
        return [
            one
            for one in asked
            if delivery.under in tranche_of(benefit, one).discharged_by
            and (delivery.payer not in payers or one.payer == delivery.payer)
        ]

    def held(self, delivery: Delivery) -> bool:
        """Say whether a delivery was made by who holds what the payers give (D3)."""
        benefit = self.accord.benefits.get(delivery.benefit)
        return benefit is not None and delivery.payer == benefit.holder

    def payer(self, part: Given) -> str:
        """Give who gave what discharged a parcel: of what its holder gave, the payer of the parcel."""
        delivery = self.deliveries[part.delivery]
        if not self.held(delivery):
            return delivery.payer
        payers = {one.id: one.payer for one in self.shares.get(delivery.benefit, ())}
        return payers.get(part.parcel, delivery.payer)

    def _reached(self, delivery: Delivery) -> list[Share]:
        """Give the parcels that a delivery can discharge: its payer's, and under joint payment others' after.

        One that names parcels reaches those alone; joint payers reach the tranches that they share in,
        and who holds what the payers give reaches all.
        """
        shares = self.shares.get(delivery.benefit, ())
        asked = [one for one in shares if not delivery.parcels or _names(delivery, one)]
        if delivery.under:
            return self._settled_by(delivery, asked)
        if self.held(delivery):
            return asked
        own = [one for one in asked if one.payer in ("", delivery.payer)]
        benefit = self.accord.benefits.get(delivery.benefit)
        if benefit is None or benefit.payment != "joint":
            return own
        shared = {one.tranche for one in shares if one.payer == delivery.payer}
        return own + [one for one in asked if one not in own and one.tranche in shared]

    def _room(self, benefit: str) -> Decimal:
        """Give what may still be given of a benefit in advance."""
        written = self.accord.benefits.get(benefit)
        most = advance_of(written) if written else Decimal(0)
        return most - sum((one.amount for one in self.given(benefit) if one.advance), Decimal(0))

    def _in_unit_of(self, delivery: Delivery) -> Decimal:
        """Give a delivery's amount in the unit of its benefit, by the accord's rates.

        One for which no rate is declared discharges nothing: the record's check reports it.
        """
        benefit = self.accord.benefits.get(delivery.benefit)
        unit = benefit.amount.unit if benefit and benefit.amount else delivery.amount.unit
        rate = conversion(self.accord, delivery.amount.unit, unit, delivery.happened.end)
        return exact(delivery.amount.amount * rate) if rate else Decimal(0)

    def _effective(self, acts: list[Act], day: int) -> tuple[int, int, int, int]:
        """Give the act that took effect last by a day, and the next day on which one takes effect."""
        dated = sorted((begins(self.accord, act).toordinal(), act.id, act.until) for act in acts)
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
            if fact.names_day:
                same = (one for one in acts if one.happened.end == act.happened.end)
                named = next(same).takes_effect
                return (2, named.toordinal(), 0, 0) if named else NOTHING
            return (2, act.happened.end.toordinal(), _ordinal(act.until), 0)
        if isinstance(fact, Returned):
            return self._returned(fact)
        reached = Decimal(0)
        for part in sorted(self.given(fact.benefit), key=lambda one: one.discharged):
            if part.parcel and part.discharged and fact.parcel in ("", part.parcel):
                reached += part.amount
                if reached >= fact.amount:
                    return (2, part.discharged, part.discharged, 0)
        return NOTHING

    def judged(self) -> dict[str, Judged]:
        """Give each delivery as it stands, with what it discharged."""
        found: dict[str, Judged] = {name: (one, ()) for name, one in self.deliveries.items()}
        for parts in self._given.values():
            for part in parts:
                delivery, before = found[part.delivery]
                found[part.delivery] = (delivery, (*before, part))
        return found

    @property
    def waits(self) -> bool:
        """Whether something given in advance waits to be set off."""
        return any(part.ahead for parts in self._given.values() for part in parts)

    def copy(self) -> Deeds:
        """Give deeds of which advances can be set off apart from these."""
        other = copy(self)
        other.restore(self.kept(), self.arrived)
        return other

    def kept(self) -> dict[str, tuple[Given, ...]]:
        """Give a copy of what was discharged so far."""
        return dict(self._given)

    def restore(self, given: dict[str, tuple[Given, ...]], arrived: set[str]) -> None:
        """Put back what was discharged, and let some deliveries be judged again."""
        self._given = dict(given)
        self.arrived = set(arrived)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def _names(delivery: Delivery, share: Share) -> bool:
    """Say whether a delivery names a parcel, by its id, its tranche or its scale."""
    return bool({share.id, share.tranche, share.group} & set(delivery.parcels))


def deeds_of(accord: Accord, fact: ActOf | Delivered | Returned) -> set[str]:
    """Give the powers, or the benefit, whose acts or deliveries can change a fact."""
    if isinstance(fact, Delivered | Returned):
        return {fact.benefit}
    return {one for name in fact.powers for one in leaning(accord, name)}

"""What was given: deliveries, and the parcels of benefits that each of them discharges (D1, D4, D7)."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from decimal import Decimal
from typing import Self

import msgspec

from accordance.accord.types import Accord
from accordance.decide.given import Due, Given, Judged, Room, whole
from accordance.kernel.quantities import exact
from accordance.program.parcels import Share, advance_of, apportioned, shares_of, tranche_of
from accordance.program.worth import conversion
from accordance.record.entries import Delivery
from accordance.record.standing import Corrections


class Gifts:
    """The deliveries that are visible so far, and what each was found to discharge."""

    def __init__(self, accord: Accord, settled: dict[str, Judged] | None = None) -> None:
        """Start with nothing given.

        ``settled`` are deliveries that were judged already, with what was known then: later
        knowledge does not judge them anew (D6), unless it corrects the delivery itself.
        """
        self.accord = accord
        self.shares = {name: shares_of(one) for name, one in accord.benefits.items() if one.amount}
        self.deliveries: dict[str, Delivery] = {}
        self.returns: dict[str, Delivery] = {}
        self.arrived: set[str] = set()
        self._given: dict[str, tuple[Given, ...]] = {}
        self._corrections = Corrections()
        self._settled = settled or {}
        self.room: Room = whole

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

    def days_set_off(self) -> set[int]:
        """Give the days on which what was given in advance was set off, as was known at the time."""
        return {part.set_off for _, parts in self._settled.values() for part in parts} - {0}

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
        shares = self.shares.get(delivery.benefit, ())
        rest = {one.id: self.room(delivery.benefit, one.id, one.amount) for one in shares}
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

    def copy(self) -> Self:
        """Give another of the same, in which advances are set off apart from this one."""
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


def _names(delivery: Delivery, share: Share) -> bool:
    """Say whether a delivery names a parcel, by its id, its tranche or its scale."""
    return bool({share.id, share.tranche, share.group} & set(delivery.parcels))

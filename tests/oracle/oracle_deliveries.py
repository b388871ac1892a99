"""What was given, and what it discharged: rules D1, D4 and D7, read literally."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from oracle_capped import rule_d4_most
from oracle_parcels import parcels_of, rate

from accordance.kernel.quantities import PERCENT, Quantity, divided
from accordance.record.entries import Delivery


@dataclass(frozen=True)
class Part:
    """What a delivery discharged of a parcel, and whether that was due; without a parcel, the rest.

    An advance discharges its parcel on the day on which it is set off.
    """

    delivery: str
    benefit: str
    parcel: str
    amount: Decimal
    day: date
    due: bool
    advance: bool = False
    set_off: date | None = None

    @property
    def discharged(self) -> date | None:
        """The day on which it discharged its parcel."""
        return self.set_off if self.advance else self.day


def standing(fold: Any) -> dict[str, Delivery]:
    """Give the deliveries that count on the fold's day, as they now read."""
    seen = fold.world.visible(fold.day)
    return {
        one.id: one for one in seen if isinstance(one, Delivery) and one.benefit and not one.returns
    }


def returned(fold: Any, delivery: str, benefit_id: str) -> Decimal:
    """Give what was given back of a delivery by now, in the unit of its benefit."""
    seen = fold.world.visible(fold.day)
    returns = [one for one in seen if isinstance(one, Delivery) and one.returns == delivery]
    return sum((rule_d4_amount(fold.accord, one, benefit_id) for one in returns), Decimal(0))


def withdraw(fold: Any) -> list[Delivery]:
    """Free what was discharged by deliveries that no longer read as they did; give the new ones."""
    now = standing(fold)
    for name, old in list(fold.judged.items()):
        if now.get(name) != old:
            fold.given = [part for part in fold.given if part.delivery != name]
            del fold.judged[name]
    return [one for name, one in sorted(now.items()) if name not in fold.judged]


def rule_d7(fold: Any, delivery: Delivery) -> list[Part]:
    """Let a delivery discharge what was due on its day, or what was accepted, in the order of text.

    It discharges the parcels that it names, else its payer's; what is left goes in advance to those
    that were open to it, and the rest is outside the rule.
    """
    left, when = rule_d4_amount(fold.accord, delivery), delivery.happened.end
    parts: list[Part] = []
    open_: list[tuple[str, Decimal]] = []
    portions = rule_d3_held(fold, delivery, left)
    written = fold.accord.benefits[delivery.benefit].tranches
    for parcel, (tranche, _, _) in reached(fold, delivery):
        amount = rule_d4_most(fold, delivery.benefit, parcel)
        names = {parcel, tranche, written[tranche].group if tranche in written else ""}
        named = not delivery.parcels or names & set(delivery.parcels)
        if not named:
            continue
        due = fold.was_due(delivery.benefit, parcel, when)
        if not delivery.accepted and not due and not delivery.under:
            open_.append((parcel, amount))
            continue
        part = max(Decimal(0), min(left, amount - fold.taken(delivery.benefit, parcel)))
        if delivery.payer == fold.accord.benefits[delivery.benefit].holder and not delivery.under:
            part = portions[parcel]
        left -= part
        if part > 0:
            parts.append(Part(delivery.id, delivery.benefit, parcel, part, when, due))
    room = advance_of(fold, delivery.benefit)
    for parcel, amount in [] if delivery.under else open_:
        ahead = min(left, room, amount - fold.taken(delivery.benefit, parcel))
        if ahead > 0 and (delivery.benefit, parcel) in fold.open.get(when, set()):
            left, room = left - ahead, room - ahead
            one = Part(delivery.id, delivery.benefit, parcel, ahead, when, False, advance=True)
            parts.append(one)
    if left > 0:
        parts.append(Part(delivery.id, delivery.benefit, "", left, when, False))
    return parts


def rule_d3_held(fold: Any, delivery: Delivery, left: Decimal) -> dict[str, Decimal]:
    """Divide what is given from what all payers gave: tranche by tranche, by what is open in each.

    To two digits more than the amount is written in; the last part takes the rest, as far as it
    has room, and the parts before it what is over.
    """
    found: dict[str, Decimal] = {}
    rooms: dict[str, dict[str, Decimal]] = {}
    written = fold.accord.benefits[delivery.benefit].tranches
    for parcel, (tranche, _, _) in parcels_of(fold.accord, delivery.benefit).items():
        amount = rule_d4_most(fold, delivery.benefit, parcel)
        names = {parcel, tranche, written[tranche].group if tranche in written else ""}
        named = not delivery.parcels or names & set(delivery.parcels)
        due = fold.was_due(delivery.benefit, parcel, delivery.happened.end)
        if named and (due or delivery.accepted):
            room = max(Decimal(0), amount - fold.taken(delivery.benefit, parcel))
            rooms.setdefault(tranche, {})[parcel] = room
    for inside in rooms.values():
        whole = min(left, sum(inside.values(), Decimal(0)))
        left -= whole
        unit = fold.accord.benefits[delivery.benefit].amount.unit
        parts = divided(Quantity(whole, unit), list(inside.values()))
        for parcel, room in reversed(inside.items()):
            found[parcel] = min(room, parts[-1])
            over = parts.pop() - found[parcel]
            if parts:
                parts[-1] += over
    return found


def reached(fold: Any, delivery: Delivery) -> list[tuple[str, tuple[str, str, Decimal]]]:
    """Give the parcels that a payer can discharge: its own, then under joint payment its fellows'."""
    parcels = list(parcels_of(fold.accord, delivery.benefit).items())
    own = [one for one in parcels if one[1][1] == delivery.payer]
    if delivery.under:
        return rule_d3_under(fold, delivery, own or parcels)
    if delivery.payer == fold.accord.benefits[delivery.benefit].holder:
        return parcels
    if fold.accord.benefits[delivery.benefit].payment != "joint":
        return own
    mine = {tranche for _, (tranche, _, _) in own}
    return own + [one for one in parcels if one not in own and one[1][0] in mine]


def rule_d3_under(fold: Any, delivery: Delivery, parcels: list[Any]) -> list[Any]:
    """Give those parcels that the instrument settles under which something was given."""
    benefit = fold.accord.benefits[delivery.benefit]
    written = benefit.tranches
    return [
        one
        for one in parcels
        if delivery.under
        in ((written.get(one[1][0]) or benefit).discharged_by or benefit.discharged_by)
    ]


def advance_of(fold: Any, benefit_id: str) -> Decimal:
    """Give what of a benefit may still be given in advance."""
    advance = fold.accord.benefits[benefit_id].advance
    if advance is None:
        return Decimal(0)
    most = advance.up_to.amount
    if advance.up_to.unit == PERCENT:
        most = fold.face(benefit_id) * most / 100
    given = [one.amount for one in fold.given if one.benefit == benefit_id and one.advance]
    return most - sum(given, Decimal(0))


def rule_d4_amount(accord: Any, delivery: Delivery, benefit_id: str = "") -> Decimal:
    """Give a delivery's amount in its benefit's unit; without a rate between them it is nothing."""
    unit = accord.benefits[benefit_id or delivery.benefit].amount.unit
    day = delivery.happened.end
    return delivery.amount.amount * (rate(accord, delivery.amount.unit, unit, day) or 0)

"""Exposure: what was given and cannot be had back, beside what was shown for it (H, principle 6)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from accordance.accord.implied import is_implied
from accordance.decide.determination import BenefitState, Exposure
from accordance.decide.money import undischarging
from accordance.kernel.quantities import Quantity, Range, exact
from accordance.program import codes
from accordance.program.ladders import counts
from accordance.program.worth import conversion, worth_of_days, worth_of_parcel, worth_of_status

if TYPE_CHECKING:
    from accordance.accord.types import Accord
    from accordance.decide.history import History

NONE = Decimal(0)
_PLACE = Decimal("0.0001")
_CENT = Decimal("0.01")


def baskets(accord: Accord, progress: dict[str, Decimal]) -> dict[str, Decimal]:
    """Give each basket's verified progress: the share, by weight, of an obligor's commitments in it.

    Where several obligors have commitments in a basket, that of the one with least.  A series
    weighs as one commitment.
    """
    shares = {}
    for basket in accord.baskets:
        found = [
            _share(accord, progress, basket, name)
            for name, party in accord.parties.items()
            if "obligor" in party.roles
        ]
        shares[basket] = min((one for one in found if one is not None), default=NONE)
    return shares


def weakest(accord: Accord, progress: dict[str, Decimal]) -> str:
    """Give the basket with the least progress, of those in which there is anything to do; else nothing."""
    asked = {one.basket for name, one in accord.commitments.items() if not is_implied(name)}
    return min((one for one in progress if one in asked), key=lambda one: progress[one], default="")


def _share(accord: Accord, progress: dict[str, Decimal], basket: str, party: str) -> Decimal | None:
    """Give one party's share in a basket, None where it has no commitment there."""
    series = Counter(one.series for one in accord.commitments.values())
    inside = [
        (Fraction(one.weight) / (series[one.series] if one.series else 1), progress[name])
        for name, one in accord.commitments.items()
        if one.basket == basket and party in one.by and not is_implied(name) and counts(accord, one)
    ]
    whole = sum(weight for weight, _ in inside)
    if not whole:
        return None
    done = sum(weight * Fraction(share) for weight, share in inside)
    return exact(Decimal(done / whole // Fraction(_PLACE)) * _PLACE)


def expose(
    history: History, benefits: dict[str, BenefitState], progress: dict[str, Decimal]
) -> Exposure:
    """Give the exposure on the day asked; what was given outside the accord counts too."""
    sums: dict[str, dict[str, Decimal]] = {
        word: defaultdict(Decimal)
        for word in (
            "delivered",
            "unrecoverable",
            "recoverable",
            "recovered",
            "outside",
            "unpriced",
        )
    }
    payers: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    low = high = NONE
    worth: Range | None
    for name, state in benefits.items():
        benefit = history.accord.benefits[name]
        for payer, amount in _by_payer(history, name):
            payers[payer][amount.unit] += amount.amount
        for amount in _apart(history, name):
            sums["delivered"][amount.unit] += amount.amount
            sums["unpriced"][amount.unit] += amount.amount
            if benefit.nature == "spent":
                sums["unrecoverable"][amount.unit] += amount.amount
        given = state.amounts.get("delivered", NONE) + undischarging(history, name) - state.settled
        if given:
            sums["delivered"][state.unit] += given
            sums["outside"][state.unit] += state.outside_rule
            sums["recoverable"][state.unit] += state.recoverable
            sums["recovered"][state.unit] += state.recovered
            if benefit.nature == "spent":
                sums["unrecoverable"][state.unit] += given - state.recovered
            had = given - state.recovered
            worth = worth_of_parcel(history.accord, benefit, had, history.clock.as_of)
            if worth is None:
                sums["unpriced"][state.unit] += had
        elif benefit.amount is None:
            worth = worth_of_days(benefit, days_in_force(history, name)) or (
                worth_of_status(history.accord, benefit) if state.state in codes.RUNNING else None
            )
        else:
            worth = None
        if worth is not None:
            low, high = low + worth.low, high + worth.high
    for delivery in history.fold.deeds.standing(""):
        amount = delivery.amount
        for word in ("delivered", "unrecoverable", "outside", "unpriced"):
            sums[word][amount.unit] += amount.amount
        payers[delivery.payer][amount.unit] += amount.amount
    return Exposure(
        delivered=_kept(sums["delivered"]),
        unrecoverable=_kept(sums["unrecoverable"]),
        recoverable=_kept(sums["recoverable"]),
        recovered=_kept(sums["recovered"]),
        outside_rule=_kept(sums["outside"]),
        by_payer={payer: _kept(units) for payer, units in sorted(payers.items())},
        unpriced=_kept(sums["unpriced"]),
        worth=(exact(low.quantize(_CENT)), exact(high.quantize(_CENT))),
        currency=history.accord.currency,
        progress=progress,
        weakest=weakest(history.accord, progress),
    )


def _by_payer(history: History, name: str) -> Iterator[tuple[str, Quantity]]:
    """Give who gave what of a benefit; what was held for the payers, by whose parcels it discharged (D3)."""
    deeds, benefit = history.fold.deeds, history.accord.benefits[name]
    for delivery in deeds.counted(name):
        if not deeds.held(delivery) or benefit.amount is None:
            yield delivery.payer, delivery.amount
    for part in deeds.given(name):
        delivery = deeds.deliveries[part.delivery]
        if deeds.held(delivery) and not delivery.under and benefit.amount is not None:
            yield deeds.payer(part), Quantity(part.amount, benefit.amount.unit)


def _apart(history: History, name: str) -> Iterator[Quantity]:
    """Give what was given of a transfer in a unit that no rate turns into its own: it discharges none."""
    amount = history.accord.benefits[name].amount
    for delivery in history.fold.deeds.counted(name) if amount else ():
        unit, day = delivery.amount.unit, delivery.happened.end
        if amount and conversion(history.accord, unit, amount.unit, day) is None:
            yield delivery.amount


def _kept(sums: dict[str, Decimal]) -> dict[str, Decimal]:
    return {unit: exact(amount) for unit, amount in sorted(sums.items()) if amount}


def days_in_force(history: History, name: str) -> int:
    """Give the days on which a status has been in force up to the day asked."""
    node = history.program.benefits[name][0].node
    running = frozenset(map(codes.STATUS_STATES.index, codes.RUNNING))
    days = 0
    since = 0
    for change in history.fold.changes:
        if change.node == node:
            if since:
                days += change.day - since
            since = change.day if change.after in running else 0
    return days + (history.clock.as_of.toordinal() - since + 1 if since else 0)

"""A transfer's amounts on a day: what each parcel's part is, adding up to the face exactly (D1)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from accordance.decide.capped import beyond
from accordance.decide.determination import BUCKETS, LOST, ParcelState
from accordance.kernel.days import add_period
from accordance.kernel.logic import TRUE
from accordance.program.parcels import tranche_of

if TYPE_CHECKING:
    from accordance.accord.types import Benefit
    from accordance.decide.given import Given
    from accordance.decide.history import History
    from accordance.program.tables import Parcel

NONE = Decimal(0)
_LEFT = ("withheld", "suspended", *LOST)


def parcels(history: History, name: str) -> tuple[ParcelState, ...]:
    """Give the parcels of a transfer on the day asked; none for a status."""
    own = history.program.parcels.get(name, ())
    given = history.fold.deeds.given(name) if own else ()
    return tuple(_parcel(history, parcel, given) for parcel in own)


def _parcel(history: History, parcel: Parcel, given: tuple[Given, ...]) -> ParcelState:
    share = parcel.share
    parts = [part for part in given if part.parcel == share.id]
    delivered = sum((part.amount for part in parts), NONE)
    state = history.name_of(parcel)
    since = history.state.day[parcel.node]
    over = beyond(history.program, history.state, parcel, delivered)
    return ParcelState(
        id=share.id,
        tranche=share.tranche,
        payer=share.payer,
        state=state,
        amount=share.amount,
        delivered=delivered,
        since=date.fromordinal(since) if since else None,
        late=state == "due" and _late(history, parcel),
        in_default=state == "due" and _in_default(history, parcel),
        advanced=sum((part.amount for part in parts if part.advance), NONE),
        net=share.amount - delivered - over,
        beyond_cap=over,
    )


def _late(history: History, parcel: Parcel) -> bool:
    last = last_day(history, parcel)
    return last is not None and history.clock.as_of > last


def _in_default(history: History, parcel: Parcel) -> bool:
    """Say whether a parcel is late beyond its cure; at once where it has none."""
    last = last_day(history, parcel)
    deliver = tranche_of(history.accord.benefits[parcel.benefit], parcel.share).deliver
    if last is not None and deliver is not None and deliver.cure is not None:
        months = history.accord.calendar.months or "clamp"
        last = add_period(last, deliver.cure, months, "exclude-first")
    return last is not None and history.clock.as_of > last


def unallocated(benefit: Benefit, states: tuple[ParcelState, ...]) -> Decimal:
    """Give what payers leave of tranches that others share, and that nobody else owes (D4).

    What those in default leave; of a pool besides what some hold back or have lost while others give.
    """
    if benefit.payment == "joint":
        return NONE
    shared = Counter(one.tranche for one in states)
    given = {one.tranche for one in states if one.state in ("due", "delivered")}
    held = _LEFT if benefit.payment == "pooled" else ()
    return sum(
        (
            one.net for one in states
            if (one.in_default and shared[one.tranche] > 1)
            or (one.state in held and one.tranche in given)
        ),
        NONE,
    )  # fmt: skip


def last_day(history: History, parcel: Parcel) -> date | None:
    """Give the last day to deliver what is due; None where there is none, or while it is excused."""
    since = history.state.day[parcel.node]
    benefit = history.accord.benefits[parcel.benefit]
    deliver = tranche_of(benefit, parcel.share).deliver
    if deliver is None:
        return None
    months = history.accord.calendar.months or "clamp"
    own = next(one for one in history.program.benefits[parcel.benefit] if one.node == parcel.node)
    if "excused" in own.clauses and history.holds(own.clauses["excused"]) == TRUE:
        return None
    last = add_period(date.fromordinal(since), deliver.within, months, "exclude-first")
    return last + timedelta(days=stood_still(history, parcel.node, 1))


def stood_still(history: History, node: int, place: int) -> int:
    """Give the days by which a deadline was moved, from the memory of a machine (D4)."""
    memory = history.program.tables.memory_at[node] + place
    past, began = history.state.memory[memory : memory + 2]
    return past + (history.clock.as_of.toordinal() - began + 1 if began else 0)


def amounts(states: tuple[ParcelState, ...]) -> dict[str, Decimal]:
    """Give the face divided into its parts; the parts add up exactly.  Empty for a status."""
    if not states:
        return {}
    parts = dict.fromkeys(BUCKETS, NONE)
    for parcel in states:
        parts["delivered"] += parcel.delivered
        if parcel.state != "delivered":
            parts[parcel.state] += parcel.amount - parcel.delivered - parcel.beyond_cap
            parts["not_due"] += parcel.beyond_cap
        else:
            parts["not_due"] += parcel.amount - parcel.delivered
    return parts


def summary(states: tuple[ParcelState, ...]) -> str:
    """Give the one word for a transfer: its parcels' state, part_delivered, or mixed."""
    words = {parcel.state for parcel in states}
    if len(words) == 1 and (
        words == {"delivered"} or not any(parcel.delivered for parcel in states)
    ):
        return words.pop()
    return "part_delivered" if any(parcel.delivered for parcel in states) else "mixed"


def outside_rule(history: History, name: str) -> Decimal:
    """Give what was delivered under a benefit without being due, or beyond its parcels (D7).

    What was accepted discharges a parcel and is outside the rule all the same; an advance is not.
    """
    parts = [one for one in history.fold.deeds.given(name) if not (one.due or one.advance)]
    deeds = history.fold.deeds
    return sum((part.amount for part in parts if not deeds.elsewhere(part)), NONE)


def undischarging(history: History, name: str) -> Decimal:
    """Give what was delivered under a benefit and discharged none of its parcels."""
    deeds = history.fold.deeds
    parts = (one for one in deeds.given(name) if not (one.parcel or deeds.elsewhere(one)))
    return sum((part.amount for part in parts), NONE)


def settled(history: History, name: str) -> Decimal:
    """Give what of a benefit was settled under another instrument, and is no exposure here (D3)."""
    deeds = history.fold.deeds
    parts = (one for one in deeds.given(name) if one.parcel and deeds.elsewhere(one))
    return sum((part.amount for part in parts), NONE)

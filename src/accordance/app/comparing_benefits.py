"""Comparing what a benefit was expected to be with what was determined: its parts, gifts and accounts."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accordance.app.check import NONE, Check, fields, words
from accordance.app.expect import (
    AmountsWanted,
    BenefitWanted,
    DeliveryWanted,
    ParcelWanted,
    SilenceWanted,
)
from accordance.decide.determination import BenefitState, DeliveryState
from accordance.decide.silence import Silence
from accordance.kernel.quantities import Quantity

Path = tuple[str, ...]
_PLAIN = (
    "payable", "by_rule", "contested", "since", "lapses_to", "disputed", "disputed_by",
)  # fmt: skip
_ABSENT = "there is none"


def benefit_checks(path: Path, wanted: BenefitWanted, found: BenefitState) -> Iterator[Check]:
    """Compare a benefit with everything that is expected of it."""
    if wanted.state is not None:
        yield Check((*path, "state"), wanted.state, found.state)
    yield from fields(path, wanted, found, _PLAIN)
    for name in ("late", "in_default"):
        asked = getattr(wanted, name)
        if asked is not None:
            some = any(getattr(one, name) for one in found.parcels)
            yield Check((*path, name), words(asked), words(some))
    yield from _amounts((*path, "amounts"), wanted.amounts or AmountsWanted(), found)
    if wanted.outside_rule is not None:
        yield _amount((*path, "outside_rule"), wanted.outside_rule, found.outside_rule, found.unit)
    gaps = {one.act: one.unexplained for one in found.staged}
    for act, gap in wanted.unexplained.items():
        if act in gaps:
            yield _amount((*path, "unexplained", act), gap, gaps[act], found.unit)
        else:
            yield Check((*path, "unexplained", act), str(gap), _ABSENT)
    for name, parcel in wanted.parcels.items():
        yield from _parcel((*path, "parcels", name), parcel, found)
    for name, delivery in wanted.deliveries.items():
        yield from _delivery((*path, "deliveries", name), delivery, found)
    for name, holds in wanted.provisions.items():
        shown = found.provisions.get(name)
        yield Check((*path, "provisions", name), holds, _ABSENT if shown is None else words(shown))
    if wanted.if_nobody_acts is not None:
        yield from _silence((*path, "if_nobody_acts"), wanted.if_nobody_acts, found.if_nobody_acts)


def _amounts(path: Path, wanted: AmountsWanted, found: BenefitState) -> Iterator[Check]:
    for part in wanted.__struct_fields__:
        amount = getattr(wanted, part)
        if amount is not None:
            given = found.amounts.get(part)
            given = getattr(found, part, Decimal(0)) if given is None else given
            yield _amount((*path, part), amount, given, found.unit)


def _amount(path: Path, wanted: Quantity, found: Decimal, unit: str) -> Check:
    """Compare amounts; one that is written without a unit is in that of its benefit."""
    expected = wanted if wanted.unit else Quantity(wanted.amount, unit)
    return Check(path, str(expected), str(Quantity(found, unit)))


def _parcel(path: Path, wanted: ParcelWanted, found: BenefitState) -> Iterator[Check]:
    parcel = next((one for one in found.parcels if one.id == path[-1]), None)
    if parcel is None:
        known = words(tuple(one.id for one in found.parcels))
        yield Check(path, "a parcel", f"{_ABSENT}; the parcels are {known}")
        return
    for name in ("amount", "delivered", "advanced", "net"):
        amount = getattr(wanted, name)
        if amount is not None:
            yield _amount((*path, name), amount, getattr(parcel, name), found.unit)
    yield from fields(path, wanted, parcel, ("state", "late", "in_default", "payer", "since"))


def _delivery(path: Path, wanted: DeliveryWanted, found: BenefitState) -> Iterator[Check]:
    """Compare a delivery, or with ``DELIVERY/PARCEL`` its part for one parcel."""
    name, _, parcel = path[-1].partition("/")
    parts = [one for one in found.deliveries if one.delivery == name]
    parts = [one for one in parts if parcel in ("", one.parcel)]
    if not parts:
        known = words(tuple(f"{one.delivery}/{one.parcel}".strip("/") for one in found.deliveries))
        yield Check(path, "a delivery", f"{_ABSENT}; there are {known}")
        return
    for key in ("amount", "recoverable", "recovered", "unrecovered_loss"):
        amount = getattr(wanted, key)
        if amount is not None:
            given = sum((getattr(one, key) for one in parts), Decimal(0))
            yield _amount((*path, key), amount, given, found.unit)
    for key in (
        "lawful_when_made", "supported_now", "reason", "advance", "set_off", "payer", "on",
    ):  # fmt: skip
        asked = getattr(wanted, key)
        if asked is not None:
            expected = NONE if asked == "none" else words(asked)
            yield Check((*path, key), expected, _all(parts, key))


def _all(parts: list[DeliveryState], key: str) -> str:
    """Give what all parts of a delivery say, or each different thing that some say."""
    return ", ".join(dict.fromkeys(words(getattr(one, key)) for one in parts))


def _silence(path: Path, wanted: SilenceWanted, found: Silence | None) -> Iterator[Check]:
    if found is None:
        yield Check(path, "what silence does", _ABSENT)
        return
    yield from fields(path, wanted, found, wanted.__struct_fields__)

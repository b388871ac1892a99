"""What several determinations share: equal answers stay, unequal ones are unknown (SEMANTICS C5)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from accordance.decide import money
from accordance.decide.determination import (
    BenefitState,
    CommitmentState,
    DeliveryState,
    Determination,
    Exposure,
    ParcelState,
    PowerState,
)
from accordance.decide.standing import UNDETERMINED, common, in_doubt

Answer = TypeVar("Answer", CommitmentState, BenefitState, PowerState)
replace = msgspec.structs.replace


def shared(answers: Sequence[Determination]) -> tuple[Determination, tuple[str, ...]]:
    """Give what all answers share, and the provisions and claims on which they differ.

    Progress and amounts given, claimed, had back or lost are the least, what was given outside the
    rule the most; an amount of which it is not known whether it is due counts as not due.
    """
    first = answers[0]
    groups = {
        "commitments": _group(answers, "commitments", _commitment),
        "implied": _group(answers, "implied", _commitment),
        "benefits": _group(answers, "benefits", _benefit),
        "powers": _group(answers, "powers", _power),
        "claims": _group(answers, "claims", _claim),
    }
    differ = tuple(
        dict.fromkeys(
            name
            for group, merged in groups.items()
            for name in merged
            if any(
                getattr(one, group).get(name) != getattr(first, group).get(name) for one in answers
            )
        )
    )
    baskets = {
        name: min(one.baskets.get(name, Decimal(0)) for one in answers) for name in first.baskets
    }
    exposure = _exposure([one.exposure for one in answers])
    answer = replace(first, **groups, baskets=baskets, exposure=exposure, digest="")
    return answer, differ


def unknown_by_reading(
    answer: Determination, names: Collection[str]
) -> tuple[Determination, tuple[str, ...]]:
    """Give an answer in which these are undetermined: more readings are open than can be tried."""
    unknown: dict[str, Any] = {"state": in_doubt(parcel=False)}
    commitments, implied = (
        {
            name: replace(one, **unknown, verdict=UNDETERMINED, first=None, late=None)
            if name.partition("/")[0] in names
            else one
            for name, one in group.items()
        }
        for group in (answer.commitments, answer.implied)
    )
    benefits = {
        name: _benefit_in_doubt(one) if name in names else one
        for name, one in answer.benefits.items()
    }
    claims = {name: UNDETERMINED if name in names else one for name, one in answer.claims.items()}
    powers = {
        name: replace(one, **unknown) if name in names else one
        for name, one in answer.powers.items()
    }
    changed = replace(
        answer, commitments=commitments, implied=implied, benefits=benefits, powers=powers,
        claims=claims,
    )  # fmt: skip
    shown = (*commitments, *benefits, *powers, *claims)
    return changed, tuple(dict.fromkeys(name for name in shown if name in names))


def _benefit_in_doubt(one: BenefitState) -> BenefitState:
    """Give a benefit of which readings leave open how it stands: what is not given is not due."""
    parcels = tuple(
        replace(part, state=in_doubt(parcel=True), since=None, late=False, in_default=False)
        for part in one.parcels
    )
    return replace(
        one, state=in_doubt(parcel=False), parcels=parcels, amounts=money.amounts(parcels),
        payable="unknown", by_rule="unknown", since=None, unallocated=Decimal(0),
    )  # fmt: skip


def _group(
    answers: Sequence[Determination], group: str, merge: Callable[[list[Any]], Any]
) -> dict[str, Any]:
    """Merge a group name by name; what only some readings have is not shared."""
    maps = [getattr(one, group) for one in answers]
    return {
        name: merge([one[name] for one in maps])
        for name in maps[0]
        if all(name in one for one in maps)
    }


def agreed(values: Sequence[Any], otherwise: Any) -> Any:
    """Give the value that all have, else another."""
    return values[0] if all(one == values[0] for one in values) else otherwise


def _claim(some: list[str]) -> str:
    return str(agreed(some, UNDETERMINED))


def _commitment(some: list[CommitmentState]) -> CommitmentState:
    return replace(
        some[0],
        state=common([one.state for one in some]),
        verdict=agreed([one.verdict for one in some], UNDETERMINED),
        progress=min(one.progress for one in some),
        due=agreed([one.due for one in some], None),
        first=agreed([one.first for one in some], None),
        late=agreed([one.late for one in some], None),
        waived_by=agreed([one.waived_by for one in some], ""),
        **_flags(some),
    )


def _benefit(some: list[BenefitState]) -> BenefitState:
    pairs = zip(*(one.parcels for one in some), strict=False)
    parcels = tuple(_parcel(list(each)) for each in pairs)
    names = [name for name in some[0].provisions if all(name in one.provisions for one in some)]
    return replace(
        some[0],
        state=common([one.state for one in some]),
        amounts=money.amounts(parcels) if parcels else some[0].amounts,
        parcels=parcels,
        deliveries=tuple(_deliveries([one.deliveries for one in some])),
        recoverable=min(one.recoverable for one in some),
        recovered=min(one.recovered for one in some),
        unrecovered_loss=min(one.unrecovered_loss for one in some),
        payable=agreed([one.payable for one in some], "unknown"),
        by_rule=agreed([one.by_rule for one in some], "unknown"),
        contested=any(one.contested for one in some),
        provisions={
            name: agreed([one.provisions[name] for one in some], "unknown") for name in names
        },
        outside_rule=max(one.outside_rule for one in some),
        advanced=min(one.advanced for one in some),
        unallocated=min(one.unallocated for one in some),
        beyond_cap=min(one.beyond_cap for one in some),
        staged=agreed([one.staged for one in some], ()),
        settled=min(one.settled for one in some),
        since=agreed([one.since for one in some], None),
        lapses_to=agreed([one.lapses_to for one in some], ""),
        **_flags(some),
    )


def _deliveries(some: list[tuple[DeliveryState, ...]]) -> Iterator[DeliveryState]:
    """Give the parts of deliveries that every reading gives, each with what all of them say of it."""
    others = [list(one) for one in some[1:]]
    for part in some[0]:
        same = [next((one for one in other if _alike(one, part)), None) for other in others]
        found = [one for one in same if one is not None]
        if len(found) < len(same):
            continue
        for other, one in zip(others, found, strict=True):
            other.remove(one)
        yield _delivery([part, *found])


def _alike(one: DeliveryState, other: DeliveryState) -> bool:
    """Say whether two parts are of one delivery, and discharged as much of one parcel."""
    return (one.delivery, one.parcel, one.amount) == (other.delivery, other.parcel, other.amount)


def _delivery(some: list[DeliveryState]) -> DeliveryState:
    return replace(
        some[0],
        lawful_when_made=all(one.lawful_when_made for one in some),
        supported_now=agreed([one.supported_now for one in some], "unknown"),
        reason=agreed([one.reason for one in some], ""),
        recoverable=min(one.recoverable for one in some),
        recovered=min(one.recovered for one in some),
        unrecovered_loss=min(one.unrecovered_loss for one in some),
        advance=all(one.advance for one in some),
        set_off=agreed([one.set_off for one in some], None),
    )


def _parcel(some: list[ParcelState]) -> ParcelState:
    """Give a parcel; where readings differ it is not due, as where its release is unknown."""
    return replace(
        some[0],
        state=common([one.state for one in some], parcel=True),
        delivered=min(one.delivered for one in some),
        since=agreed([one.since for one in some], None),
        late=all(one.late for one in some),
        in_default=all(one.in_default for one in some),
        advanced=min(one.advanced for one in some),
        net=max(one.net for one in some),
        beyond_cap=min(one.beyond_cap for one in some),
        disputed_by=tuple(sorted({party for one in some for party in one.disputed_by})),
    )


def _power(some: list[PowerState]) -> PowerState:
    return replace(
        some[0],
        state=common([one.state for one in some]),
        effective=agreed([one.effective for one in some], None),
        contested=any(one.contested for one in some),
        acts=tuple(act for act in some[0].acts if all(act in one.acts for one in some)),
        void=tuple(act for act in some[0].void if all(act in one.void for one in some)),
        void_because={
            act: ground
            for act, ground in some[0].void_because.items()
            if all(act in one.void for one in some)
        },
        **_flags(some),
    )


def _flags(some: Sequence[CommitmentState | BenefitState | PowerState]) -> dict[str, Any]:
    holders = {party for one in some for party in one.disputed_by}
    return {"disputed": any(one.disputed for one in some), "disputed_by": tuple(sorted(holders))}


def _exposure(some: list[Exposure]) -> Exposure:
    first = some[0]
    progress = {
        name: min(one.progress.get(name, Decimal(0)) for one in some) for name in first.progress
    }
    asked = {one.weakest for one in some}
    weakest = min(
        (one for one in progress if one in asked), key=lambda one: progress[one], default=""
    )
    worth = (min(one.worth[0] for one in some), max(one.worth[1] for one in some))
    return replace(
        first,
        progress=progress,
        weakest=weakest,
        delivered=_by_unit([one.delivered for one in some], min),
        recoverable=_by_unit([one.recoverable for one in some], min),
        recovered=_by_unit([one.recovered for one in some], min),
        unrecoverable=_by_unit([one.unrecoverable for one in some], max),
        outside_rule=_by_unit([one.outside_rule for one in some], max),
        worth=worth,
    )


def _by_unit(some: list[dict[str, Decimal]], which: Callable[..., Decimal]) -> dict[str, Decimal]:
    """Give the least or the most of each unit; what comes to nothing is left out."""
    units = sorted({unit for one in some for unit in one})
    found = {unit: which(one.get(unit, Decimal(0)) for one in some) for unit in units}
    return {unit: amount for unit, amount in found.items() if amount}

"""What several determinations share: equal answers stay, unequal ones are unknown (SEMANTICS C5)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from accordance.decide import money
from accordance.decide.determination import (
    BenefitState,
    CommitmentState,
    Determination,
    Exposure,
    ParcelState,
    PowerState,
)

UNDETERMINED = "undetermined"
Answer = TypeVar("Answer", CommitmentState, BenefitState, PowerState)
replace = msgspec.structs.replace


def shared(answers: Sequence[Determination]) -> tuple[Determination, tuple[str, ...]]:
    """Give what all answers share, and the provisions and claims on which they differ.

    Progress and amounts given are the least, what was given outside the rule the most; an
    amount of which it is not known whether it is due counts as not due.
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
    unknown: dict[str, Any] = {"state": UNDETERMINED}
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
        name: replace(one, **unknown, payable="unknown", by_rule="unknown")
        if name in names
        else one
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
        state=agreed([one.state for one in some], UNDETERMINED),
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
        state=agreed([one.state for one in some], UNDETERMINED),
        amounts=money.amounts(parcels) if parcels else some[0].amounts,
        parcels=parcels,
        payable=agreed([one.payable for one in some], "unknown"),
        by_rule=agreed([one.by_rule for one in some], "unknown"),
        contested=any(one.contested for one in some),
        provisions={
            name: agreed([one.provisions[name] for one in some], "unknown") for name in names
        },
        outside_rule=max(one.outside_rule for one in some),
        advanced=min(one.advanced for one in some),
        unallocated=min(one.unallocated for one in some),
        staged=agreed([one.staged for one in some], ()),
        settled=min(one.settled for one in some),
        since=agreed([one.since for one in some], None),
        lapses_to=agreed([one.lapses_to for one in some], ""),
        **_flags(some),
    )


def _parcel(some: list[ParcelState]) -> ParcelState:
    """Give a parcel; where readings differ it is not due, as where its release is unknown."""
    return replace(
        some[0],
        state=agreed([one.state for one in some], "not_due"),
        delivered=min(one.delivered for one in some),
        since=agreed([one.since for one in some], None),
        late=all(one.late for one in some),
        in_default=all(one.in_default for one in some),
        advanced=min(one.advanced for one in some),
        net=max(one.net for one in some),
    )


def _power(some: list[PowerState]) -> PowerState:
    return replace(
        some[0],
        state=agreed([one.state for one in some], UNDETERMINED),
        effective=agreed([one.effective for one in some], None),
        contested=any(one.contested for one in some),
        acts=tuple(act for act in some[0].acts if all(act in one.acts for one in some)),
        void=tuple(act for act in some[0].void if all(act in one.void for one in some)),
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
    weakest = min(progress, key=lambda name: progress[name], default="")
    units = dict.fromkeys(unit for one in some for unit in one.outside_rule)
    outside = {unit: max(one.outside_rule.get(unit, Decimal(0)) for one in some) for unit in units}
    worth = (min(one.worth[0] for one in some), max(one.worth[1] for one in some))
    return replace(first, progress=progress, weakest=weakest, outside_rule=outside, worth=worth)

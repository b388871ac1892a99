"""Disputes: flags with their holders beside the answers, which they never change (SEMANTICS C5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from accordance.accord.conditions import Test
from accordance.accord.types import Accord
from accordance.accord.walk import clauses, readings
from accordance.decide.determination import Determination, Disputed
from accordance.program.parcels import place_of
from accordance.record.entries import Act, Delivery, Dispute, Evidence

if TYPE_CHECKING:
    from accordance.decide.history import History

_GROUPS = ("commitments", "implied", "benefits", "powers")


def on_record(history: History) -> dict[str, Disputed]:
    """Give the disputes that are visible on the day asked, by id."""
    return {
        name: Disputed(
            about=one.about, of=one.of, by=one.by, since=one.happened.start, reads=one.reads
        )
        for name, one in sorted(history.fold.deeds.disputes.items())
    }


def flagged(history: History, answer: Determination) -> Determination:
    """Give a determination in which all that is disputed says by whom."""
    holders: dict[str, dict[str, None]] = {}
    for dispute in history.fold.deeds.disputes.values():
        for name in _bears_on(history, dispute):
            holders.setdefault(name, {}).update(dict.fromkeys(dispute.by))
    answer = with_holders(answer, {name: tuple(some) for name, some in holders.items()})
    return _parts(history, answer, holders)


def _parts(
    history: History, answer: Determination, holders: Mapping[str, Iterable[str]]
) -> Determination:
    """Give a determination in which the parcels of a tranche that is disputed by its name say by whom."""
    benefits = dict(answer.benefits)
    for name, own in history.program.parcels.items():
        written = history.accord.benefits[name]
        places = [place_of(name, written, one.share) for one in own]
        if any(place in holders for place in places if place != name):
            pairs = zip(places, benefits[name].parcels, strict=True)
            parcels = tuple(
                msgspec.structs.replace(part, disputed_by=tuple(sorted(holders.get(place, ()))))
                for place, part in pairs
            )
            benefits[name] = msgspec.structs.replace(benefits[name], parcels=parcels)
    return msgspec.structs.replace(answer, benefits=benefits)


def with_holders(answer: Determination, holders: Mapping[str, tuple[str, ...]]) -> Determination:
    """Give a determination with these holders of disputes beside those that it has."""
    if not holders:
        return answer
    changed: dict[str, Any] = {}
    for group in _GROUPS:
        changed[group] = {
            name: msgspec.structs.replace(
                one,
                disputed=True,
                disputed_by=tuple(sorted({*one.disputed_by, *holders[name]})),
            )
            if holders.get(name)
            else one
            for name, one in getattr(answer, group).items()
        }
    return msgspec.structs.replace(answer, **changed)


def _bears_on(history: History, dispute: Dispute) -> Iterator[str]:
    """Give the provisions that a dispute is about: by name, or through an entry or a claim."""
    entry = next((one for one in history.record.entries if one.id == dispute.about), None)
    match entry:
        case None:
            named: tuple[str, ...] = (dispute.about, _whole(history.accord, dispute.about))
        case Evidence():
            named = (entry.claim.partition(".")[0],)
        case Act():
            named = (entry.power, *(_whole(history.accord, one) for one in entry.on))
        case Delivery():
            named = (entry.benefit,)
        case _:
            named = ()
    for name in named:
        yield name
        if name in history.accord.claims:
            yield from _asking(history.accord, name)


def _whole(accord: Accord, name: str) -> str:
    """Give what an act or a dispute is on: of a tranche the benefit."""
    benefit = name.partition("/")[0]
    return benefit if benefit in accord.benefits else name


def _asking(accord: Accord, claim: str) -> Iterator[str]:
    """Give the commitments whose goal asks a claim."""
    for name, commitment in accord.commitments.items():
        goal = commitment.achieve or commitment.maintain or commitment.refrain
        if goal is not None and goal.claim == claim:
            yield name
    for clause in clauses(accord):
        if clause.role == "requires":
            for reading in readings(clause):
                if isinstance(reading.test, Test) and (reading.test.kind, reading.test.id) == (
                    "claim", claim,
                ):  # fmt: skip
                    yield clause.id

"""One record under two accords: what each text would have released."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import msgspec

from accordance.app.case import Case
from accordance.app.replaying import Replayed, decided_at_end, replayed
from accordance.app.when import When


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """What an accord released of a benefit: an amount, or the day from which a status was free.

    ``amount`` counts parcels that were due on some day.  ``lawful`` is what was given while due,
    ``outside`` what was given while it was not.  ``contested`` marks a status that was granted
    without its ground being shown.
    """

    unit: str
    face: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    outside: Decimal = Decimal(0)
    free: date | None = None
    granted: date | None = None
    contested: bool = False


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A benefit under both accords; None where an accord does not have it."""

    benefit: str
    own: Released | None
    other: Released | None


def compared(case: Case, other: Replayed, when: When) -> tuple[Replayed, tuple[Pair, ...]]:
    """Replay a case under its own accord too, and hold what was released against the other."""
    own = replayed(case, when, until=other.replay.until)
    first, second = dict(_released(own, when)), dict(_released(other, when))
    names = dict.fromkeys((*first, *second))
    pairs = tuple(Pair(benefit=one, own=first.get(one), other=second.get(one)) for one in names)
    return own, pairs


def _released(told: Replayed, when: When) -> Iterator[tuple[str, Released]]:
    answer = decided_at_end(told, when).determination
    due = {one.provision for one in told.replay.changes if one.to == "due"}
    for name, state in answer.benefits.items():
        if told.accord.benefits[name].amount is None:
            yield name, _status(told, name, contested=state.contested)
            continue
        freed = [one for one in state.parcels if {f"{name}/{one.id}", name} & due]
        yield (
            name,
            Released(
                unit=state.unit,
                face=sum((one.amount for one in state.parcels), Decimal(0)),
                amount=sum((one.amount for one in freed), Decimal(0)),
                outside=state.outside_rule,
            ),
        )


def _status(told: Replayed, name: str, *, contested: bool) -> Released:
    """Give when a status became free to be granted, and when it was granted."""
    changes = [one for one in told.replay.changes if one.provision == name]
    free = next((one.date for one in changes if one.to == "available"), None)
    granted = next((one.date for one in changes if one.to in ("in_force", "reinstated")), None)
    if granted and free is None and not contested:
        free = granted
    return Released(unit="", free=free, granted=granted, contested=contested)

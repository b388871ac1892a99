"""Holds a history against the determinations of its days: the rows leave what each of them says."""

from __future__ import annotations

from datetime import date, timedelta

from accordance.accord.types import Accord
from accordance.decide.determination import Determination
from accordance.decide.passages import Passage
from accordance.decide.replay_shared import replay_shared
from accordance.decide.views import Readers
from accordance.record.entries import Record

MOST_DAYS = 400
"""Days are asked one by one up to so many; of longer histories every so manieth day."""


def disagreements(accord: Accord, record: Record, until: date, **asked: object) -> list[str]:
    """Give every provision and day on which the rows leave another state than a determination says."""
    changes = replay_shared(accord, record, until, **asked).changes
    readers = Readers(accord)
    days = {one.date for one in changes} | {one.date - timedelta(days=1) for one in changes}
    found: list[str] = []
    still: dict[str, str] = {}
    chosen = sorted({*days, until})
    for day in chosen[:: len(chosen) // MOST_DAYS + 1]:
        said = states(readers.decide(record, day, **asked).determination)
        left = standing(changes, day)
        for name, state in said.items():
            expected = left.get(name) or still.setdefault(name, state)
            if shown(name, state) != shown(name, expected):
                found.append(f"{day} {name}: status {state}, replay {expected}")
    return found


def machines(answer: Determination) -> dict[str, str]:
    """Give what a determination says of each commitment, power and status."""
    groups = (answer.commitments, answer.implied, answer.powers)
    found = {name: one.state for group in groups for name, one in group.items()}
    return found | {name: one.state for name, one in answer.benefits.items() if not one.parcels}


def states(answer: Determination) -> dict[str, str]:
    """Give what a determination says of each commitment, power, status and parcel."""
    found = machines(answer)
    for name, one in answer.benefits.items():
        alone = len(one.parcels) == 1
        found |= {name if alone else f"{name}/{part.id}": part.state for part in one.parcels}
    return found


def standing(changes: tuple[Passage, ...], day: date) -> dict[str, str]:
    """Give the state that the rows leave standing at the end of a day, of all that has a row."""
    left = {one.provision: one.from_ for one in reversed(changes)}
    return left | {one.provision: one.to for one in changes if one.date <= day}


def shown(name: str, state: str) -> str:
    """Give a state; that what a text implies, or a copy, comes into force is no row (``remarkable``)."""
    return "open" if "/" in name and state == "not_in_force" else state

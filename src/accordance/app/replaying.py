"""Replaying a case day by day, under its own accord or under another."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from accordance.accord.amending import whole
from accordance.accord.types import Accord
from accordance.app.case import Case, open_accord
from accordance.app.when import When, checked, today
from accordance.decide.replay import Replay
from accordance.decide.replay_shared import replay_shared
from accordance.record.entries import PUBLIC, Act, AnyEntry, Delivery, Evidence, Record

if TYPE_CHECKING:
    from accordance.decide.decision import Decision


class Replayed(msgspec.Struct, frozen=True):
    """A history, the accord it was judged under, its last text, and how many entries it cannot place."""

    replay: Replay
    written: Accord
    accord: Accord
    record: Record
    strange: int


def replayed(
    case: Case, when: When, *, until: date | None = None, under: str | Path | None = None
) -> Replayed:
    """Replay a case up to a day: ``until``, else the day asked, else today.

    With ``under`` the same record is judged under another accord.  Deliveries of benefits that
    it does not have count as given outside it; acts and evidence on what it lacks decide nothing.
    With ``known_at`` only what was known by then counts; where that is after the last day, the
    past is judged with the later knowledge.
    """
    accord = case.accord if under is None else open_accord(under)
    record, strange = (case.record, 0) if under is None else fitted(case.record, accord)
    when = checked(when, accord)
    last = until or when.as_of or today()
    later = when.hindsight
    if when.known_at is not None:
        record = known_by(record, when.known_at, when.known_to or accord.decides or PUBLIC)
        later = later or when.known_at > last
    history = replay_shared(
        accord, record, last, known_at=when.known_at,
        known_to=when.known_to, hindsight=later, view=when.view,
    )  # fmt: skip
    return Replayed(history, accord, whole(accord), record, strange)


def known_by(record: Record, day: date, knower: str) -> Record:
    """Give a record without the entries that a knower learned of after a day."""

    def was_known(entry: AnyEntry) -> bool:
        known = entry.known.to(knower)
        return known is not None and known <= day

    return msgspec.structs.replace(record, entries=tuple(filter(was_known, record.entries)))


def fitted(record: Record, accord: Accord) -> tuple[Record, int]:
    """Give a record as another accord sees it, and the number of entries that it cannot place."""
    entries: list[AnyEntry] = []
    strange = 0
    for entry in record.entries:
        match entry:
            case Delivery(benefit=benefit) if benefit and benefit not in accord.benefits:
                strange += 1
                entries.append(msgspec.structs.replace(entry, benefit="", parcels=()))
            case Act(power=power) if power not in accord.powers:
                strange += 1
            case Evidence(claim=claim) if claim.partition(".")[0] not in accord.claims:
                strange += 1
            case _:
                entries.append(entry)
    return msgspec.structs.replace(record, entries=tuple(entries)), strange


def decided_at_end(told: Replayed, when: When) -> Decision:
    """Decide the last day of a replay: what the page of a history shows beside it."""
    from accordance.decide.views import Readers

    later = told.replay.fold == "now"
    return Readers(told.written).decide(
        told.record, told.replay.until, when.known_at,
        known_to=when.known_to, hindsight=later, view=when.view,
    )  # fmt: skip

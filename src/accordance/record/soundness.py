"""What must hold of the entries of a record together and one by one, whatever file they came from.

Each check reads entries and gives problems; ``place(number, field)`` gives the span of a field
of the entry with that number, so that places cost nothing where nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

import msgspec

from accordance.kernel.days import Interval
from accordance.kernel.problems import Problem, Severity, Span, nearest
from accordance.record.entries import (
    LEFT_OUT,
    Act,
    AnyEntry,
    Correction,
    Delivery,
    Evidence,
    Known,
    SourceNote,
)

Place = Callable[[int, str], Span]
WHOLE: Final = 100  # per cent


class Draft(msgspec.Struct, frozen=True):
    """What was read so far: sound entries, the ids of all, sources, and where each stands."""

    entries: Sequence[AnyEntry]
    ids: Mapping[str, int]
    unread: Collection[str]
    sources: Mapping[str, SourceNote]
    place: Place

    def problem(
        self,
        code: str,
        at: tuple[int, str],
        message: str,
        expected: str = "",
        hint: str = "",
        severity: Severity = "error",
    ) -> Problem:
        """Give a problem at a field of an entry, named by the entry's number and the field."""
        return Problem(code, message, self.place(*at), expected, hint, severity)


def dated(
    entries: Sequence[AnyEntry], beside: Sequence[AnyEntry] = ()
) -> tuple[list[AnyEntry], list[int]]:
    """Set the clock of each law that has none to its publication (SEMANTICS A4).

    The publication is the one day on which the record, these entries and those ``beside`` them,
    has the act ``published``.  Give the entries, and the numbers of those without such a day.
    """
    left_out = [number for number, entry in enumerate(entries) if entry.known is LEFT_OUT]
    if not left_out:
        return list(entries), []
    published: dict[str, set[Interval]] = {}
    for entry in (*entries, *beside):
        if isinstance(entry, Evidence) and entry.stance == "supports":
            act, _, aspect = entry.claim.partition(".")
            if aspect == "published" and entry.happened.start == entry.happened.end:
                published.setdefault(act, set()).add(entry.happened)
    result, lacking = list(entries), []
    for number in left_out:
        entry = entries[number]
        act, _, aspect = entry.claim.partition(".") if isinstance(entry, Evidence) else ("", "", "")
        found = list(published.get(act, ()))
        if len(found) == 1 and aspect != "ends":
            result[number] = msgspec.structs.replace(entry, known=Known(found[0].end))
        else:
            lacking.append(number)
    return result, lacking


def undated(draft: Draft, numbers: list[int]) -> list[Problem]:
    """Report laws whose publication is not on the record."""
    expected = "the day from which it could be known, or one entry with the day it was published"
    message = 'this law lacks "known", and the record does not say when it was published'
    return [draft.problem("R002", (number, "known"), message, expected) for number in numbers]


def faults(draft: Draft) -> list[Problem]:
    """Check every entry by itself, and its source."""
    found: list[Problem] = []
    unsigned: list[int] = []
    sources = draft.sources
    for number, entry in enumerate(draft.entries):
        if entry.source and entry.source not in sources:
            found.append(_unknown_source(draft, number, entry.source))
        if type(entry) is Evidence:
            if (
                entry.value is not None or entry.closes or entry.origin_by
                or entry.examined is not None
            ):  # fmt: skip
                found.extend(_evidence(draft, number, entry))
            if entry.origin and not (entry.origin_by and entry.origin_reason):
                unsigned.append(number)
            if entry.kind == "law":
                continue
        elif not isinstance(entry, Evidence):
            found.extend(_deed(draft, number, entry))
        day = entry.known.public
        if (day is None or day < entry.happened.start or entry.known.parties) and _early(entry):
            found.append(_known_early(draft, number))
    if unsigned:
        found.append(_unsigned(draft, unsigned))
    return found


def _unsigned(draft: Draft, numbers: list[int]) -> Problem:
    """Warn once of origins that nobody answers for; they decide what counts as independent."""
    more = f", as do {len(numbers) - 1} more" if len(numbers) > 1 else ""
    message = f"this origin lacks who assigned it and why{more}"
    expected = "origin_by, somebody other than the submitter, and origin_reason"
    return draft.problem("R021", (numbers[0], "origin"), message, expected, severity="warning")


def _early(entry: AnyEntry) -> bool:
    days = [day for _, day in entry.known.parties]
    if entry.known.public is not None:
        days.append(entry.known.public)
    return any(day < entry.happened.start for day in days)


def _known_early(draft: Draft, number: int) -> Problem:
    message = f"known before it happened ({draft.entries[number].happened.start} at the earliest)"
    expected = "happened is the day in the world that it speaks of, known the day it could be known"
    return draft.problem("R003", (number, "known"), message, expected, severity="warning")


def _unknown_source(draft: Draft, number: int, name: str) -> Problem:
    hint = nearest(name, list(draft.sources))
    expected = "" if hint else "the id of one of the sources that the record lists"
    return draft.problem("R006", (number, "source"), f'unknown source "{name}"', expected, hint)


def _evidence(draft: Draft, number: int, entry: Evidence) -> list[Problem]:
    found = []
    if entry.value is not None and entry.stance == "refutes":
        message = "a measured value refutes by itself what it lies below or above"
        found.append(draft.problem("R004", (number, "stance"), message, "a value, or a stance"))
    if entry.closes and not entry.incident:
        message = "this closes something without saying which incident"
        found.append(draft.problem("R017", (number, "closes"), message, 'the key "incident"'))
    if entry.examined is not None and not 0 <= entry.examined <= WHOLE:
        message = f"{entry.examined} is no share of a population"
        found.append(draft.problem("R015", (number, "examined"), message, "0 to 100, in per cent"))
    if entry.origin_by:
        note = draft.sources.get(entry.source)
        hands = {entry.by, entry.source, note.owner if note else "", note.party if note else ""}
        if entry.origin_by in hands:
            message = f'the origin was assigned by its own submitter, "{entry.origin_by}"'
            expected = "somebody other than the submitter, its source or the owner of its source"
            found.append(draft.problem("R007", (number, "origin_by"), message, expected))
    return found


def _deed(draft: Draft, number: int, entry: AnyEntry) -> list[Problem]:
    match entry:
        case Act() if entry.happened.start != entry.happened.end:
            message = "an act is done on one day"
            return [draft.problem("R016", (number, "happened"), message, "the day it was done")]
        case Delivery() if entry.amount.amount <= 0:
            message = f"{entry.amount} is nothing given"
            expected = "an amount above zero; take a delivery back with a correction"
            return [draft.problem("R015", (number, "amount"), message, expected)]
        case Correction():
            return _correction(draft, number, entry)
        case _:
            return []


def _correction(draft: Draft, number: int, entry: Correction) -> list[Problem]:
    at = (number, "id")
    if bool(entry.corrects) == bool(entry.retracts):
        expected = "corrects with what is right, or retracts alone"
        return [draft.problem("R009", at, "a correction does one of two things", expected)]
    given = (entry.value is not None) + (entry.stance is not None)
    if entry.retracts and given:
        message = "what is taken back has no new value or stance"
        return [draft.problem("R004", at, message, "retracts alone, or corrects")]
    if entry.corrects and given != 1:
        message = (
            "a correction says what is right" if not given else "a value has no stance of its own"
        )
        return [draft.problem("R004", at, message, "either a value or a stance")]
    return []

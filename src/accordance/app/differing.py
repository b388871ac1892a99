"""Holding two determinations against each other: two days of one case, or two cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from accordance.app.case import Case, open_case
from accordance.app.deciding import decided
from accordance.app.paths import ACCORD
from accordance.app.replaying import fitted
from accordance.app.when import When
from accordance.decide.decision import Decision
from accordance.decide.differences import Diff, diff
from accordance.decide.standpoint import COMMON, viewers


class Compared(msgspec.Struct, frozen=True):
    """What differs, how the two sides are called, and the entries that count on one side alone.

    An entry that says something else on each side counts on both, each time alone.
    """

    first: str
    second: str
    diff: Diff
    first_entries: tuple[str, ...] = ()
    second_entries: tuple[str, ...] = ()


class InViews(msgspec.Struct, frozen=True):
    """What differs in the plain answer (``common``) and in the view of each party that has one."""

    first: str
    second: str
    views: dict[str, Diff]
    names: dict[str, str]


def in_views(first: Case, other: str | Path, when: When) -> InViews:
    """Compare what two cases say of one day, in the plain answer and in every view that both can have."""
    second = _second(first, other)
    sides = (first, second)
    parties = {party for one in sides for party in viewers(one.accord, one.record)}
    common = [one for one in first.accord.parties if one in parties & {*second.accord.parties}]
    views: dict[str, Diff] = {}
    for party in (None, *common):
        asked = msgspec.structs.replace(when, view=party)
        one, two = (decided(case, asked).determination for case in sides)
        views[party or COMMON] = diff(one, two)
    names = {party: first.accord.parties[party].name for party in common}
    return InViews(_called(first), _called(second), views, names)


def between_days(case: Case, first: date, second: date, when: When) -> Compared:
    """Compare what a case says of two days; the knowledge asked is that of each day."""
    one, other = (
        decided(case, msgspec.structs.replace(when, as_of=day)) for day in (first, second)
    )
    return _compared((first.isoformat(), second.isoformat()), one, other)


def between_cases(first: Case, other: str | Path, when: When) -> Compared:
    """Compare what two cases say of one day; one without a record is judged on the first's."""
    second = _second(first, other)
    return _compared((_called(first), _called(second)), decided(first, when), decided(second, when))


def _compared(names: tuple[str, str], one: Decision, other: Decision) -> Compared:
    found = diff(one.determination, other.determination)
    return Compared(*names, found, _alone(one, other), _alone(other, one))


def _alone(one: Decision, other: Decision) -> tuple[str, ...]:
    """Give the entries that count in one decision, and not in the same words in the other."""
    today = one.clock.as_of.toordinal()
    return tuple(
        entry.id
        for entry in one.record.entries
        if one.clock.visible(entry) <= today
        and not other.seen.has(entry, one.record.sources.get(entry.source))
    )


def _second(first: Case, other: str | Path) -> Case:
    """Open the other case; one without a record is judged on the first's."""
    second = open_case(other)
    if second.files.records:
        return second
    record, _ = fitted(first.record, second.accord)
    return msgspec.structs.replace(second, record=record)


def _called(case: Case) -> str:
    """Name a case by its folder, or by its file where that is not the folder's own."""
    files = case.files
    return str(files.folder if files.accord.name == ACCORD else files.accord)

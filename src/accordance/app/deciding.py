"""The questions about one day: status, why, why not, what would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from accordance.app.case import Case
from accordance.app.when import When, checked, today
from accordance.decide.decision import Decision
from accordance.decide.views import Readers

if TYPE_CHECKING:
    from accordance.decide.blocks import Brief
    from accordance.decide.changes import Ways
    from accordance.decide.reason import Reason
    from accordance.record.entries import AnyEntry


class Status(msgspec.Struct, frozen=True):
    """A decision and what a person sees of it first."""

    decision: Decision
    brief: Brief


class Told(msgspec.Struct, frozen=True):
    """A reason, and the entries that it cites by their ids."""

    decision: Decision
    reason: Reason
    entries: dict[str, AnyEntry]


def decided(case: Case, when: When) -> Decision:
    """Decide a case as of the day asked, today where none is."""
    when = checked(when, case.accord)
    return Readers(case.accord).decide(
        case.record, when.as_of or today(), when.known_at,
        known_to=when.known_to, hindsight=when.hindsight, view=when.view,
    )  # fmt: skip


def status(case: Case, when: When) -> Status:
    """Give the decision and its five blocks (SEMANTICS H)."""
    return seen(decided(case, when))


def seen(decision: Decision) -> Status:
    """Give a decision with its five blocks."""
    from accordance.decide.by_reading import brief

    return Status(decision, brief(decision))


def why(case: Case, name: str, when: When) -> Told:
    """Give the reason for a provision; raise UnknownProvision where there is no such."""
    return _told(decided(case, when), name)


def why_not(case: Case, name: str, when: When) -> tuple[Told, Ways]:
    """Give the reason, and the smallest sets of changes that would make a provision hold."""
    from accordance.decide import by_reading, changes

    decision = decided(case, when)
    return _told(decision, name), by_reading.ways(decision, name, changes.why_not)


def what_would(case: Case, name: str, when: When) -> tuple[Told, Ways]:
    """Give the reason, and the smallest sets of changes that would flip the answer, whichever it is."""
    from accordance.decide import by_reading, changes

    decision = decided(case, when)
    return _told(decision, name), by_reading.ways(decision, name, changes.what_would)


def _told(decision: Decision, name: str) -> Told:
    from accordance.decide.by_reading import why as reason_of

    reason = reason_of(decision, name)
    cited = _cited(reason)
    entries = {entry.id: entry for entry in decision.record.entries if entry.id in cited}
    return Told(decision, reason, entries)


def _cited(reason: Reason) -> set[str]:
    """Give every entry that a reason or a finding beneath it names."""
    found = set(reason.evidence)
    if reason.finding is not None:
        finding = reason.finding
        found.update(finding.silent, finding.stale, (one.id for one in finding.weightless))
    for below in reason.because:
        found |= _cited(below)
    return found

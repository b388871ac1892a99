"""What the property tests share: a case read, decided, and its record added to or taken from."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
from chance import Chance
from strategies import Case, case

from accordance.accord.reading import read
from accordance.accord.types import Accord
from accordance.decide.decision import Decision, decide
from accordance.kernel.days import Interval
from accordance.record.entries import AnyEntry, Evidence, Known, Record, SourceNote
from accordance.record.reading import read_yaml

NEW = {
    "new-one": SourceNote(title="Somebody new"),
    "new-two": SourceNote(title="New inspectors", party="league"),
}
"""Sources that no case has, and so origins of their own; the second is a verifier's."""


def given(number: int) -> tuple[Case, Accord, Record]:
    """Give a case with its accord and record, sound by construction."""
    one = case(number)
    accord, problems = read(one.accord, "accord.yaml")
    record = read_yaml(one.record, "record.yaml").record
    assert accord is not None, problems
    assert record is not None
    return one, accord, record


def decided(asked: Case, accord: Accord, record: Record) -> Decision:
    """Decide a case as it asks."""
    how = {"known_to": asked.known_to, "hindsight": asked.hindsight}
    return decide(accord, record, asked.as_of, asked.known_at, **how)


def with_entries(record: Record, entries: list[AnyEntry]) -> Record:
    """Give a record with other entries."""
    sources = record.sources | NEW
    return msgspec.structs.replace(record, entries=tuple(entries), sources=sources)


def known_by(record: Record, day: date, knower: str) -> Record:
    """Give what of a record somebody knew by a day."""
    kept = [one for one in record.entries if (one.known.to(knower) or date.max) <= day]
    return msgspec.structs.replace(record, entries=tuple(kept))


def supporting(chance: Chance, accord: Accord, as_of: date) -> list[Evidence]:
    """Draw proof of some claims, each by two new origins that suffice, known before the day asked.

    Claims of all or none, and levels, are left out: what supports one level refutes another.
    """
    plain = [
        name
        for name, one in accord.claims.items()
        if one.type != "quantity" and not one.universal and "/" not in name
    ]
    return [
        inspection(chance, accord, name, source, as_of)
        for name in chance.some(plain, 4)
        for source in NEW
    ]


def inspection(chance: Chance, accord: Accord, name: str, source: str, as_of: date) -> Evidence:
    """Draw one inspection that supports a claim, or an aspect of it that is no end."""
    aspects = {"legal-act": ".in_force", "submission": chance.pick(["", ".lodged"])}
    day = as_of - timedelta(days=chance.number(0, 40))
    known = day + timedelta(days=chance.number(0, (as_of - day).days))
    return Evidence(
        id=f"more-{name}-{source}",
        claim=name + aspects.get(accord.claims[name].type, ""),
        happened=Interval(day, day),
        known=Known(known),
        kind="inspection",
        source=source,
        by=accord.claims[name].determined_by or "",
        reliability="A",
        credibility="1",
    )

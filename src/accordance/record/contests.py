"""Whether what is disputed, and what a view leaves out or holds valid, is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from accordance.kernel.problems import Problem, Span, nearest
from accordance.record.entries import Act, Dispute, Evidence
from accordance.record.reading import Read

Readings = Mapping[str, Collection[str]]
"""The ids of the readings of each provision that has some."""


def faults(
    read: Read, parties: Collection[str], provisions: Collection[str], readings: Readings
) -> Iterator[Problem]:
    """Report disputes and views of what is nowhere, and readings that no provision has."""
    record = read.record
    if record is None:
        return
    entries = {one.id for one in record.entries}
    for entry in record.entries:
        match entry:
            case Dispute(about=about, by=by, reads=reads):
                yield from _unknown("R013", "party", by, parties, _at(read, entry.id, "by"))
                known = {*provisions, *entries}
                yield from _unknown("R027", "thing", (about,), known, _at(read, entry.id, "about"))
                yield from _reading(read, entry.id, reads, (about,), readings)
            case Act(on=on, reads=reads):
                yield from _reading(read, entry.id, reads, on or tuple(readings), readings)
            case _:
                pass
    yield from _views(read, parties)


def _reading(
    read: Read, name: str, reads: str, about: Collection[str], readings: Readings
) -> Iterator[Problem]:
    """Report a reading that nothing has of what an entry is about."""
    if not reads:
        return
    known = tuple(dict.fromkeys(one for name in about for one in readings.get(name, ())))
    if not known:
        message = f'nothing that this is about has a reading "{reads}"'
        expected = "a provision with readings, named by on or about"
        yield Problem("R026", message, _at(read, name, "reads"), expected)
        return
    yield from _unknown("R026", "reading", (reads,), known, _at(read, name, "reads"))


def _views(read: Read, parties: Collection[str]) -> Iterator[Problem]:
    record = read.record
    assert record is not None  # noqa: S101 asked above
    acts = {one.id for one in record.entries if isinstance(one, Act)}
    items = {one.id for one in record.entries if isinstance(one, Evidence)}
    for party, view in record.views.items():
        head = read.spans.get(f"views/{party}", Span("", 1, 1))
        yield from _unknown("R013", "party", (party,), parties, head)
        named = (
            ("leaves_out", view.leaves_out, {*items, *record.sources}, "source or evidence"),
            ("holds_void", view.holds_void, acts, "act"),
            ("holds_valid", view.holds_valid, acts, "act"),
        )
        for field, names, known, kind in named:
            place = read.spans.get(f"views/{party}.{field}", head)
            yield from _unknown("R027", kind, names, known, place)


def _unknown(
    code: str, kind: str, names: Collection[str], known: Collection[str], place: Span
) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            hint = nearest(name, list(known))
            expected = "" if hint else "one of " + ", ".join(sorted(known)[:12])
            yield Problem(code, f'unknown {kind} "{name}"', place, expected, hint)


def _at(read: Read, name: str, field: str) -> Span:
    return read.spans.get(f"{name}.{field}") or read.spans[name]

"""The tables of the page: every change with its reasons, the entries cited, the course by day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from accordance.charts.looks import BROKEN, named
from accordance.charts.markup import Markup, Part, join, tag
from accordance.charts.specs import units
from accordance.charts.words import (
    amount,
    day_cell,
    interval_cell,
    party_name,
    percent,
    provision_name,
    state_word,
)
from accordance.kernel.quantities import plain
from accordance.record.entries import (
    PUBLIC,
    Act,
    AnyEntry,
    Correction,
    Delivery,
    Dispute,
    Event,
    Evidence,
    Record,
)

if TYPE_CHECKING:
    from accordance.accord.types import Accord
    from accordance.decide.decision import Decision
    from accordance.decide.passages import Passage
    from accordance.decide.replay import Replay


def changes(replay: Replay, accord: Accord, record: Record) -> Markup:
    """Give every change with its day and what brought it about."""
    entries = {entry.id: entry for entry in record.entries}
    rows = [
        _change(number, change, accord, _reasons(change, entries, record))
        for number, change in enumerate(replay.changes, 1)
    ]
    return _table("changes", ("Date", "Provision", "From", "To", "Because"), rows)


def _change(number: int, change: Passage, accord: Accord, reasons: Markup) -> Markup:
    name = join(
        provision_name(accord, change.provision), " ", tag("code", change.provision, class_="aside")
    )
    return _row(
        ("Date", day_cell(change.date)),
        ("Provision", name),
        ("From", named(change.from_)),
        ("To", join(named(change.to), ", contested" if change.contested else "")),
        ("Because", reasons),
        id=f"change-{number}",
        class_="broken" if change.to in BROKEN else None,
    )


def _reasons(change: Passage, entries: dict[str, AnyEntry], record: Record) -> Markup:
    return join(*(_reason(one, entries.get(one), record) for one in change.because))


def _reason(name: str, entry: AnyEntry | None, record: Record) -> Markup:
    """Give an entry's id, its note and its source with the mark; or the words as they are."""
    if entry is None:
        return tag("div", name.capitalize(), ".", class_="aside")
    told = [text for text in (_first_words(entry), _source(entry, record)) if text]
    return tag(
        "div", tag("a", name, href=f"#entry-{name}"), mark(entry, record),
        *(tag("span", text, class_="note") for text in told),
    )  # fmt: skip


def _first_words(entry: AnyEntry) -> str:
    return entry.text if isinstance(entry, Event) else entry.note


def _source(entry: AnyEntry, record: Record) -> str:
    return record.sources[entry.source].title if entry.source in record.sources else entry.source


def mark(entry: AnyEntry, record: Record) -> Markup | None:
    """Give an entry's confidence mark, else its source's; nothing where neither has one."""
    source = record.sources.get(entry.source)
    letter = entry.confidence or (source.confidence if source else None)
    return tag("abbr", letter, class_=f"mark-{letter}", title=MARKS[letter]) if letter else None


MARKS = {
    "V": "verified: read in the source itself",
    "P": "partly verified: read in part, or in a report of it",
    "G": "general knowledge: not checked, and not to be quoted as exact",
}


def cited(replay: Replay, decision: Decision) -> list[AnyEntry]:
    """Give the entries that the page speaks of, in the order of their days.

    They are those that changes name and, of deliveries, acts, events and disputes, all that this
    knower sees.
    """
    named_ones = {one for change in replay.changes for one in change.because}
    until = decision.clock.as_of.toordinal()
    found = [
        entry
        for entry in decision.record.entries
        if entry.id in named_ones
        or (
            isinstance(entry, Delivery | Act | Event | Dispute)
            and decision.clock.visible(entry) <= until
        )
    ]
    return sorted(found, key=lambda one: (one.happened.end, one.id))


def entries(given: Iterable[AnyEntry], accord: Accord, record: Record, knower: str) -> Markup:
    """Give entries of the record, each under an anchor of its own."""
    rows = [
        _row(
            ("Happened", interval_cell(entry.happened)),
            ("Known", _known(entry, knower)),
            ("Entry", join(tag("code", entry.id), " ", tag("span", _kind(entry), class_="aside"))),
            ("Says", join(_says(entry, accord), _note(entry))),
            ("Source", join(_source(entry, record), " ", mark(entry, record))),
            id=f"entry-{entry.id}",
        )
        for entry in given
    ]
    return _table("entries", ("Happened", "Known", "Entry", "Says", "Source"), rows)


def _known(entry: AnyEntry, knower: str) -> Markup:
    day = entry.known.to(knower)
    cell = day_cell(day) if day else Markup("never")
    public = entry.known.public
    if knower != PUBLIC and public and day and public != day:
        return join(cell, tag("span", "public: ", day_cell(public), class_="note"))
    return cell


def _kind(entry: AnyEntry) -> str:
    word = type(entry).__name__.lower()
    return f"{word}, {state_word(entry.kind)}" if isinstance(entry, Evidence) else word


def _says(entry: AnyEntry, accord: Accord) -> str:
    match entry:
        case Evidence(value=None):
            return f"{entry.stance} {entry.claim}"
        case Evidence():
            return f"{entry.claim}: {entry.value}"
        case Delivery():
            what = provision_name(accord, entry.benefit) if entry.benefit else "outside the accord"
            form = f", {entry.form}" if entry.form else ""
            given = amount(entry.amount.amount, entry.amount.unit)
            return f"{given} from {party_name(accord, entry.payer)}{form}; {what}"
        case Act():
            return f"{party_name(accord, entry.by)}: {provision_name(accord, entry.power)}. {entry.ground}"
        case Event():
            return entry.text
        case Dispute():
            who = ", ".join(party_name(accord, party) for party in entry.by)
            return f"{who} disputes the {entry.of} of {entry.about}"
        case Correction(retracts=""):
            return f"corrects {entry.corrects}. {entry.reason}"
        case Correction():
            return f"retracts {entry.retracts}. {entry.reason}"


def _note(entry: AnyEntry) -> Markup | None:
    return tag("span", entry.note, class_="note") if entry.note else None


def course(replay: Replay, accord: Accord) -> Markup:
    """Give the course behind the chart: what was given and what was verified, by day."""
    given = units(replay)
    heads = ["Date"]
    heads += [f"Given, {unit}" for unit in given] + [f"Beyond recovery, {unit}" for unit in given]
    heads += list(accord.baskets.values())
    rows = []
    for point in replay.course:
        cells: list[Part] = [day_cell(point.date)]
        for amounts in (point.delivered, point.unrecoverable):
            cells += [
                plain(amounts[unit], group=True) if unit in amounts else "0" for unit in given
            ]
        cells += [
            percent(point.progress[one]) if one in point.progress else "" for one in accord.baskets
        ]
        rows.append(tag("tr", *(tag("td", one, class_="number") for one in cells)))
    return _table("course", heads, rows)


def _row(*cells: tuple[str, Part], id: str, class_: str | None = None) -> Markup:  # noqa: A002 the attribute's name
    """Give a row whose cells know their heads, for screens too narrow for columns."""
    return tag(
        "tr", *(tag("td", tag("div", part), data_head=head) for head, part in cells),
        id=id, class_=class_,
    )  # fmt: skip


def _table(name: str, heads: Iterable[str], rows: list[Markup]) -> Markup:
    top = tag("thead", tag("tr", *(tag("th", head, scope="col") for head in heads)))
    return tag(
        "div", tag("table", top, tag("tbody", *rows), class_=f"data {name}"), class_="scroll"
    )

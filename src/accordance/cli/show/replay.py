"""A history as a table of changes by date, and then what it came to, in words."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TYPE_CHECKING

from accordance.cli.show import naming, words
from accordance.cli.show.alike import runs, span
from accordance.cli.show.layout import aligned, fitted, meter, paint, screen, wrapped
from accordance.record.entries import Correction

if TYPE_CHECKING:
    from accordance.accord.types import Accord
    from accordance.app.replaying import Replayed
    from accordance.decide.passages import Passage
    from accordance.decide.replay import Replay, Summary

_ROOMY = 100


def shown(told: Replayed) -> str:
    """Give the whole history and its summary."""
    columns, _ = screen()
    lines = [*_head(told, columns), "", *changes(told, columns), "", *_void(told.replay, columns)]
    return "\n".join([*lines, *summary(told.replay, told.accord, columns)])


def _head(told: Replayed, columns: int) -> list[str]:
    history = told.replay
    who = naming.party(told.accord, history.known_to)
    knew = (
        f"all that {who} knows now" if history.fold == "now"
        else f"what {who} could know on each day"
    )  # fmt: skip
    return [
        paint(fitted(history.title, columns), "head"),
        *wrapped(f"Day by day up to {words.day(history.until)}, with {knew}.", columns),
    ]


def _void(history: Replay, columns: int) -> list[str]:
    """Tell each act that has no effect once, with the reason."""
    if not history.void:
        return []
    rows = [
        (one.date.isoformat(), f"{one.act} ({one.power})", words.VOID[one.because])
        for one in history.void
    ]
    return [paint("Acts without effect", "head"), *aligned(rows, columns), ""]


def changes(told: Replayed, columns: int) -> list[str]:
    """Give every change: the day, what changed, from what to what, and the entry that did it."""
    history = told.replay
    if not history.changes:
        return ["Nothing changed."]
    moves = [_move(told, one) for one in history.changes]
    move = max(len(text) for text in moves)
    roomy = columns >= _ROOMY
    room = columns - 12 - move - 2
    name = max((len(one.provision) for one in history.changes), default=0) if roomy else 0
    room -= (name + 2) if roomy else 0
    head = "Date".ljust(12) + "What".ljust(room) + "  Change".ljust(move + 2)
    lines = [paint((head + ("  Ask: why" if roomy else "")).rstrip(), "quiet")]
    before = None
    for run in runs(told.accord, history.changes, lambda one: one.provision, _alike, _day):
        one, names = run[0], [passage.provision for passage in run]
        text = _move(told, one)
        date = one.date.isoformat() if one.date != before else ""
        before = one.date
        called = fitted(span([naming.title(told.accord, names[0]), *names[1:]]), room)
        line = date.ljust(12) + called.ljust(room) + "  "
        line += paint(text, words.TONES.get(one.to, "")) + " " * (move - len(text))
        lines.append((line + (f"  {paint(one.provision, 'quiet')}" if roomy else "")).rstrip())
        lines += _because(told, one, columns)
    return lines


def _day(one: Passage) -> Hashable:
    return one.date


def _alike(one: Passage) -> Hashable:
    return one.date, one.from_, one.to, one.because, one.contested


def _move(told: Replayed, one: Passage) -> str:
    """Give from what to what; what only a correction undid was not reversed by anybody."""
    undone = one.to == "reversed" and bool(_corrections(told, one))
    to = words.CORRECTED if undone else words.state(one.to)
    contested = ", contested" if one.contested else ""
    return f"{words.state(one.from_)} → {to}{contested}"


def _corrections(told: Replayed, one: Passage) -> dict[str, str]:
    """Give the entries that made a change by correcting or taking back others, each with what it did."""
    found = {entry.id: entry for entry in told.record.entries if isinstance(entry, Correction)}
    return {
        name: f"corrects {found[name].corrects}" if found[name].corrects
        else f"takes back {found[name].retracts}"
        for name in one.because if name in found
    }  # fmt: skip


def _because(told: Replayed, one: Passage, columns: int) -> list[str]:
    """Name the entries that made a change; time alone goes without saying."""
    if one.because == (words.THE_DAY_CAME,):
        return []
    entries = {entry.id: entry for entry in told.record.entries}
    sources = dict.fromkeys(
        naming.source(told.accord, told.record, entries[name].source)
        for name in one.because if name in entries and entries[name].source
    )  # fmt: skip
    undone = _corrections(told, one)
    named = [f"{name}, which {undone[name]}" if name in undone else name for name in one.because]
    text = f"by {words.some(named, 3)}"
    if sources:
        text += f" ({words.some(list(sources), 2)})"
    return [paint(fitted(f"{'':12}  {text}", columns), "quiet")]


def summary(history: Replay, accord: Accord, columns: int) -> list[str]:
    """Give what a history came to: what was given, what cannot be had back, and for what."""
    found = history.summary
    worth = words.worth(*found.worth, found.currency)
    rows = [
        ("Given", words.amounts(found.delivered)),
        ("Worth", worth or "not stated"),
        ("Of it not recoverable", words.amounts(found.unrecoverable)),
        ("Given though no clause allowed it", words.amounts(found.outside_rule)),
    ]
    lines = [paint(f"What it came to by {words.day(history.until)}", "head")]
    lines += aligned(rows, columns)
    lines += ["", *_while_breached(found, columns), "", *_progress(found, accord, columns)]
    return lines


def _while_breached(found: Summary, columns: int) -> list[str]:
    rows = [
        (words.KNEW[kind], words.amounts(amounts))
        for kind, amounts in found.delivered_while_breached.items()
    ]
    ran = _ran_while_breached(found)
    if ran and all(text == words.NOTHING for _, text in rows):
        return ran
    if all(text == words.NOTHING for _, text in rows):
        return [
            paint("Nothing was given while a commitment of the recipient stood broken.", "head")
        ]
    head = "Of it given while a commitment of the recipient stood broken"
    return [paint(head, "head"), *aligned(rows, columns), *ran]


def _ran_while_breached(found: Summary) -> list[str]:
    """Tell which statuses ran on while a commitment of the recipient stood broken."""
    return [
        f"  {name} ran on for {words.count(days, 'day')} ({words.KNEW[kind]})"
        for kind, statuses in found.ran_while_breached.items()
        for name, days in statuses.items()
    ]


def _progress(found: Summary, accord: Accord, columns: int) -> list[str]:
    rows = [
        (
            accord.baskets.get(basket, basket), naming.progress(accord, basket, share), meter(float(share)),
            "the weakest" if basket == found.weakest and len(found.progress) > 1 else "",
        )
        for basket, share in found.progress.items()
    ]  # fmt: skip
    if not rows:
        return ["The accord has no baskets in which progress could be counted."]
    return [paint("Verified progress by then", "head"), *aligned(rows, columns, right=[1])]


def notes(told: Replayed) -> Iterable[str]:
    """Give what must be said beside the answer: entries that another accord cannot place."""
    if told.strange:
        things = words.count(told.strange, "entry", "entries")
        yield f"{things} of the record speak of things that {told.accord.id} does not have"

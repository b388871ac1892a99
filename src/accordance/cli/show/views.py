"""Readings and disputes in words, and the answers of several views side by side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accordance.cli.show import naming, words
from accordance.cli.show.layout import Cell, aligned, paint, screen, wrapped

if TYPE_CHECKING:
    from accordance.app.viewing import Beside, Row
    from accordance.decide.decision import Decision
    from accordance.decide.determination import Readings


def doubts(decision: Decision) -> Iterator[str]:
    """Give a line for each provision that is read in several ways, and for each dispute."""
    answer, accord = decision.determination, decision.accord
    for name, one in answer.views.readings.items():
        if len(one.considered) > 1:
            yield f"Read in {len(one.considered)} ways: {name}: {_ways(decision, one)}; {_by(decision, one)}"
        elif one.settled_on:
            yield f'Settled by {one.settled_on}: {name} is read as "{one.considered[0]}"'
    if answer.views.too_many:
        yield "The readings combine in too many ways (A072); what rests on them is undetermined"
    for dispute in answer.disputes.values():
        who = naming.parties(accord, dispute.by)
        yield f"Disputed by {who} in its {dispute.of}: {dispute.about}"


def _ways(decision: Decision, one: Readings) -> str:
    parts = []
    for reading in one.considered:
        holders = naming.parties(decision.accord, one.held_by[reading])
        parts.append(f"{reading} ({holders or 'held by nobody named'})")
    return ", ".join(parts)


def _by(decision: Decision, one: Readings) -> str:
    if not one.settled_by:
        return "nobody is named who settles it"
    settler = one.settled_by
    who = naming.party(decision.accord, settler) if settler in decision.accord.parties else settler
    return f"{who} can settle it and has not"


def shown(beside: Beside) -> str:
    """Give the table: a line for each provision on which the views differ, a column for each view."""
    columns, _ = screen()
    lines = [
        paint(beside.title, "head"),
        *wrapped(f"As of {words.day(beside.as_of)}: what each party's view determines.", columns),
        "",
    ]
    if not beside.views:
        return "\n".join([*lines, "No party has a view of its own."])
    if not beside.rows:
        who = words.some(list(beside.views.values()), 4)
        return "\n".join([*lines, f"The views of {who} agree on everything."])
    lines += _table(beside, columns) or _list(beside, columns)
    called = "; ".join(f"{party} is {name}" for party, name in beside.views.items())
    lines += ["", *wrapped(f"{called}.", columns)]
    last = "The count is of views, the most common answer first. It decides nothing."
    return "\n".join([*lines, paint(last, "quiet")])


def _table(beside: Beside, columns: int) -> list[str]:
    """Give a column for each view; nothing where the screen is too narrow for them."""
    rows: list[list[str]] = [
        [Cell(cell, "quiet") for cell in ("provision", *beside.views, "common", "count")]
    ]
    for row in beside.rows:
        cells = [words.state(row.views[party]) for party in beside.views]
        rows.append([_label(row), *cells, words.state(row.common), _count(row)])
    widths = (max(len(row[i]) for row in rows) for i in range(len(rows[0])))
    if sum(width + 2 for width in widths) - 2 > columns:
        return []
    return aligned(rows, columns, indent="")


def _list(beside: Beside, columns: int) -> list[str]:
    """Give a paragraph for each answer, with who holds it."""
    lines = []
    for row in beside.rows:
        parts = []
        for word in row.counts:
            holders = [party for party, said in row.views.items() if said == word]
            parts.append(f"{words.state(word)} ({words.some(holders, 4)})")
        text = (
            f"{_label(row)}: {'; '.join(parts)}; common: {words.state(row.common)}; {_count(row)}"
        )
        lines += wrapped(text, columns, "", "  ")
    return lines


def _label(row: Row) -> str:
    return row.provision if not row.field else f"{row.provision}, {words.state(row.field)}"


def _count(row: Row) -> str:
    return " : ".join(map(str, row.counts.values()))

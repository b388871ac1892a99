"""Plain text laid out: width of the screen, colour by tone, wrapped lines, aligned columns."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Final, Self

import click

WIDEST: Final = 120
NARROWEST: Final = 60
_TONES: Final = {
    "good": {"fg": "green"}, "bad": {"fg": "red"}, "doubt": {"fg": "yellow"},
    "head": {"bold": True}, "quiet": {"dim": True}, "": {},
}  # fmt: skip


class Cell(str):
    """Text with a tone; the tone costs no width."""

    __slots__ = ("tone",)
    tone: str

    def __new__(cls, text: str, tone: str = "") -> Self:
        """Keep a text and its tone."""
        cell = super().__new__(cls, text)
        cell.tone = tone
        return cell


def paint(text: str, tone: str) -> str:
    """Colour a text; click strips the colour again where none is wanted."""
    return click.style(text, **_TONES[tone]) if tone and text else text  # type: ignore[arg-type]


def screen() -> tuple[int, int]:
    """Give the columns and rows to fill: the terminal's, else 80 by 24."""
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
        columns, rows = size.columns, size.lines
    except (OSError, ValueError, AttributeError):
        columns, rows = 80, 24
    columns = _number("COLUMNS", columns)
    rows = _number("LINES", rows)
    return max(NARROWEST, min(columns, WIDEST)), max(12, rows)


def _number(variable: str, otherwise: int) -> int:
    value = os.environ.get(variable, "")
    return int(value) if value.isdecimal() and int(value) > 0 else otherwise


def fitted(text: str, width: int) -> str:
    """Cut a text to a width, with a mark where something is missing."""
    return text if len(text) <= width else text[: max(0, width - 1)].rstrip(" ,;") + "…"


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """Break a text into lines; ``first`` stands before the first line, ``rest`` before the others."""
    import textwrap

    after = " " * len(first) if rest is None else rest
    return textwrap.wrap(
        " ".join(text.split()), max(width, len(after) + 20), initial_indent=first,
        subsequent_indent=after, break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def aligned(
    rows: Iterable[Sequence[str]],
    width: int,
    *,
    right: Iterable[int] = (),
    indent: str = "  ",
    flexible: int = -1,
) -> list[str]:
    """Lay rows out in columns as wide as their contents; one column is cut to what the width leaves."""
    table = [list(row) for row in rows]
    if not table:
        return []
    count = max(len(row) for row in table)
    table = [row + [""] * (count - len(row)) for row in table]
    widths = [max(len(row[column]) for row in table) for column in range(count)]
    spare = width - len(indent) - sum(widths) - 2 * (count - 1)
    widths[flexible] = max(8, min(widths[flexible], widths[flexible] + spare))
    numbers = set(right)
    lines = []
    for row in table:
        cells = []
        for column, cell in enumerate(row):
            text = fitted(cell, widths[column])
            padding = " " * (widths[column] - len(text))
            painted = paint(text, getattr(cell, "tone", ""))
            cells.append(padding + painted if column in numbers else painted + padding)
        lines.append((indent + "  ".join(cells)).rstrip())
    return lines


def meter(share: float, width: int = 20) -> str:
    """Draw a share as a bar of blocks."""
    full = max(0, min(width, int(share * width)))
    return "█" * full + "░" * (width - full)

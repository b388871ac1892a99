"""Blocks of lines that shrink to a screen: the most urgent rows stay, the rest are counted."""

from __future__ import annotations

from typing import Self

from accordance.cli.show.layout import paint


class Part:
    """Lines of a block, the most urgent first; fixed ones are never cut."""

    def __init__(self, lines: list[str], least: int) -> None:
        """Show all lines until there is too little room."""
        self.lines = lines
        self.least = min(least, len(lines))
        self.shown = len(lines)

    @property
    def height(self) -> int:
        """Give the lines that the part takes, the count of the rest included."""
        return self.shown + (self.shown < len(self.lines))

    @property
    def spare(self) -> int:
        """Give how many shown lines could still be cut."""
        return self.shown - self.least

    def cut(self) -> None:
        """Show one line less; the first cut gives up two, for the count takes one."""
        self.shown -= 2 if self.shown == len(self.lines) and self.shown - self.least > 1 else 1

    def written(self) -> list[str]:
        """Give the lines, and the count of those that are not shown."""
        hidden = len(self.lines) - self.shown
        rest = [paint(f"  and {hidden} more (--all)", "quiet")] if hidden else []
        return self.lines[: self.shown] + rest


class Block:
    """A heading and its parts."""

    def __init__(self, heading: str) -> None:
        """Start with the heading alone."""
        self.heading = heading
        self.parts: list[Part] = []

    def add(self, lines: list[str], *, least: int = 1, fixed: bool = False) -> Self:
        """Add lines; give the block itself."""
        self.parts.append(Part(lines, len(lines) if fixed else least))
        return self


def fitted_to_screen(head: list[str], blocks: list[Block], rows: int | None) -> list[str]:
    """Give all lines, cut to a number of rows where that is possible; None is without limit."""
    parts = [part for block in blocks for part in block.parts]
    gaps = len(blocks)

    def height() -> int:
        return len(head) + len(blocks) + gaps + sum(part.height for part in parts)

    while rows is not None and height() > rows:
        longest = max(parts, key=lambda part: part.spare)
        if longest.spare > 3 or (gaps == 0 and longest.spare > 1):  # noqa: PLR2004 short lists before air
            longest.cut()
        elif gaps:
            gaps = 0
        else:
            break
    lines = list(head)
    for block in blocks:
        lines += [""] * bool(gaps) + [block.heading]
        lines += [line for part in block.parts for line in part.written()]
    return lines

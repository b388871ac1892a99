"""Blocks of lines that shrink to a screen: the most urgent rows stay, the rest are counted."""

from __future__ import annotations

from typing import Final, Self

from accordance.cli.show.layout import paint

SHORT: Final = 3
"""Lists longer than this give way before the empty lines between blocks do."""


class Part:
    """Lines of a block, the most urgent first; those that are cut are counted, unless ``aside``."""

    def __init__(self, lines: list[str], least: int, *, aside: bool = False) -> None:
        """Show all lines until there is too little room."""
        self.lines = lines
        self.counted = not aside
        self.least = min(least, len(lines))
        self.shown = len(lines)

    @property
    def height(self) -> int:
        """Give the lines that the part takes, the count of the rest included."""
        return self.shown + (self.counted and self.shown < len(self.lines))

    @property
    def spare(self) -> int:
        """Give how many rows of the screen cutting could still win."""
        uncut = self.counted and self.shown == len(self.lines)
        return max(0, self.shown - self.least - uncut)

    def cut(self) -> None:
        """Win one row: the first cut gives up two lines, for the count takes one."""
        self.shown -= 2 if self.counted and self.shown == len(self.lines) else 1

    def written(self) -> list[str]:
        """Give the lines, and the count of those that are not shown."""
        hidden = len(self.lines) - self.shown
        indent = " " * (len(self.lines[0]) - len(self.lines[0].lstrip())) if self.lines else ""
        rest = (
            [paint(f"{indent}and {hidden} more (--all)", "quiet")]
            if hidden and self.counted
            else []
        )
        return self.lines[: self.shown] + rest


class Block:
    """A heading and its parts."""

    def __init__(self, heading: str) -> None:
        """Start with the heading alone."""
        self.heading = heading
        self.parts: list[Part] = []

    def add(
        self, lines: list[str], *, least: int = 1, fixed: bool = False, aside: bool = False
    ) -> Self:
        """Add lines; give the block itself."""
        self.parts.append(Part(lines, len(lines) if fixed else least, aside=aside))
        return self


def fitted_to_screen(head: list[str], blocks: list[Block], rows: int | None) -> list[str]:
    """Give all lines, cut to a number of rows where that is possible; None is without limit."""
    parts = [part for block in blocks for part in block.parts]
    gaps = len(blocks)

    def height() -> int:
        return len(head) + len(blocks) + gaps + sum(part.height for part in parts)

    while rows is not None and height() > rows:
        longest = max(parts, key=lambda part: part.spare)
        if longest.spare > SHORT or (not gaps and longest.spare):
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

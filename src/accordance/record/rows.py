"""Where a cell stands in the text of a table, worked out when somebody asks."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator, Mapping, Sequence

from accordance.kernel.problems import Span


class Lines:
    """The lines of a table as its reader counts them, from 1."""

    def __init__(self, text: str, file: str, mark: str) -> None:
        """Keep the text; ``mark`` stands between cells."""
        self.text = text
        self.file = file
        self.mark = mark

    @functools.cached_property
    def lines(self) -> list[str]:
        """Split the text, keeping the ends of lines."""
        return list(io.StringIO(self.text, newline=""))

    def span(self, line: int, index: int) -> Span:
        """Give the place of a cell of the row that begins on a line, else of its first cell."""
        cell, begin, quoted, column = 0, (line, 1), False, 0
        for number in range(line, len(self.lines) + 1):
            for column, letter in enumerate(self.lines[number - 1], 1):
                if letter == '"':
                    quoted = not quoted
                if quoted or letter not in (self.mark, "\r", "\n"):
                    continue
                if cell == index:
                    return self._from(begin, (number, column))
                if letter != self.mark:
                    return Span(self.file, line, 1)
                cell, begin = cell + 1, (number, column + 1)
        if cell == index:
            return self._from(begin, (len(self.lines), column + 1))
        return Span(self.file, line, 1)

    def _from(self, begin: tuple[int, int], end: tuple[int, int]) -> Span:
        length = end[1] - begin[1] if begin[0] == end[0] else 1
        return Span(self.file, *begin, max(1, length))


class RowSpans(Mapping[str, Span]):
    """The places of entries under their ids, and of their fields under ``id.field``."""

    def __init__(self, lines: Lines, starts: Mapping[str, int], header: Sequence[str]) -> None:
        """Keep where each row begins and which columns there are."""
        self._lines = lines
        self._starts = starts
        self._columns = {name: index for index, name in enumerate(header)}

    def __getitem__(self, key: str) -> Span:
        name, _, field = key.partition(".")
        column = self._columns.get(field or "id")
        if column is None:
            raise KeyError(key)
        return self._lines.span(self._starts[name], column)

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)

    def __len__(self) -> int:
        return len(self._starts)

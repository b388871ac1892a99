"""What a check looks at: an accord as written, its names, and the place of every value."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from accordance.accord.names import Names
from accordance.accord.types import Accord, Commitment
from accordance.accord.walk import Clause, Reading, clauses, readings
from accordance.kernel.problems import Problem, Span
from accordance.kernel.reading import Path


class Draft(msgspec.Struct, frozen=True):
    """An accord in normal form and as written, its names, and the place of every written value."""

    accord: Accord
    written: Accord
    names: Names
    spans: dict[Path, Span]
    file: str

    def at(self, path: Path) -> Span:
        """Give the place of a path, or of the nearest thing around it that was written.

        What stands in a copy of a series was written in the series.
        """
        path = tuple(one.partition("/")[0] if isinstance(one, str) else one for one in path)
        while path:
            if path in self.spans:
                return self.spans[path]
            path = path[:-1]
        return self.spans.get((), Span(self.file, 1, 1))

    def commitment(self, name: str) -> Commitment | None:
        """Give a commitment in normal form, of a series the first copy; None where there is none."""
        own = self.accord.commitments.get(name)
        copies = (one for one in self.accord.commitments.values() if one.series == name)
        return own or next(copies, None)

    def clauses(self) -> Iterator[Clause]:
        """Give every condition of the accord."""
        return clauses(self.accord)

    def readings(self) -> Iterator[Reading]:
        """Give every predicate of every condition."""
        for clause in self.clauses():
            yield from readings(clause)

    def _said(self, message: str) -> str:
        """Say of a series once what holds of each of its copies."""
        for name, one in self.accord.commitments.items() if "/" in message else ():
            if one.series:
                message = message.replace(f'"{name}"', f'"{one.series}"')
        return message

    def error(
        self, code: str, path: Path, message: str, expected: str = "", hint: str = ""
    ) -> Problem:
        """Give a problem that makes the accord unusable."""
        return Problem(code, self._said(message), self.at(path), expected, hint)

    def warning(self, code: str, path: Path, message: str, expected: str = "") -> Problem:
        """Give a problem that the drafter should look at; the accord still works."""
        return Problem(code, self._said(message), self.at(path), expected, severity="warning")

    def note(self, code: str, path: Path, message: str, expected: str = "") -> Problem:
        """Give a remark that asks for nothing."""
        return Problem(code, self._said(message), self.at(path), expected, severity="note")


Check = Callable[[Draft], Iterator[Problem]]
"""The one shape of a check: a draft in, problems out, in any order."""

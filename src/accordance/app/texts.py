"""Reading files as text; what cannot be read is a problem of the input, not an error of ours."""

from __future__ import annotations

from pathlib import Path

from accordance.app.paths import NoCase
from accordance.kernel.problems import Problem, Span


def read_text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """Give a file's text, or a problem where it is not UTF-8; raise NoCase where it cannot be opened."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        message = f'"{path}" cannot be opened: {error.strerror or error}'
        raise NoCase(message) from error
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2]) + 1
        span = Span(str(path), line, column)
        return "", (Problem("Y001", "this is not UTF-8 text", span, "a file saved as UTF-8"),)

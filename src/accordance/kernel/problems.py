"""Problems: what is wrong with an input, where, what was expected and what to do.

A user's fault is returned as data, never raised.  Every code has a page (``accord explain``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

import msgspec

_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202d\u202e]")
"""What a terminal would obey instead of showing it."""

_BRIEF: Final = 4
"""A word of so few letters may differ in more of them and still be a typing error: uas, usa."""

Severity = Literal["error", "warning", "note"]


class Span(msgspec.Struct, frozen=True, order=True):
    """A place in a text: line and column counted from 1, and how many characters it covers."""

    file: str
    line: int
    column: int
    length: int = 1


class Problem(msgspec.Struct, frozen=True):
    """One fault of an input, with the remedy.

    ``hint`` is the nearest thing that would have been right, where one is near.
    """

    code: str
    message: str
    span: Span
    expected: str = ""
    hint: str = ""
    severity: Severity = "error"
    see: tuple[Span, ...] = ()


class InputError(Exception):
    """Raised by callers that cannot go on without a sound input; carries every problem found."""

    def __init__(self, problems: tuple[Problem, ...], texts: dict[str, str]) -> None:
        """Keep the problems and the texts that they point into, so that both can be shown."""
        super().__init__(f"{len(problems)} problem(s)")
        self.problems = problems
        self.texts = texts


def failed(problems: tuple[Problem, ...] | list[Problem]) -> bool:
    """Say whether any problem is an error: then the input cannot be used."""
    return any(problem.severity == "error" for problem in problems)


def nearest(word: str, words: tuple[str, ...] | list[str]) -> str:
    """Give the closest of the allowed words, or an empty string where none is close: a typing error apart."""
    from difflib import get_close_matches  # noqa: PLC0415 only a failing input pays for it

    alike = 0.6 if len(word) <= _BRIEF else 0.7
    found = get_close_matches(word, words, n=1, cutoff=alike)
    return f'did you mean "{found[0]}"?' if found else ""


def one_of(words: Iterable[str], most: int = 12) -> str:
    """Say that one of some words is expected: each once, and how many more there are than are told."""
    names = list(dict.fromkeys(words))
    more = len(names) - most
    listed = ", ".join(names[:most] if more > 1 else names)
    return f"one of {listed}, and {more} more" if more > 1 else f"one of {listed}"


def render(problem: Problem, text: str) -> str:
    """Show a problem with its place and the underlined source, ending without a newline."""
    span = problem.span
    lines = [f"{span.file}:{span.line}:{span.column}: {problem.code} {problem.message}"]
    source = text.splitlines()
    if 0 < span.line <= len(source):
        shown = _UNSEEN.sub("\ufffd", source[span.line - 1].expandtabs(1))
        start = min(max(0, span.column - 61), max(0, len(shown) - 120))
        shown, column = shown[start : start + 120], span.column - start
        number = str(span.line)
        lines.append(f"  {number} | {shown}".rstrip())
        mark = "^" * max(1, min(span.length, len(shown) - column + 1))
        advice = f" {problem.hint}" if problem.hint else ""
        lines.append(f"  {' ' * len(number)} | {' ' * (column - 1)}{mark}{advice}")
    elif problem.hint:
        lines.append(f"  {problem.hint}")
    if problem.expected:
        lines.append(f"  expected {problem.expected}")
    lines.extend(f"  see {see.file}:{see.line}:{see.column}" for see in problem.see)
    return "\n".join(lines)

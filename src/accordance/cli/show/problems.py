"""Problems as a person reads them: place, source, remedy, and where to read more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from accordance.cli.show import layout, words
from accordance.kernel.problems import Problem, render

_TONES = {"error": "bad", "warning": "doubt", "note": "quiet"}


def listed(problems: Iterable[Problem], texts: Mapping[str, str]) -> str:
    """Give every problem with its source, then how many there are and what explains them."""
    problems = tuple(problems)
    parts = []
    for problem in problems:
        head, _, rest = render(problem, texts.get(problem.span.file, "")).partition("\n")
        if problem.severity != "error":
            head += f" ({problem.severity})"
        parts.append(layout.paint(head, _TONES[problem.severity]) + (f"\n{rest}" if rest else ""))
    parts.append(counted(problems))
    return "\n".join(parts)


def counted(problems: tuple[Problem, ...]) -> str:
    """Count problems by severity, and name one code to start with."""
    kinds = [(kind, sum(one.severity == kind for one in problems)) for kind in _TONES]
    found = words.some([words.count(number, kind) for kind, number in kinds if number])
    worst = next((one for kind, _ in kinds for one in problems if one.severity == kind), None)
    return f"{found}. To read more: accord explain {worst.code}" if worst else "no problems"


def as_data(problem: Problem) -> dict[str, Any]:
    """Give a problem as the command contract has it."""
    data: dict[str, Any] = {
        "code": problem.code, "severity": problem.severity, "file": problem.span.file,
        "line": problem.span.line, "column": problem.span.column, "message": problem.message,
    }  # fmt: skip
    if problem.expected:
        data["expected"] = problem.expected
    if problem.hint:
        data["hint"] = problem.hint
    return data

"""Problems as a SARIF 2.1.0 log, which code hosts and editors read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from accordance import __version__
from accordance.kernel import catalogue
from accordance.kernel.problems import Problem

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def log(problems: Iterable[Problem]) -> dict[str, Any]:
    """Give the log, with one rule for each code that occurs."""
    problems = tuple(problems)
    codes = sorted({one.code for one in problems})
    driver = {"name": "accord", "version": __version__, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver}, "results": [_result(one) for one in problems],
        "columnKind": "unicodeCodePoints",
    }  # fmt: skip
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str) -> dict[str, Any]:
    page = catalogue.page(code) or code
    heading, _, rest = page.partition("\n")
    short = heading.partition(": ")[2] or code
    return {
        "id": code, "shortDescription": {"text": short},
        "help": {"text": rest.strip() or short, "markdown": page},
    }  # fmt: skip


def _result(problem: Problem) -> dict[str, Any]:
    text = problem.message + (f"; expected {problem.expected}" if problem.expected else "")
    span = problem.span
    region = {
        "startLine": span.line, "startColumn": span.column, "endColumn": span.column + span.length,
    }  # fmt: skip
    place = {"artifactLocation": {"uri": span.file.replace("\\", "/")}, "region": region}
    return {
        "ruleId": problem.code, "level": problem.severity, "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }  # fmt: skip

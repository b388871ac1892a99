"""JUnit XML, which build servers read: problems as failures, expectation rows as test cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from accordance.kernel.problems import Problem

if TYPE_CHECKING:
    from accordance.app.testing import Tally

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def of_problems(file: str, problems: Iterable[Problem]) -> str:
    """Give one test case for each problem; only errors fail, and a sound file passes as one."""
    cases, failed = [], 0
    for one in problems:
        place = f"{one.span.file}:{one.span.line}:{one.span.column}"
        attributes = f"classname={quoteattr(one.span.file)} name={quoteattr(f'{one.code} {place}')}"
        if one.severity == "error":
            failed += 1
            cases.append(
                f"<testcase {attributes}><failure message={quoteattr(_clean(one.message))}/></testcase>"
            )
        else:
            cases.append(
                f"<testcase {attributes}><system-out>{escape(_clean(one.message))}</system-out></testcase>"
            )
    cases = cases or [f'<testcase classname={quoteattr(file)} name="sound"/>']
    return _suites([_suite(file, cases, failed)])


def of_tallies(tallies: Iterable[Tally]) -> str:
    """Give one test case for each row, failed where one of its expectations does not hold."""
    suites = []
    for tally in tallies:
        cases, failed = [], 0
        for name in dict.fromkeys(tally.rows):
            wrong = [one for one in tally.failures if one.row == name]
            attributes = f"classname={quoteattr(tally.case)} name={quoteattr(name)}"
            failures = "".join(
                f"<failure message={quoteattr(f'{one.path}: expected {one.expected}, found {one.found}')}>"
                f"{escape(f'{one.span.file}:{one.span.line}')}</failure>"
                for one in wrong
            )
            failed += bool(wrong)
            cases.append(f"<testcase {attributes}>{failures}</testcase>")
        suites.append(_suite(tally.case, cases, failed))
    return _suites(suites)


def _suite(name: str, cases: list[str], failed: int) -> str:
    inside = "".join(f"\n    {one}" for one in cases)
    counts = f'tests="{len(cases)}" failures="{failed}"'
    return f"<testsuite name={quoteattr(name)} {counts}>{inside}\n  </testsuite>"


def _suites(suites: list[str]) -> str:
    return "\n".join([_HEAD, "<testsuites>", *(f"  {one}" for one in suites), "</testsuites>"])


def _clean(text: str) -> str:
    """Drop what XML cannot hold."""
    return "".join(char if char >= " " or char in "\t\n" else "�" for char in text)

"""Every problem of an accord has a case with its exact output, and a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accordance.accord.reading import read
from accordance.kernel import catalogue
from accordance.kernel.problems import render
from accordance.kernel.yaml_text import MAX_BYTES

ROOT = Path(__file__).parents[2]
BAD = sorted(
    path
    for path in ROOT.joinpath("tests/bad").glob("*/accord.yaml")
    if not path.with_name("record.yaml").exists()
)
TOO_LONG = "Y003"


def written() -> set[str]:
    """Give every code that the source can report."""
    sources = ROOT.joinpath("src/accordance").rglob("*.py")
    return {code for path in sources for code in re.findall(r'"([A-Z]\d{3})"', path.read_text())}


@pytest.mark.parametrize("case", BAD, ids=[path.parent.name for path in BAD])
def test_a_bad_accord_gives_exactly_these_problems(case):
    """What is printed beneath each bad accord is its expected.txt, to the letter."""
    text = case.read_text()
    _, problems = read(text, "accord.yaml")
    shown = "\n".join(render(problem, text) for problem in problems) + "\n"
    assert shown == case.with_name("expected.txt").read_text()
    assert case.parent.name[:4] in {problem.code for problem in problems}


def test_a_file_that_is_too_long_is_refused_before_it_is_parsed():
    """A file over the limit gives Y003 alone."""
    accord, problems = read("# " + "x" * MAX_BYTES, "accord.yaml")
    assert accord is None
    assert [problem.code for problem in problems] == [TOO_LONG]


def test_every_code_of_an_accord_has_a_bad_case():
    """No problem that reading an accord can report goes without a case."""
    shown = {case.parent.name[:4] for case in BAD} | {TOO_LONG}
    assert {code for code in written() if code[0] in "YSFA"} <= shown


def test_every_code_has_a_page_and_every_page_a_code():
    """`accord explain` knows every code, and no code that nothing reports."""
    assert set(catalogue.codes()) == written()


@pytest.mark.parametrize("code", catalogue.codes())
def test_a_page_shows_what_is_wrong_what_is_right_and_why(code):
    """A page is titled with its code and has a wrong and a right example and a reason."""
    page = catalogue.page(code)
    assert page is not None
    assert page.startswith(f"# {code}: ")
    parts = [page.index(part) for part in ("\nWrong:\n", "\nRight:\n", "\nWhy: ")]
    assert parts == sorted(parts)


def test_a_code_that_is_not_one_has_no_page():
    """Anything that is not a code gives None, paths included."""
    assert catalogue.page("a001") == catalogue.page("A001")
    for word in ("", "A999", "../A001", "A001.md", "A\u0660\u0660\u0661"):
        assert catalogue.page(word) is None

"""The pages of the rules are made from the case folders and leave none out."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import rule_pages

CASES = rule_pages.cases()
COMMITTED = {path.name: path.read_text("utf-8") for path in rule_pages.PAGES.glob("*.md")}


def test_the_committed_pages_are_those_that_the_cases_make() -> None:
    """Whoever changes a case runs ``make docs``."""
    made = rule_pages.pages()
    stale = {name for name in {*made, *COMMITTED} if made.get(name) != COMMITTED.get(name)}
    assert not stale, "run `make docs`"


def test_every_case_folder_has_what_a_page_needs() -> None:
    """A case is an accord, a record, expectations and the rule in words."""
    for folder in rule_pages.CASES.iterdir():
        names = {path.name for path in folder.iterdir()}
        assert {"README.md", "accord.yaml", "record.yaml", "expect.yaml"} <= names, folder.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.folder.name)
def test_every_rule_that_has_a_case_is_told(case: rule_pages.Case) -> None:
    """The page of the section tells the rule under its number, and the index lists it."""
    page = COMMITTED[f"{case.section.lower()}.md"]
    assert re.search(rf"^## {case.rule}\. ", page, re.MULTILINE)
    assert f"* **{case.rule}** " in COMMITTED["README.md"]
    assert f"/{case.folder.name}/accord.yaml" in page


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.folder.name)
def test_a_folder_is_named_for_its_rule(case: rule_pages.Case) -> None:
    """The number that the README gives is that of the folder."""
    assert case.folder.name.partition("-")[0] == case.rule.lower()


def test_the_rules_that_have_cases_are_the_numbered_ones() -> None:
    """Each rule on days, findings and linkage has a case, and the order of a day has one."""
    numbered = {f"A{n}" for n in range(1, 7)} | {f"B{n}" for n in range(1, 9)} | {"E1", "E2", "E3"}
    assert numbered | {"F"} <= {case.rule for case in CASES}

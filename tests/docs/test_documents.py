"""What the documents show is run: Python examples as doctests, commands as a reader would."""

from __future__ import annotations

import doctest
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(Path(__file__).parent))

from walkthrough import Command, Edit, lay_out, steps  # noqa: E402 test folders are not packages

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FOLLOWED = [page for page in PAGES if steps(page.read_text("utf-8"))]
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def named(page: Path) -> str:
    """Give the name of a page within the project."""
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_python_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every ``>>>`` of a page gives what the page says."""
    monkeypatch.chdir(ROOT)
    failed, _ = doctest.testfile(
        str(page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS
    )
    assert failed == 0


@pytest.mark.parametrize("page", FOLLOWED, ids=named)
def test_a_reader_who_follows_a_page_sees_what_it_shows(page: Path, tmp_path: Path) -> None:
    """Commands and changes, done in the order of the page in one new folder, give what it prints."""
    lay_out(tmp_path, ROOT)
    for step in steps(page.read_text("utf-8")):
        step.follow(tmp_path)


def test_the_pages_that_teach_are_followed() -> None:
    """The README and the tutorial have commands to run."""
    assert {"README.md", "docs/tutorial.md"} <= {named(page) for page in FOLLOWED}


def test_a_page_that_shows_something_else_fails(tmp_path: Path) -> None:
    """The runner notices another output, lines that are not there, and a file outside its folder."""
    (tmp_path / "case.yaml").write_text("one\ntwo\n", "utf-8")
    for step in (
        Command("accord --version", "accord 99"),
        Edit("shows", "case.yaml", "three\n"),
        Edit("change", "case.yaml", "-three\n+four\n"),
        Edit("add-to", "../outside.yaml", "three\n"),
    ):
        with pytest.raises(AssertionError):
            step.follow(tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the project names one that is there."""
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md", "docs/schemes.md"])
def test_every_case_is_mentioned(page: str) -> None:
    """No folder of ``examples/`` goes without a word in the pages that list the cases."""
    text = (ROOT / page).read_text("utf-8")
    cases = {folder.name for folder in (ROOT / "examples").iterdir() if folder.is_dir()}
    assert {name for name in cases if name not in text} == set()

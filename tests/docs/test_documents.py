"""What the documents show is run: Python examples as doctests, commands as a reader would."""

from __future__ import annotations

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def commands() -> list[tuple[str, str, str]]:
    """Give every command of the documents, with its page and what it is said to print."""
    found = []
    for page in PAGES:
        for block in CONSOLE.findall(page.read_text("utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                found.append((str(page.relative_to(ROOT)), command, output))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_python_examples_run(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every ``>>>`` of a page gives what the page says."""
    monkeypatch.chdir(ROOT)
    failed, _ = doctest.testfile(
        str(page), module_relative=False, encoding="utf-8", optionflags=doctest.ELLIPSIS
    )
    assert failed == 0


@pytest.mark.parametrize(("page", "command", "output"), commands())
def test_commands_print_what_the_page_shows(page: str, command: str, output: str) -> None:
    """A command of a page prints the lines under it; ``...`` stands for whatever is between."""
    words = shlex.split(command, comments=True)
    assert words[0] == "accord", page
    done = subprocess.run(
        [sys.executable, "-m", "accordance", *words[1:]],
        cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    pattern = r"[\s\S]*?".join(re.escape(part) for part in output.rstrip().split("..."))
    assert re.fullmatch(pattern + r"\s*", done.stdout + done.stderr), done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every link to a file of the project names one that is there."""
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target

"""What a reader of a page would do, in order: run its commands, make its changes to files.

A fence without a mark is for reading only, except that every ``console`` block is run.  Marks stand
behind the language, where a rendered page does not show them:

    ```yaml shows=FILE       the lines stand in the file
    ```yaml add-to=FILE      the reader adds the lines at the end
    ```csv write=FILE        the reader writes a new file
    ```diff change=FILE      the reader takes out the lines with - and puts in those with +
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

_FENCE = re.compile(
    r"^```(\w+)(?: (shows|add-to|write|change)=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
_SURROUNDINGS = ("ACCORD_FORMAT", "ACCORD_COLOUR", "ACCORD_DEBUG", "NO_COLOR")


class Command(NamedTuple):
    """A command of a page and what it is said to print; ``...`` stands for whatever is between."""

    line: str
    output: str

    def follow(self, folder: Path) -> None:
        """Run the command in a folder, on a screen of 80 columns, and hold it to the page."""
        words = shlex.split(self.line, comments=True)
        assert words[0] == "accord", self.line
        surroundings = {k: v for k, v in os.environ.items() if k not in _SURROUNDINGS}
        done = subprocess.run(
            [sys.executable, "-m", "accordance", *words[1:]],
            cwd=folder, env=surroundings | {"COLUMNS": "80", "LINES": "24"},
            capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        printed = done.stdout + done.stderr
        pattern = r"[\s\S]*?".join(re.escape(part) for part in self.output.rstrip().split("..."))
        assert re.fullmatch(pattern + r"\s*", printed), f"$ {self.line}\n{printed}"


class Edit(NamedTuple):
    """Something that the page says about a file, or has the reader do to it."""

    mark: str
    file: str
    text: str

    def follow(self, folder: Path) -> None:
        """Do it, inside the folder only."""
        path = folder / self.file
        assert path.resolve().is_relative_to(folder.resolve()), self.file
        if self.mark == "write":
            assert not path.exists(), self.file
            path.write_text(self.text, encoding="utf-8")
            return
        found = path.read_text(encoding="utf-8")
        if self.mark == "shows":
            assert self.text in found, self.text
        elif self.mark == "add-to":
            path.write_text(found + self.text, encoding="utf-8")
        else:
            before, after = self.sides()
            assert found.count(before) == 1, before
            path.write_text(found.replace(before, after), encoding="utf-8")

    def sides(self) -> tuple[str, str]:
        """Give the lines before and after a change; lines with a space stand in both."""
        lines = self.text.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] != "+")
        return before, "".join(line[1:] for line in lines if line[0] != "-")


def steps(page: str) -> list[Command | Edit]:
    """Give the steps of a page in its order."""
    found: list[Command | Edit] = []
    for language, mark, file, text in _FENCE.findall(page):
        if mark:
            found.append(Edit(mark, file, text))
        elif language == "console":
            for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                line, _, output = part.partition("\n")
                found.append(Command(line, output))
    return found


def lay_out(folder: Path, root: Path) -> None:
    """Put the shipped cases within reach of a page that is followed in a folder of its own."""
    for name in ("examples", "tests"):
        (folder / name).symlink_to(root / name, target_is_directory=True)

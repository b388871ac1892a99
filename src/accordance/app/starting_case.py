"""Writing a starting case: a sound accord, record, expectations and README in a new folder."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Final

NAMES: Final = ("accord.yaml", "record.yaml", "expect.yaml", "README.md")


class FolderTaken(Exception):  # noqa: N818 it says what is the case
    """Raised where the folder has something in it: nothing is ever overwritten."""


def started(folder: str | Path, title: str = "") -> tuple[Path, ...]:
    """Write the files of a starting case and give their paths.

    The accord's id is the folder's name.  Raise FolderTaken where the folder is not empty.
    """
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        message = f'"{target}" is there already and is not an empty folder; nothing was written'
        raise FolderTaken(message)
    target.mkdir(parents=True, exist_ok=True)
    name = identifier(target.resolve().name)
    heading = " ".join(title.split()) or name.replace("-", " ").replace("_", " ").capitalize()
    words = {"@ID@": name, "@TITLE@": heading}
    written = []
    for file in NAMES:
        text = files("accordance.app").joinpath("starting", file).read_text(encoding="utf-8")
        quoted = words if file.endswith(".md") else {**words, "@TITLE@": quote(heading)}
        for mark, word in quoted.items():
            text = text.replace(mark, word)
        path = target / file
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return tuple(written)


def identifier(name: str) -> str:
    """Give an id that is near a folder's name: plain letters, digits and hyphens."""
    plain = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-").lower()
    return plain or "my-accord"


def quote(text: str) -> str:
    """Write a text as a YAML scalar that cannot be misread."""
    return "'" + text.replace("'", "''") + "'"

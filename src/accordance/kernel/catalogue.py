"""The catalogue of codes: what each problem means, with a wrong and a right example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_CODE: Final = re.compile(r"[A-Z]\d{3}")
_FOLDER: Final = "codes"


def page(code: str) -> str | None:
    """Give the Markdown page of a code, in any case of letters, or None where there is none."""
    code = code.strip().upper()
    if not _CODE.fullmatch(code) or not code.isascii():
        return None
    found = _folder().joinpath(f"{code}.md")
    return found.read_text(encoding="utf-8") if found.is_file() else None


def codes() -> tuple[str, ...]:
    """Give every code that has a page, in order."""
    names = (entry.name.removesuffix(".md") for entry in _folder().iterdir())
    return tuple(sorted(name for name in names if _CODE.fullmatch(name)))


def _folder() -> Traversable:
    from importlib.resources import files  # noqa: PLC0415 only `explain` reads pages

    return files("accordance.kernel").joinpath(_FOLDER)

"""Markup that is escaped unless this project wrote it: the only way from data to a page."""

from __future__ import annotations

from html import escape
from typing import Final

_VOID: Final = frozenset({"meta", "br", "hr", "col", "link", "input"})


class Markup(str):
    """Text that is markup already; every other string is escaped when it becomes part of one."""

    __slots__ = ()


Part = str | Markup | None
Attribute = str | int | float | None


def tag(name: str, /, *parts: Part, **attributes: Attribute) -> Markup:
    """Give an element; a trailing underscore is dropped from an attribute, an inner one is a hyphen.

    Attributes and parts that are None are left out; numbers are written to a tenth.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value), quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(*parts)}</{name}>")


def join(*parts: Part) -> Markup:
    """Put parts side by side, escaping what is not markup."""
    return Markup(
        "".join(
            part if isinstance(part, Markup) else escape(part, quote=False)
            for part in parts
            if part is not None
        )
    )


def _number(value: str | float) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)

"""What differs between two determinations, and which input differs first (ENGINE 5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from accordance.decide.determination import Determination
from accordance.kernel.canonical import builtins

_SILENT = {"digest", "inputs"}


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One field of one provision that differs."""

    provision: str
    field: str
    from_: Any = msgspec.field(name="from")
    to: Any


class Diff(msgspec.Struct, frozen=True, kw_only=True):
    """Two determinations held against each other.

    ``input`` names the first input that differs: engine, format, accord, record, ratios, the
    day or the view; empty where none does, and then nothing else may differ.
    """

    input: str
    first: str
    second: str
    differences: tuple[Difference, ...]


def diff(first: Determination, second: Determination) -> Diff:
    """Hold two determinations against each other, provision by provision."""
    found: list[Difference] = []
    for group in ("commitments", "benefits", "powers", "claims", "baskets"):
        found.extend(_group(builtins(getattr(first, group)), builtins(getattr(second, group))))
    found.extend(_fields("exposure", builtins(first.exposure), builtins(second.exposure)))
    return Diff(
        input=_first_input(first, second), first=first.digest, second=second.digest,
        differences=tuple(found),
    )  # fmt: skip


def _first_input(first: Determination, second: Determination) -> str:
    for name in first.inputs.__struct_fields__:
        if getattr(first.inputs, name) != getattr(second.inputs, name):
            return name
    for name in ("as_of", "known_at", "known_to", "fold"):
        if getattr(first, name) != getattr(second, name):
            return name
    return "" if first.views.of == second.views.of else "view"


def _group(first: dict[str, Any], second: dict[str, Any]) -> Iterator[Difference]:
    for name in dict.fromkeys((*first, *second)):
        before, after = first.get(name), second.get(name)
        if before is None or after is None:
            was, now = ("absent" if one is None else "present" for one in (before, after))
            yield Difference(provision=name, field="", from_=was, to=now)
        else:
            yield from _fields(name, before, after)


def _fields(name: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if not isinstance(before, dict) or not isinstance(after, dict):
        yield Difference(provision=name, field="", from_=before, to=after)
        return
    for field in dict.fromkeys((*before, *after)):
        one, other = before.get(field), after.get(field)
        if one == other or field in _SILENT:
            continue
        if isinstance(one, dict) and isinstance(other, dict):
            for key in dict.fromkeys((*one, *other)):
                if one.get(key) != other.get(key):
                    yield Difference(
                        provision=name,
                        field=f"{field}.{key}",
                        from_=one.get(key),
                        to=other.get(key),
                    )
        else:
            yield Difference(provision=name, field=field, from_=one, to=other)

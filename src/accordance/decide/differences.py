"""What differs between two determinations, and which input differs first (ENGINE 5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from accordance.decide.determination import Determination
from accordance.kernel.canonical import builtins

_SILENT: Final = {"digest", "inputs"}
_NAMED: Final = {"deliveries": ("delivery", "parcel"), "staged": ("act",)}
"""Lists whose members have names, and the keys that make them."""


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


def _fields(name: str, before: Any, after: Any, field: str = "") -> Iterator[Difference]:
    """Give what differs below a field, down to plain values; what one side lacks is None there.

    Lists of things that have names, such as deliveries, are held against each other name by name;
    one that stands on one side alone is told as a whole.
    """
    one, other = _named(before, field), _named(after, field)
    if one == other:
        return
    alone = field.partition(".")[0] in _NAMED and None in (one, other)
    pair = [{} if each is None else each for each in (one, other)]
    if alone or not all(isinstance(each, dict) for each in pair):
        yield Difference(provision=name, field=field, from_=before, to=after)
        return
    for key in dict.fromkeys((*pair[0], *pair[1])):
        if key not in _SILENT:
            inside = f"{field}.{key}" if field else str(key)
            yield from _fields(name, pair[0].get(key), pair[1].get(key), inside)


def _named(value: Any, field: str) -> Any:
    """Give a list of deliveries or of stated amounts as a mapping by their names, all else as it is."""
    if field not in _NAMED or not isinstance(value, list | tuple):
        return value
    found: dict[str, Any] = {}
    for one in value:
        rest = {key: each for key, each in one.items() if key not in _NAMED[field]}
        found["/".join(one[key] for key in _NAMED[field] if one[key])] = rest
    return found

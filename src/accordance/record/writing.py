"""A record as YAML or as CSV, such that reading it back gives an equal record.

What has its default is left out.  Entries stand in the order that they have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec
import yaml

from accordance.kernel.quantities import Quantity, Range
from accordance.kernel.reading import fields_of
from accordance.record.cells import amount, written
from accordance.record.columns import ALL, KIND
from accordance.record.entries import PUBLIC, AnyEntry, Known, Record, SourceNote

_MARKS: Final = re.compile(r'[",;\t\r\n]')


def to_yaml(record: Record) -> str:
    """Write a record in the form that people keep: each entry under its kind and id."""
    tree: dict[str, Any] = {"format": record.format}
    tree |= {key: value for key, value in _given(record) if key in ("accord", "synthetic", "about")}
    if record.sources:
        tree["sources"] = {name: _source(note) for name, note in record.sources.items()}
    if record.views:
        tree["views"] = {
            name: {key: _value(value) for key, value in _given(view)}
            for name, view in record.views.items()
        }
    tree["entries"] = [_entry(entry) for entry in record.entries]
    dumper = _dumper()
    return str(yaml.dump(tree, Dumper=dumper, sort_keys=False, allow_unicode=True, width=100))


def to_csv(record: Record) -> str:
    """Write a record as a table of the columns that it uses; it and its sources are rows too."""
    rows = [dict(_row("record", record.accord, record, ("synthetic", "about")))]
    rows += [dict(_row("source", name, note, None)) for name, note in record.sources.items()]
    rows += [dict(_row(_kind(entry), entry.id, entry, None)) for entry in record.entries]
    used = set().union(*rows)
    header = [key for key in ALL if key in used]
    lines = [header, *([row.get(key, "") for key in header] for row in rows)]
    return "".join(",".join(map(_cell, line)) + "\n" for line in lines)


def _cell(text: str) -> str:
    """Quote a cell that would read as more than one."""
    return '"' + text.replace('"', '""') + '"' if _MARKS.search(text) else text


def _row(
    kind: str, name: str, value: Any, keys: tuple[str, ...] | None
) -> Iterator[tuple[str, str]]:
    yield KIND, kind
    yield "id", name
    for key, field in _given(value):
        if key != "id" and (keys is None or key in keys):
            yield key, written(field)


def _given(value: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    """Give the fields of a struct that differ from their defaults, in their order."""
    defaults = {field.name: field.default for field in msgspec.structs.fields(value)}
    for key, field in fields_of(type(value)).items():
        found = getattr(value, field.name)
        if field.required or found != defaults[field.name]:
            yield key, found


def _kind(entry: AnyEntry) -> str:
    return str(entry.__struct_config__.tag)


def _entry(entry: AnyEntry) -> dict[str, Any]:
    fields = {key: _value(value) for key, value in _given(entry) if key != "id"}
    note = {"note": fields.pop("note")} if "note" in fields else {}
    return {_kind(entry): entry.id} | fields | note


def _source(note: SourceNote) -> Any:
    fields = {key: _value(value) for key, value in _given(note)}
    return fields["title"] if len(fields) == 1 and fields["title"] else fields


def _value(value: Any) -> Any:
    """Give the YAML form of a field, bare where quotes would say nothing."""
    match value:
        case Known(public=day, parties=parties):
            if day is not None and not parties:
                return _Bare(day.isoformat())
            days = [*parties, *([(PUBLIC, day)] if day else [])]
            return {name: _Bare(when.isoformat()) for name, when in days}
        case Range(low=low, high=high, unit=unit) if low != high:
            return [_Bare(amount(Quantity(end, unit))) for end in (low, high)]
        case tuple():
            return list(value)
        case bool() | str():
            return value
        case _:
            return _Bare(written(value))


class _Bare(str):
    """Text that needs no quotes, whatever type an editor sees in it."""

    __slots__ = ()


def _dumper() -> Any:
    """Give a dumper that leaves bare text bare."""

    class Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
        pass

    def bare(dumper: Any, text: _Bare) -> Any:
        tag = dumper.resolve(yaml.ScalarNode, str(text), (True, False))
        return dumper.represent_scalar(tag, str(text))

    Dumper.add_representer(_Bare, bare)
    Dumper.ignore_aliases = lambda *_: True
    return Dumper

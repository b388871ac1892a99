"""JSON Schema (draft 2020-12) of a file format, from the same annotations that read it.

Editors see typed values where the reader sees text, so a day, an amount or a word of digits is
accepted both quoted and bare.  An annotation that reads its own node also gives its own
``schema(of)``; one without it is described by the type it annotates.
"""

from __future__ import annotations

import functools
import inspect
import re
import types
import typing
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec

from accordance.kernel.quantities import Quantity, Range
from accordance.kernel.reading import ID, fields_of

Schema = dict[str, Any]
DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Final[Schema] = {"type": ["string", "number", "boolean"]}
_NAMES: Final[Schema] = {"pattern": f"^{ID.pattern}$"}
_SCALARS: Final[dict[Any, Schema]] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    Decimal: {"type": ["number", "string"], "pattern": r"^-?\d{1,15}(\.\d{1,15})?$"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}


def schema_of(cls: type, title: str, id: str) -> Schema:  # noqa: A002 the name that the standard gives it
    """Give the whole schema of a format; every struct stands once under ``$defs``."""
    schemas = Schemas()
    top = schemas.mapping(cls)
    head = {"$schema": DRAFT, "$id": id, "title": title}
    return head | top | {"$defs": dict(sorted(schemas.definitions.items()))}


class Schemas:
    """Gives the schema of any annotation; keeps what is defined by name."""

    def __init__(self) -> None:
        """Start with no definition."""
        self.definitions: dict[str, Schema] = {}
        self._owners: dict[str, object] = {}

    def __call__(self, kind: Any) -> Schema:
        """Give the schema of a type, a reference where it has a name."""
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin is typing.Annotated:
            return self._annotated(arguments)
        if origin is typing.Literal:
            return _choices(arguments)
        if origin is tuple:
            return self._one_or_list(self(arguments[0]))
        if origin is dict:
            inside = self(arguments[1])
            return {"type": "object", "propertyNames": _NAMES, "additionalProperties": inside}
        if origin in (types.UnionType, typing.Union):
            return self(next(part for part in arguments if part is not types.NoneType))
        if kind is Any:
            return {}
        if kind is Range:
            return self._defined("Range", Range, self._range)
        return self._plain(kind)

    def mapping(self, cls: type) -> Schema:
        """Give the schema of a struct's mapping, written out where it is asked for."""
        fields = fields_of(cls)
        found: Schema = {"type": "object", "additionalProperties": False}
        found["properties"] = {key: self(field.type) for key, field in fields.items()}
        required = [key for key, field in fields.items() if field.required]
        if required:
            found["required"] = required
        if _promise(cls):
            found["description"] = _promise(cls)
        return found

    def _defined(self, name: str, owner: object, make: Callable[[], Schema]) -> Schema:
        """Define a name once, and give the reference to it; what it holds may refer to itself."""
        if self._owners.setdefault(name, owner) != owner:
            raise ValueError(name)
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def _annotated(self, arguments: tuple[Any, ...]) -> Schema:
        for mark in arguments[1:]:
            if hasattr(mark, "schema"):
                name = getattr(mark, "schema_name", type(mark).__name__)
                return self._defined(name, mark, functools.partial(mark.schema, self))
        return self(arguments[0])

    def _plain(self, kind: Any) -> Schema:
        if hasattr(kind, "parse"):
            return self._defined(kind.__name__, kind, lambda: _parsed(kind))
        if kind in _SCALARS:
            return dict(_SCALARS[kind])
        if issubclass(kind, msgspec.Struct):
            return self._defined(kind.__name__, kind, lambda: self._struct(kind))
        raise TypeError(kind)

    def _struct(self, cls: Any) -> Schema:
        short = getattr(cls, "SHORT", None)
        if short is None:
            return self.mapping(cls)
        return {"anyOf": [self(fields_of(cls)[short].type), self.mapping(cls)]}

    def _range(self) -> Schema:
        amount = self(Quantity)
        ends = {"type": "array", "items": amount, "minItems": 1, "maxItems": 2}
        return {"anyOf": [amount, ends], "description": Range.expects}

    @staticmethod
    def _one_or_list(item: Schema) -> Schema:
        return {"anyOf": [item, {"type": "array", "items": item}]}


def _choices(words: tuple[str, ...]) -> Schema:
    """Give an enumeration; a word of digits may also stand bare, as a number."""
    return {"enum": [*words, *(int(word) for word in words if word.isdecimal())]}


def _parsed(kind: Any) -> Schema:
    """Give the schema of a type that parses text; where it may be digits alone, a number too."""
    numeric = re.match(kind.pattern, "1") is not None
    form = {"type": ["string", "number"] if numeric else "string", "pattern": kind.pattern}
    return form | {"description": kind.expects}


def _promise(cls: type) -> str:
    """Give the first paragraph of a docstring as one line."""
    first = (inspect.getdoc(cls) or "").split("\n\n", 1)[0]
    return " ".join(first.split())

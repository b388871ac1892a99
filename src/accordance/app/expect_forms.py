"""How ``expect.yaml`` writes amounts by unit, and things that are named by a path."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

import msgspec

from accordance.kernel import yaml_text
from accordance.kernel.json_schema import Schema, Schemas
from accordance.kernel.reading import ID, MISSING, Path, Reader

_UNIT: Final = re.compile(r"%|[A-Za-z][\w.-]*(?: [A-Za-z][\w.-]*)*")
_PATH: Final = re.compile(rf"{ID.pattern}(?:/{ID.pattern})*")


class AmountsForm(msgspec.Struct, frozen=True):
    """Reads amounts by unit: ``{t: 100000, t food: 50000}``."""

    def read_node(self, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
        """Give the amounts by unit, or MISSING with problems noted."""
        if not yaml_text.is_map(node):
            return reader.report("S003", node, "amounts by unit belong here", "{t: 100000}")
        amounts = {}
        for key, value in node.value:
            if not _UNIT.fullmatch(key.value):
                reader.report(
                    "S006", key, f'"{key.value}" cannot be a unit', "a unit such as t or USD"
                )
            amounts[key.value] = reader.read(Decimal, value, (*path, key.value))
            reader.place((*path, key.value), key, value)
        return MISSING if any(one is MISSING for one in amounts.values()) else amounts

    def schema(self, of: Schemas) -> Schema:
        """Give the JSON Schema of the mapping."""
        return {"type": "object", "additionalProperties": of(Decimal)}


class PathsForm(msgspec.Struct, frozen=True):
    """Reads a mapping from things within things: ``paid/courts``, ``linkage/grain/rights``."""

    kind: Any
    schema_name: str

    def read_node(self, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
        """Give what is expected by name, or MISSING with problems noted."""
        if not yaml_text.is_map(node):
            return reader.report("S003", node, "a mapping belongs here", "names, with their values")
        values = {}
        for key, value in node.value:
            if not _PATH.fullmatch(key.value):
                expected = "ids joined by /, such as paid/courts"
                reader.report("S006", key, f'"{key.value}" names nothing', expected)
            values[key.value] = reader.read(self.kind, value, (*path, key.value))
            reader.place((*path, key.value), key, value)
        return MISSING if any(one is MISSING for one in values.values()) else values

    def schema(self, of: Schemas) -> Schema:
        """Give the JSON Schema of the mapping."""
        names = {"pattern": f"^{_PATH.pattern}$"}
        return {"type": "object", "propertyNames": names, "additionalProperties": of(self.kind)}

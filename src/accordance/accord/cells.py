"""Cells of the linkage: one basket in one stage, and the reasons for leaving some unlinked."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from accordance.kernel import yaml_text
from accordance.kernel.json_schema import Schema, Schemas
from accordance.kernel.reading import ID, MISSING, Path, Reader

_CELL: Final = re.compile(rf"({ID.pattern})(?:/({ID.pattern}))?")


class CellsForm(msgspec.Struct, frozen=True):
    """Reads reasons by cell: ``basket: why`` for all stages, or ``basket/stage: why`` for one."""

    def read_node(self, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
        """Give the reasons by cell as written, or MISSING with problems noted."""
        if not yaml_text.is_map(node):
            expected = '"basket: reason" or "basket/stage: reason"'
            return reader.report("S003", node, "a mapping belongs here", expected)
        values = {}
        for key, child in node.value:
            found = _CELL.fullmatch(key.value)
            if found is None:
                message = f'"{key.value}" is no cell of the linkage'
                reader.report("S006", key, message, "a basket, or basket/stage")
                continue
            reader.refer("basket", found[1], key, path)
            if found[2]:
                reader.refer("stage", found[2], key, path)
            values[key.value] = reader.read(str, child, (*path, key.value))
        return MISSING if any(value is MISSING for value in values.values()) else values

    def schema(self, _: Schemas) -> Schema:
        """Give the JSON Schema of the reasons."""
        names, reasons = {"pattern": f"^{_CELL.pattern}$"}, {"type": "string"}
        return {"type": "object", "propertyNames": names, "additionalProperties": reasons}


def excused(no_linkage: dict[str, str], basket: str, stage: str) -> bool:
    """Say whether the accord gives a reason for leaving this cell without a commitment."""
    return basket in no_linkage or f"{basket}/{stage}" in no_linkage

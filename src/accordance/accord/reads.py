"""What a reading puts in the place of the text: the merging of YAML, key by key (SEMANTICS C5)."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
import yaml

from accordance.kernel import yaml_text
from accordance.kernel.json_schema import Schema, Schemas
from accordance.kernel.reading import MISSING, Path, Reader, Ref

SettlerId = Annotated[str, Ref("power or party")]
READINGS: Final = ("readings", "settled_by")
"""The keys of a provision that say how it is read, and are no part of what is read."""
INSIDE: Final = {
    "achieve": "text", "maintain": "text", "refrain": "text", "proof": "standard",
    "cure": "period", "coverage": "",
}  # fmt: skip
"""The keys that are merged key by key, each with the field that its short form gives."""


class ReadsForm(msgspec.Struct, frozen=True):
    """Reads the fields that a reading changes, as a plain tree; the provision is read again with them."""

    def read_node(self, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
        """Give the tree, or MISSING with problems noted."""
        expected = "fields of the provision, as they then stand"
        if not yaml_text.is_map(node):
            return reader.report("S003", node, "a mapping belongs here", expected)
        for key, _ in node.value:
            if key.value in READINGS:
                message = f'a reading cannot change "{key.value}"'
                return reader.report("A073", key, message, expected)
        tree = reader.read(Any, node, path)
        return MISSING if tree is MISSING else tree

    def schema(self, _: Schemas) -> Schema:
        """Give the JSON Schema of some fields of a provision."""
        return {"type": "object"}


class Interpretation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One way to read a provision: in words, who reads it so, and what then stands in the text (C5).

    In the normal form ``reads`` is the whole provision as it is then read.
    """

    text: str
    held_by: tuple[Annotated[str, Ref("party")], ...] = ()
    reads: Annotated[Any, ReadsForm()]


def merged(provision: yaml_text.Node, reads: yaml_text.Node) -> yaml_text.Node:
    """Give a provision's node with some fields changed; every node keeps its place in the text.

    What a goal, a proof, a cure or a coverage does not change in itself stays; all else is
    replaced whole.  A key without a value is taken away.
    """
    written = yaml_text.without(provision, *READINGS).value
    base = {key.value: (key, value) for key, value in written}
    for key, value in reads.value:
        old = base.get(key.value)
        inner = value
        if old is not None and key.value in INSIDE and yaml_text.is_map(value):
            inner = _over(_long(old[1], INSIDE[key.value]), value)
        base[key.value] = (key, inner)
        if yaml_text.is_empty(value):
            del base[key.value]
    return yaml.MappingNode(
        provision.tag, list(base.values()), provision.start_mark, provision.end_mark
    )


def _long(node: yaml_text.Node, short: str) -> yaml_text.Node:
    """Give a value that is written in its short form as the mapping that it stands for."""
    if yaml_text.is_map(node) or not short:
        return node
    key = yaml.ScalarNode("tag:yaml.org,2002:str", short, node.start_mark, node.start_mark)
    return yaml.MappingNode("tag:yaml.org,2002:map", [(key, node)], node.start_mark, node.end_mark)


def _over(base: yaml_text.Node, over: yaml_text.Node) -> yaml_text.Node:
    pairs = {key.value: (key, value) for key, value in base.value} if yaml_text.is_map(base) else {}
    pairs.update({key.value: (key, value) for key, value in over.value})
    kept = [pair for pair in pairs.values() if not yaml_text.is_empty(pair[1])]
    return yaml.MappingNode(over.tag, kept, over.start_mark, over.end_mark)

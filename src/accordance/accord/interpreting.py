"""Every reading of every provision, read again by the ordinary reader at its place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec
import yaml

from accordance.accord.draft import Draft
from accordance.accord.names import PROVISIONS, gather
from accordance.accord.reads import merged
from accordance.accord.types import Accord, Benefit, Claim, Commitment, Power
from accordance.accord.variants import read_as, without_readings
from accordance.kernel import yaml_text
from accordance.kernel.reading import MISSING, Reader

_TYPES: Final = {
    "commitments": Commitment, "benefits": Benefit, "powers": Power, "claims": Claim,
}  # fmt: skip


class Reread(msgspec.Struct, frozen=True):
    """A provision as it is read in one of its ways, its node so read, and what its reader found."""

    section: str
    name: str
    reading: str
    provision: Any
    reader: Reader
    written: Any
    node: Any


def reread(root: yaml_text.Node, file: str, zone: str) -> list[Reread]:
    """Read each provision that has readings once for each of them."""
    found = []
    for section, name, node in _provisions(root):
        for reading, reads in _readings(node):
            whole = merged(node, reads)
            reader = Reader(file, zone)
            provision = reader.read(_TYPES[section], whole, (section, name))
            found.append(Reread(section, name, reading, provision, reader, node, whole))
    return found


def interpreted(accord: Accord, found: list[Reread]) -> Accord:
    """Give the accord in which every reading holds the whole provision as it is then read."""
    sections: dict[str, dict[str, Any]] = {each: dict(getattr(accord, each)) for each in PROVISIONS}
    for one in found:
        if one.provision is MISSING:
            continue
        provision = sections[one.section][one.name]
        readings = dict(provision.readings)
        readings[one.reading] = msgspec.structs.replace(readings[one.reading], reads=one.provision)
        sections[one.section][one.name] = msgspec.structs.replace(provision, readings=readings)
    return msgspec.structs.replace(accord, **sections)


def drafts(draft: Draft, root: yaml_text.Node, ways: list[Reread]) -> Iterator[Draft]:
    """Give what the checks look at: the text in as many drafts as show every reading once.

    The text of a contested provision is never decided as it stands, and so is not checked so.
    """
    by_name: dict[str, list[Reread]] = {}
    for way in ways:
        if way.provision is not MISSING:
            by_name.setdefault(way.name, []).append(way)
    if not by_name:
        yield msgspec.structs.replace(draft, accord=without_readings(draft.accord))
    for turn in range(max(map(len, by_name.values()), default=0)):
        yield _draft(draft, root, [some[turn % len(some)] for some in by_name.values()])


def _draft(draft: Draft, root: yaml_text.Node, ways: list[Reread]) -> Draft:
    """Give the text in which these provisions are read so."""
    read = without_readings(read_as(draft.accord, {way.name: way.reading for way in ways}))
    sections: dict[str, dict[str, Any]] = {
        each: dict(getattr(draft.written, each)) for each in PROVISIONS
    }
    spans, nodes = dict(draft.spans), {}
    for way in ways:
        sections[way.section][way.name] = way.provision
        spans.update(way.reader.spans)
        nodes[id(way.written)] = way.node
    written = without_readings(msgspec.structs.replace(draft.written, **sections))
    return Draft(read, written, gather(_with(root, nodes)), spans, draft.file)


def _provisions(root: yaml_text.Node) -> Iterator[tuple[str, str, yaml_text.Node]]:
    for key, section in root.value:
        if key.value in _TYPES and yaml_text.is_map(section):
            for name, node in section.value:
                if yaml_text.is_map(node):
                    yield key.value, name.value, node


def _readings(node: yaml_text.Node) -> Iterator[tuple[str, yaml_text.Node]]:
    for key, readings in node.value:
        if key.value == "readings" and yaml_text.is_map(readings):
            for name, one in readings.value:
                for inner, reads in one.value if yaml_text.is_map(one) else ():
                    if inner.value == "reads" and yaml_text.is_map(reads):
                        yield name.value, reads


def _with(root: yaml_text.Node, nodes: dict[int, yaml_text.Node]) -> yaml_text.Node:
    """Give the tree with some provisions' nodes in the place of those that were written."""
    sections = []
    for key, section in root.value:
        told = section
        if key.value in _TYPES and yaml_text.is_map(section):
            pairs = [(name, nodes.get(id(node), node)) for name, node in section.value]
            told = yaml.MappingNode(section.tag, pairs, section.start_mark, section.end_mark)
        sections.append((key, told))
    return yaml.MappingNode(root.tag, sections, root.start_mark, root.end_mark)

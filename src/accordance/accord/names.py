"""One set of names: which thing an id means (rules, section 1)."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from accordance.accord.conditions import SubjectKind, Test
from accordance.kernel import yaml_text

PROVISIONS: Final[dict[str, SubjectKind]] = {
    "commitments": "commitment", "benefits": "benefit", "powers": "power", "claims": "claim",
}  # fmt: skip
"""The sections that share one set of names, those that win a name first."""
SECTIONS: Final[dict[str, str]] = {
    **PROVISIONS, "parties": "party", "baskets": "basket", "standards": "standard",
    "sources": "source", "stages": "stage",
}  # fmt: skip


class Names(msgspec.Struct, frozen=True):
    """The ids of an accord by kind, in the order of the text.

    ``own`` are the commitments that have a claim of their own, which bears their name; ``tranches``
    those of the benefits, as acts name them.
    """

    ids: dict[str, tuple[str, ...]]
    own: frozenset[str] = frozenset()
    tranches: tuple[str, ...] = ()

    def of(self, kind: str) -> tuple[str, ...]:
        """Give the ids that a reference of this kind may name."""
        if kind == "provision":
            return tuple(name for each in PROVISIONS.values() for name in self.ids.get(each, ()))
        if kind in ("provision or tranche", "provision or part"):
            return (*self.of("provision"), *self.tranches)
        if kind == "benefit or part":
            return (*self.of("benefit"), *self.tranches)
        if kind == "claim":
            return (*self.ids.get("claim", ()), *self.own)
        if kind == "power or party":
            return (*self.ids.get("power", ()), *self.ids.get("party", ()))
        return self.ids.get(kind, ())

    def kind_of(self, name: str) -> SubjectKind | None:
        """Give what a bare name means in a condition, or None where nothing bears it."""
        for kind in PROVISIONS.values():
            if name in self.ids.get(kind, ()):
                return kind
        written, _, word = name.partition("/")
        kind_of_whole = self.kind_of(written) if word else None
        return kind_of_whole if kind_of_whole in ("commitment", "benefit") else None

    def resolve(self, test: Test) -> Test:
        """Give the test with a concrete kind where the name is known, else as it is."""
        if test.kind != "provision":
            return test
        kind = self.kind_of(test.id)
        return test if kind is None else msgspec.structs.replace(test, kind=kind)


def names_of(accord: Any) -> Names:
    """Give the names of an accord that has been read: all that a test can mean."""
    ids: dict[str, tuple[str, ...]] = {
        kind: tuple(getattr(accord, each)) for each, kind in PROVISIONS.items()
    }
    series = (one.series for one in accord.commitments.values() if one.series)
    ids["commitment"] = tuple(dict.fromkeys((*ids["commitment"], *series)))
    return Names(ids)


def gather(root: yaml_text.Node) -> Names:
    """Collect the ids of a YAML tree, sound or not, so that references can always be checked."""
    ids: dict[str, tuple[str, ...]] = {}
    own: list[str] = []
    tranches: list[str] = []
    for key, value in root.value if yaml_text.is_map(root) else ():
        kind = SECTIONS.get(key.value)
        if kind == "stage":
            ids[kind] = _words(value)
        elif kind and yaml_text.is_map(value):
            ids[kind] = tuple(name.value for name, _ in value.value)
            if kind == "benefit":
                tranches.extend(one for name, node in value.value for one in _tranches(name, node))
            if kind == "commitment":
                own.extend(name.value for name, node in value.value if _has_own_claim(node))
    return Names(ids, frozenset(own), tuple(tranches))


def _tranches(name: yaml_text.Node, node: yaml_text.Node) -> list[str]:
    """Give the tranches of a benefit's node, each by the name that an act gives it."""
    inside = node.value if yaml_text.is_map(node) else []
    for key, value in inside:
        if key.value == "tranches" and yaml_text.is_map(value):
            return [f"{name.value}/{tranche.value}" for tranche, _ in value.value]
    return []


def _words(node: yaml_text.Node) -> tuple[str, ...]:
    items = node.value if yaml_text.is_list(node) else [node]
    return tuple(item.value for item in items if isinstance(item.value, str))


def _has_own_claim(node: yaml_text.Node) -> bool:
    """Say whether a commitment's node gives neither ``claim`` nor ``requires``."""
    if not yaml_text.is_map(node):
        return False
    for key, value in node.value:
        if key.value in ("achieve", "maintain", "refrain"):
            inside: list[Any] = value.value if yaml_text.is_map(value) else []
            return not any(word.value in ("claim", "requires") for word, _ in inside)
    return False

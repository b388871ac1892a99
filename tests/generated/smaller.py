"""Makes a failing case small: takes away whatever the failure does not need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import yaml
from strategies import Case, written

Fails = Callable[[Case], bool]


def smaller(case: Case, fails: Fails) -> Case:
    """Give a case that still fails and from which no single part can be taken away."""
    trees = {"accord": yaml.safe_load(case.accord), "record": yaml.safe_load(case.record)}

    def still() -> bool:
        texts = {name: written(tree) for name, tree in trees.items()}
        return fails(replace(case, **texts))

    changed = True
    while changed:
        changed = halved(trees["record"].get("entries", []), still)
        for node, key in [place for tree in trees.values() for place in places(tree)]:
            changed = without(node, key, still) or hoisted(node, key, still) or changed
    return replace(case, **{name: written(tree) for name, tree in trees.items()})


def halved(entries: list[Any], still: Callable[[], bool]) -> bool:
    """Take away runs of entries, long ones first; say whether any could go."""
    changed, size = False, max(1, len(entries) // 2)
    while size:
        at = 0
        while at < len(entries):
            kept = entries[at : at + size]
            del entries[at : at + size]
            if still():
                changed = True
            else:
                entries[at:at] = kept
                at += size
        size //= 2
    return changed


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Give every place in a tree, the outer ones first, the later ones before the earlier."""
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    for key in reversed(keys):
        yield node, key
    for key in reversed(keys):
        if present(node, key) and isinstance(node[key], dict | list):
            yield from places(node[key])


def present(node: Any, key: Any) -> bool:
    """Say whether a place is still there."""
    return key in node if isinstance(node, dict) else key < len(node)


def without(node: Any, key: Any, still: Callable[[], bool]) -> bool:
    """Take away one part of a tree if the failure does not need it; say whether it went."""
    if not present(node, key):
        return False
    before = dict(node) if isinstance(node, dict) else list(node)
    del node[key]
    if still():
        return True
    restore(node, before)
    return False


def hoisted(node: Any, key: Any, still: Callable[[], bool]) -> bool:
    """Put something inside a part in its place, if the failure remains; say whether it did."""
    if not present(node, key) or not isinstance(node[key], dict):
        return False
    before = node[key]
    for one in before.values():
        for inner in one if isinstance(one, list) else [one]:
            node[key] = inner
            if isinstance(inner, dict | str) and still():
                return True
    node[key] = before
    return False


def restore(node: Any, before: Any) -> None:
    """Put a dictionary or list back as it was."""
    if isinstance(node, dict):
        node.clear()
        node.update(before)
    else:
        node[:] = before

"""Amendments: the text as it reads from each day on, as an accord of its own.

``changes`` is laid over the text: mappings key by key, anything else in place of what stood
there, and no value (``name: null``) takes away what bore the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

import msgspec
import yaml

from accordance.accord.types import Accord, Amendment
from accordance.kernel import yaml_text
from accordance.kernel.problems import Problem

FIXED: Final = ("format", "id", "amendments", "decides")
"""What no amendment changes: another accord, or another question, would be meant."""
_KEPT: Final = ("parties", "standards", "sources", "claims")
_PROVISIONS: Final = ("commitments", "benefits", "powers")
replace: Final = msgspec.structs.replace


def day_of(amendment: Amendment) -> date:
    """Give the day from which an amendment governs: it never reaches back before its adoption (A6)."""
    return max(amendment.adopted, amendment.in_force)


def in_order(amendments: dict[str, Amendment]) -> list[str]:
    """Give the amendments in the order in which they are laid over the text."""
    return sorted(amendments, key=lambda name: (day_of(amendments[name]), amendments[name].adopted))


def as_known(accord: Accord, known_at: date | None) -> Accord:
    """Give the text as it was written on a day: without what was adopted later, None for all."""
    if not accord.amendments:
        return accord
    known = {
        name: replace(one, result=None)
        for name, one in accord.amendments.items()
        if known_at is None or one.adopted <= known_at
    }
    return replace(accord, amendments=known)


def whole(accord: Accord) -> Accord:
    """Give the last text of an accord, which knows every name of those before it."""
    results = (accord.amendments[name].result for name in in_order(accord.amendments))
    return next((one for one in reversed(list(results)) if one is not None), accord)


def governing(accord: Accord, day: date) -> Accord:
    """Give the text that governs a day."""
    text = accord
    for name in in_order(accord.amendments):
        amendment = accord.amendments[name]
        if day_of(amendment) <= day:
            text = amendment.result or text
    return text


def laid_over(root: yaml_text.Node, name: str) -> yaml_text.Node:
    """Give the tree of a text with the changes of one of its amendments in their places."""
    amendment = _child(_child(root, "amendments"), name)
    changes = _child(amendment, "changes")
    if not yaml_text.is_map(changes):
        return root
    return _merged(root, yaml_text.without(changes, *FIXED))


def misplaced(root: yaml_text.Node, name: str, file: str) -> Iterator[Problem]:
    """Report changes of what cannot be changed, and removals of what is not there."""
    changes = _child(_child(_child(root, "amendments"), name), "changes")
    for key, value in changes.value if yaml_text.is_map(changes) else ():
        span = yaml_text.span_of(key, file)
        if key.value in FIXED:
            message = f'an amendment cannot change "{key.value}"'
            yield Problem("A061", message, span, "an accord of its own, where that differs")
            continue
        section = _child(root, key.value)
        for inner, one in value.value if yaml_text.is_map(value) else ():
            if yaml_text.is_empty(one) and _child(section, inner.value) is None:
                message = f'"{inner.value}" is not there to be taken away'
                expected = f"the name of one of the {key.value} in force before it"
                yield Problem("A061", message, yaml_text.span_of(inner, file), expected)


def continued(before: Accord, after: Accord, amendment: Amendment) -> Accord:
    """Give an amended accord with what its amendment took away, which has a history all the same.

    What was taken away ends on the eve: commitments are ``superseded``, what was not yet given
    lapses, and acts made before keep their effect.  What is new begins on the day.
    """
    day = day_of(amendment)
    eve = day - timedelta(days=1)
    parts: dict[str, Any] = {
        section: {**getattr(before, section), **getattr(after, section)} for section in _KEPT
    }
    for section in _PROVISIONS:
        old, new = getattr(before, section), dict(getattr(after, section))
        for name, one in new.items():
            if name not in old and one.in_force is None:
                new[name] = _with(one, in_force=day)
        for name, one in old.items():
            if name not in new:
                new[name] = _ended(one, section, day, eve)
        parts[section] = new
    return replace(after, amendments={}, **parts)


def _ended(provision: Any, section: str, day: date, eve: date) -> Any:
    ends = eve if provision.ends is None else min(provision.ends, eve)
    if section == "commitments":
        return _with(provision, ends=ends, superseded=provision.superseded or day)
    if section == "benefits":
        return _with(provision, ends=ends, linked=False)
    return _with(provision, ends=ends)


def _with(provision: Any, **fields: Any) -> Any:
    """Give a provision with some fields set, however it is read."""
    readings = {
        key: replace(one, reads=replace(one.reads, **fields))
        for key, one in provision.readings.items()
    }
    return replace(provision, readings=readings, **fields)


def changed(before: Accord, after: Accord) -> frozenset[str]:
    """Give the provisions that read otherwise in a later text."""
    return frozenset(
        name
        for section in _PROVISIONS
        for name, one in getattr(after, section).items()
        if getattr(before, section).get(name) != one
    )


def _child(node: yaml_text.Node, name: str) -> yaml_text.Node:
    """Give the value under a key of a mapping, None where there is none."""
    pairs = node.value if yaml_text.is_map(node) else ()
    return next((value for key, value in pairs if key.value == name), None)


def _merged(below: yaml_text.Node, above: yaml_text.Node) -> yaml_text.Node:
    changes = {key.value: (key, value) for key, value in above.value}
    pairs = []
    for key, value in below.value:
        if key.value not in changes:
            pairs.append((key, value))
            continue
        _, new = changes.pop(key.value)
        if yaml_text.is_empty(new):
            continue
        both = yaml_text.is_map(value) and yaml_text.is_map(new)
        pairs.append((key, _merged(value, new) if both else new))
    pairs += [(key, new) for key, new in changes.values() if not yaml_text.is_empty(new)]
    return yaml.MappingNode(below.tag, pairs, below.start_mark, below.end_mark)

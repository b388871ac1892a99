"""Every condition of an accord, with its place: what checks and normalising go through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from accordance.accord import conditions as c
from accordance.accord.types import Accord
from accordance.kernel.reading import Path

TRANCHE: tuple[str, ...] = (
    "release", "suspend", "end", "assess", "available_until", "deliver.excused_while",
    "deliver.tolled_while",
)  # fmt: skip
"""Where conditions stand in a tranche, and in a benefit besides others of its own."""
FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("commitments", (
        "achieve.requires", "achieve.not_before", "achieve.due", "maintain.until", "refrain.until",
        "excused_while", "tolled_while",
    )),
    ("benefits", (
        *TRANCHE, "recover.when", "recover.excuse", "advance.release", "advance.reconcile",
    )),
    ("powers", ("when", "no_later_than")),
)  # fmt: skip
"""Where conditions stand, section by section."""


class Clause(msgspec.Struct, frozen=True):
    """One condition of an accord: whose it is, what it decides, and where it is written."""

    section: str
    id: str
    role: str
    path: Path
    condition: c.Condition


class Reading(msgspec.Struct, frozen=True):
    """One predicate inside a clause; ``negated`` where an odd number of ``not`` stands above."""

    clause: Clause
    path: Path
    test: c.Test
    negated: bool


def clauses(accord: Accord) -> Iterator[Clause]:
    """Give every condition of the accord, section by section, in the order of the text."""
    for section, roles in FIELDS:
        for name, provision in getattr(accord, section).items():
            for role in roles:
                value = _field(provision, role)
                if value is not None:
                    path = (section, name, *role.split("."))
                    yield Clause(section, name, role.rpartition(".")[2], path, value)
            for key, tranche in getattr(provision, "tranches", {}).items():
                for role in TRANCHE:
                    value = _field(tranche, role)
                    if value is not None:
                        path = (section, name, "tranches", key, *role.split("."))
                        yield Clause(section, name, role.rpartition(".")[2], path, value)


def nodes(condition: c.Condition, path: Path) -> Iterator[tuple[Path, c.Condition]]:
    """Give a condition and all inside it, outermost first, each with its path in the text."""
    yield path, condition
    for step, inside in steps(condition):
        yield from nodes(inside, (*path, *step))


def readings(clause: Clause) -> Iterator[Reading]:
    """Give every predicate of a clause with its place."""
    yield from _readings(clause, clause.condition, clause.path, negated=False)


def rewrite(condition: c.Condition, change: Callable[[c.Condition], c.Condition]) -> Any:
    """Rebuild a condition from the inside out, each node passed through ``change``."""

    def again(inside: c.Condition) -> Any:
        return rewrite(inside, change)

    match condition:
        case c.All(all=inside):
            condition = msgspec.structs.replace(condition, all=tuple(map(again, inside)))
        case c.AnyOf(any=inside):
            condition = msgspec.structs.replace(condition, any=tuple(map(again, inside)))
        case c.AtLeast(of=inside):
            condition = msgspec.structs.replace(condition, of=tuple(map(again, inside)))
        case c.Share(of=weighted):
            rebuilt = tuple(c.Weighted(again(one.condition), one.weight) for one in weighted)
            condition = msgspec.structs.replace(condition, of=rebuilt)
        case c.Not(condition=one):
            condition = c.Not(again(one))
        case c.Unless(condition=one, unless=other, cites=cites):
            condition = c.Unless(again(one), again(other), cites)
        case c.After(after=one):
            condition = msgspec.structs.replace(condition, after=again(one))
        case c.Before(before=one):
            condition = msgspec.structs.replace(condition, before=again(one))
        case c.Earliest(earliest=moments):
            condition = c.Earliest(tuple(map(again, moments)))
        case c.Latest(latest=moments):
            condition = c.Latest(tuple(map(again, moments)))
    return change(condition)


def values(part: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Give every value inside a part of an accord, itself first, each with its path in the text."""
    yield path, part
    if isinstance(part, msgspec.Struct):
        kind = type(part)
        for name, key in zip(kind.__struct_fields__, kind.__struct_encode_fields__, strict=True):
            inside = getattr(part, name)
            if inside is not None:
                yield from values(inside, (*path, key))
    elif isinstance(part, dict):
        for key, inside in part.items():
            yield from values(inside, (*path, key))
    elif isinstance(part, (tuple, list)):
        for i, inside in enumerate(part):
            yield from values(inside, (*path, i))


def _field(provision: Any, role: str) -> Any:
    value = provision
    for name in role.split("."):
        value = getattr(value, name, None)
    return value


def _readings(
    clause: Clause, condition: c.Condition, path: Path, *, negated: bool
) -> Iterator[Reading]:
    if isinstance(condition, c.Test):
        yield Reading(clause, path, condition, negated)
    for step, inside in steps(condition):
        turned = negated != (isinstance(condition, c.Not) or step == ("unless",))
        yield from _readings(clause, inside, (*path, *step), negated=turned)


def steps(condition: c.Condition) -> Iterator[tuple[Path, c.Condition]]:
    """Give the conditions directly inside a condition, each with its path from there."""
    match condition:
        case c.All(all=inside):
            yield from ((("all", i), one) for i, one in enumerate(inside))
        case c.AnyOf(any=inside):
            yield from ((("any", i), one) for i, one in enumerate(inside))
        case c.AtLeast(of=inside):
            yield from ((("of", i), one) for i, one in enumerate(inside))
        case c.Share(of=weighted):
            yield from ((("of", i, "if"), one.condition) for i, one in enumerate(weighted))
        case c.Not(condition=one):
            yield ("not",), one
        case c.Unless(condition=one, unless=other):
            yield ("condition",), one
            yield ("unless",), other
        case c.After(after=one):
            yield ("after",), one
        case c.Before(before=one):
            yield ("before",), one
        case c.Earliest(earliest=moments):
            yield from ((("earliest", i), one) for i, one in enumerate(moments))
        case c.Latest(latest=moments):
            yield from ((("latest", i), one) for i, one in enumerate(moments))

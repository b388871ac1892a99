"""A001 and A002: every reference names something, and every id names one thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from accordance.accord.names import PROVISIONS, Names
from accordance.kernel.problems import Problem, Span, nearest, one_of
from accordance.kernel.reading import Path, Reference

_KINDS: Final = {
    "provision": "provision or claim", "provision or tranche": "provision or claim",
    "provision or part": "provision or claim", "benefit or part": "benefit",
}  # fmt: skip
"""What a reference of a kind is to, where its message says it otherwise."""


def unknown(references: list[Reference], names: Names) -> Iterator[Problem]:
    """Report each reference that nothing of its kind bears."""
    for reference in references:
        ids = names.of(reference.kind)
        written, _, implied = reference.id.partition("/")
        if reference.id in ids or (implied and written in names.of("commitment")):
            continue
        if implied and reference.kind.endswith("part") and written in names.of("benefit"):
            continue  # its parts are known once they are counted out
        hint = nearest(reference.id, ids)
        kind = _KINDS.get(reference.kind, reference.kind)
        expected = "" if hint else (one_of(ids) if ids else f"a {kind} of this accord")
        other = None if implied else names.kind_of(reference.id)
        if other is not None and other != reference.kind:
            expected = f"the id of a {kind}; {reference.id} is a {other}"
        message = f'no {kind} is called "{reference.id}"'
        yield Problem("A001", message, reference.span, expected, hint)


def clashing(names: Names, spans: dict[Path, Span], file: str) -> Iterator[Problem]:
    """Report each id that two kinds of provisions or claims bear."""
    first: dict[str, tuple[str, str]] = {}
    for section, kind in PROVISIONS.items():
        for name in dict.fromkeys(names.ids.get(kind, ())):
            if name in ("in_force", "signed"):
                span = spans.get((section, name), Span(file, 1, 1))
                message = f'"{name}" means a day of the accord itself and cannot name a {kind}'
                yield Problem("A002", message, span, "another id")
                continue
            if name not in first:
                first[name] = (section, kind)
                continue
            span = spans.get((section, name), Span(file, 1, 1))
            other, earlier = first[name]
            see = tuple(spans[path] for path in ((other, name),) if path in spans)
            message = f'"{name}" is both a {earlier} and a {kind}'
            expected = "an id of its own for each commitment, benefit, power and claim"
            yield Problem("A002", message, span, expected, see=see)

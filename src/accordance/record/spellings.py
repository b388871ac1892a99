"""Two spellings of one name, which would count one voice as two."""

from __future__ import annotations

from collections.abc import Iterable

from accordance.kernel.problems import Problem
from accordance.record.entries import Evidence
from accordance.record.soundness import Draft


def faults(draft: Draft) -> list[Problem]:
    """Warn where sources or origins differ in nothing but case and punctuation."""
    sources: dict[str, int] = {}
    origins: dict[str, int] = {}
    for number, entry in enumerate(draft.entries):
        if entry.source:
            sources.setdefault(entry.source, number)
        if type(entry) is Evidence and entry.origin:
            origins.setdefault(entry.origin, number)
    found = []
    for field, names in (("source", sources), ("origin", origins)):
        for old, new in _alike(names):
            message = f'"{new}" and "{old}" count as two {field}s'
            expected = (
                "one spelling, if they are one; the same item told twice must not count twice"
            )
            at = (names[new], field)
            found.append(draft.problem("R019", at, message, expected, severity="warning"))
    return found


def _alike(names: Iterable[str]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    pairs = []
    for name in names:
        bare = "".join(letter for letter in name.casefold() if letter.isalnum())
        other = first.setdefault(bare, name)
        if other != name:
            pairs.append((other, name))
    return pairs

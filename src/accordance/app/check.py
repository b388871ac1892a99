"""One thing that was expected, and what was found in its place, both in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

import msgspec

from accordance.kernel.quantities import plain

NONE: Final = "nothing"


class Check(msgspec.Struct, frozen=True):
    """One thing that was expected: where it stands in the row, and both answers in words."""

    path: tuple[str | int, ...]
    expected: str
    found: str

    @property
    def holds(self) -> bool:
        """Say whether the answer is the one expected."""
        return self.expected == self.found


def fields(
    path: tuple[str, ...], wanted: msgspec.Struct, found: msgspec.Struct, names: Iterable[str]
) -> Iterator[Check]:
    """Compare the fields that are expected, in words."""
    for name in names:
        asked = getattr(wanted, name)
        if asked is not None:
            yield Check((*path, name), words(asked), words(getattr(found, name)))


def words(value: Any) -> str:
    """Give a value in words; what there is not is "nothing"."""
    match value:
        case None | "" | ():
            return NONE
        case bool():
            return str(value).lower()
        case Decimal():
            return plain(value)
        case tuple():
            return ", ".join(map(words, value))
        case _:
            return str(value)

"""Which columns a table of entries may have, and how each kind of row uses those it has.

A column ``entry`` says what each row is; without it every row is evidence.  Rows ``record`` and
``source`` hold what stands above the entries in YAML: the accord as the id of the one, the
sources under theirs.
"""

from __future__ import annotations

import typing
from typing import Any, Final

import msgspec

from accordance.kernel.reading import Field, fields_of
from accordance.record.cells import Memo, conversion, identifier
from accordance.record.entries import KINDS, Record, SourceNote

KIND: Final = "entry"
EVIDENCE: Final = "evidence"
OTHERS: Final[dict[str, type]] = {"record": Record, "source": SourceNote}
GRADES: Final = ("reliability", "credibility")
_ABOVE: Final = frozenset({"format", "accord", "sources", "views", "entries"})


class Column(msgspec.Struct, frozen=True):
    """One column as one kind of row uses it; without ``memo`` the cell is the value."""

    index: int
    key: str
    name: str
    memo: Memo | None


class Plan(msgspec.Struct, frozen=True):
    """How a row of one kind becomes a value; cells in ``foreign`` columns must be empty."""

    word: str
    cls: Any
    columns: tuple[Column, ...]
    texts: tuple[tuple[str, int], ...]
    memos: tuple[tuple[str, int, Memo], ...]
    foreign: tuple[int, ...]
    required: tuple[tuple[str, str], ...]
    grades: tuple[int, ...]

    def strays(self, row: list[str]) -> bool:
        """Say whether a cell is filled that this kind of row does not have."""
        return any(row[index] for index in self.foreign)


def columns_of(kind: str) -> dict[str, Field]:
    """Give the columns that a row of this kind may fill, in their order."""
    if kind in KINDS:
        return fields_of(KINDS[kind])
    fields = {"id": Field("id", str, kind == "source")} | fields_of(OTHERS[kind])
    return {key: field for key, field in fields.items() if key not in _ABOVE}


def plan_of(kind: str, header: list[str]) -> Plan:
    """Plan the columns of a table for one kind of row."""
    fields = columns_of(kind)
    columns = []
    for index, key in enumerate(header):
        if key in fields and key not in header[:index]:
            convert = identifier if key == "source" else conversion(fields[key].type)
            memo = Memo(convert) if convert else None
            columns.append(Column(index, key, fields[key].name, memo))
    return Plan(
        kind,
        KINDS.get(kind),
        tuple(columns),
        tuple((one.name, one.index) for one in columns if one.memo is None),
        tuple((one.name, one.index, one.memo) for one in columns if one.memo is not None),
        tuple(
            i for i, key in enumerate(header) if key not in fields and key in ALL and key != KIND
        ),
        tuple((key, field.name) for key, field in fields.items() if field.required),
        tuple(one.index for one in columns if one.key in GRADES),
    )


def _all() -> typing.Iterator[str]:
    yield from (KIND, "id", "claim", "stance", "value", "happened", "known", "kind", "source")
    yield from ("origin", "reliability", "credibility", "confidence", "note")
    for kind in (*KINDS, *OTHERS):
        yield from columns_of(kind)


ALL: Final = tuple(dict.fromkeys(_all()))
"""Every column: the fourteen common ones first."""

"""Several parties' views of one day, held side by side provision by provision (SEMANTICS C5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from accordance.app.case import Case
from accordance.app.when import When, checked, today
from accordance.decide.determination import Determination
from accordance.decide.sharing import agreed
from accordance.decide.standing import UNDETERMINED
from accordance.decide.standpoint import viewers
from accordance.decide.views import Readers

FIELDS = {
    "commitments": ("state", "verdict"), "benefits": ("state", "payable", "by_rule"),
    "powers": ("state",),
}  # fmt: skip
"""What is compared of each kind; the state stands first, and the others only where they differ."""
ABSENT = "absent"


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One answer in each view; ``field`` is empty for the state, and for the verdict on a claim.

    ``common`` is what all views and the plain answer share, else ``undetermined``; ``counts``
    is the number of views that give each answer, and decides nothing.
    """

    provision: str
    field: str
    views: dict[str, str]
    common: str
    counts: dict[str, int]


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """The views of a day: which parties have one, and every answer on which they differ."""

    accord: str
    title: str
    as_of: date
    views: dict[str, str]
    rows: tuple[Row, ...]


def beside(case: Case, when: When) -> Beside:
    """Give every answer on which the views of the parties, or the plain answer, differ."""
    when = checked(when, case.accord)
    readers = Readers(case.accord)
    day = when.as_of or today()

    def answer(view: str | None) -> Determination:
        return readers.decide(
            case.record, day, when.known_at,
            known_to=when.known_to, hindsight=when.hindsight, view=view,
        ).determination  # fmt: skip

    parties = viewers(case.accord, case.record)
    answers = {party: answer(party) for party in parties}
    rows = tuple(_rows(answer(None), answers)) if answers else ()
    names = {party: case.accord.parties[party].name for party in parties}
    return Beside(accord=case.accord.id, title=case.accord.title, as_of=day, views=names, rows=rows)


def _rows(plain: Determination, answers: dict[str, Determination]) -> Iterator[Row]:
    for group, fields in FIELDS.items():
        for name in getattr(plain, group):
            for field in fields:
                said = {party: _said(one, group, name, field) for party, one in answers.items()}
                shown = "" if field == "state" else field
                row = _row(name, shown, said, _said(plain, group, name, field))
                if row is not None:
                    yield row
    for name in plain.claims:
        said = {party: one.claims.get(name, ABSENT) for party, one in answers.items()}
        row = _row(name, "", said, plain.claims[name])
        if row is not None:
            yield row


def _row(name: str, field: str, said: dict[str, str], plain: str) -> Row | None:
    """Give the row where anything differs."""
    words = [*said.values(), plain]
    common = agreed(words, UNDETERMINED)
    if all(word == plain for word in words):
        return None
    counts = dict(Counter(said.values()).most_common())
    return Row(provision=name, field=field, views=said, common=common, counts=counts)


def _said(answer: Determination, group: str, name: str, field: str) -> str:
    found: Any = getattr(answer, group).get(name)
    return ABSENT if found is None else str(getattr(found, field)).lower()

"""R036: whether an act that names a delivery can forgive it (D6)."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.amending import governing
from accordance.accord.types import Accord
from accordance.decide.forgiven import forgiving
from accordance.kernel.problems import Problem, Span
from accordance.record.entries import Act, Delivery
from accordance.record.reading import Read


def check_forgiving(read: Read, accord: Accord) -> Iterator[Problem]:
    """Report acts that name a delivery under a power that cannot forgive it."""
    entries = read.record.entries if read.record else ()
    given = {one.id: one.benefit for one in entries if isinstance(one, Delivery)}
    for act in entries:
        if not isinstance(act, Act):
            continue
        text = governing(accord, act.happened.end)
        for name in act.on:
            benefit = given.get(name)
            if benefit is None or name in text.provisions or act.power in forgiving(text, benefit):
                continue
            place = read.spans.get(f"{act.id}.on") or read.spans.get(act.id) or Span("", 1, 1)
            message = f"{name} is a delivery, and an act of {act.power} cannot forgive it"
            expected = (
                f"a power of kind waive with on: [{benefit or 'its benefit'}], "
                "that nobody can block or set aside"
            )
            yield Problem("R036", message, place, expected)

"""R034: whether an amount that an act states can stand beside what a rule gives (D5)."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.amending import governing
from accordance.accord.types import Accord
from accordance.kernel.problems import Problem, Span
from accordance.program.worth import conversion
from accordance.record.entries import Act
from accordance.record.reading import Read


def check_staged(read: Read, accord: Accord) -> Iterator[Problem]:
    """Report amounts without a stage, stages without an amount, and amounts of no transfer."""
    for entry in read.record.entries if read.record else ():
        if not isinstance(entry, Act) or (entry.amount is None and entry.stage is None):
            continue
        place = read.spans.get(f"{entry.id}.amount") or read.spans.get(entry.id) or Span("", 1, 1)
        if entry.amount is None or entry.stage is None:
            message = "an amount and its stage belong together, and one is missing"
            expected = "amount: and stage: requested, proposed, decided or paid"
            yield Problem("R034", message, place, expected)
            continue
        text = governing(accord, entry.happened.end)
        named = (text.benefits.get(one.partition("/")[0]) for one in entry.on)
        faces = [one.amount for one in named if one is not None and one.amount is not None]
        if not faces:
            message = "this act states an amount, and names no transfer of which it is"
            yield Problem("R034", message, place, "on: the benefit, or BENEFIT/TRANCHE")
        elif all(conversion(text, entry.amount.unit, one.unit) is None for one in faces):
            message = (
                f"{entry.on[0]} is counted in {faces[0].unit}, and the act in {entry.amount.unit}"
            )
            yield Problem("R034", message, place, f"an amount in {faces[0].unit}, or a rate")

"""The legend of the timeline: the states and marks that occur, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accordance.charts.lanes import sample
from accordance.charts.looks import LOOKS, named
from accordance.charts.markup import Markup, tag

if TYPE_CHECKING:
    from accordance.charts.specs import Lanes

_KINDS: Final = {"commitments": "Commitments", "benefits": "Benefits", "powers": "Powers"}
_MARKS: Final = {"due": "deadline", "delivery": "delivery", "act": "act", "event": "event"}


def legend(spec: Lanes) -> Markup:
    """Give the legend: the states of each kind of provision in the order of its machine, and marks."""
    rows = []
    for kind, title in _KINDS.items():
        lanes = [
            lane for group in spec["groups"] if group["kind"] == kind for lane in group["lanes"]
        ]
        bars = [bar for lane in lanes for bar in lane["bars"]]
        states = {bar["state"] for bar in bars}
        states |= {part["state"] for bar in bars for part in bar.get("parts", ())}
        if states:
            rows.append(_row(title, [named(state) for state in LOOKS if state in states]))
    shapes = {
        mark["shape"]
        for group in spec["groups"]
        for lane in group["lanes"]
        for mark in lane["marks"]
    }
    marks = [
        tag("span", sample(shape), word, class_="state")
        for shape, word in _MARKS.items()
        if shape in shapes
    ]
    return tag("dl", *rows, _row("Marks", marks) if marks else None, class_="legend")


def _row(title: str, items: list[Markup]) -> Markup:
    return tag("div", tag("dt", title), tag("dd", *items))

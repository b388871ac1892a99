"""Many lanes as one: how many of them are in which state, through time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from accordance.charts.looks import LOOKS
from accordance.charts.words import listed, state_word

if TYPE_CHECKING:
    from accordance.charts.specs import Bar, Lane, Part

_FIRST: Final = ("delivered", "due")
"""What is told first, and stands at the foot of a bar; then what else became of the parts."""
_LAST: Final = "not_due"
_ORDER: Final = (*_FIRST, *(one for one in LOOKS if one not in (*_FIRST, _LAST)), _LAST)


def stacked(name: str, label: str, lanes: list[Lane]) -> Lane:
    """Give one lane of several, with a bar for each stretch in which none of them changes."""
    days = sorted({bar["first"] for lane in lanes for bar in lane["bars"]})
    end = max((bar["last"] for lane in lanes for bar in lane["bars"]), default="")
    bars: list[Bar] = []
    for first, last in zip(days, [*days[1:], end], strict=True):
        parts = _parts(lanes, first)
        if bars and bars[-1].get("parts") == parts:
            bars[-1]["last"] = last
        else:
            state = max(parts, key=lambda one: one["count"])["state"]
            bars.append({"first": first, "last": last, "state": state, "parts": parts})
    return {"id": name, "label": f"{label} ({len(lanes)} parts)", "bars": bars, "marks": []}


def _parts(lanes: list[Lane], day: str) -> list[Part]:
    """Give how many lanes are in each state at the end of a day."""
    states = [
        [bar["state"] for bar in lane["bars"] if bar["first"] <= day][-1]
        for lane in lanes
        if any(bar["first"] <= day for bar in lane["bars"])
    ]
    count = Counter(states)
    return [{"state": one, "count": count[one]} for one in _ORDER if count[one]]


def told(parts: list[Part]) -> str:
    """Say how many parts are in which state: "12 delivered and 3 due, of 90"."""
    whole = sum(one["count"] for one in parts)
    some = [one for one in parts if one["state"] != _LAST] or parts
    said = listed(f"{one['count']} {state_word(one['state'])}" for one in some)
    return said if sum(one["count"] for one in some) == whole else f"{said}, of {whole}"

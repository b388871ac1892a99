"""Draws swim lanes: states as bars, and what was done as marks, on one axis of time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from accordance.charts.looks import BROKEN, bar, look_of
from accordance.charts.markup import Markup, tag
from accordance.charts.stacked import told
from accordance.charts.svg import WIDE, Axis, frame, rule, text, time_grid, time_labels, wrapped
from accordance.charts.words import short_day, state_word

if TYPE_CHECKING:
    from accordance.charts.specs import Bar, Group, Lane, Lanes, Mark

_HIGH: Final = 15.0
"""The height of a bar, in pixels."""
_LINE: Final = 14.0
"""The height of a line of words above a bar, in pixels."""
_NEAR: Final = 14
"""How near to the beginning of a bar a mark is in the way of its word, in pixels."""


def draw_lanes(spec: Lanes, width: int, key: str) -> Markup:
    """Give the drawing at a width; ``key`` makes its ids unique on the page."""
    wide = width >= WIDE
    axis = Axis.of(spec["time"], 252 if wide else 6, width - 14)
    parts: list[Markup] = [time_labels(axis, 12)]
    y = 24.0
    for group in spec["groups"]:
        drawing, y = _group(group, axis, y, wide=wide)
        parts.append(drawing)
    grid = time_grid(axis, 18, y)
    return frame(key, (width, y + 24), (spec["title"], spec["description"]), grid, *parts)


def _group(group: Group, axis: Axis, y: float, *, wide: bool) -> tuple[Markup, float]:
    parts = [rule(0, y + 6, axis.right, y + 6, "base"), text(0, y + 24, group["title"], "heading")]
    y += 34
    for lane in group["lanes"]:
        drawing, y = _lane(lane, axis, y, wide=wide)
        parts.append(drawing)
    return tag("g", *parts), y + 6


def _lane(lane: Lane, axis: Axis, y: float, *, wide: bool) -> tuple[Markup, float]:
    width, lines = (axis.left - 16, 2) if wide else (axis.right - axis.left, 1)
    label = wrapped(lane["label"], width, lines)
    high = max(24.0, 14.0 * len(label) + 8) if wide else 38.0
    above = _LINE if any("parts" in one for one in lane["bars"]) else 0.0
    high += above
    at = y + above + (high - above - _HIGH) / 2 if wide else y + above + 17
    first = y + high / 2 - 7 * len(label) + 11 if wide else y + 11
    parts = [text(0, first + 14 * number, line, "lane") for number, line in enumerate(label)]
    done = [axis.x(one["day"]) for one in lane["marks"]]
    parts += [_bar(one, axis, at, (lane["label"], done)) for one in lane["bars"]]
    parts += [_mark(one, axis, at) for one in lane["marks"]]
    return tag("g", tag("title", lane["label"]), *parts), y + high


def _bar(one: Bar, axis: Axis, y: float, of: tuple[str, list[float]]) -> Markup:
    """Give a bar and, where there is room beside the marks of its lane, the word of its state."""
    label, done = of
    x, end = axis.x(one["first"]), axis.x(one["last"])
    if "parts" in one:
        return _stack(one, (x, y, max(end - x, 1.5)), label)
    word = state_word(one["state"])
    title = f"{label}: {word}, {_day(one['first'])} to {_day(one['last'])}"
    high, top = (_HIGH + 4, y - 2) if one["state"] in BROKEN else (_HIGH, y)
    parts = [bar(one["state"], (x, top, max(end - x, 1.5), high), title)]
    look = look_of(one["state"])
    near = [place - x for place in done if abs(place - x) < _NEAR]
    inset = max(near) + 10 if near else 6
    room = min((place for place in done if place > x + inset), default=end) - x
    if look != "none" and min(room, end - x) > len(word) * 5.8 + inset + 6:
        parts.append(text(x + inset, y + 11.5, word, f"inside on-{look}"))
    return tag("g", *parts)


def _stack(one: Bar, box: tuple[float, float, float], label: str) -> Markup:
    """Give a bar divided by how many parts are in each state, with the count above where there is room."""
    x, y, width = box
    words = told(one["parts"])
    whole = sum(part["count"] for part in one["parts"])
    foot = y + _HIGH
    title = f"{label}: {words}, {_day(one['first'])} to {_day(one['last'])}"
    drawn: list[Markup] = []
    for part in one["parts"]:
        high = _HIGH * part["count"] / whole
        foot -= high
        drawn.append(bar(part["state"], (x, foot, width, high), title))
    if width > len(words) * 5.8:
        drawn.append(text(x, y - 4, words, "tick"))
    return tag("g", *drawn)


def _mark(one: Mark, axis: Axis, y: float) -> Markup:
    x, start, middle = axis.x(one["day"]), axis.x(one["first"]), y + _HIGH / 2
    days = " to ".join(_day(day) for day in dict.fromkeys((one["first"], one["day"])))
    title = tag("title", f"{one['label']}: {days}")
    if one["shape"] == "due":
        return tag("g", title, rule(x, y - 4, x, y + _HIGH + 4, "due"))
    foot = y + _HIGH - 1
    reach = rule(start, foot, x, foot, "reach") if one["shape"] == "delivery" else None
    return tag("g", title, reach if x - start > 1 else None, mark(one["shape"], x, middle))


def mark(shape: str, x: float, y: float) -> Markup:
    """Give a mark at a point: a diamond was given, a triangle is an act, a ring an event."""
    if shape == "delivery":
        return tag("path", d=f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z", class_="mark delivery")
    if shape == "act":
        return tag("path", d=f"M{x:.1f} {y - 7:.1f}l7 12.5h-14z", class_="mark act")
    return tag("circle", cx=x, cy=y, r=4.5, class_="mark event")


def sample(shape: str) -> Markup:
    """Give a mark by itself, for the legend."""
    inside = rule(9, 1, 9, 17, "due") if shape == "due" else mark(shape, 9, 9)
    return tag(
        "svg", inside, class_="swatch", viewBox="0 0 18 18", width=18, height=18,
        aria_hidden="true", focusable="false",
    )  # fmt: skip


def _day(day: str) -> str:
    return short_day(date.fromisoformat(day))

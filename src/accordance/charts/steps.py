"""Draws panels of step lines above each other on one axis of time."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from accordance.charts.markup import Markup, tag
from accordance.charts.svg import (
    LETTER,
    WIDE,
    Axis,
    frame,
    rule,
    text,
    time_grid,
    value_ticks,
    wrapped,
)
from accordance.kernel.quantities import plain

if TYPE_CHECKING:
    from accordance.charts.specs import Panel, Series, Span, Steps

STYLES: Final = 7
"""The line styles that the style sheet knows; each differs by dash as well as by colour."""
_LINE: Final = 17.0
_RAIL: Final = 15.0


def draw_steps(spec: Steps, width: int, key: str) -> Markup:
    """Give the drawing at a width; ``key`` makes its ids unique on the page."""
    wide = width >= WIDE
    axis = Axis.of(spec["time"], 66 if wide else 46, width - (256 if wide else 14))
    parts: list[Markup] = []
    y = 2.0
    if spec["spans"]:
        parts.append(_rail(spec, axis))
        y += _RAIL + 26
    for panel in spec["panels"]:
        drawn = _Panel(panel, axis, y, wide=wide)
        parts += [_shade(one, axis, drawn.top, drawn.bottom) for one in _joined(spec["spans"])]
        parts.append(drawn.draw())
        y = drawn.end
    return frame(key, (width, y), (spec["title"], spec["description"]), *parts)


def _rail(spec: Steps, axis: Axis) -> Markup:
    """Give a bar along the top for the days on which any breach stood, and its name."""
    parts = []
    told = [f"{one['label']}: {one['first']} to {one['last']}" for one in spec["spans"]]
    for first_day, last_day in _joined(spec["spans"]):
        x, end = axis.x(first_day), axis.x(last_day)
        box = {"x": x, "y": 18.0, "width": max(end - x, 2.0), "height": 7.0}
        parts.append(tag("rect", class_="look-broken", **box))
    first = min(axis.x(span["first"]) for span in spec["spans"])
    room = len(spec["spans_title"]) * LETTER
    x, anchor = (first, "start") if first + room < axis.right else (axis.right, "end")
    return tag(
        "g",
        tag("title", "; ".join(told)),
        *parts,
        text(x, 12, spec["spans_title"], "label broken", anchor),
    )


def _joined(spans: list[Span]) -> list[tuple[str, str]]:
    """Give the stretches of days that any span covers."""
    found: list[tuple[str, str]] = []
    for span in sorted(spans, key=lambda one: one["first"]):
        if found and span["first"] <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], span["last"]))
        else:
            found.append((span["first"], span["last"]))
    return found


def _shade(days: tuple[str, str], axis: Axis, top: float, bottom: float) -> Markup:
    x, end = axis.x(days[0]), axis.x(days[1])
    return tag("rect", x=x, y=top, width=end - x, height=bottom - top, class_="shade")


class _Panel:
    """One panel at its place: heading, grid, lines, and their names beside or beneath."""

    def __init__(self, spec: Panel, axis: Axis, y: float, *, wide: bool) -> None:
        self.spec = spec
        self.axis = axis
        self.wide = wide
        self.heading = y + 14
        self.top = y + 26
        names = len(spec["series"])
        height = max(176.0, names * _LINE) if wide else 140.0
        self.bottom = self.top + height
        self.end = self.bottom + 26 + (20 if wide else names * _LINE + 22)
        self.values = value_ticks(Decimal(spec["top"]))

    def y(self, value: Decimal) -> float:
        return self.bottom - float(value / self.values[-1]) * (self.bottom - self.top)

    def draw(self) -> Markup:
        unit = self.spec["unit"]
        heading = self.spec["title"] + (f" ({unit})" if unit else "") + self.spec["note"]
        grid = []
        for value in self.values:
            y = self.y(value)
            grid.append(rule(self.axis.left, y, self.axis.right, y, "grid" if value else "base"))
            grid.append(text(self.axis.left - 8, y + 4, _short(value), "tick", "end"))
        lines = [self._line(one, index) for index, one in enumerate(self.spec["series"])]
        names = self._beside() if self.wide else self._beneath()
        return tag(
            "g", text(self.axis.left if self.wide else 0, self.heading, heading, "heading"),
            time_grid(self.axis, self.top, self.bottom), *grid, *reversed(lines), *names,
        )  # fmt: skip

    def _line(self, series: Series, index: int) -> Markup:
        points = series["points"]
        if not points:
            return Markup("")
        path = f"M{self.axis.x(points[0][0]):.1f} {self.y(Decimal(points[0][1])):.1f}"
        for day, value in points[1:]:
            path += f"H{self.axis.x(day):.1f}V{self.y(Decimal(value)):.1f}"
        path += f"H{self.axis.right:.1f}"
        told = tag("title", _name(series))
        return tag("g", told, tag("path", d=path, class_=_style(series, index)))

    def _beside(self) -> list[Markup]:
        """Give the names at the ends of their lines, moved apart where they would touch."""
        series = [one for one in self.spec["series"] if one["points"]]
        wanted = [
            (self.y(Decimal(one["points"][-1][1])), index) for index, one in enumerate(series)
        ]
        at = _apart(wanted, self.top, self.bottom)
        parts = []
        for end, index in wanted:
            one, y, x = series[index], at[index], self.axis.right
            lead = f"M{x:.1f} {end:.1f}L{x + 10:.1f} {y:.1f}H{x + 30:.1f}"
            words = wrapped(_name(one), 236, 1)[0]
            parts += [
                tag("path", d=lead, class_=_style(one, index)),
                _label(x + 36, y + 4, words, one),
            ]
        return parts

    def _beneath(self) -> list[Markup]:
        parts = []
        for index, one in enumerate(self.spec["series"]):
            y = self.bottom + 40 + index * _LINE
            parts += [rule(2, y - 4, 34, y - 4, _style(one, index)), _label(42, y, _name(one), one)]
        return parts


def _name(series: Series) -> str:
    return f"{series['label']} {series['end']}"


def _label(x: float, y: float, words: str, series: Series) -> Markup:
    return text(x, y, words, "label strong" if series["main"] else "label")


def _style(series: Series, index: int) -> str:
    return f"line line-{index % STYLES}" + (" main" if series["main"] else "")


def _apart(wanted: list[tuple[float, int]], top: float, bottom: float) -> dict[int, float]:
    """Give each label its place: in the order of the lines' ends, a line of text apart."""
    order = sorted(wanted)
    places: list[float] = []
    for y, _ in order:
        places.append(max(y, places[-1] + _LINE if places else top))
    limit = bottom
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], limit)
        limit = places[number] - _LINE
    return {index: place for (_, index), place in zip(order, places, strict=True)}


def _short(value: Decimal) -> str:
    """Write a value on an axis: thousands as k, millions as M, thousands of millions as G."""
    for size, letter in ((9, "G"), (6, "M"), (3, "k")):
        if value >= Decimal(10) ** size:
            return plain(value.scaleb(-size)) + letter
    return plain(value)

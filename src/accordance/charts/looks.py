"""How each state looks: a tone, a pattern that carries it without colour, and a swatch."""

from __future__ import annotations

from typing import Final

from accordance.charts.markup import Markup, join, tag

LOOKS: Final[dict[str, str]] = {
    # commitments
    "not_in_force": "none", "open": "empty", "partly_met": "part", "met": "full",
    "pending": "ready", "overdue": "late", "in_cure": "cure", "breached": "broken",
    "reversed": "undone", "excused": "stopped", "waived": "stopped",
    "undetermined": "unknown", "superseded": "gone",
    # parcels and statuses
    "not_due": "empty", "due": "ready", "withheld": "held", "suspended": "stopped",
    "lapsed": "gone", "forfeited": "gone", "reduced": "gone", "delivered": "given",
    "barred": "empty", "available": "ready", "in_force": "full", "reinstated": "full",
    "paused": "stopped", "ended": "gone",
    # powers
    "none": "none", "blocked": "stopped",
}  # fmt: skip
BROKEN: Final = frozenset({"breached", "reversed"})

_PATTERNS: Final[dict[str, str]] = {
    "ready": "M3 0V6",
    "late": "M-1 7L7 -1M-1 1L1 -1M5 7L7 5",
    "held": "M-1 -1L7 7M5 -1L7 1M-1 5L1 7",
    "broken": "M-1 7L7 -1M-1 -1L7 7",
    "undone": "M0 1.5H6M0 4.5H6",
    "stopped": "M0 3H6",
    "gone": "M3 0V6M0 3H6",
}
_DOTS: Final = ("cure", "unknown")


def look_of(state: str) -> str:
    """Give the look of a state; one that is not known here looks undetermined."""
    return LOOKS.get(state, "unknown")


def patterns() -> Markup:
    """Give the patterns that bars are filled with, once for a page."""
    lines = [
        _pattern(look, tag("path", d=shape, class_=f"ink-{look}"))
        for look, shape in _PATTERNS.items()
    ]
    dots = [
        _pattern(look, tag("circle", cx="3", cy="3", r="1.3", class_=f"dot-{look}"))
        for look in _DOTS
    ]
    return tag(
        "svg", tag("defs", *lines, *dots), class_="defs", width=0, height=0, aria_hidden="true",
        focusable="false",
    )  # fmt: skip


def _pattern(look: str, inside: Markup) -> Markup:
    return tag(
        "pattern", inside, id=f"pattern-{look}", width=6, height=6, patternUnits="userSpaceOnUse"
    )


def bar(state: str, box: tuple[float, float, float, float], title: str = "") -> Markup:
    """Give a bar that looks as its state does: ``box`` is x, y, width and height."""
    look = look_of(state)
    x, y, width, height = box
    told = tag("title", title) if title else None
    if look == "none":
        line = tag(
            "line", x1=x, x2=x + width, y1=y + height / 2, y2=y + height / 2, class_="look-none"
        )
        return tag("g", told, line)
    parts = [tag("rect", x=x, y=y, width=width, height=height, class_=f"look-{look}")]
    if look == "part":
        half = height / 2
        parts.append(tag("rect", x=x, y=y + half, width=width, height=half, class_="look-full"))
    if look in _PATTERNS or look in _DOTS:
        fill = f"url(#pattern-{look})"
        parts.append(tag("rect", x=x, y=y, width=width, height=height, fill=fill))
    return tag("g", told, *parts)


def swatch(state: str) -> Markup:
    """Give a small bar of a state, to stand before its name in running text or a table."""
    return tag(
        "svg", bar(state, (0.5, 0.5, 17.0, 9.0)), class_="swatch", viewBox="0 0 18 10", width=18,
        height=10, aria_hidden="true", focusable="false",
    )  # fmt: skip


def named(state: str) -> Markup:
    """Give a state's swatch and its name."""
    return tag("span", swatch(state), join(" ", state.replace("_", " ")), class_="state")

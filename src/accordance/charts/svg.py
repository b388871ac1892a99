"""What every drawing shares: the frame with its title, scales, and ticks of time and of value."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Final

import msgspec

from accordance.charts.markup import Markup, tag
from accordance.charts.words import MONTHS, short_day

if TYPE_CHECKING:
    from accordance.charts.specs import Time

WIDE: Final = 960
NARROW: Final = 380
"""The two widths that a chart is drawn at, in pixels; the page shows the one that fits."""
LETTER: Final = 6.6
"""The mean width of a letter of a label, in pixels, on the safe side."""

_MONTHS_APART: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
_STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class Axis(msgspec.Struct, frozen=True):
    """Time from left to right: days to pixels."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def of(cls, time: Time, left: float, right: float) -> Axis:
        """Give the axis of a specification between two edges."""
        return cls(date.fromisoformat(time["first"]), date.fromisoformat(time["last"]), left, right)

    def x(self, day: str | date) -> float:
        """Give where a day is; one outside the axis is at its edge."""
        at = date.fromisoformat(day) if isinstance(day, str) else day
        at = min(max(at, self.first), self.last)
        share = (at - self.first).days / (self.last - self.first).days
        return self.left + share * (self.right - self.left)

    def ticks(self) -> list[tuple[date, str]]:
        """Give the first days of months or years, so far apart that their labels do not touch."""
        most = max(2, int((self.right - self.left) / 62))
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        apart = next((one for one in _MONTHS_APART if months / one <= most), _MONTHS_APART[-1])
        start = self.first.year * 12 + self.first.month - 1
        found = []
        for count in range(-(-start // apart) * apart, start + months + 1, apart):
            day = date(count // 12, count % 12 + 1, 1)
            if self.first <= day <= self.last:
                month = "" if apart % 12 == 0 else f"{MONTHS[day.month - 1][:3]} "
                found.append((day, f"{month}{day.year}"))
        return found or [(self.first, short_day(self.first))]


def value_ticks(top: Decimal, most: int = 4) -> list[Decimal]:
    """Give round values from nought to the first that is not below ``top``."""
    if top <= 0:
        return [Decimal(0), Decimal(1)]
    size = Decimal(1).scaleb((top / most).adjusted())
    step = next(size * one for one in _STEPS if size * one * most >= top)
    count = int((top / step).to_integral_value(ROUND_CEILING))
    return [step * number for number in range(count + 1)]


def frame(key: str, size: tuple[float, float], told: tuple[str, str], *parts: Markup) -> Markup:
    """Give a whole drawing; ``told`` are its title and its description for those who cannot see it."""
    width, height = size
    title, description = told
    return tag(
        "svg",
        tag("title", title, id=f"{key}-title"),
        tag("desc", description, id=f"{key}-desc"),
        *parts,
        class_="chart", viewBox=f"0 0 {width:.0f} {height:.0f}", role="img",
        aria_labelledby=f"{key}-title {key}-desc", xmlns="http://www.w3.org/2000/svg",
    )  # fmt: skip


def text(x: float, y: float, words: str, class_: str = "label", anchor: str = "start") -> Markup:
    """Give a line of text that starts, ends or is centred at a point."""
    return tag("text", words, x=x, y=y, class_=class_, text_anchor=anchor)


def rule(x1: float, y1: float, x2: float, y2: float, class_: str = "grid") -> Markup:
    """Give a straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def time_grid(axis: Axis, top: float, bottom: float) -> Markup:
    """Give upright lines at the ticks of time, with labels beneath."""
    lines = [rule(axis.x(day), top, axis.x(day), bottom) for day, _ in axis.ticks()]
    return tag("g", *lines, time_labels(axis, bottom + 16))


def time_labels(axis: Axis, y: float) -> Markup:
    """Give the labels of the ticks of time, none beyond the edges of the axis."""
    labels = []
    for day, name in axis.ticks():
        x, half = axis.x(day), len(name) * LETTER / 2
        anchor = "start" if x - half < axis.left else "end" if x + half > axis.right else "middle"
        labels.append(text(x, y, name, "tick", anchor))
    return tag("g", *labels)


def wrapped(words: str, width: float, most: int = 2) -> list[str]:
    """Break a label into lines of a width in pixels; what does not fit ends in an ellipsis."""
    room = max(4, int(width / LETTER))
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    lines = [line for line in lines if line] or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [line if len(line) <= room else _cut(line, room) for line in lines]


def _cut(line: str, room: int) -> str:
    return line[: room - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"

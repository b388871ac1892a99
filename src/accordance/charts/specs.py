"""Chart specifications as plain dictionaries: what to draw, with axes and units, and no drawing.

Days are ISO strings and values decimal strings, so that a specification is JSON as it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NotRequired, TypedDict

from accordance.charts.looks import BROKEN
from accordance.charts.words import amount, party_name, percent, provision_name
from accordance.decide.decision import Decision
from accordance.decide.replay import Replay
from accordance.kernel.quantities import plain
from accordance.record.entries import Delivery

MOST_LINES = 6
"""The most payers with a line of their own; the total has them all."""


class Time(TypedDict):
    """The days that an axis of time goes from and to."""

    first: str
    last: str


class Series(TypedDict):
    """A step line: each value holds from its day to the next; ``end`` is the last one in words."""

    label: str
    end: str
    main: bool
    points: list[tuple[str, str]]


class Panel(TypedDict):
    """Lines that share one axis of values, in one unit, from nought to ``top``."""

    title: str
    unit: str
    note: str
    top: str
    series: list[Series]


class Span(TypedDict):
    """A stretch of days with a name; ``last`` is the day on which it no longer stands."""

    first: str
    last: str
    label: str


class Steps(TypedDict):
    """Panels of step lines above each other on one axis of time."""

    kind: Literal["steps"]
    title: str
    description: str
    time: Time
    spans_title: str
    spans: list[Span]
    panels: list[Panel]


class Part(TypedDict):
    """How many parts of a whole are in one state."""

    state: str
    count: int


class Bar(TypedDict):
    """A stretch of days in one state; of several ``parts`` it is that of most of them."""

    first: str
    last: str
    state: str
    parts: NotRequired[list[Part]]


class Mark(TypedDict):
    """Something done on a day, or over the days from ``first``."""

    shape: Literal["delivery", "act", "event", "due"]
    first: str
    day: str
    label: str
    entry: NotRequired[str]


class Lane(TypedDict):
    """One provision through time."""

    id: str
    label: str
    bars: list[Bar]
    marks: list[Mark]


class Group(TypedDict):
    """Lanes under one heading."""

    kind: Literal["commitments", "benefits", "powers", "record"]
    title: str
    lanes: list[Lane]


class Lanes(TypedDict):
    """Swim lanes in groups on one axis of time."""

    kind: Literal["lanes"]
    title: str
    description: str
    time: Time
    groups: list[Group]


def time_of(replay: Replay) -> Time:
    """Give the days that a history covers, at least two."""
    days = [change.date for change in replay.changes] + [point.date for point in replay.course]
    first = min(days, default=replay.until)
    last = max(replay.until, first + timedelta(days=1))
    return {"first": first.isoformat(), "last": last.isoformat()}


def breaches(replay: Replay) -> list[tuple[str, date, date | None]]:
    """Give each stretch in which a provision stood breached or reversed; the last may be open."""
    since: dict[str, date] = {}
    stretches: list[tuple[str, date, date | None]] = []
    for change in replay.changes:
        name = change.provision
        if change.to in BROKEN:
            since.setdefault(name, change.date)
        elif name in since:
            stretches.append((name, since.pop(name), change.date))
    stretches += [(name, day, None) for name, day in since.items()]
    return sorted(stretches, key=lambda one: (one[1], one[0]))


def exposure(replay: Replay, decision: Decision) -> Steps:
    """Specify exposure against progress: what was given, by unit, above what was verified."""
    time = time_of(replay)
    panels = [_given(replay, decision, unit) for unit in units(replay)]
    panels.append(_progress(replay, decision))
    spans: list[Span] = [
        {
            "first": first.isoformat(), "last": last.isoformat() if last else time["last"],
            "label": provision_name(decision.accord, name),
        }
        for name, first, last in breaches(replay)
    ]  # fmt: skip
    return {
        "kind": "steps",
        "title": "What was given, against what was verified",
        "description": _described(panels),
        "time": time,
        "spans_title": "A breach stands",
        "spans": spans,
        "panels": panels,
    }


def units(replay: Replay) -> list[str]:
    """Give the units in which anything was given, in order."""
    return sorted({unit for point in replay.course for unit in point.delivered})


def _given(replay: Replay, decision: Decision, unit: str) -> Panel:
    nought = Decimal(0)
    total = [(point.date, point.delivered.get(unit, nought)) for point in replay.course]
    lost = [(point.date, point.unrecoverable.get(unit, nought)) for point in replay.course]
    same = total == lost
    series = [_series("All payers", total, unit, main=True)]
    if not same:
        series.append(_series("Beyond recovery", lost, unit, main=True))
    payers = _by_payer(replay, decision, unit)
    if len(payers) > 1:
        largest = sorted(payers, key=lambda one: (-payers[one][-1][1], one))[:MOST_LINES]
        series += [_series(party_name(decision.accord, one), payers[one], unit) for one in largest]
    top = max((value for _, value in total), default=nought)
    return {
        "title": "Given, cumulative",
        "unit": unit,
        "note": ", all of it beyond recovery" if same else "",
        "top": plain(top),
        "series": series,
    }


def _by_payer(
    replay: Replay, decision: Decision, unit: str
) -> dict[str, list[tuple[date, Decimal]]]:
    """Give what each payer had given in a unit, from the days on which its deliveries count."""
    start = date.fromisoformat(time_of(replay)["first"])
    lines: dict[str, list[tuple[date, Decimal]]] = defaultdict(lambda: [(start, Decimal(0))])
    given = [one for one in deliveries(decision) if one.amount.unit == unit]
    for delivery in sorted(given, key=lambda one: (decision.clock.visible(one), one.id)):
        day = date.fromordinal(decision.clock.visible(delivery))
        line = lines[delivery.payer]
        line.append((day, line[-1][1] + delivery.amount.amount))
    return dict(lines)


def deliveries(decision: Decision) -> list[Delivery]:
    """Give the deliveries that count in a decision, of each benefit and outside them all."""
    names = (*decision.accord.benefits, "")
    return [one for name in names for one in decision.fold.deeds.counted(name)]


def _progress(replay: Replay, decision: Decision) -> Panel:
    weakest = replay.summary.weakest
    series = []
    for basket, title in decision.accord.baskets.items():
        points = [(point.date, point.progress.get(basket, Decimal(0))) for point in replay.course]
        line = _series(title, [(day, share * 100) for day, share in points], "%")
        line["end"] = percent(points[-1][1]) if points else "0%"
        if basket == weakest and len(decision.accord.baskets) > 1:
            line["main"] = True
            line["end"] += ", weakest"
        series.append(line)
    return {
        "title": "Verified progress, by basket",
        "unit": "%",
        "note": "",
        "top": "100",
        "series": series,
    }


def _series(
    label: str, points: Iterable[tuple[date, Decimal]], unit: str, *, main: bool = False
) -> Series:
    """Give a line without the points that repeat the one before."""
    kept: list[tuple[date, Decimal]] = []
    for day, value in points:
        if not kept or kept[-1][1] != value:
            kept.append((day, value))
    return {
        "label": label,
        "end": amount(kept[-1][1], unit) if kept else "",
        "main": main,
        "points": [(day.isoformat(), plain(value)) for day, value in kept],
    }


def _described(panels: list[Panel]) -> str:
    told = [
        f"{panel['title']}: " + ", ".join(f"{one['label']} {one['end']}" for one in panel["series"])
        for panel in panels
    ]
    return "Step lines over time. At the end: " + "; ".join(told) + "."

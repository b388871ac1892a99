"""A replay as one page that opens from disk: for somebody who decides, and for their lawyer."""

from __future__ import annotations

from typing import Final

from accordance.accord.types import Accord
from accordance.charts import tables
from accordance.charts.figures import figures
from accordance.charts.lanes import draw_lanes
from accordance.charts.legend import legend
from accordance.charts.looks import patterns
from accordance.charts.markup import Markup, join, tag
from accordance.charts.notes import notes
from accordance.charts.outcome import judged, outcome
from accordance.charts.specs import exposure
from accordance.charts.steps import draw_steps
from accordance.charts.style import STYLE
from accordance.charts.svg import NARROW, WIDE
from accordance.charts.timeline import timeline
from accordance.charts.words import day_cell, party_name
from accordance.decide.decision import Decision
from accordance.decide.replay import Replay
from accordance.record.entries import Record

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page tells a browser: load nothing from anywhere."""


def page(replay: Replay, decision: Decision, accord: Accord, record: Record) -> str:
    """Give a whole HTML page that needs nothing beside itself: no script, font, image or network.

    ``decision`` is of the replay's last day, under the same knowledge; the page shows no entry
    that its knower cannot see.  Raise ValueError where the two are not of one question.
    """
    clock = decision.clock
    asked = (clock.as_of, clock.knower, "now" if clock.hindsight else "then")
    if asked != (replay.until, replay.known_to, replay.fold):
        raise ValueError("the replay and the decision differ in day, knower or fold")
    cited = tables.cited(replay, decision)
    sections = (
        ("figures", "Key figures", figures(replay, accord)),
        ("exposure", "Given, against verified", _exposure(replay, decision)),
        ("timeline", "Every provision through time", _timeline(replay, decision)),
        ("changes", "Every change, and its reason", tables.changes(replay, accord, record)),
        (
            "entries",
            "Entries of the record",
            tables.entries(cited, accord, record, replay.known_to),
        ),
        ("notes", "Notes", notes(replay, decision)),
    )
    lede = tag("p", outcome(replay, decision), class_="lede")
    body = tag(
        "body",
        patterns(),
        _top(replay, decision, invented=accord.synthetic or record.synthetic),
        tag(
            "main",
            tag("section", lede, id="outcome", class_="first"),
            *(_section(number, *one) for number, one in enumerate(sections, 1)),
        ),
    )
    return f"<!doctype html>\n{tag('html', _head(replay), body, lang='en')}\n"


def _head(replay: Replay) -> Markup:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{replay.title}: replay to {replay.until.isoformat()}"),
        tag("style", Markup(STYLE)),
    )


def _top(replay: Replay, decision: Decision, *, invented: bool) -> Markup:
    answer = decision.determination
    first = min((point.date for point in replay.course), default=replay.until)
    facts = (
        ("Days", join(day_cell(first), " to ", day_cell(replay.until))),
        ("Known to", party_name(decision.accord, replay.known_to)),
        ("Knowledge", "as it grew, day by day" if replay.fold == "then" else "all on record now"),
        ("Determination", tag("code", answer.digest[:23], title=answer.digest)),
    )
    warning = tag("p", "An invented case. Nothing on this page happened.", class_="warning")
    return tag(
        "header",
        tag("p", "Replay of an accord on its record", class_="kicker"),
        tag("h1", replay.title or replay.accord),
        warning if invented else None,
        tag("dl", *(tag("div", tag("dt", k), tag("dd", v)) for k, v in facts), class_="facts"),
        class_="top",
    )


def _section(number: int, name: str, title: str, inside: Markup) -> Markup:
    count = tag("span", str(number), class_="count")
    heading = tag("h2", count, title, id=f"{name}-heading")
    return tag("section", heading, inside, id=name, aria_labelledby=f"{name}-heading")


def _exposure(replay: Replay, decision: Decision) -> Markup:
    spec = exposure(replay, decision)
    drawn = [draw_steps(spec, width, f"exposure-{name}") for name, width in _WIDTHS]
    told = (
        "Above, what was given, added up from the days on which deliveries count; below, the "
        "verified progress of each basket. Both share one axis of time. A delivery dated only by "
        "an interval counts from its end."
    )
    if spec["spans"]:
        told += " The shaded days are those on which a breach or a reversal stood."
    table = tag("summary", "The same course as a table")
    return join(
        tag("figure", *_both(drawn), tag("figcaption", told)),
        tag("details", table, tables.course(replay, decision.accord)),
    )


def _timeline(replay: Replay, decision: Decision) -> Markup:
    spec = timeline(replay, decision)
    drawn = [draw_lanes(spec, width, f"timeline-{name}") for name, width in _WIDTHS]
    told = (
        f"{judged(replay, decision)} A dotted line before a diamond is the stretch in which a "
        "delivery was made. The table of changes that follows has the same dates in words."
    )
    return join(legend(spec), tag("figure", *_both(drawn), tag("figcaption", told)))


_WIDTHS: Final = (("wide", WIDE), ("narrow", NARROW))


def _both(drawn: list[Markup]) -> list[Markup]:
    """Give a drawing for each width; the style sheet shows the one that fits."""
    pairs = zip(_WIDTHS, drawn, strict=True)
    return [tag("div", one, class_=name) for (name, _), one in pairs]

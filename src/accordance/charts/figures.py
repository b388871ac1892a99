"""Key figures: what was given, what cannot be had back, and what was verified for it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from accordance.charts.markup import Markup, tag
from accordance.charts.outcome import KNOWLEDGE
from accordance.charts.words import amount, percent
from accordance.kernel.quantities import plain

if TYPE_CHECKING:
    from accordance.accord.types import Accord
    from accordance.decide.replay import Replay


def figures(replay: Replay, accord: Accord) -> Markup:
    """Give the figures as two ruled lists beside each other."""
    return tag("div", _amounts(replay), _baskets(replay, accord), class_="figures")


def _amounts(replay: Replay) -> Markup:
    summary = replay.summary
    rows = [
        _row("Given", summary.delivered, "large"),
        _row("Of which beyond recovery", summary.unrecoverable, "large"),
        _row("Outside the rule when given", summary.outside_rule),
    ]
    if any(summary.worth):
        low, high = (plain(one, group=True) for one in summary.worth)
        worth = low if low == high else f"{low} to {high}"
        rows.append(_pair("Worth to the recipient", [f"{summary.currency} {worth}"]))
    rows.append(tag("div", tag("dt", "Given while a breach by the recipient stood"), class_="over"))
    for kind, words in KNOWLEDGE.items():
        rows.append(_row(words, summary.delivered_while_breached.get(kind, {}), "under"))
    return tag("dl", *rows, class_="amounts")


def _row(label: str, by_unit: Mapping[str, Decimal], class_: str = "") -> Markup:
    values = [amount(value, unit) for unit, value in by_unit.items() if value]
    return _pair(label, values or ["none"], class_)


def _pair(label: str, values: list[str], class_: str = "") -> Markup:
    return tag("div", tag("dt", label), *(tag("dd", one) for one in values), class_=class_ or None)


def _baskets(replay: Replay, accord: Accord) -> Markup:
    """Give a bar for each basket, the weakest first: a chain holds no more than that one."""
    shares = replay.summary.progress
    order = sorted(shares, key=lambda one: (one != replay.summary.weakest, shares[one]))
    rows = [
        tag(
            "tr",
            tag("th", accord.baskets.get(one, one), _weakest(one, replay), scope="row"),
            tag("td", _meter(shares[one]), class_="meter"),
            tag("td", percent(shares[one]), class_="number"),
        )
        for one in order
    ]
    caption = tag("caption", "Verified progress, by basket, weakest first")
    return tag("table", caption, tag("tbody", *rows), class_="baskets")


def _weakest(basket: str, replay: Replay) -> Markup | None:
    if basket != replay.summary.weakest or len(replay.summary.progress) == 1:
        return None
    return tag("span", " weakest", class_="aside")


def _meter(share: Decimal) -> Markup:
    return tag(
        "svg",
        tag("rect", width=100, height=10, class_="meter-whole"),
        tag("rect", width=float(share * 100), height=10, class_="meter-part"),
        viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true", focusable="false",
    )  # fmt: skip

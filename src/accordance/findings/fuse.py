"""Fusing items by origin, and the day on which they meet a standard (B2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from accordance.findings.finding import Missing
from accordance.findings.items import BY_FIRST, Item, Side
from accordance.findings.standards import Bar, Bars
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN


def reached(items: Iterable[Item], bar: Bar, credit: int) -> Item | None:
    """Give the item with which those so far, in the order given, first meet a standard.

    Each origin counts with its heaviest item.  ``credit`` is what stands beside the items in
    centibans: the prior, less the other side.  None where even all of them do not meet it.
    More items never take away what fewer have met.
    """
    needed, origins = bar.threshold, bar.origins
    accepted, fit = not bar.kinds, bar.source == "anyone"
    best: dict[int, int] = {}
    for item in items:
        _, _, weight, origin, is_accepted, is_fit, _, _ = item
        heard = best.get(origin, 0)
        if weight > heard:
            best[origin] = weight
            credit += weight - heard
        accepted = accepted or is_accepted
        fit = fit or is_fit
        if credit >= needed and accepted and fit and len(best) >= origins:
            return item
    return None


def weight_of(items: Iterable[Item]) -> int:
    """Give the joint weight of some items: the heaviest of each origin, added."""
    best: dict[int, int] = {}
    for item in items:
        if item.weight > best.get(item.origin, 0):
            best[item.origin] = item.weight
    return sum(best.values())


def speakers(items: Iterable[Item]) -> list[Item]:
    """Give the heaviest item of each origin; of several that weigh the same, the newest."""
    best: dict[int, Item] = {}
    for item in sorted(items, key=lambda item: (-item.weight, -item.last, item.id)):
        best.setdefault(item.origin, item)
    return sorted(best.values(), key=lambda item: item.id)


class Fused(NamedTuple):
    """A verdict and the world day since which it holds (0: none)."""

    verdict: int
    since: int


def fuse(supports: Side, refutes: Side, bars: Bars, prior: int) -> Fused:
    """Judge an event: every item weighs.

    What happened at some time within an interval is dated at the end of it; what did not happen,
    from the beginning.
    """
    establish, refute = bars
    lead = prior + supports.weight - refutes.weight
    if lead >= establish.threshold and not (establish.answered and refutes.items):
        item = reached(supports.items, establish, prior - refutes.weight)
        if item is not None:
            return Fused(TRUE, item.last)
    if -lead >= refute.threshold and not (refute.answered and supports.items):
        ordered = sorted(refutes.items, key=BY_FIRST)
        item = reached(ordered, refute, -prior - supports.weight)
        if item is not None:
            return Fused(FALSE, item.first)
    return Fused(UNKNOWN, 0)


def missing(items: Sequence[Item], adverse: Sequence[Item], bar: Bar, prior: int) -> list[Missing]:
    """Give every test of a standard that fails for some items against others."""
    failed: list[Missing] = []
    if not items or prior + weight_of(items) - weight_of(adverse) < bar.threshold:
        failed.append("credence")
    if len({item.origin for item in items}) < bar.origins:
        failed.append("origins")
    if bar.source != "anyone" and not any(item.fit for item in items):
        failed.append("verifier" if bar.source == "verifier" else "non_party")
    if bar.kinds and not any(item.accepted for item in items):
        failed.append("kinds")
    if bar.answered and adverse:
        failed.append("adverse_open")
    return failed

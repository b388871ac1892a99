"""Powers of every kind: with waits, ends, grounds, somebody who may block, and what they name."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from strategy_conditions import CLAIM_TESTS, Names, days

KINDS = {
    "certify": ("hills", "certify"),
    "rule": ("court", "determine"),
    "veto": ("lakes", "object"),
    "warn": ("hills", "notify"),
    "halt": ("hills", "suspend"),
    "snap": ("lakes", "snap-back"),
    "leave": ("hills", "withdraw"),
    "stop": ("lakes", "terminate"),
    "spare": ("hills", "waive"),
    "undo": ("lakes", "revoke"),
    "prolong": ("hills", "extend"),
}


def one_in(n: int) -> st.SearchStrategy[bool]:
    """Draw true once in so many times."""
    return st.integers(1, n).map(lambda number: number == n)


@st.composite
def powers(draw: st.DrawFn, names: Names) -> dict[str, Any]:
    """Draw the powers that every generated accord has."""
    made = {}
    for name, (by, kind) in KINDS.items():
        power: dict[str, Any] = {"by": by, "kind": kind}
        if draw(one_in(3)):
            power |= draw(limits(blocked=name not in ("veto", "warn")))
        if name in ("warn", "rule"):
            power["on"] = list(names.commitments)
        if name in ("spare", "prolong"):
            power["on"] = draw(some([*names.commitments, *names.benefits]))
        if name == "undo":
            power["on"] = draw(some(["certify", "halt", "leave", "stop", "spare"]))
        if name in ("halt", "stop", "leave") and draw(one_in(3)):
            power["on"] = draw(some(list(names.benefits)))
        if draw(one_in(6)):
            power["when"] = draw(st.sampled_from(CLAIM_TESTS))
        made[name] = power
    return made


@st.composite
def limits(draw: st.DrawFn, *, blocked: bool) -> dict[str, Any]:
    """Draw a wait, an end, and a life."""
    made: dict[str, Any] = {}
    if draw(st.booleans()):
        made["wait"] = {
            "period": draw(st.sampled_from(["P5D", "P12D", "P1M"])),
            "count": draw(st.sampled_from(["exclude-first", "clear"])),
        }
        if blocked and draw(st.booleans()):
            made["wait"]["blocked_by"] = "veto"
    if draw(st.booleans()):
        made["lasts"] = draw(st.sampled_from(["P1D", "P10D", "P1M"]))
        if draw(one_in(3)):
            made["renew"] = draw(st.sampled_from(["P5D", "P1M"]))
    if draw(one_in(5)):
        made["in_force"] = draw(days(1, 20))
    if draw(one_in(5)):
        made["ends"] = draw(days(25, 50))
    return made


def some(names: list[str]) -> st.SearchStrategy[list[str]]:
    """Draw one or more of some names."""
    return st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True)

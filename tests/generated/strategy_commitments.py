"""Commitments of every form, proved in every way, with cures and deadlines that hang on others."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from strategy_conditions import CLAIM_TESTS, Names, days, deadlines, gates

PROVING = ["low", "low", "clear", "answered", "apart", "seen", "kinds"]
GOALS: dict[str, dict[str, Any]] = {
    "event": {"text": "done"},
    "state": {"claim": "still"},
    "level": {"text": "filled", "target": "100 t"},
    "whole": {"text": "freed", "baseline": ["80 t", "100 t"], "target": "all"},
    "requires": {},
    "lodged": {"claim": "paper", "measured_by": "lodged"},
    "submitted": {"claim": "paper"},
    "law": {"claim": "act"},
    "word": {"claim": "word"},
    "ruled": {"claim": "ruled"},
}
KEPT = ["maintain", "maintain-level", "refrain", "refrain-all"]
BASELINES: list[dict[str, Any]] = [
    {"baseline": ["0 t", "20 t"]}, {"baseline": ["180 t", "200 t"]}, {}
]  # fmt: skip


def one_in(n: int) -> st.SearchStrategy[bool]:
    """Draw true once in so many times."""
    return st.integers(1, n).map(lambda number: number == n)


@st.composite
def commitment(
    draw: st.DrawFn, names: Names, name: str, place: tuple[str, str] | None
) -> dict[str, Any]:
    """Draw a commitment of the coast, whose deadline may lean on earlier ones."""
    made: dict[str, Any] = {"by": draw(st.sampled_from(["coast", "coast", "coast", "port"]))}
    earlier = names.commitments[: names.commitments.index(name)]
    if place is not None:
        made = {"by": "coast", "basket": place[0], "stage": place[1]}
    elif draw(st.booleans()):
        made["basket"] = "security"
    kind = draw(st.sampled_from([*GOALS, *KEPT]))
    if kind in GOALS:
        made["achieve"] = draw(goal(kind, names, earlier))
        if draw(one_in(6)) and kind in ("event", "state", "law"):
            made["credit_by"] = "league"
    else:
        made |= draw(kept(kind, names, earlier))
    if not draw(one_in(12)):
        made["proof"] = draw(proof())
    if draw(one_in(3)):
        made["cure"] = draw(st.sampled_from(["P3D", "P12D"]))
        if draw(st.booleans()):
            start = draw(st.sampled_from(["notice", "decision"]))
            made["cure"] = {"period": "P6D", "from": start, "notice": "warn"}
    if draw(one_in(5)):
        made["in_force"] = draw(days(1, 4))
    if draw(one_in(8)):
        made["ends"] = draw(days(15, 45))
    if draw(one_in(8)):
        made["force"] = draw(st.sampled_from(["political", "advisory", "practice"]))
        if place is not None:
            made["force"] = "political"
    if draw(one_in(6)):
        made["weight"] = draw(st.sampled_from([2, 3, 0.5]))
    return made


@st.composite
def goal(draw: st.DrawFn, kind: str, names: Names, earlier: list[str]) -> dict[str, Any]:
    """Draw what is to be achieved, by when, and when that is judged."""
    made = dict(GOALS[kind])
    if kind == "level":
        made |= draw(st.sampled_from(BASELINES))
    if kind == "requires":
        made["requires"] = draw(required(earlier))
    if not draw(one_in(8)):
        made["due"] = draw(deadlines(names, earlier))
    if draw(one_in(8)) and "measured_by" not in made:
        made["measured_by"] = "determined"
    if draw(one_in(8)):
        made["judged_at"] = draw(st.sampled_from(["request", "decision"]))
    return made


def required(earlier: list[str]) -> st.SearchStrategy[Any]:
    """Draw a condition over claims, and at times over earlier commitments."""
    claims = st.sampled_from([*CLAIM_TESTS, {"claim": "nobody"}, {"claim": "act"}])
    leaves = [claims, claims, claims]
    if earlier:
        words = ["met", "reached(50%)", "failed"]
        leaves.append(st.sampled_from([f"{name}.{word}" for name in earlier for word in words]))
    inside = st.one_of(leaves)
    lists = st.lists(inside, min_size=2, max_size=3).map(lambda members: {"all": members})
    return st.one_of(lists, lists, gates(inside), inside)


@st.composite
def kept(draw: st.DrawFn, kind: str, names: Names, earlier: list[str]) -> dict[str, Any]:
    """Draw something to be kept up, or never done."""
    terms: dict[str, Any]
    if kind == "maintain":
        terms = draw(st.sampled_from([{"claim": "still"}, {"text": "kept so"}]))
    elif kind == "maintain-level":
        terms = {"text": "kept up", draw(st.sampled_from(["at_least", "at_most"])): "50 t"}
    elif kind == "refrain":
        terms = {"text": "never done"}
        if draw(st.booleans()):
            terms["coverage"] = {"population": "the sea", "share": "50%", "watch": "P5D"}
    else:
        terms = {"claim": "nobody"}
    if draw(st.booleans()):
        terms = terms | {"until": draw(st.one_of(days(10, 50), deadlines(names, earlier)))}
    return {kind.partition("-")[0]: terms}


@st.composite
def proof(draw: st.DrawFn) -> dict[str, Any]:
    """Draw how something is proved, and how its breach is."""
    made: dict[str, Any] = {"standard": draw(st.sampled_from(PROVING))}
    if draw(st.booleans()):
        made["breach"] = draw(st.sampled_from(PROVING))
    if draw(one_in(3)):
        made["fresh"] = draw(st.sampled_from(["P8D", "P20D", "P1M"]))
    if draw(one_in(6)):
        made["kinds"] = draw(st.sampled_from([["inspection"], ["imagery", "document"]]))
    if draw(st.booleans()):
        made["access"] = False
    return made

"""Transfers and statuses that lean on commitments, acts, claims and one another."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from strategy_conditions import Names, conditions, days, moments

FOOD = {"goods": ["food"], "recipients": ["children"], "channel": "League"}


def one_in(n: int) -> st.SearchStrategy[bool]:
    """Draw true once in so many times."""
    return st.integers(1, n).map(lambda number: number == n)


@st.composite
def benefit(draw: st.DrawFn, names: Names, form: str, stages: list[str]) -> dict[str, Any]:
    """Draw a benefit for the coast."""
    inside = conditions(names)
    made: dict[str, Any] = {"payer": ["hills"], "to": "coast"}
    if not draw(one_in(10)):
        made["release"] = draw(inside)
    if stages:
        made["stage"] = draw(st.sampled_from(stages))
        if draw(one_in(8)):
            made["linked"] = False
        if draw(one_in(6)):
            baskets = st.sampled_from(["security", "rights"])
            made["floors"] = {draw(baskets): draw(st.sampled_from(["25%", "60%", "100%"]))}
    made |= draw(status() if form == "status" else transfer(inside))
    if draw(one_in(3 if form == "status" else 6)):
        made["decided_by"] = draw(st.sampled_from(["certify", "certify", "rule"]))
    if draw(one_in(4)):
        made["suspend"] = draw(inside)
    if draw(one_in(7)):
        made["end"] = draw(inside)
    if draw(one_in(4)):
        made["available_until"] = draw(st.one_of(days(10), moments(inside)))
    if draw(one_in(6)):
        made["humanitarian"] = FOOD
    if draw(one_in(12)):
        made["in_force"] = draw(days(1, 20))
    if draw(one_in(12)):
        made["ends"] = draw(days(25, 50))
    if draw(one_in(20)):
        made["force"] = draw(st.sampled_from(["political", "advisory"]))
    return made


@st.composite
def status(draw: st.DrawFn) -> dict[str, Any]:
    """Draw something that runs, and what holds when nothing is known."""
    made: dict[str, Any] = {"status": "may pass", "nature": "reversible"}
    made["worth"] = draw(st.sampled_from(["100 USD", "50 USD", ["10 USD", "70 USD"]]))
    made["if_unknown"] = draw(st.sampled_from(["continue", "pause", "pause", "end"]))
    if draw(st.booleans()):
        made["grace"] = draw(st.sampled_from(["P4D", "P10D"]))
    return made


@st.composite
def transfer(draw: st.DrawFn, inside: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Draw an amount, in parts and by several payers or not."""
    made: dict[str, Any] = {"amount": "100 USD", "payer": ["hills"]}
    if draw(one_in(3)):
        made["payer"] = ["hills", "lakes"]
        shares = {"hills": "60%", "lakes": "40%"}
        made |= draw(st.sampled_from([{"shares": shares}, {}]))
    if draw(st.booleans()):
        parts = draw(st.sampled_from([[50, 50], [25, 25, 50]]))
        made["tranches"] = {f"t{n}": {"amount": f"{a} USD"} for n, a in enumerate(parts)}
        made["tranches"]["t1"]["release"] = draw(inside)
        if draw(one_in(4)) and "shares" not in made:
            made["tranches"]["t0"]["payer"] = made["payer"][-1]
    if draw(one_in(4)):
        made["deliver"] = draw(st.sampled_from(["P5D", "P10D"]))
    if draw(one_in(5)):
        worths = ["200 USD", ["10 USD", "30 USD"], {"value": "2 USD", "per": "unit"}]
        made["worth"] = draw(st.sampled_from(worths))
    return made

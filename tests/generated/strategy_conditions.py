"""Conditions and moments over everything that a generated accord names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

START = date(2030, 1, 1)
CLAIM_TESTS: list[Any] = [
    "still.established", "still.refuted", "nobody.refuted", "ruled.established",
    {"claim": "act", "is": "adopted"}, {"claim": "act", "is": "established"},
    {"claim": "paper", "is": "lodged"}, {"claim": "stock", "at_least": "40 t"},
    {"claim": "stock", "at_most": "60 t"}, {"claim": "word"}, {"claim": "done"},
]  # fmt: skip
POWER_TESTS = ["certify.in_force", "warn.done", "halt.in_force", "veto.pending", "leave.done"]


@dataclass
class Names:
    """What an accord names: commitments (as far as drawn with their kinds), and benefits' forms."""

    commitments: list[str]
    benefits: dict[str, str]
    kinds: dict[str, str] = field(default_factory=dict)
    lodgeable: dict[str, bool] = field(default_factory=dict)


def days(low: int = 0, high: int = 60) -> st.SearchStrategy[date]:
    """Draw a day so many days from the start."""
    return st.integers(low, high).map(lambda n: START + timedelta(days=n))


def commitment_tests(names: list[str]) -> list[Any]:
    """Give the tests of commitments, the common ones several times."""
    words = ["met", "met", "met", "met_in_time", "failed", "breached", "overdue", "in_cure"]
    words += ["reversed", "open"]
    tests: list[Any] = [f"{name}.{word}" for name in names for word in words]
    return tests + [f"{name}.reached({n}%)" for name in names for n in (25, 50, 100)]


def tests(names: Names, commitments: list[str]) -> list[Any]:
    """Give every test over some commitments and all else that the accord names."""
    found = commitment_tests(commitments)
    found += [f"{name}.lodged" for name in commitments if names.lodgeable.get(name)]
    transfer = ["delivered", "delivered(50%)", "delivered(30 USD)", "due", "suspended", "lapsed"]
    for name, form in names.benefits.items():
        words = transfer if form == "transfer" else ["in_force", "due", "suspended", "lapsed"]
        found += [f"{name}.{word}" for word in words]
    return found + POWER_TESTS + CLAIM_TESTS


def conditions(names: Names) -> st.SearchStrategy[Any]:
    """Draw a condition over everything that an accord names; all its commitments are drawn."""
    leaves: list[st.SearchStrategy[Any]] = [
        st.sampled_from(commitment_tests(names.commitments)),
        st.sampled_from(tests(names, names.commitments)),
        days(0, 50),
    ]
    clean = [name for name, kind in names.kinds.items() if kind != "achieve"]
    if clean:
        leaves.append(conduct(clean))
    return st.recursive(st.one_of(leaves), lambda inside: gates(inside) | moments(inside), max_leaves=4)


def conduct(names: list[str]) -> st.SearchStrategy[Any]:
    """Draw conduct without breach over a period, by presumption or verified."""
    return st.builds(
        lambda name, period, reading: {"conduct": name, "clean": period, "reading": reading},
        st.sampled_from(names),
        st.sampled_from(["P5D", "P10D", "P1M"]),
        st.sampled_from(["no_breach_established", "no_breach_established", "verified"]),
    )


def gates(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw a gate over conditions."""
    several = st.lists(inside, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda members: {"all": members}),
        several.map(lambda members: {"any": members}),
        several.map(lambda members: {"at_least": 2, "of": members}),
        several.map(
            lambda members: {
                "share": "60%",
                "of": [{"if": one, "weight": n + 1} for n, one in enumerate(members)],
            }
        ),
        inside.map(lambda one: {"not": one}),
        st.builds(
            lambda one, two: {"condition": one, "unless": two, "cites": "art-1"}, inside, inside
        ),
    )


def moments(anchor: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw a moment that hangs on something, counted in any way, or the first or last of two."""
    period = st.sampled_from(["P3D", "P10D", "P21D", "P1M"])
    after = st.builds(
        lambda one, period, count, roll: {"after": one, "period": period} | count | roll,
        anchor,
        period,
        st.sampled_from([{}, {}, {"count": "clear"}]),
        st.sampled_from([{}, {}, {"roll": "court"}]),
    )
    two = st.lists(st.one_of(after, days(5)), min_size=2, max_size=2)
    choices = [after, after, two.map(lambda d: {"earliest": d}), two.map(lambda d: {"latest": d})]
    return st.one_of(choices)


def deadlines(names: Names, earlier: list[str]) -> st.SearchStrategy[Any]:
    """Draw a deadline: fixed, after the start, or after something that stands earlier."""
    start = st.builds("P{}D{} after in_force".format, st.integers(5, 50), st.sampled_from(["", " clear"]))
    leaves = tests(names, earlier) if earlier else ["certify.in_force", "still.established"]
    anchors = st.sampled_from([*[f"{name}.met" for name in earlier] * 3, *leaves])
    return st.one_of(days(5, 50), start, moments(anchors))

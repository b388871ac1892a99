"""A040: life-saving goods under conditions that the law bears on."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.draft import Draft
from accordance.accord.walk import Clause, readings
from accordance.kernel.problems import Problem

LAW = (
    "Geneva Convention IV, arts. 23, 55 and 59; Additional Protocol I, arts. 69 and 70; "
    "General Assembly resolution 46/182"
)
STOPS = ("release", "suspend", "end")


def check(draft: Draft) -> Iterator[Problem]:
    """Warn of every humanitarian benefit that hangs on politics, said or unsaid."""
    conditioned = {clause.id: clause for clause in reversed(list(draft.clauses())) if _tied(clause)}
    for name, benefit in draft.accord.benefits.items():
        if benefit.humanitarian is None:
            continue
        clause = conditioned.get(name)
        if benefit.humanitarian.conditions == "political":
            path = ("benefits", name, "humanitarian", "conditions")
            message = "life-saving goods are made to depend on politics"
            yield draft.warning("A040", path, message, f"conditions: none or access; see {LAW}")
        elif benefit.humanitarian.conditions == "none" and clause is not None:
            message = f"these goods are said to have no conditions, and {clause.role} sets one"
            expected = f"no such condition, or its kind under humanitarian.conditions; see {LAW}"
            yield draft.warning("A040", clause.path, message, expected)


def _tied(clause: Clause) -> bool:
    """Say whether a clause stops or holds back a benefit on account of somebody's conduct."""
    if clause.section != "benefits" or clause.role not in STOPS:
        return False
    return any(reading.test.kind != "accord" for reading in readings(clause))

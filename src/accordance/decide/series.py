"""Commitments that recur, each shown as one: a count of its copies, and those that are open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from accordance.accord.conditions import OnDay
from accordance.accord.types import Commitment
from accordance.decide.blocks import Series

if TYPE_CHECKING:
    from accordance.decide.decision import Decision

DONE = ("met", "waived", "superseded")
"""States of a copy that ask for nothing more."""
AHEAD = "not_in_force"


def series(decision: Decision) -> tuple[Series, ...]:
    """Give the series of an accord in the order of the text, as they stand."""
    states = {name: one.state for name, one in decision.determination.commitments.items()}
    copies: dict[str, dict[str, Commitment]] = {}
    for name, one in decision.accord.commitments.items():
        if one.series and name in states:
            copies.setdefault(one.series, {})[name] = one
    return tuple(_series(name, own, states) for name, own in copies.items())


def _series(name: str, copies: dict[str, Commitment], states: dict[str, str]) -> Series:
    counts: dict[str, int] = {}
    for key in copies:
        counts[states[key]] = counts.get(states[key], 0) + 1
    now = [key for key in copies if states[key] not in (*DONE, AHEAD)]
    ahead = [one.in_force for key, one in copies.items() if states[key] == AHEAD]
    return Series(
        name=name,
        counts=counts,
        now=tuple((key, due_of(copies[key])) for key in now),
        next=min((day for day in ahead if day is not None), default=None),
    )


def due_of(copy: Commitment) -> date | None:
    """Give the day on which a copy is due, as the text has it."""
    due = copy.achieve.due if copy.achieve is not None else None
    return due.on if isinstance(due, OnDay) else None

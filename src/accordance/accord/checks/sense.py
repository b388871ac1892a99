"""A043 and A045: conditions that lean on what binds nobody, or on a fact and its opposite."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.conditions import Test
from accordance.accord.draft import Draft
from accordance.accord.tranches import benefit_of
from accordance.accord.walk import readings
from accordance.kernel.problems import Problem

SECTIONS = {"commitment": "commitments", "benefit": "benefits", "power": "powers"}


def _whole(test: Test) -> str:
    """Give the provision that a test names, of a tranche its benefit."""
    return benefit_of(test.id) if test.kind == "benefit" else test.id


def check(draft: Draft) -> Iterator[Problem]:
    """Warn of advisory provisions in conditions, and of facts asked both ways at once."""
    for reading in draft.readings():
        section = SECTIONS.get(reading.test.kind)
        provision = getattr(draft.accord, section).get(_whole(reading.test)) if section else None
        if provision is not None and provision.force == "advisory":
            message = f'the condition rests on "{reading.test.id}", which is advisory'
            expected = "a provision that binds; advisory ones are shown and bind nothing"
            yield draft.warning("A043", reading.path, message, expected)
    for clause in draft.clauses():
        ways: dict[Test, set[bool]] = {}
        for reading in readings(clause):
            seen = ways.setdefault(reading.test, set())
            seen.add(reading.negated)
            if len(seen) > 1:
                seen.clear()
                test = f"{reading.test.id}.{reading.test.predicate}"
                message = f'"{test}" is asked both plainly and negated in one condition'
                expected = "one of the two; unknown makes both unknown"
                yield draft.warning("A045", reading.path, message, expected)

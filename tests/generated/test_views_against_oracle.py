"""Readings and views: the engine against the literal reading that writes each text out (C5)."""

from __future__ import annotations

import pytest
from draw_readings import Viewed, viewed
from oracle_views import rule_c5
from test_engine_against_oracle import said

from accordance.accord.reading import read
from accordance.decide.views import Readers
from accordance.record.reading import read_yaml

SOUND = 0.6
"""The least share of drawn cases that must be sound; the others are passed over."""


def differences(asked: Viewed) -> list[str] | None:
    """Give every place where the two differ; None where the case is not sound."""
    one = asked.case
    accord, _ = read(one.accord, "accord.yaml")
    record = read_yaml(one.record, "record.yaml").record
    if accord is None or record is None or not any(map(has_readings, sections(accord))):
        return None
    how = {"known_at": one.known_at, "known_to": one.known_to, "hindsight": one.hindsight}
    ours = said(Readers(accord).decide(record, one.as_of, view=asked.view, **how))
    theirs = rule_c5(one.accord, record, one.as_of, asked.view, **how)
    return [
        f"{group} {name}: engine {mine}, oracle {theirs[group].get(name)}"
        for group, members in ours.items()
        for name, mine in members.items()
        if mine != theirs[group].get(name)
    ]


def sections(accord):
    """Give the groups of provisions of an accord."""
    return (accord.claims, accord.commitments, accord.benefits, accord.powers)


def has_readings(group):
    """Say whether something in a group is read in several ways."""
    return any(one.readings for one in group.values())


def check(numbers: range) -> None:
    """Fail with every number on which the two differ, or where too few cases are sound."""
    found = {number: differences(viewed(number)) for number in numbers}
    failing = {number: some[:3] for number, some in found.items() if some}
    assert not failing
    assert sum(some is not None for some in found.values()) > SOUND * len(numbers)


@pytest.mark.parametrize("batch", range(2))
def test_engine_and_oracle_agree_on_readings(batch):
    """On drawn accords with readings the engine says what each text written out says in common."""
    check(range(batch * 20, (batch + 1) * 20))


@pytest.mark.long
@pytest.mark.parametrize("batch", range(4))
def test_engine_and_oracle_agree_on_readings_at_length(batch):
    """As above, on more cases."""
    check(range(1000 + batch * 100, 1000 + (batch + 1) * 100))

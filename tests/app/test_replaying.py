"""Replaying a record, under its own accord and under another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from accordance.app.case import open_case
from accordance.app.replaying import decided_at_end, replayed
from accordance.app.side_by_side import compared
from accordance.app.when import When

END = date(2009, 4, 30)
TONNES = {"t": Decimal(745110)}


def test_a_replay_ends_where_it_is_told_to(six_party):
    """No change is later than the last day, and the last day's decision agrees with the summary."""
    told = replayed(open_case(six_party), When(), until=END)
    assert max(one.date for one in told.replay.changes) <= END
    answer = decided_at_end(told, When()).determination
    assert told.replay.summary.delivered == answer.exposure.delivered == TONNES


def test_what_was_known_later_can_be_left_out(six_party):
    """With known_at, entries that became known after it do not count on any day."""
    told = replayed(open_case(six_party), When(known_at=date(2007, 7, 15)), until=END)
    moves = {(one.provision, one.to) for one in told.replay.changes}
    assert ("bda-promise", "met") in moves
    assert ("shut-down-reactor", "met") not in moves


def test_later_knowledge_rewrites_the_past_only_when_asked(six_party):
    """The public's breach of the ban is dated by its own knowledge, and earlier in hindsight."""
    days = {}
    for hindsight in (False, True):
        told = replayed(
            open_case(six_party), When(known_to="public", hindsight=hindsight), until=END
        )
        broken = [one.date for one in told.replay.changes if one.provision == "ban-1718"]
        days[hindsight] = broken[-1]
    assert days[False] == date(2008, 4, 24)
    assert days[True] < days[False]


def test_under_a_linked_text_no_fuel_is_ever_due(six_party):
    """The same record releases a million tonnes under its own texts, and nothing under linkage."""
    under = six_party.parent / "korea-helsinki/six-party-linked"
    case = open_case(six_party)
    other = replayed(case, When(), until=END, under=under)
    _, pairs = compared(case, other, When())
    fuel = [one for one in pairs if one.benefit.startswith("energy-aid")]
    assert sum(one.own.amount for one in fuel) == 1_000_000
    assert sum(one.other.amount for one in fuel) == 0
    assert other.replay.summary.outside_rule == TONNES


def test_what_another_accord_cannot_place_is_counted(six_party, fresh):
    """Deliveries of benefits it lacks count as given outside it; the rest is said to be strange."""
    told = replayed(open_case(six_party), When(), until=END, under=fresh)
    assert told.strange > 0
    assert told.replay.summary.delivered == TONNES
    assert told.replay.summary.outside_rule == TONNES

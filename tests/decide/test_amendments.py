"""Amendments change what is decided from their day on, and nothing before it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from accordance.accord.amending import as_known
from accordance.accord.reading import read
from accordance.decide.decision import decide
from accordance.decide.replay import replay
from accordance.kernel.days import Interval
from accordance.record.entries import Delivery, Evidence, Known
from accordance.record.reading import read_yaml

CASES = Path(__file__).parents[2]
AMENDED = CASES / "examples/mechanisms/amended"
EVE, DAY = date(2031, 10, 14), date(2031, 10, 15)


def load(folder=AMENDED):
    """Read a case."""
    accord, problems = read((folder / "accord.yaml").read_text(), "accord.yaml")
    assert accord is not None, problems
    return accord, read_yaml((folder / "record.yaml").read_text(), "record.yaml").record


def untouched(accord):
    """Give the text as it was before any amendment."""
    return msgspec.structs.replace(accord, amendments={})


def test_a_decision_under_the_old_text_equals_the_decision_made_then():
    """Whoever knew of no amendment gets the same bytes from the amended file."""
    accord, record = load()
    for day in (date(2031, 7, 20), date(2031, 10, 4)):
        then = decide(untouched(accord), record, day)
        assert decide(accord, record, day).digest == then.digest
    later = decide(accord, record, date(2032, 2, 10), date(2031, 10, 4))
    assert (
        later.digest
        == decide(untouched(accord), record, date(2032, 2, 10), date(2031, 10, 4)).digest
    )


def test_an_adopted_amendment_is_another_text_before_it_governs():
    """On the eve states are the old text's; the digest of the accord is that of what was adopted."""
    accord, record = load()
    ours, theirs = (decide(one, record, EVE).determination for one in (accord, untouched(accord)))
    assert ours.commitments == theirs.commitments
    assert ours.inputs.accord != theirs.inputs.accord
    assert as_known(accord, date(2031, 10, 4)) == untouched(accord)


def test_the_last_day_is_decided_as_a_replay_passes_through_it():
    """A decision on any day agrees with the replay, amendment or not."""
    accord, record = load()
    history = replay(accord, record, date(2032, 3, 1))
    states = {}
    for change in history.changes:
        states[change.provision] = (change.date, change.to)
    final = decide(accord, record, date(2032, 3, 1)).determination
    for name, one in final.commitments.items():
        assert states[name][1] == one.state
    assert ("restructuring", "in_force") in {(one.provision, one.to) for one in history.changes}


@pytest.mark.parametrize("day", [EVE, DAY, DAY + timedelta(days=1)])
def test_an_entry_of_the_day_extends_a_decision(day):
    """Extending equals deciding afresh, also on the day on which the text changes."""
    accord, record = load()
    source = "audit"
    entries = [
        Evidence(id="late", claim="wells", value=record.entries[0].value, kind="inspection",
                 source=source, reliability="A", credibility="1",
                 happened=record.entries[0].happened, known=Known(public=day)),
        Delivery(id="gift", benefit="loan", payer="bank", amount=record.entries[1].amount,
                 source=source, happened=Interval(day, day), known=Known(public=day)),
    ]  # fmt: skip
    for entry in entries:
        more = msgspec.structs.replace(record, entries=(*record.entries, entry))
        assert decide(accord, record, day).extend(entry).digest == decide(accord, more, day).digest


def test_what_no_longer_fits_a_smaller_parcel_is_not_outside_the_rule():
    """A part that was due when given stays lawful; amounts still add up to the new face."""
    _, record = load()
    text = (AMENDED / "accord.yaml").read_text()
    text = text.replace(
        "full: {amount: 5 MUSD,", "half: {amount: 3 MUSD}\n            full: {amount: 6 MUSD,"
    )
    smaller, problems = read(text, "accord.yaml")
    assert smaller is not None, problems
    found = decide(smaller, record, DAY).determination.benefits["loan"]
    assert found.amounts["delivered"] == 3_000_000
    assert sum(found.amounts.values()) == 9_000_000
    assert found.outside_rule == 0

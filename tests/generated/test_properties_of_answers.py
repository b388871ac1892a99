"""What holds of every answer, on generated cases: its sums, texts that came later, and readings.

Each is tried on an engine that was spoilt, too: a property that cannot fail promises nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import msgspec
import pytest
from draw_readings import viewed
from properties import given
from test_properties import LONG, QUICK

from accordance.accord.reading import read
from accordance.decide import history, money, recovery, sharing
from accordance.decide.clock import Clock
from accordance.decide.decision import decide
from accordance.decide.fold import Fold
from accordance.decide.history import History
from accordance.decide.views import Readers, Shared
from accordance.program.compile import compile_accord
from accordance.record.reading import read_yaml

CENT = Decimal("0.01")
NONE = Decimal(0)


def sums_of_every_day(number: int) -> None:
    """On every day the parts of each face add up to it, in whole minor units (D1)."""
    asked, accord, record = given(number)
    program = compile_accord(accord)
    clock = Clock(as_of=asked.as_of, known_at=asked.as_of, knower=asked.known_to or "public")
    going = Fold(program, record.sources, None, clock.texts(program))
    seen = [(clock.visible(one), one) for one in record.entries]
    for _ in going.days(seen, asked.as_of.toordinal()):
        here = History(clock, going, record)
        for name in going.program.parcels:
            parcels = money.parcels(here, name)
            parts = money.amounts(parcels)
            assert sum(parts.values()) == sum(one.amount for one in parcels)
            assert all(one >= 0 and one == one.quantize(CENT) for one in parts.values())
            assert all(one.delivered + one.net + one.beyond_cap == one.amount for one in parcels)


def accounts_are_parts(number: int) -> None:
    """What is recoverable, recovered or lost is part of what was given, delivery by delivery (D6)."""
    asked, accord, record = given(number)
    how = {"known_to": asked.known_to, "hindsight": asked.hindsight}
    answer = decide(accord, record, asked.as_of, asked.known_at, **how).determination
    for one in answer.benefits.values():
        given_ = sum((part.amount for part in one.deliveries), NONE)
        assert one.amounts.get("delivered", NONE) <= given_
        for part in one.deliveries:
            told = (part.recoverable, part.recovered, part.unrecovered_loss)
            assert min(told) >= 0
            assert sum(told) <= part.amount
        assert one.recoverable == sum((part.recoverable for part in one.deliveries), NONE)


def old_texts_decide_as_then(number: int) -> None:
    """Under an amended accord a day before the amendment is decided as it was then, digest and all."""
    asked, accord, record = given(number)
    knower = {"known_to": asked.known_to}
    for name, amendment in accord.amendments.items():
        then = {
            key: one
            for key, one in accord.amendments.items()
            if one.adopted < amendment.adopted and key != name
        }
        day = min(amendment.adopted - ONE_DAY, asked.as_of)
        old = msgspec.structs.replace(accord, amendments=then)
        assert (
            decide(accord, record, day, **knower).digest
            == decide(old, record, day, **knower).digest
        )


def common_is_what_all_share(number: int) -> None:
    """What the common answer says of a provision, every reading says; what all say, it says."""
    asked = viewed(number)
    one = asked.case
    accord, _ = read(one.accord, "accord.yaml")
    record = read_yaml(one.record, "record.yaml").record
    if accord is None or record is None:
        return
    found = Readers(accord).decide(record, one.as_of, one.known_at, known_to=one.known_to)
    if not isinstance(found, Shared) or found.view.too_many:
        return
    each = [some.determination for some in found.each.values()]
    for group, fields in TOLD.items():
        for name, common in getattr(found.determination, group).items():
            answers = [getattr(some, group)[name] for some in each]
            for field, unknown in fields.items():
                said = {getattr(answer, field) for answer in answers}
                assert getattr(common, field) == (said.pop() if len(said) == 1 else unknown), name
    for name, benefit in found.determination.benefits.items():
        for field in ("recoverable", "recovered", "unrecovered_loss", "advanced", "unallocated"):
            least = min(getattr(some.benefits[name], field) for some in each)
            assert getattr(benefit, field) == least, (name, field)


ONE_DAY = timedelta(days=1)
TOLD = {
    "commitments": {"state": "undetermined", "verdict": "undetermined", "first": None, "due": None},
    "benefits": {"state": "undetermined", "by_rule": "unknown", "payable": "unknown"},
    "powers": {"state": "undetermined", "effective": None},
}
"""What is told of each kind of provision, and what is said where readings differ."""

PROPERTIES: list[Callable[[int], None]] = [
    sums_of_every_day, accounts_are_parts, old_texts_decide_as_then, common_is_what_all_share,
]  # fmt: skip


@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
def test_it_holds(holds: Callable[[int], None]) -> None:
    """Each property holds of some tens of cases."""
    for number in QUICK:
        holds(number)


@pytest.mark.long
@pytest.mark.parametrize("holds", PROPERTIES, ids=lambda one: one.__name__)
def test_it_holds_at_length(holds: Callable[[int], None]) -> None:
    """Each property holds of as many cases as ACCORD_LONG_SCALE asks for, others for every seed."""
    for number in LONG:
        holds(number)


def fails(holds: Callable[[int], None]) -> bool:
    """Say whether a property fails of one of some cases."""
    for number in range(120):
        try:
            holds(number)
        except AssertionError:
            return True
    return False


def test_sums_notice_a_part_that_is_left_out(monkeypatch):
    """An engine that forgets what was withheld is found out."""
    whole = money.amounts
    monkeypatch.setattr(money, "amounts", lambda states: whole(states) | {"not_due": NONE})
    assert fails(sums_of_every_day)


def test_accounts_notice_what_is_claimed_twice(monkeypatch):
    """An engine that claims what came back already is found out."""
    monkeypatch.setattr(
        recovery, "_after_returns", lambda _, __, states: iter(map(doubled, states))
    )
    assert fails(accounts_are_parts)


def doubled(state):
    """Give a delivery of which more may be claimed than was given."""
    return msgspec.structs.replace(state, recoverable=2 * state.amount)


def test_old_texts_notice_an_amendment_before_its_day(monkeypatch):
    """An engine that knows an amendment before it was adopted is found out."""
    monkeypatch.setattr(history, "as_known", lambda accord, _: accord)
    assert fails(old_texts_decide_as_then)


def test_common_notices_an_answer_of_one_reading(monkeypatch):
    """An engine that gives the first reading's answer for all is found out."""
    monkeypatch.setattr(sharing, "agreed", lambda values, _: values[0])
    assert fails(common_is_what_all_share)

"""What holds of every decision, on small nasty accords with records."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import rfc8785
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import Case, cases

from accordance.accord.reading import read
from accordance.accord.types import Accord
from accordance.decide.clock import NEVER, Clock
from accordance.decide.decision import Decision, decide
from accordance.decide.fold import Fold
from accordance.kernel.canonical import builtins, canonical
from accordance.program.compile import compile_accord
from accordance.program.parcels import face_of
from accordance.record.entries import AnyEntry, Known, Record
from accordance.record.reading import read_yaml

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def given_case(case: Case) -> tuple[Accord, Record]:
    """Read a generated case, sound by construction."""
    accord, _ = read(case.accord, "accord.yaml")
    record = read_yaml(case.record, "record.yaml").record
    assert accord is not None
    assert record is not None
    return accord, record


def decided(case: Case, accord: Accord, record: Record) -> Decision:
    """Decide a case as it asks."""
    return decide(
        accord, record, case.as_of, case.known_at, known_to=case.known_to, hindsight=case.hindsight
    )


@FEW
@given(cases(), st.randoms())
def test_the_order_of_entries_never_matters(case: Case, rng) -> None:
    """A record shuffled gives the same bytes."""
    accord, record = given_case(case)
    shuffled = list(record.entries)
    rng.shuffle(shuffled)
    other = msgspec.structs.replace(record, entries=tuple(shuffled))
    assert decided(case, accord, record).digest == decided(case, accord, other).digest


@FEW
@given(cases())
def test_a_determination_is_canonical_json(case: Case) -> None:
    """Our bytes are those of the reference implementation of RFC 8785."""
    accord, record = given_case(case)
    answer = decided(case, accord, record).determination
    assert canonical(answer) == rfc8785.dumps(builtins(answer))


@FEW
@given(cases())
def test_amounts_always_add_up_to_the_face(case: Case) -> None:
    """Whatever happened, the parts of a transfer are its face, exactly."""
    accord, record = given_case(case)
    decision = decided(case, accord, record)
    for name, benefit in decision.determination.benefits.items():
        written = decision.accord.benefits[name]
        if written.amount is not None:
            assert sum(benefit.amounts.values(), Decimal(0)) == face_of(written)
            assert all(part >= 0 for part in benefit.amounts.values())


@FEW
@given(cases())
def test_what_is_learned_later_changes_no_earlier_determination(case: Case) -> None:
    """Deciding as of a day with the whole record gives the very bytes of that day."""
    assume(not case.hindsight)
    accord, record = given_case(case)
    day = case.as_of
    knower = case.known_to or accord.decides or "public"
    known = [one for one in record.entries if (one.known.to(knower) or date.max) <= day]
    then = msgspec.structs.replace(record, entries=tuple(known))
    asked = {"known_to": case.known_to}
    assert decide(accord, record, day, **asked).digest == decide(accord, then, day, **asked).digest


@FEW
@given(cases(), st.data())
def test_extending_a_decision_equals_deciding_afresh(case: Case, data) -> None:
    """An entry known today, whatever day it speaks of, can be added to a decision taken today."""
    accord, record = given_case(case)
    assume(record.entries)
    day = case.as_of
    late = data.draw(st.sampled_from(record.entries))
    assume(late.happened.end <= day)
    entry: AnyEntry = msgspec.structs.replace(late, known=Known(day))
    rest = tuple(one for one in record.entries if one.id != late.id)
    before = msgspec.structs.replace(record, entries=rest)
    after = msgspec.structs.replace(record, entries=(*rest, entry))
    asked = {"known_to": case.known_to}
    extended = decide(accord, before, day, **asked).extend(entry)
    assert extended.determination == decide(accord, after, day, **asked).determination


@FEW
@given(cases())
def test_breakpoints_are_enough(case: Case) -> None:
    """Going from breakpoint to breakpoint equals running every node on every day."""
    accord, record = given_case(case)
    program = compile_accord(accord)
    clock = Clock(as_of=case.as_of, known_at=case.as_of, knower=case.known_to or "public")
    seen = [(clock.visible(one), one) for one in record.entries]
    last = case.as_of.toordinal()
    quick = Fold(program, record.sources)
    quick.run(seen, last)
    slow = Fold(program, record.sources)
    first = min([program.start.toordinal(), *(day for day, _ in seen if 0 < day < NEVER)])
    for day in range(min(first - 1, last), last + 1):
        slow.decide(day, [one for when, one in seen if when == day], everything=True)
    assert slow.state.state == quick.state.state
    assert slow.state.value == quick.state.value
    assert slow.state.day == quick.state.day
    assert slow.changes == quick.changes


def test_the_day_before_anything_can_be_asked() -> None:
    """Long before an accord is in force nothing is in force and nothing is due."""
    text = (
        "format: accordance/1\nid: early\ntitle: Early\ncalendar: {in_force: 2030-01-01}\n"
        "parties: {a: {name: A, roles: [obligor]}, b: {name: B, roles: [provider]}}\n"
        "commitments: {c: {by: a, achieve: it is done, proof: s}}\n"
        "standards: {s: {credence: 0.8}}\n"
        "benefits: {x: {payer: b, to: a, amount: 10 t, release: c}}\n"
    )
    accord, problems = read(text, "early.yaml")
    assert accord is not None, problems
    answer = decide(accord, Record(format="accordance-record/1"), date(2029, 1, 1)).determination
    assert answer.commitments["c"].state == "not_in_force"
    assert answer.benefits["x"].state == "not_due"
    later = decide(accord, Record(format="accordance-record/1"), date(2030, 1, 1) + timedelta(1))
    assert later.determination.commitments["c"].state == "open"

"""What holds of every history, on generated accords and records: a few at once, many at length."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from chance import Chance
from properties import decided, given, known_by, supporting, with_entries
from turned_off import Culprits

from accordance.decide import fold
from accordance.decide.clock import NEVER, Clock, arrival
from accordance.decide.decision import decide
from accordance.decide.fold import Fold
from accordance.decide.reason import Reason
from accordance.decide.reasons import why
from accordance.decide.replay import replay
from accordance.kernel.logic import TRUE
from accordance.program import codes, jit
from accordance.program.compile import compile_accord
from accordance.program.rules.gates import literal
from accordance.program.rules.shapes import State, Tables

SCALE = float(os.environ.get("ACCORD_LONG_SCALE", "1"))
SEED = int(os.environ.get("ACCORD_LONG_SEED", "1"))
QUICK = range(15)
LONG = range(SEED * 1_000_000, SEED * 1_000_000 + max(40, int(2_000 * SCALE)))
SOURCE = Path(__file__).parents[2] / "src"


def one_answer(number: int) -> None:
    """The same texts, read again, give the same bytes."""
    asked, accord, record = given(number)
    again, other, entries = given(number)
    assert decided(asked, accord, record).digest == decided(again, other, entries).digest


def no_order(number: int) -> None:
    """Neither a determination nor a history depends on the order in which entries were written."""
    asked, accord, record = given(number)
    shuffled = with_entries(record, Chance(number).shuffled(record.entries))
    plain = with_entries(record, list(record.entries))
    assert decided(asked, accord, plain).digest == decided(asked, accord, shuffled).digest
    told = [replay(accord, one, asked.as_of, known_to=asked.known_to) for one in (plain, shuffled)]
    assert told[0] == told[1]


def more_support(number: int) -> None:
    """More proof turns a release off only by what is negative, and the reason names it."""
    asked, accord, record = given(number)
    asked = replace(asked, hindsight=False, known_at=None)
    items = supporting(Chance(number), accord, asked.as_of)
    before = decided(asked, accord, with_entries(record, list(record.entries)))
    after = decided(asked, accord, with_entries(record, [*record.entries, *items]))
    for name, was in before.determination.benefits.items():
        if was.by_rule is not True or after.determination.benefits[name].by_rule is True:
            continue
        culprits = Culprits(before, after)
        pairs = zip(before.program.benefits[name], after.program.benefits[name], strict=True)
        found = [one for _, machine in pairs for one in culprits.stopped(machine)]
        assert found, f"{number}: nothing turned {name} off"
        assert {kind for kind, _ in found} <= {"negative", "linkage", "moment", "stop"}, found
        told = {part for step in steps(why(after, name)) for part in (step.asks, step.provision)}
        assert {text for _, text in found} & told, f"{number}: no reason names {found}"


def steps(reason: Reason) -> list[Reason]:
    """Give every step of a reason."""
    return [reason, *(step for part in reason.because for step in steps(part))]


def unknown_never_releases(number: int) -> None:
    """On the day on which something becomes due or begins, what it asks is true, and nothing less."""
    asked, accord, record = given(number)
    program = compile_accord(accord)
    clock = Clock(as_of=asked.as_of, known_at=asked.as_of, knower=asked.known_to or "public")
    going = Fold(program, record.sources, None, clock.texts(program))
    seen = [(clock.visible(one), one) for one in record.entries]
    told = 0
    for day in going.days(seen, asked.as_of.toordinal()):
        here = [one for one in going.changes[min(told, len(going.changes)) :] if one.day == day]
        told = len(going.changes)
        for change in here:
            if change.node >= 0 and begins(going, change.node, change.before, change.after):
                machine = machine_at(going, change.node)
                assert machine is not None
                released(going, machine)


def begins(going: Fold, node: int, before: int, after: int) -> bool:
    """Say whether a change is that a parcel becomes due, or that a status begins by rule."""
    kind = going.program.tables.kind[node]
    if kind == codes.PARCEL:
        return codes.PARCEL_STATES[after] == "due" and codes.PARCEL_STATES[before] == "not_due"
    if kind != codes.STATUS:
        return False
    words = codes.STATUS_STATES[before], codes.STATUS_STATES[after]
    machine = machine_at(going, node)
    decided_by = machine is not None and "decided" in machine.clauses
    return words[0] == "barred" and words[1] == ("available" if decided_by else "in_force")


def machine_at(going: Fold, node: int):
    """Give the machine of a benefit that stands at a node."""
    machines = (one for group in going.program.benefits.values() for one in group)
    return next((one for one in machines if one.node == node), None)


def released(going: Fold, machine) -> None:
    """Hold that the release of a machine and its linkage are true."""
    for word, clause in machine.clauses.items():
        if word == "release" or word.startswith("linkage/"):
            assert literal(going.state, clause.literal) == TRUE, (machine.provision, word)


def no_later_knowledge(number: int) -> None:
    """A history up to a day is that of a record which ends with what was known by then."""
    asked, accord, record = given(number)
    knower = asked.known_to or accord.decides or "public"
    then = known_by(record, asked.as_of, knower)
    full = replay(accord, record, asked.as_of, known_to=asked.known_to)
    cut = replay(accord, then, asked.as_of, known_to=asked.known_to)
    assert (full.changes, full.course) == (cut.changes, cut.course)
    by_id = {one.id: one for one in record.entries}
    for change in full.changes:
        for name in change.because:
            if name in by_id:
                assert (by_id[name].known.to(knower) or date.max) <= change.date
    early = asked.as_of - timedelta(days=Chance(number).number(1, 20))
    part = decide(accord, record, asked.as_of, early, known_to=asked.known_to)
    less = known_by(record, early, knower)
    assert part.digest == decide(accord, less, asked.as_of, early, known_to=asked.known_to).digest


def batch_of_one(number: int) -> None:
    """A history run whole on compiled rules and arrays gives the bytes of the interpreted one."""
    asked, accord, record = given(number)
    plain = decided(asked, accord, record).digest
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fold, "step", compiled)
        assert decided(asked, accord, record).digest == plain
    LAID_OUT.clear()


STEP: list[jit.Step] = []
LAID_OUT: dict[int, tuple[Tables, Tables]] = {}


def compiled(tables: Tables, state: State, day: int, count: int) -> None:
    """Run a day on arrays, and put what it wrote back."""
    if id(tables) not in LAID_OUT:
        LAID_OUT[id(tables)] = (tables, jit.arrays(tables))
    arrays = jit.arrays(state)
    STEP[0](LAID_OUT[id(tables)][1], arrays, day, count)
    for ours, theirs in zip(state, arrays, strict=True):
        ours[:] = theirs.tolist()


def every_day(number: int) -> None:
    """Going from breakpoint to breakpoint equals running every node on every day, amended or not."""
    asked, accord, record = given(number)
    program = compile_accord(accord)
    clock = Clock(as_of=asked.as_of, known_at=asked.as_of, knower=asked.known_to or "public")
    seen = sorted(((clock.visible(one), one) for one in record.entries), key=arrival)
    last = asked.as_of.toordinal()
    quick = Fold(program, record.sources, None, clock.texts(program))
    quick.run(seen, last)
    slow = Fold(program, record.sources, None, clock.texts(program))
    first = min([program.start.toordinal(), *(day for day, _ in seen if 0 < day < NEVER)])
    for day in range(min(first - 1, last), last + 1):
        slow.take_up(day)
        slow.decide(day, [one for when, one in seen if when == day], everything=True)
    assert slow.state.state == quick.state.state
    assert slow.state.value == quick.state.value
    assert slow.changes == quick.changes


PROPERTIES: list[Callable[[int], None]] = [
    one_answer, no_order, more_support, unknown_never_releases, no_later_knowledge, batch_of_one,
    every_day,
]  # fmt: skip


@pytest.fixture(autouse=True)
def _rules(request):
    """Compile the rules once, where a property needs them."""
    if "batch_of_one" in request.node.name and not STEP:
        pytest.importorskip("numba")
        STEP.append(jit.compile_rules())


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


def test_what_is_hashed_at_random_changes_nothing() -> None:
    """Processes that hash texts differently give the same bytes."""
    told = {seed: digests(seed) for seed in ("0", "1")}
    assert told["0"] == told["1"]


def digests(seed: str) -> str:
    """Give the digests of some cases as another process says them."""
    program = (
        "from properties import decided, given\n"
        "for number in range(8): print(decided(*given(number)).digest)"
    )
    paths = os.pathsep.join([str(SOURCE), str(Path(__file__).parent)])
    ran = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True,
        env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": paths},
    )  # fmt: skip
    return ran.stdout

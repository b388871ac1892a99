"""The rules compiled say what the rules interpreted say."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import Case, cases

from accordance.accord.reading import read
from accordance.decide import fold
from accordance.decide.decision import decide
from accordance.program import jit
from accordance.program.compile import compile_accord
from accordance.program.rules.shapes import State, Tables
from accordance.program.rules.step import step
from accordance.record.reading import read_yaml

pytest.importorskip("numba")
ROOT = Path(__file__).parents[2]
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@functools.cache
def checked() -> jit.Step:
    """Compile the rules with bounds checks, once for all tests."""
    return jit.compile_rules(bounds=True)


def both(tables: Tables, state: State, day: int, count: int) -> None:
    """Run a step interpreted and compiled from the same state; everything written must be equal."""
    jit.check_tables(tables)
    twin = jit.arrays(state)
    checked()(jit.arrays(tables), twin, day, count)
    step(tables, state, day, count)
    for name, ours, compiled in zip(State._fields, state, twin, strict=True):
        assert ours == compiled.tolist(), name


def test_the_shipped_case_runs_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step of the Six-Party history is the same interpreted and compiled, bounds checked."""
    monkeypatch.setattr(fold, "step", both)
    case = ROOT / "examples" / "six-party"
    accord, _ = read((case / "accord.yaml").read_text("utf-8"), "accord.yaml")
    record = read_yaml((case / "record.yaml").read_text("utf-8"), "record.yaml").record
    assert accord is not None
    assert record is not None
    last = max(one.happened.end for one in record.entries)
    assert decide(accord, record, last).determination.commitments


@settings(max_examples=25, **QUIET)
@given(cases())
def test_generated_cases_run_alike(case: Case) -> None:
    """Every step of a generated history is the same interpreted and compiled, bounds checked."""
    accord, _ = read(case.accord, "accord.yaml")
    record = read_yaml(case.record, "record.yaml").record
    assert accord is not None
    assert record is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fold, "step", both)
        decide(accord, record, case.as_of)


@pytest.mark.long
def test_a_changed_helper_changes_the_compiled_answer(tmp_path: Path) -> None:
    """The compiled form follows every rule file: edit a helper and its answer changes."""
    texts = jit.sources()
    changed = texts | {"gates.py": texts["gates.py"].replace("if sure >= need:", "if sure > need:")}
    assert jit.fingerprint(changed) != jit.fingerprint(texts)
    accord, _ = read((ROOT / "examples/six-party/accord.yaml").read_text("utf-8"), "accord.yaml")
    assert accord is not None
    program = compile_accord(accord)
    values = []
    for rules in (texts, changed):
        state = jit.arrays(fold.initial(program))
        count = len(program.tables.kind)
        state.work[:] = range(count)
        state.fact_value[:] = 2
        day = accord.calendar.in_force.toordinal() + 400
        jit.compile_rules(rules, folder=tmp_path)(jit.arrays(program.tables), state, day, count)
        values.append(state.value.tolist())
    assert values[0] != values[1]

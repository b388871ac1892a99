"""The engine against the oracle: tables and breakpoints against a literal reading of every day."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import Case, cases

sys.path.insert(0, str(Path(__file__).parents[1] / "oracle"))
from oracle import determine

from accordance.accord.reading import read
from accordance.decide.decision import Decision, decide
from accordance.record.reading import read_yaml

SCALE = float(os.environ.get("ACCORD_LONG_SCALE", "1"))
LONG = max(50, int(10_000 * SCALE))
QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck), "print_blob": True}


def engine(case: Case) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what the engine and what the oracle say, in one form."""
    accord, problems = read(case.accord, "accord.yaml")
    assert accord is not None, problems
    record = read_yaml(case.record, "record.yaml").record
    assert record is not None
    asked = {"known_to": case.known_to, "hindsight": case.hindsight}
    decision = decide(accord, record, case.as_of, case.known_at, **asked)
    return said(decision), determine(accord, record, case.as_of, case.known_at, **asked)


def said(decision: Decision) -> dict[str, Any]:
    """Give a determination in the oracle's form."""
    answer = decision.determination
    return {
        "commitments": {
            name: {
                "state": one.state,
                "verdict": one.verdict,
                "progress_bp": int(one.progress * 10_000),
                "due": one.due,
                "first": one.first,
            }
            for name, one in {**answer.commitments, **answer.implied}.items()
        },
        "benefits": {
            name: {
                "state": one.state,
                "by_rule": one.by_rule,
                "payable": one.payable,
                "contested": one.contested,
                "outside_rule": one.outside_rule,
                "parcels": {
                    parcel.id: {
                        "state": parcel.state,
                        "delivered": parcel.delivered,
                        "late": parcel.late,
                    }
                    for parcel in one.parcels
                },
            }
            for name, one in answer.benefits.items()
        },
        "powers": {
            name: {"state": one.state, "contested": one.contested}
            for name, one in answer.powers.items()
        },
        "claims": {name: one for name, one in answer.claims.items() if "." not in name},
    }


def differences(case: Case) -> list[str]:
    """Give every place where the two differ, with the case that shows it."""
    ours, theirs = engine(case)
    found = []
    for group, members in ours.items():
        for name, one in members.items():
            other = theirs[group][name]
            if one != other:
                found.append(f"{group} {name}: engine {one}, oracle {other}")
    return found


@settings(max_examples=150, **QUIET)
@given(cases())
def test_engine_and_oracle_agree(case: Case) -> None:
    """On small nasty accords the engine says what the literal reading says."""
    assert not differences(case), f"{case.accord}\n{case.record}\n{case}"


@pytest.mark.long
@settings(max_examples=LONG, **QUIET)
@given(cases())
def test_engine_and_oracle_agree_at_length(case: Case) -> None:
    """As above, at the length that ACCORD_LONG_SCALE asks for."""
    assert not differences(case), f"{case.accord}\n{case.record}\n{case}"

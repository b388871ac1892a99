"""The engine against the oracle: tables and breakpoints against a literal reading of every day.

A failing case is named by its number, made smaller, and kept under ``build/failures``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from smaller import smaller
from strategies import Case, case

from accordance.accord.reading import read
from accordance.decide.decision import Decision, decide
from accordance.decide.determination import BenefitState, DeliveryState
from accordance.record.reading import read_yaml
from oracle import determine

QUICK = 150
SCALE = float(os.environ.get("ACCORD_LONG_SCALE", "1"))
SEED = int(os.environ.get("ACCORD_LONG_SEED", "1"))
LONG = max(100, int(10_000 * SCALE))
BATCHES = 20
FAILURES = Path(__file__).parents[2] / "build" / "failures"


def both(asked: Case) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give what the engine and what the oracle say, in one form."""
    accord, problems = read(asked.accord, "accord.yaml")
    assert accord is not None, problems
    record = read_yaml(asked.record, "record.yaml").record
    assert record is not None
    how = {"known_to": asked.known_to, "hindsight": asked.hindsight}
    decision = decide(accord, record, asked.as_of, asked.known_at, **how)
    return said(decision), determine(accord, record, asked.as_of, asked.known_at, **how)


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
                        "in_default": parcel.in_default,
                        "advanced": parcel.advanced,
                        "beyond_cap": parcel.beyond_cap,
                    }
                    for parcel in one.parcels
                },
                **(money(one) if one.parcels else {}),
            }
            for name, one in answer.benefits.items()
        },
        "powers": {
            name: {"state": one.state, "contested": one.contested, "acts": list(one.acts)}
            for name, one in answer.powers.items()
        },
        "claims": {name: one for name, one in answer.claims.items() if "." not in name},
    }


def money(one: BenefitState) -> dict[str, Any]:
    """Give what of a transfer was given ahead, may be claimed back, came back, is lost, or nobody owes."""
    return {
        "recoverable": one.recoverable,
        "recovered": one.recovered,
        "unrecovered_loss": one.unrecovered_loss,
        "advanced": one.advanced,
        "unallocated": one.unallocated,
        "deliveries": [told(part) for part in one.deliveries],
    }


def told(part: DeliveryState) -> tuple[Any, ...]:
    """Give what is told of one part of a delivery."""
    return (
        part.delivery, part.parcel, part.amount, part.lawful_when_made, part.supported_now,
        part.reason, part.recoverable, part.recovered, part.unrecovered_loss, part.advance,
        part.set_off,
    )  # fmt: skip


def differences(asked: Case) -> list[str]:
    """Give every place where the two differ."""
    ours, theirs = both(asked)
    return [
        f"{group} {name}: engine {one}, oracle {theirs[group][name]}"
        for group, members in ours.items()
        for name, one in members.items()
        if one != theirs[group][name]
    ]


def check(numbers: range) -> None:
    """Fail with every case of some numbers on which the two differ, made smaller and kept."""
    failing = [number for number in numbers if differences(case(number))]
    if failing:
        kept = "\n".join(keep(number) for number in failing[:3])
        pytest.fail(f"{len(failing)} of {len(numbers)} cases differ, such as\n{kept}")


def keep(number: int) -> str:
    """Write a failing case, made smaller, to the folder of failures; say what is there."""
    small = smaller(case(number), differs)
    folder = FAILURES / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "accord.yaml").write_text(small.accord)
    (folder / "record.yaml").write_text(small.record)
    asked = f"as of {small.as_of}, known at {small.known_at} to {small.known_to}"
    told = "\n".join([f"case({number}), {asked}, hindsight {small.hindsight}", *differences(small)])
    (folder / "README.md").write_text(f"{told}\n")
    return f"{folder}\n{told}"


def differs(asked: Case) -> bool:
    """Say whether a case is sound and the two differ on it."""
    try:
        return bool(differences(asked))
    except (AssertionError, LookupError, TypeError, ValueError, AttributeError):
        return False


@pytest.mark.parametrize("batch", range(5))
def test_engine_and_oracle_agree(batch: int) -> None:
    """On small nasty accords the engine says what the literal reading says."""
    size = QUICK // 5
    check(range(batch * size, (batch + 1) * size))


@pytest.mark.long
@pytest.mark.parametrize("batch", range(BATCHES))
def test_engine_and_oracle_agree_at_length(batch: int) -> None:
    """As above, on other cases for every seed, as many as ACCORD_LONG_SCALE asks for."""
    size = LONG // BATCHES
    first = SEED * 1_000_000 + batch * size
    check(range(first, first + size))

"""Many clients at once: each of them gets its turn, and nothing is lost.

How long the longest wait was is printed; it says something of the machine, and fails nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from accordance.ledger.ledger import Ledger
from accordance.ledger.verifying import verify

Make = Callable[..., Ledger]
SCALE = float(os.environ.get("ACCORD_LONG_SCALE", "1"))
PROGRAM = Path(__file__).with_name("crowding.py")


@pytest.mark.parametrize(
    ("programs", "threads", "seconds"),
    [
        (2, 5, 0.3),
        pytest.param(1, 50, max(1.0, 10 * SCALE), marks=pytest.mark.long),
        pytest.param(6, 8, max(1.0, 10 * SCALE), marks=pytest.mark.long),
        pytest.param(6, 50, max(1.0, 10 * SCALE), marks=pytest.mark.long),
    ],
)
def test_of_many_clients_none_starves_and_nothing_is_lost(
    make: Make, programs: int, threads: int, seconds: float
) -> None:
    """Every thread of every program ends, and all that was acknowledged is there, once."""
    ledger = make()
    where = ledger.store._engine.url.render_as_string(hide_password=False)
    where = where.removeprefix("sqlite:///")
    running = [
        subprocess.Popen(
            [sys.executable, str(PROGRAM), where, str(ledger.store.home),
             str(1_000_000 * place), str(threads), str(seconds)],
            stdout=subprocess.PIPE, text=True,
        )
        for place in range(programs)
    ]  # fmt: skip
    told = [one.communicate()[0].splitlines() for one in running]
    assert [one.returncode for one in running] == [0] * programs
    kept = dict(line.split() for lines in told for line in lines[:-1])
    assert len(kept) == sum(len(lines) - 1 for lines in told), "no number was given twice"
    there = {str(row.entry): row.id for row in ledger.rows()}
    assert there == kept
    found = verify(ledger)
    assert found.sound, found.faults
    ended = [line.split() for line in (lines[-1] for lines in told)]
    assert [int(words[0]) for words in ended] == [threads] * programs
    longest = max(float(words[2]) for words in ended)
    print(
        f"{programs} programs, {threads} threads each, {seconds:g} s: {len(kept)} entries in "
        f"{found.checkpoints} commits, longest wait {longest:.2f} s"
    )

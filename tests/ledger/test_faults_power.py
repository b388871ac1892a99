"""The power goes: what SQLite had synced is there, of all else anything may be missing.

What is simulated: ``strace`` sees each write, cut and sync of the database file and its journal, and each
line in which the writer says what was acknowledged.  The disk is then worked out as it may be after
each of those calls (see ``losing.py``): writes since the last sync are there, missing or torn at a
sector, in any combination.  Not simulated: sectors that change without being written, disks that say
that they have synced and have not, and folders that lose names (the journal stays where it is).
For PostgreSQL the loss of the page cache is not simulated, only that of its processes.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from drafted import event
from killing import Writers
from losing import CALLS, Disk, replayed

from accordance.ledger.ledger import create, open_ledger
from accordance.ledger.verifying import verify

SCALE = float(os.environ.get("ACCORD_LONG_SCALE", "1"))
SEED = int(os.environ.get("ACCORD_LONG_SEED", "1"))
LOSSES = max(20, int(400 * SCALE))


def _traced(folder: Path) -> tuple[Path, str, dict[Path, bytes]]:
    """Let a writer append; give the database, the trace, and the files as they were before."""
    file, trace = folder / "l.db", folder / "trace"
    ledger = create(str(file), folder / "home")
    ledger.append(event(0))
    ledger.close()
    before = {path: path.read_bytes() for path in (file, Path(f"{file}-journal"))}
    under = ["strace", "-f", "-y", "-xx", "-s", "100000", "-e", f"trace={CALLS}", "-o", str(trace)]
    writers = Writers(str(file), folder / "home", under)
    try:
        writers.round(lambda writers, _: writers.wait_for_more(60))
    finally:
        writers.close()
    return file, trace.read_text(), before


def _can_trace() -> bool:
    """Say whether programs may be traced here."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode == 0


@pytest.mark.parametrize("losses", [20, pytest.param(LOSSES, marks=pytest.mark.long)])
def test_what_was_acknowledged_is_there_after_the_power_went(losses: int, tmp_path: Path) -> None:
    """At any instant, whatever unsynced writes are lost, the ledger is sound and has it all."""
    if not _can_trace():
        pytest.skip("strace cannot trace here")
    file, trace, before = _traced(tmp_path)
    steps = sum(1 for said in replayed(trace, Disk(before)) if not said)
    chance, disk = random.Random(SEED), Disk(before)
    chosen = sorted(chance.choices(range(steps), k=losses))
    kept: set[str] = set()
    step = unsure = 0
    for said in replayed(trace, disk):
        if said:
            kept |= {line.split()[2] for line in said.splitlines() if line.startswith("kept")}
            continue
        for _ in range(chosen.count(step)):
            unsure += any(disk.open.values())
            _opened(file, disk.after(chance), kept)
        step += 1
    print(f"{losses} losses at {steps} calls, {unsure} with unsynced writes; {len(kept)} kept")
    assert kept
    assert unsure


def _opened(file: Path, files: dict[Path, bytes], kept: set[str]) -> None:
    for path, data in files.items():
        path.write_bytes(data)
    ledger = open_ledger(str(file), file.parent / "home")
    try:
        found = verify(ledger)
        assert found.sound, found.faults
        lost = kept - {row.id for row in ledger.rows()}
        assert not lost, f"acknowledged and lost: {sorted(lost)}"
    finally:
        ledger.close()

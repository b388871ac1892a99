"""Disks that are full, files that were cut off, copies taken while somebody writes.

What is simulated: a disk that takes no more by a limit on the size of files (``RLIMIT_FSIZE``) in the
writing process; a database file of which the tail is missing or is zeros; a copy of the database and its
journal taken while the writer is stopped (SIGSTOP) at a random instant, which is what a crash of
the process or a snapshot of the disk leaves.
"""

from __future__ import annotations

import io
import os
import random
import resource
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from drafted import event
from killing import Writers, soon

from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import create, open_ledger
from accordance.ledger.store.blobs import Blobs
from accordance.ledger.verifying import verify

SCALE = float(os.environ.get("ACCORD_LONG_SCALE", "1"))
SEED = int(os.environ.get("ACCORD_LONG_SEED", "1"))
LONG = max(20, int(400 * SCALE))
ROOMS = (1, 3_000, 5_000, 9_000, 20_000, 50_000)


def _with_room(room: int, work: Callable[[], int]) -> int:
    """Do something in a process whose files cannot grow past a size; give what it gave."""
    child = os.fork()
    if child == 0:
        status = 250
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            status = work()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("room", ROOMS)
def test_a_full_disk_keeps_what_was_acknowledged_and_says_so(room: int, tmp_path: Path) -> None:
    """The append that has no room fails with a code; all before it are there, and it can go on."""
    where = str(tmp_path / "l.db")
    ledger = create(where)
    ledger.append(event(0))
    ledger.close()

    def fill() -> int:
        ledger = open_ledger(where)
        for number in range(1, 200):
            for _ in range(2):  # the disk is still full when it is tried again
                try:
                    ledger.append(event(number, "x" * 2_000))
                    break
                except LedgerError as error:
                    failed = error.fault.code
            else:
                return number if failed == "L006" else 251
        return 252

    first_lost = _with_room((tmp_path / "l.db").stat().st_size + room, fill)
    assert 1 <= first_lost < 200
    ledger = open_ledger(where)
    assert [row.id for row in ledger.rows()] == [f"e-{n}" for n in range(first_lost)]
    assert verify(ledger).sound
    ledger.append(event(first_lost))
    assert verify(ledger).sound
    ledger.close()
    print(f"room for {room} bytes: {first_lost} entries were kept")


def test_a_file_for_which_there_is_no_room_is_not_kept(tmp_path: Path) -> None:
    """It fails with a code, and no part of it stays behind."""

    def keep() -> int:
        try:
            Blobs(tmp_path / "blobs").add(io.BytesIO(bytes(100_000)))
        except LedgerError as error:
            return 6 if error.fault.code == "L006" else 251
        return 252

    assert _with_room(50_000, keep) == 6
    assert list((tmp_path / "blobs").iterdir()) == []


def test_a_ledger_for_which_there_is_no_room_can_be_made_later(tmp_path: Path) -> None:
    """Where making it breaks off, nothing stands in the way of making it."""
    where = str(tmp_path / "l.db")

    def make() -> int:
        try:
            create(where)
        except LedgerError as error:
            return 6 if error.fault.code == "L006" else 251
        return 252

    for room in (0, 100, 20_000, 40_000):
        assert _with_room(room, make) == 6
        with pytest.raises(LedgerError, match=r"L00[25]"):
            open_ledger(where)
    ledger = create(where)
    ledger.append(event(0))
    assert verify(ledger).sound
    ledger.close()


@pytest.mark.parametrize("tears", [30, pytest.param(LONG, marks=pytest.mark.long)])
def test_a_torn_file_is_told_by_a_code(tears: int, tmp_path: Path) -> None:
    """Cut off anywhere or ending in zeros, it is refused or found out, or has lost nothing."""
    whole = tmp_path / "whole.db"
    ledger = create(str(whole))
    for number in range(60):
        ledger.append(event(number, "x" * (number * 50)))
    before = list(ledger.rows())
    ledger.close()
    data, chance, told = whole.read_bytes(), random.Random(SEED), Counter[str]()
    torn = tmp_path / "torn.db"
    for _ in range(tears):
        place = len(data) - int(len(data) * chance.choice((0.02, 0.2, 1.0)) * chance.random()) - 1
        place -= chance.choice((0, place % 4096))
        zeros = chance.random() < 0.5
        torn.write_bytes(data[:place] + bytes(len(data) - place) * zeros)
        try:
            ledger = open_ledger(str(torn), whole.with_name("whole.db.files"))
        except LedgerError as error:
            told[error.fault.code] += 1
            continue
        try:
            found = verify(ledger)
            if found.sound:
                assert list(ledger.rows()) == before, f"torn at {place}, zeros: {zeros}"
            told[found.faults[0].code if found.faults else "lost nothing"] += 1
        except LedgerError as error:
            told[error.fault.code] += 1
        finally:
            ledger.close()
    print(f"{tears} torn files: {dict(told)}")
    assert told["L005"]


@pytest.mark.parametrize("copies", [10, pytest.param(LONG // 2, marks=pytest.mark.long)])
def test_a_copy_taken_while_somebody_writes_is_sound(copies: int, tmp_path: Path) -> None:
    """Database and journal copied at one instant have all that was acknowledged by then."""
    file, home, chance = tmp_path / "l.db", tmp_path / "home", random.Random(SEED)
    create(str(file), home).close()
    writers = Writers(str(file), home)
    journals = 0

    def copy(writers: Writers, pid: int) -> None:
        nonlocal journals
        for _ in range(copies):
            soon(writers, chance)
            os.kill(pid, signal.SIGSTOP)
            while Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "T":
                time.sleep(0.0001)
            kept = set(writers.kept.values())
            for end in ("", "-journal"):
                shutil.copyfile(f"{file}{end}", f"{file}.copy{end}")
            journals += Path(f"{file}.copy-journal").stat().st_size > 0
            os.kill(pid, signal.SIGCONT)
            ledger = open_ledger(f"{file}.copy", home)
            assert verify(ledger).sound
            assert kept <= {row.id for row in ledger.rows()}
            ledger.close()

    try:
        writers.round(copy)
    finally:
        writers.close()
    print(f"{copies} copies, {journals} with a journal; {len(writers.kept)} acknowledged")

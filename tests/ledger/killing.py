"""Rounds in which a writer is killed, and what must be so after each."""

from __future__ import annotations

import contextlib
import os
import queue
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import open_ledger
from accordance.ledger.verifying import verify

PATIENCE = 60.0


class Writers:
    """Writers to one ledger, one after the other; all that was ever acknowledged to them."""

    def __init__(
        self, where: str, home: Path, under: Sequence[str] = (), *, first: int = 0
    ) -> None:
        """Start the program that starts them, where asked under another; number events from one on."""
        self._first = first
        self._where, self._home = where, home
        self.kept: dict[int, str] = {}
        self.failed: Counter[str] = Counter()
        self._lines: queue.Queue[str] = queue.Queue()
        program = str(Path(__file__).with_name("appending.py"))
        self._starter = subprocess.Popen(
            [*under, sys.executable, program, where, str(home)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )  # fmt: skip
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def round(self, kill: Callable[[Writers, int], None]) -> int:
        """Start a writer, kill it, and give how many entries it was acknowledged."""
        before = len(self.kept)
        assert self._starter.stdin is not None
        self._starter.stdin.write(f"{self._first + self._next()}\n")
        pid = int(self._heard("pid").split()[1])
        try:
            kill(self, pid)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            self._heard("end")
        return len(self.kept) - before

    def wait_for_more(self, several: int = 1) -> None:
        """Wait until so many entries more are acknowledged."""
        for _ in range(several):
            self._heard("kept")

    def check(self) -> int:
        """Open the ledger: it is sound and has all that was acknowledged; give how many it has."""
        there = self._there()
        lost = {entry: name for entry, name in self.kept.items() if there.get(entry) != name}
        assert not lost, f"acknowledged and not there: {lost}"
        assert set(self.failed) <= {"L006"}, self.failed
        return len(there)

    def _there(self) -> dict[int, str | None]:
        """Give the entries of the ledger, once the server answers again: it may still be coming up."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                with contextlib.closing(open_ledger(self._where, self._home)) as ledger:
                    found = verify(ledger)
                    codes = {one.code for one in found.faults}
                    assert not codes - {"L006"}, found.faults
                    if not codes:
                        return {row.entry: row.id for row in ledger.rows()}
            except LedgerError as error:
                if error.fault.code != "L006":
                    raise
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.2)

    def close(self) -> None:
        """End the program that starts writers."""
        assert self._starter.stdin is not None
        assert self._starter.stdout is not None
        self._starter.stdin.close()
        self._starter.wait()
        self._reader.join()
        self._starter.stdout.close()

    def _next(self) -> int:
        return 4 * (max(self.kept, default=0) + 1) + random.randrange(4)

    def _read(self) -> None:
        assert self._starter.stdout is not None
        for line in self._starter.stdout:
            self._lines.put(line.strip())
        self._lines.put("gone")

    def _heard(self, wanted: str) -> str:
        """Take lines in until one begins with a word."""
        while True:
            line = self._lines.get(timeout=PATIENCE)
            word, *rest = line.split(maxsplit=2)
            assert word not in {"raised", "gone"}, line
            if word == "kept":
                self.kept[int(rest[0])] = rest[1]
            if word == "failed":
                self.failed[rest[0]] += 1
            if word == wanted:
                return line


def soon(writers: Writers, chance: random.Random) -> None:
    """Let a random time pass after the writer has begun, often after some entries."""
    writers.wait_for_more(chance.randrange(6))
    time.sleep(chance.choice((0.0002, 0.002, 0.02)) * chance.random())


def seen(happened: Callable[[], bool], limit: float = 2.0) -> None:
    """Wait without sleeping until something can be seen, or the time is over."""
    end = time.perf_counter() + limit
    while not happened() and time.perf_counter() < end:
        pass

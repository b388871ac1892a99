"""A program that starts writers, to be killed: each says every entry that the ledger acknowledged.

It reads the number of the first event from its input, forks a writer, and says ``pid N``; the writer
says ``kept ENTRY ID`` once an append has returned, and ``failed CODE`` where one was refused; once it
is dead this says ``end``.
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from drafted import event

from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import open_ledger

T = TypeVar("T")


def append_for_ever(where: str, home: str, first: int) -> None:
    """Append one to three events at a time; send again what the database did not answer for."""
    ledger, number = patiently(lambda: open_ledger(where, home)), first
    for several in itertools.cycle((1, 3, 1, 2)):
        drafts = [event(number + place) for place in range(several)]
        kept = patiently(partial(ledger.append, *drafts))
        for draft, receipt in zip(drafts, kept, strict=True):
            say(f"kept {receipt.entry} {draft.id}")
        number += several


def patiently(work: Callable[[], T]) -> T:
    """Do something, and again where the database does not answer."""
    while True:
        try:
            return work()
        except LedgerError as error:
            say(f"failed {error.fault.code} {error.fault.message}")
            time.sleep(0.02)


def say(line: str) -> None:
    """Write a line at once, whole."""
    os.write(1, f"{line}\n".encode())


def main() -> None:
    """Fork a writer for each number that is read."""
    where, home = sys.argv[1:3]
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                append_for_ever(where, home, int(line))
            except BaseException as error:  # noqa: BLE001 it is told, and fails the test
                say(f"raised {error!r}")
            os._exit(1)
        say(f"pid {child}")
        os.waitpid(child, 0)
        say("end")


if __name__ == "__main__":
    main()

"""A program with many threads that append to one ledger until a time is over."""

from __future__ import annotations

import sys
import threading
import time

from drafted import event

from accordance.ledger.ledger import open_ledger


def main() -> None:
    """Say every entry that was acknowledged, and last the longest that a thread waited."""
    where, home, first, threads, seconds = sys.argv[1:]
    ledger, end = open_ledger(where, home), time.monotonic() + float(seconds)
    kept: list[str] = []
    longest: list[float] = []

    def append(number: int) -> None:
        waited, done = 0.0, 0
        while not done or time.monotonic() < end:
            start = time.monotonic()
            (receipt,) = ledger.append(event(number + done))
            waited, done = max(waited, time.monotonic() - start), done + 1
            kept.append(f"{receipt.entry} e-{number + done - 1}")
        longest.append(waited)

    crowd = [
        threading.Thread(target=append, args=(int(first) + 10_000 * place,))
        for place in range(int(threads))
    ]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    sys.stdout.write("\n".join([*kept, f"{len(longest)} waited {max(longest)}\n"]))


if __name__ == "__main__":
    main()

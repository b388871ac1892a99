"""How long the command takes to start, beside a bare interpreter, in turn."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15
CASE = Path(__file__).parents[1] / "examples" / "six-party"
ENVIRONMENT = {key: one for key, one in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""As a user has it: with compiled modules kept between runs."""
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "accord --help": [sys.executable, "-m", "accordance", "--help"],
    "accord status examples/six-party": [sys.executable, "-m", "accordance", "status", str(CASE)],
}


def rows() -> list[tuple[str, str, str, str]]:
    """Give the table: what, measured, ratio, limit."""
    seconds: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)
            seconds[name].append(time.perf_counter() - start)
    median = {name: statistics.median(found) for name, found in seconds.items()}
    base = median["python -c pass"]
    limits = ("", "6", "15")
    return [
        (name, f"{one * 1000:.0f} ms", f"{one / base:.1f}", limit)
        for (name, one), limit in zip(median.items(), limits, strict=True)
    ]

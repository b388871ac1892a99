"""Turns among processes that write to one file: whoever came first goes first."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # no such locks on this system: SQLite's own must do
    fcntl = None  # type: ignore[assignment]


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Hold the lock of a file, which the kernel gives in the order of asking, and lets go at death."""
    if fcntl is None:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)

"""Progress on standard error, only on a terminal and only where a second has passed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final, Self

SECOND: Final = 1.0
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """A line that says what is being done and for how long, while it is being done."""

    def __init__(self, what: str) -> None:
        """Start to say ``what``; call the object with better words as they become known."""
        from threading import Event, Thread

        self.what = what
        self._done = Event()
        self._thread = Thread(target=self._tell, daemon=True)

    def __call__(self, what: str) -> None:
        """Say something else from now on."""
        self.what = what

    def __enter__(self) -> Self:
        """Begin to wait."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Take the line away."""
        del kind, error, at
        self._done.set()
        self._thread.join()

    def _tell(self) -> None:
        seconds = 0
        while not self._done.wait(SECOND):
            seconds += 1
            sys.stderr.write(f"{_CLEAR}{self.what} … {seconds} s")
            sys.stderr.flush()
        if seconds:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()


class _Silence:
    """Says nothing, at no cost."""

    def __call__(self, what: str) -> None:
        """Take words and drop them."""


@contextmanager
def working(what: str) -> Iterator[Progress | _Silence]:
    """Say on a terminal what is being done, once it has taken a second."""
    if not sys.stderr.isatty():
        yield _Silence()
        return
    with Progress(what) as progress:
        yield progress

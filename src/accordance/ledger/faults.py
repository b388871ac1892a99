"""What is wrong with a ledger or with something that came out of one; every fault has a code.

A fault names the entry where it is about one.  ``accord explain CODE`` has a page for each.
"""

from __future__ import annotations

import msgspec


class Fault(msgspec.Struct, frozen=True, order=True, omit_defaults=True):
    """One thing that is not as it must be; ``entry`` is the number of the entry, from 0."""

    code: str
    message: str
    expected: str = ""
    entry: int | None = None


class LedgerError(Exception):
    """Raised where nothing can be done with what was given; carries the fault."""

    def __init__(
        self, code: str, message: str, expected: str = "", entry: int | None = None
    ) -> None:
        """Keep the fault."""
        super().__init__(f"{code} {message}")
        self.fault = Fault(code, message, expected, entry)

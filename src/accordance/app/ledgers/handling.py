"""Recording how evidence was handled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

from accordance.app.ledgers.at import At, found
from accordance.app.ledgers.filling import Came
from accordance.ledger.entries import handling
from accordance.ledger.entries.handling import CHECKS, Check
from accordance.ledger.entries.leaf import Custody, stamped
from accordance.ledger.faults import LedgerError


def handed(
    at: At, names: Sequence[str], hands: tuple[str, str], *, when: str = "", medium: str = "",
    note: str = "",
) -> Came:  # fmt: skip
    """Record that entries were handed on from the first of two ``hands`` to the second.

    ``when`` is an instant with its offset, now unless said.

    Raises:
        LedgerError: L033 where there is no such entry, L042 where the instant cannot be read.
    """
    ledger = at.open()
    of = tuple(found(ledger, name).id or name for name in names)
    try:
        instant = datetime.fromisoformat(when) if when else datetime.now(UTC)
    except ValueError as error:
        raise LedgerError("L042", f'"{when}" is no instant', "2030-01-31T14:00+01:00") from error
    if instant.tzinfo is None:
        raise LedgerError("L042", f'"{when}" has no offset', "2030-01-31T14:00+01:00")
    giver, taker = hands
    custody = Custody(of=of, giver=giver, taker=taker, at=stamped(instant), medium=medium)
    (receipt,) = ledger.append(handling.handed(custody, note))
    return Came(", ".join(of), "custody", receipt.entry, "handed on")


def appraised(
    at: At, name: str, by: str, *, passed: Sequence[str] = (), failed: Sequence[str] = (),
    note: str = "",
) -> Came:  # fmt: skip
    """Record which of the six checks an entry passed and which it failed.

    Raises:
        LedgerError: L033 where there is no such entry, L042 where a check is named twice.
    """
    ledger = at.open()
    of = found(ledger, name).id or name
    both = set(passed) & set(failed)
    if both:
        message = f"{', '.join(sorted(both))} cannot have passed and failed"
        raise LedgerError("L042", message, f"each of {', '.join(CHECKS)} once")
    draft = handling.appraised(
        of,
        by,
        cast("tuple[Check, ...]", tuple(passed)),
        cast("tuple[Check, ...]", tuple(failed)),
        note,
    )
    (receipt,) = ledger.append(draft)
    return Came(of, "appraisal", receipt.entry, "appraised")

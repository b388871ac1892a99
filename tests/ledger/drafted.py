"""Drafts to write into a ledger."""

from __future__ import annotations

from accordance.kernel.canonical import canonical
from accordance.ledger.drafts import Draft


def event(number: int, text: str = "Something happened.") -> Draft:
    """Give a draft with an id and a body of its own."""
    body = {"entry": "event", "id": f"e-{number}", "text": text}
    return Draft(
        kind="event", version="accordance-record/1", id=f"e-{number}", body=canonical(body)
    )

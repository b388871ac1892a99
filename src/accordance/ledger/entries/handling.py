"""How evidence was handled: who handed what to whom, and what was checked of it.

The six checks are those that the Berkeley Protocol on Digital Open Source Investigations asks of
an item that is preserved.  The original is never touched: each is an entry of its own.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from accordance.kernel.canonical import canonical
from accordance.ledger.drafts import Draft
from accordance.ledger.entries.leaf import Custody

CUSTODY: Final = "accordance-custody/1"
APPRAISAL: Final = "accordance-appraisal/1"
Check = Literal[
    "authenticity", "availability", "identity", "persistence", "renderability",
    "understandability",
]  # fmt: skip
CHECKS: Final[tuple[Check, ...]] = (
    "authenticity", "availability", "identity", "persistence", "renderability",
    "understandability",
)  # fmt: skip
Result = Literal["passed", "failed", "not_checked"]


class Appraisal(msgspec.Struct, frozen=True, kw_only=True, tag_field="entry", tag="appraisal"):
    """What somebody found on checking an item; what is not named was not checked."""

    of: str
    by: str
    checks: dict[str, Result]
    note: str = ""


def handed(custody: Custody, note: str = "") -> Draft:
    """Give the entry that something was handed on; who and when stands in its leaf."""
    body = canonical({"entry": "custody", "note": note})
    return Draft(kind="custody", version=CUSTODY, body=body, custody=custody)


def appraised(
    of: str, by: str, passed: tuple[Check, ...], failed: tuple[Check, ...], note: str = ""
) -> Draft:
    """Give the entry that says what was checked of an item, with all six in their order."""
    results: dict[str, Result] = {
        check: "failed" if check in failed else "passed" if check in passed else "not_checked"
        for check in CHECKS
    }
    body = canonical(Appraisal(of=of, by=by, checks=results, note=note))
    return Draft(kind="appraisal", version=APPRAISAL, body=body)

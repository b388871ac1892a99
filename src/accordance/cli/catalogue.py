"""The commands, what each is for, and the file that holds it.

``accord --help`` reads this table and nothing else, so that it starts at once.
"""

from __future__ import annotations

from typing import Final

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "new": ("new", "Write a sound starting case into a new folder."),
    "check": ("check", "Report every problem of a case, with place and remedy."),
    "status": ("status", "Say where things stand on a day, on one screen."),
    "why": ("why", "Say why a provision stands as it does, down to the evidence."),
    "why-not": ("ways", "Say what would make a provision hold, and until when."),
    "what-would": ("ways", "Say what would change an answer, whichever it is."),
    "replay": ("replay", "Tell the whole history by date, and what it came to."),
    "diff": ("diff", "Say what differs between two days, or between two cases."),
    "test": ("test", "Hold a case against what it must determine (expect.yaml)."),
    "ledger": ("ledger", "Keep a record tamper-evident: init, import, verify and more."),
    "key": ("key", "Make and show keys that sign and read."),
    "witness": ("witness", "Cosign a ledger that goes on from what was seen of it."),
    "doctor": ("doctor", "Show releases, settings, and what a ledger is protected from."),
    "schema": ("schema", "Print the JSON Schema of a format."),
    "explain": ("explain", "Explain a problem's code, or list all codes."),
}

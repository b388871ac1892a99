"""Three-valued (Kleene) logic: false, unknown, true, as small integers.

The order false < unknown < true makes conjunction a minimum and disjunction a maximum,
and lets tables hold truth values as plain integers.
"""

from __future__ import annotations

from typing import Final, Literal

Truth = Literal[0, 1, 2]

FALSE: Final = 0
UNKNOWN: Final = 1
TRUE: Final = 2

NAMES: Final = ("false", "unknown", "true")
Holds = bool | Literal["unknown"]

HOLDS: Final[tuple[Holds, Holds, Holds]] = (False, "unknown", True)
"""The three values as they are printed in reasons: ``false``, ``"unknown"``, ``true``."""

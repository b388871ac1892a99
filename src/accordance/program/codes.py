"""The closed enumerations of a program: node kinds, states, and their names in documents.

``program.rules`` spells these numbers out as literals where the JIT needs constants; a test
holds the two against each other.
"""

from __future__ import annotations

from typing import Final

# Node kinds, in the order in which ``rules.step`` asks for them.
FACT: Final = 0
GATE: Final = 1
TEST: Final = 2
LATCH: Final = 3
DELAY: Final = 4
CLOCK: Final = 5
CONSTANT: Final = 6
NUMBER: Final = 7
LINK: Final = 8
COMMITMENT: Final = 9
POWER: Final = 10
PARCEL: Final = 11
STATUS: Final = 12

KINDS: Final = (
    "fact", "gate", "test", "latch", "delay", "clock", "constant", "number", "link",
    "commitment", "power", "parcel", "status",
)  # fmt: skip

# Layers of a day, in their fixed order.
LAYER_FACTS: Final = 0
LAYER_COMMITMENTS: Final = 1
LAYER_ACTS: Final = 2
LAYER_STOPS: Final = 3
LAYER_BENEFITS: Final = 4
LAYER_RECOVERIES: Final = 5

COMMITMENT_STATES: Final = (
    "not_in_force", "open", "partly_met", "met", "pending", "overdue", "in_cure", "breached",
    "reversed", "undetermined", "superseded", "excused",
)  # fmt: skip
POWER_STATES: Final = ("none", "pending", "in_force", "blocked", "ended")
POWER_IN_FORCE: Final = POWER_STATES.index("in_force")
PARCEL_STATES: Final = (
    "not_due", "due", "withheld", "suspended", "lapsed", "delivered", "forfeited", "reduced",
)  # fmt: skip
STATUS_STATES: Final = (
    "barred", "available", "in_force", "paused", "ended", "lapsed", "reinstated",
)  # fmt: skip
RUNNING: Final = ("in_force", "reinstated")
"""The states of a status that is in force."""

(NOT_IN_FORCE, OPEN, PARTLY_MET, MET, PENDING, OVERDUE, IN_CURE, BREACHED, REVERSED,
 UNDETERMINED, SUPERSEDED, EXCUSED) = range(12)  # fmt: skip

STATES: Final = {
    COMMITMENT: COMMITMENT_STATES,
    POWER: POWER_STATES,
    PARCEL: PARCEL_STATES,
    STATUS: STATUS_STATES,
}


def mask(states: tuple[str, ...], *names: str) -> int:
    """Give the bit mask of some states of a machine."""
    return sum(1 << states.index(name) for name in names)


PREDICATES: Final[dict[int, dict[str, int]]] = {
    COMMITMENT: {
        "met": mask(COMMITMENT_STATES, "met"),
        "met_in_time": mask(COMMITMENT_STATES, "met"),
        "open": mask(COMMITMENT_STATES, "open", "partly_met"),
        "overdue": mask(COMMITMENT_STATES, "overdue"),
        "in_cure": mask(COMMITMENT_STATES, "in_cure"),
        "breached": mask(COMMITMENT_STATES, "breached"),
        "reversed": mask(COMMITMENT_STATES, "reversed"),
        "failed": mask(COMMITMENT_STATES, "overdue", "in_cure", "breached", "reversed"),
        "kept": mask(COMMITMENT_STATES, "met", "undetermined"),
        "excused": mask(COMMITMENT_STATES, "excused"),
        "broken": mask(COMMITMENT_STATES, "breached", "reversed"),
    },
    POWER: {
        "in_force": mask(POWER_STATES, "in_force"),
        "pending": mask(POWER_STATES, "pending"),
        "ever": 0,
    },
    PARCEL: {
        "due": mask(PARCEL_STATES, "due"),
        "suspended": mask(PARCEL_STATES, "suspended"),
        "lapsed": mask(PARCEL_STATES, "lapsed"),
        "saved": mask(PARCEL_STATES, "lapsed"),
        "forfeited": mask(PARCEL_STATES, "forfeited"),
        "reduced": mask(PARCEL_STATES, "reduced"),
    },
    STATUS: {
        "in_force": mask(STATUS_STATES, *RUNNING),
        "due": mask(STATUS_STATES, "available", *RUNNING),
        "reinstated": mask(STATUS_STATES, "reinstated"),
        "suspended": mask(STATUS_STATES, "paused"),
        "lapsed": mask(STATUS_STATES, "lapsed", "ended"),
        "saved": mask(STATUS_STATES, "lapsed", "ended"),
    },
}
"""For each kind of machine and predicate: the states in which it is true."""

REMEMBERED: Final[dict[int, dict[str, int]]] = {COMMITMENT: {"met_in_time": 2}, POWER: {"ever": 3}}
"""Predicates that ask besides, or instead, what a machine remembers, and the place of that memory."""

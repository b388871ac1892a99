"""An accord under chosen readings of its contested provisions (SEMANTICS C5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from accordance.accord.amending import in_order
from accordance.accord.names import PROVISIONS, names_of
from accordance.accord.normal import normalise
from accordance.accord.reads import Interpretation
from accordance.accord.types import Accord

MOST_COMBINATIONS: Final = 64
"""How many combinations of open readings are decided; above it what rests on them is undetermined."""


def texts(accord: Accord) -> tuple[Accord, ...]:
    """Give the text as first written, then as each amendment has it."""
    amended = (accord.amendments[name].result for name in in_order(accord.amendments))
    return (accord, *(one for one in amended if one is not None))


def contested(accord: Accord) -> dict[str, dict[str, Interpretation]]:
    """Give the readings of every provision that has some in any text, in the order of the text."""
    found: dict[str, dict[str, Interpretation]] = {}
    for text in texts(accord):
        for _, name, one in _provisions(text):
            if one.readings:
                found[name] = {**one.readings, **found.get(name, {})}
    return found


def settlers(accord: Accord) -> dict[str, tuple[str, ...]]:
    """Give the powers by which the reading of each contested provision can be settled."""
    found = {}
    powers = {name: one for text in texts(accord) for name, one in text.powers.items()}
    for name in contested(accord):
        who = settler(accord, name)
        found[name] = tuple(
            power
            for power, held in powers.items()
            if held.kind == "determine" and who and (power == who or who in held.by)
        )
    return found


def settler(accord: Accord, name: str) -> str:
    """Give the power or party that a provision names to settle how it is read, or nothing."""
    named = (
        one.settled_by for text in texts(accord) for _, each, one in _provisions(text)
        if each == name
    )  # fmt: skip
    return next((one for one in named if one), "")


def combinations(readings: Mapping[str, tuple[str, ...]]) -> int:
    """Give in how many ways the readings of several provisions combine."""
    count = 1
    for some in readings.values():
        count *= len(some)
    return count


def read_as(accord: Accord, chosen: Mapping[str, str]) -> Accord:
    """Give the accord with each named provision read as chosen; others stand as written.

    What the text implies of such a provision, and the claim that a commitment has of its own, are
    worked out anew.  Amended texts are read so too, as far as they have the reading.
    """
    amendments = {
        name: one if one.result is None
        else msgspec.structs.replace(one, result=_read_as(one.result, chosen))
        for name, one in accord.amendments.items()
    }  # fmt: skip
    return msgspec.structs.replace(_read_as(accord, chosen), amendments=amendments)


def _read_as(accord: Accord, chosen: Mapping[str, str]) -> Accord:
    sections: dict[str, dict[str, Any]] = {each: dict(getattr(accord, each)) for each in PROVISIONS}
    touched: set[str] = set()
    for section, name, one in list(_provisions(accord)):
        if chosen.get(name) not in one.readings:
            continue
        touched.add(name)
        sections[section][name] = one.readings[chosen[name]].reads
        if section == "commitments":
            sections["claims"].pop(name, None)
        for each in ("claims", "commitments"):
            for implied in [key for key in sections[each] if key.startswith(f"{name}/")]:
                del sections[each][implied]
    changed = msgspec.structs.replace(accord, **sections)
    read = normalise(changed, names_of(changed))
    kept = {
        each: {
            name: one if name.partition("/")[0] in touched else sections[each].get(name, one)
            for name, one in getattr(read, each).items()
        }
        for each in PROVISIONS
    }
    return msgspec.structs.replace(read, **kept)


def without_readings(accord: Accord) -> Accord:
    """Give the accord as it is written, no provision of it with a reading."""
    sections = {
        each: {
            name: msgspec.structs.replace(one, readings={}, settled_by=None)
            for name, one in getattr(accord, each).items()
        }
        for each in PROVISIONS
    }
    return msgspec.structs.replace(accord, **sections)


def _provisions(accord: Accord) -> Iterator[tuple[str, str, Any]]:
    for section in PROVISIONS:
        for name, one in getattr(accord, section).items():
            yield section, name, one

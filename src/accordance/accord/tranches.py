"""A part of a benefit as conditions name it: ``BENEFIT/TRANCHE``."""

from __future__ import annotations

from accordance.accord.types import Accord


def benefit_of(name: str) -> str:
    """Give the benefit that a name speaks of, itself or a tranche of it."""
    return name.partition("/")[0]


def tranches_of(accord: Accord, name: str) -> tuple[str, ...]:
    """Give the tranches that ``BENEFIT/TRANCHE`` names in the normal form; none where it names nothing.

    A tranche that recurs, or that is a scale or bands, names all its parts.
    """
    written, _, part = name.partition("/")
    benefit = accord.benefits.get(written)
    tranches = benefit.tranches.items() if benefit is not None else ()
    return tuple(key for key, one in tranches if part in (key, one.group))

"""What somebody can do, in words: one step of a way, and the ways together."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One change that somebody can make.

    ``on`` are the provisions that an act names, none where it names nothing; ``until`` is the day
    that it names where it extends something.
    """

    kind: Literal["show", "put_right", "refute", "give", "act"]
    provision: str
    by: tuple[str, ...]
    text: str
    on: tuple[str, ...] = ()
    until: date | None = None


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """A smallest set of changes: the day on which the answer flips, and the last day to make them.

    ``last_day`` is None where no later day is too late within ten years, or before the day on
    which time alone flips it.
    """

    steps: tuple[Step, ...]
    flips_on: date
    last_day: date | None


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """How an answer could become another.

    ``by_itself`` is the day on which time alone flips it; a way does so before that.
    ``truncated`` says that more ways may exist than are told.
    """

    provision: str
    state: str
    holds: bool
    wanted: str
    by_itself: date | None
    ways: tuple[Way, ...]
    truncated: bool

"""What every part of an accord rests on: sources, parties, days, standards of proof, provisions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar, Final, Literal, get_args

import msgspec

from accordance.accord.ids import (
    PartyId,
    SourceId,
)
from accordance.accord.reads import Interpretation, SettlerId
from accordance.kernel.days import Months, Period

Role = Literal["obligor", "provider", "guarantor", "observer", "verifier"]
Force = Literal["binding", "political", "advisory", "practice"]
Confidence = Literal["V", "P", "G"]
"""V: read in the source. P: read in part. G: general knowledge, not to be quoted as exact."""
ClaimType = Literal["state", "event", "quantity", "legal-act", "submission", "undertaking"]
CLAIM_TYPES: Final[tuple[str, ...]] = get_args(ClaimType)
Kind = Literal[
    "inspection", "measurement", "imagery", "testimony", "document", "law", "trade-data",
    "intelligence", "report", "press", "statement", "meeting",
]  # fmt: skip


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """The base of everything written in an accord: immutable, and silent about defaults."""


class Source(Part, frozen=True, kw_only=True):
    """A text or report that provisions and entries cite."""

    SHORT: ClassVar = "title"
    title: str
    date: date | None = None
    link: str = ""
    confidence: Confidence | None = None


class Citation(Part, frozen=True, kw_only=True):
    """Where a provision stands: a source of the accord and the clause in it."""

    SHORT: ClassVar = "source"
    source: SourceId
    clause: str = ""


class Party(Part, frozen=True, kw_only=True):
    """Somebody who promises, gives, guarantees, watches or verifies."""

    SHORT: ClassVar = "name"
    name: str
    roles: tuple[Role, ...] = ()
    within: PartyId | None = None


class Calendar(Part, frozen=True, kw_only=True):
    """How this accord counts days."""

    in_force: date
    signed: date | None = None
    ends: date | None = None
    timezone: str = "UTC"
    months: Months | None = None
    working_days: dict[str, Workdays] = {}


class Workdays(Part, frozen=True, kw_only=True):
    """A named calendar of days off."""

    weekend: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ("sat", "sun")
    holidays: tuple[date, ...] = ()


class Standard(Part, frozen=True, kw_only=True):
    """A standard of proof: how likely, from how many independent origins, shown by whom and how."""

    credence: Decimal
    origins: int = 1
    from_: Literal["anyone", "non-party", "verifier"] = msgspec.field(name="from", default="anyone")
    kinds: tuple[Kind, ...] = ()
    fresh: Period | None = None
    adverse: Literal["weighed", "answered"] = "weighed"


class Provision(Part, frozen=True, kw_only=True):
    """What every numbered clause carries: its wording, where it stands, its force and its life."""

    title: str = ""
    text: str = ""
    source: Citation | None = None
    norms: tuple[str, ...] = ()
    force: Force = "binding"
    in_force: date | None = None
    ends: date | None = None
    confidence: Confidence | None = None
    note: str = ""
    readings: dict[str, Interpretation] = {}
    settled_by: SettlerId | None = None

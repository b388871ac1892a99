"""Accords of one claim and evidence about it, in the few words that a test needs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from accordance.accord.questions import Question
from accordance.accord.types import (
    Accord,
    Achieve,
    Calendar,
    Claim,
    Commitment,
    Coverage,
    Party,
    Standard,
)
from accordance.findings.docket import Docket
from accordance.kernel.days import Interval
from accordance.kernel.quantities import Quantity, Range
from accordance.record.entries import Correction, Evidence, Known, SourceNote

TODAY = date(2010, 1, 1)
STRONG = {"kind": "inspection", "reliability": "A", "credibility": "1"}
WEAK = {"kind": "press", "reliability": "D", "credibility": "3"}
SOURCES = {
    "agency": SourceNote(title="An agency", owner="agency", party="agency"),
    "army": SourceNote(title="The obligor's army", owner="obligor"),
    "wire": SourceNote(title="A wire service", owner="press-group"),
    "daily": SourceNote(title="A daily of the same hand", owner="press-group"),
    "front": SourceNote(title="A paper behind a front", owner="holding"),
    "holding": SourceNote(title="The front", owner="ministry"),
}
PARTIES = {
    "obligor": Party(name="Obligor", roles=("obligor",)),
    "ministry": Party(name="A ministry", within="obligor"),
    "agency": Party(name="Agency", roles=("verifier",)),
    "donor": Party(name="Donor", roles=("provider",)),
}
ONE = Standard(credence=Decimal("0.80"))
TWO = Standard(credence=Decimal("0.80"), origins=2, from_="non-party")
ALL_OF_THEM = Coverage(population="the register", share=Decimal(90), examined_by=("agency",))

_ids = count(1)


def accord(claim: Claim, **standards: Standard) -> Accord:
    """Give an accord with the one claim ``c``, borne by ``obligor``; standards by name."""
    return Accord(
        format="accordance/1",
        id="case",
        title="A case",
        calendar=Calendar(in_force=date(2000, 1, 1)),
        parties=PARTIES,
        standards=standards or {"default": ONE},
        claims={"c": claim},
        commitments={"promise": Commitment(by=("obligor",), achieve=Achieve(claim="c"))},
    )


def docket(claim: Claim, *entries: Any, standard: Standard = ONE, **asked: Any) -> Docket:
    """Give a docket with one question about ``c`` and the entries heard on it."""
    question = Question(claim="c", **asked)
    found = Docket(accord(claim, default=standard), [question], SOURCES)
    for entry in entries:
        found.add(entry)
    return found


def item(days: str, stance: str = "supports", **fields: Any) -> Evidence:
    """Give an item of evidence about ``c``: strong and from a source of its own unless said."""
    number = next(_ids)
    given = {"id": f"e{number:05}", "claim": "c", "source": f"s{number}", **STRONG, **fields}
    if isinstance(given.get("value"), int | tuple):
        low, high = given["value"] if isinstance(given["value"], tuple) else (given["value"],) * 2
        given["value"] = Range.of(Quantity(Decimal(low), ""), Quantity(Decimal(high), ""))
    return Evidence(
        happened=Interval.parse(days), known=Known(Interval.parse(days).end), stance=stance, **given
    )


def correction(known: str, **fields: Any) -> Correction:
    """Give a correction or retraction known from a day."""
    if "value" in fields:
        amount = Quantity(Decimal(fields["value"]), "")
        fields["value"] = Range.of(amount, amount)
    day = Interval.parse(known)
    return Correction(id=f"k{next(_ids):05}", happened=day, known=Known(day.start), **fields)


def verdict(found: Docket, day: date = TODAY) -> str:
    """Give the verdict of the one question in words."""
    return ("false", "unknown", "true")[found.answer(0, day.toordinal())[0]]


def days(found: Docket, day: date = TODAY) -> tuple[str, ...]:
    """Give first, since and until of the one question as ISO days, empty where there is none."""
    answer = found.answer(0, day.toordinal())
    return tuple(date.fromordinal(one).isoformat() if one else "" for one in answer[1:])

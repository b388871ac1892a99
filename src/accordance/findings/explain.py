"""From a weighing to a finding: who spoke, who did not, and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from accordance.findings.finding import Finding, Weightless, likelihood
from accordance.findings.fuse import speakers
from accordance.findings.items import Exhibit, Item
from accordance.findings.matter import Matter
from accordance.findings.standards import log_odds
from accordance.kernel.logic import FALSE

_LOW_PRIOR: Final = log_odds(Decimal("0.2"))
_HIGH_PRIOR: Final = log_odds(Decimal("0.8"))


def finding(matter: Matter, heard: list[Exhibit], day: int) -> Finding:
    """Give the finding of a day on a matter; ``heard`` are all exhibits on record about it."""
    weighing = matter.weigh(day)
    verdict, first, since, until = weighing.answer
    supports, refutes = speakers(weighing.supports), speakers(weighing.refutes)
    spoke = {item.id for item in supports + refutes}
    outvoted = [item.id for item in weighing.supports + weighing.refutes if item.id not in spoke]
    side = weighing.refutes if verdict == FALSE else weighing.supports
    weightless = [Weightless(one.id, one.no_weight) for one in heard if one.no_weight]
    weightless += [Weightless(name, "outvoted") for name in outvoted]
    return Finding(
        verdict=verdict,
        first=_date(first),
        since=_date(since),
        until=_date(until),
        weight=weighing.weight,
        likelihood=likelihood(weighing.weight),
        supports=_ids(supports),
        refutes=_ids(refutes),
        silent=tuple(sorted(weighing.silent)),
        stale=tuple(sorted(weighing.stale)),
        weightless=tuple(sorted(weightless, key=lambda one: one.id)),
        adverse=tuple(sorted(one.id for one in heard if one.outcome)),
        origins=len({item.origin for item in side}),
        missing=tuple(weighing.missing),
        concerns=tuple(weighing.concerns),
        open_incidents=tuple(weighing.open_incidents),
        presumed=weighing.presumed,
        prior_20=matter.verdict(day, _LOW_PRIOR),
        prior_80=matter.verdict(day, _HIGH_PRIOR),
    )


def _date(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def _ids(items: list[Item]) -> tuple[str, ...]:
    return tuple(item.id for item in items)

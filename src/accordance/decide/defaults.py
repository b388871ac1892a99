"""Who is in default, the first first (SEMANTICS D4): promises that failed, and gifts that are late."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from accordance.decide import money
from accordance.decide.blocks import Default

if TYPE_CHECKING:
    from accordance.decide.decision import Decision

_FAILED: Final = frozenset({"overdue", "in_cure", "breached", "reversed"})


def defaults(decision: Decision) -> tuple[Default, ...]:
    """Give every default that stands, in the order in which they began; excused ones are none."""
    answer = decision.determination
    found: list[Default] = []
    for name, one in answer.commitments.items():
        if one.state not in _FAILED or one.force not in ("binding", "political"):
            continue
        day = one.due + timedelta(days=1) if one.due and one.state != "reversed" else None
        if day is None:
            began = decision.state.day[decision.program.commitments[name].node]
            day = date.fromordinal(began) if began else decision.clock.as_of
        over = one.state in ("breached", "reversed")
        found.append(Default(provision=name, by=one.by, since=day, in_default=over))
    for name, parcels in decision.program.parcels.items():
        for parcel, state in zip(parcels, answer.benefits[name].parcels, strict=True):
            last = money.last_day(decision, parcel) if state.late else None
            if last is not None:
                since = last + timedelta(days=1)
                what = f"{name}/{state.id}" if len(parcels) > 1 else name
                found.append(
                    Default(
                        provision=what, by=(state.payer,), since=since, in_default=state.in_default
                    )
                )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.since, one.provision)))

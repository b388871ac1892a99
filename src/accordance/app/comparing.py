"""Comparing what was expected with what was determined, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import msgspec

from accordance.app.expect import (
    BenefitWanted,
    ChangeWanted,
    CommitmentWanted,
    ExposureWanted,
    Row,
    SummaryWanted,
)
from accordance.decide.determination import (
    BESIDE,
    BenefitState,
    CommitmentState,
    Determination,
    Exposure,
)
from accordance.decide.replay import Replay, Summary
from accordance.kernel.quantities import Quantity, Range, plain

NONE: Final = "nothing"


class Check(msgspec.Struct, frozen=True):
    """One thing that was expected: where it stands in the row, and both answers in words."""

    path: tuple[str | int, ...]
    expected: str
    found: str

    @property
    def holds(self) -> bool:
        """Say whether the answer is the one expected."""
        return self.expected == self.found


def on_day(row: Row, answer: Determination) -> Iterator[Check]:
    """Compare a row with the determination of its day."""
    for name, commitment in row.commitments.items():
        yield from _commitment(
            ("commitments", name), commitment, (answer.commitments | answer.implied)[name]
        )
    for name, benefit in row.benefits.items():
        yield from _benefit(("benefits", name), benefit, answer.benefits[name])
    for name, power in row.powers.items():
        yield Check(("powers", name), power, answer.powers[name].state)
    for name, verdict in row.claims.items():
        found = answer.claims.get(name, "undetermined")
        yield Check(("claims", name), _verdict(verdict), found)
    if row.exposure is not None:
        yield from _exposure(("exposure",), row.exposure, answer.exposure)
        for payer, amounts in (row.exposure.by_payer or {}).items():
            given = answer.exposure.by_payer.get(payer, {})
            yield from _amounts(("exposure", "by_payer", payer), amounts, given)
        if row.exposure.unpriced is not None:
            yield from _amounts(
                ("exposure", "unpriced"), row.exposure.unpriced, answer.exposure.unpriced
            )
        if row.exposure.worth is not None:
            low, high = answer.exposure.worth
            worth = Range(low, high, row.exposure.worth.unit and answer.exposure.currency)
            yield Check(("exposure", "worth"), str(row.exposure.worth), str(worth))


def over_history(row: Row, history: Replay) -> Iterator[Check]:
    """Compare a row with a whole history."""
    for index, wanted in enumerate(row.changes):
        yield _change(("changes", index), wanted, history)
    if row.summary is None:
        return
    yield from _exposure(("summary",), row.summary, history.summary)
    breached = (
        row.summary.delivered_while_breached if isinstance(row.summary, SummaryWanted) else None
    )
    if breached is not None:
        for field in breached.__struct_fields__:
            amounts = getattr(breached, field)
            if amounts is not None:
                found = history.summary.delivered_while_breached[field]  # type: ignore[index]
                path = ("summary", "delivered_while_breached", field)
                yield from _amounts(path, amounts, found)


def _commitment(
    path: tuple[str, str], wanted: CommitmentWanted, found: CommitmentState
) -> Iterator[Check]:
    if wanted.state is not None:
        yield Check((*path, "state"), wanted.state, found.state)
    if wanted.verdict is not None:
        yield Check((*path, "verdict"), _verdict(wanted.verdict), found.verdict)
    if wanted.progress is not None:
        yield _share((*path, "progress"), wanted.progress, found.progress)
    for field in ("due", "first", "late"):
        asked = getattr(wanted, field)
        if asked is not None:
            yield Check((*path, field), str(asked), _text(getattr(found, field)))


def _benefit(path: tuple[str, str], wanted: BenefitWanted, found: BenefitState) -> Iterator[Check]:
    if wanted.state is not None:
        yield Check((*path, "state"), wanted.state, found.state)
    for field in ("payable", "by_rule", "contested"):
        asked = getattr(wanted, field)
        if asked is not None:
            yield Check((*path, field), str(asked).lower(), str(getattr(found, field)).lower())
    for part, amount in (wanted.amounts or {}).items():
        beside = getattr(found, part) if part in BESIDE else Decimal(0)
        given = Quantity(found.amounts.get(part, beside), found.unit)
        yield Check((*path, "amounts", part), str(_in_unit(amount, found.unit)), str(given))
    gaps = {one.act: one.unexplained for one in found.staged}
    for act, gap in (wanted.unexplained or {}).items():
        told = str(Quantity(gaps[act], found.unit)) if act in gaps else NONE
        yield Check((*path, "unexplained", act), str(_in_unit(gap, found.unit)), told)
    for field in ("outside_rule", "unallocated", "settled"):
        asked = getattr(wanted, field)
        if asked is not None:
            given = Quantity(getattr(found, field), found.unit)
            yield Check((*path, field), str(_in_unit(asked, found.unit)), str(given))


def _exposure(
    path: tuple[str, ...], wanted: ExposureWanted, found: Exposure | Summary
) -> Iterator[Check]:
    for field in ("delivered", "unrecoverable", "outside_rule"):
        amounts = getattr(wanted, field)
        if amounts is not None:
            yield from _amounts((*path, field), amounts, getattr(found, field))
    for basket, share in (wanted.progress or {}).items():
        yield _share((*path, "progress", basket), share, found.progress.get(basket))
    if wanted.weakest is not None:
        yield Check((*path, "weakest"), wanted.weakest, found.weakest)


def _amounts(
    path: tuple[str, ...], wanted: dict[str, Decimal], found: dict[str, Decimal]
) -> Iterator[Check]:
    for unit, amount in wanted.items():
        given = Quantity(found.get(unit, Decimal(0)), unit)
        yield Check((*path, unit), str(Quantity(amount, unit)), str(given))


def _change(path: tuple[str | int, ...], wanted: ChangeWanted, history: Replay) -> Check:
    expected = f"{wanted.date} {wanted.provision}: {wanted.from_} to {wanted.to}"
    near = [one for one in history.changes if one.provision == wanted.provision]
    same = [one for one in near if (one.from_, one.to) == (wanted.from_, wanted.to)] or near
    there = any(
        one.date == wanted.date for one in same if one.to == wanted.to and one.from_ == wanted.from_
    )
    found = "; ".join(f"{one.date} {one.provision}: {one.from_} to {one.to}" for one in same)
    return Check(path, expected, expected if there else found or "no change of it")


def _share(path: tuple[str, ...], wanted: Quantity, found: Decimal | None) -> Check:
    """Compare shares in whole per cent, rounded down."""
    return Check(path, f"{int(wanted.amount)}%", NONE if found is None else f"{int(found * 100)}%")


def _in_unit(amount: Quantity, unit: str) -> Quantity:
    return amount if amount.unit else Quantity(amount.amount, unit)


def _verdict(word: str) -> str:
    return "undetermined" if word == "unknown" else word


def _text(value: Any) -> str:
    if value is None:
        return NONE
    return plain(value) if isinstance(value, Decimal) else str(value)

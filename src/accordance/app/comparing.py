"""Comparing what was expected with what was determined, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accordance.app.check import NONE, Check, fields, words
from accordance.app.comparing_benefits import benefit_checks
from accordance.app.expect import (
    ChangeWanted,
    CommitmentWanted,
    ExposureWanted,
    GivenWanted,
    PowerWanted,
    Row,
    SummaryWanted,
)
from accordance.decide.determination import (
    CommitmentState,
    Determination,
    Exposure,
    PowerState,
)
from accordance.decide.replay import Replay, Summary
from accordance.kernel.quantities import Quantity, Range


def on_day(row: Row, answer: Determination) -> Iterator[Check]:
    """Compare a row with the determination of its day."""
    for name, commitment in row.commitments.items():
        yield from _commitment(
            ("commitments", name), commitment, (answer.commitments | answer.implied)[name]
        )
    for name, benefit in row.benefits.items():
        yield from benefit_checks(("benefits", name), benefit, answer.benefits[name])
    for name, power in row.powers.items():
        yield from _power(("powers", name), power, answer.powers[name])
    for name, verdict in row.claims.items():
        found = answer.claims.get(name, "undetermined")
        yield Check(("claims", name), _verdict(verdict), found)
    for basket, share in row.baskets.items():
        yield _share(("baskets", basket), share, answer.baskets.get(basket))
    if row.exposure is not None:
        yield from _exposure(("exposure",), row.exposure, answer.exposure)
    if row.disputes is not None:
        yield Check(("disputes",), words(row.disputes), words(tuple(answer.disputes)))
    if row.by_reading is not None:
        yield Check(("by_reading",), words(row.by_reading), words(answer.views.by_reading))


def over_history(row: Row, history: Replay) -> Iterator[Check]:
    """Compare a row with a whole history."""
    for index, wanted in enumerate(row.changes):
        yield _change(("changes", index), wanted, history)
    if row.summary is None:
        return
    yield from _given(("summary",), row.summary, history.summary)
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
    yield from fields(
        path, wanted, found, ("due", "first", "late", "waived_by", "disputed", "disputed_by")
    )


def _power(path: tuple[str, str], wanted: PowerWanted, found: PowerState) -> Iterator[Check]:
    if wanted.state is not None:
        yield Check(path, wanted.state, found.state)
    rest = (one for one in wanted.__struct_fields__ if one != "state")
    yield from fields(path, wanted, found, rest)


def _exposure(path: tuple[str, ...], wanted: ExposureWanted, found: Exposure) -> Iterator[Check]:
    yield from _given(path, wanted, found)
    for field in ("recoverable", "recovered"):
        amounts = getattr(wanted, field)
        if amounts is not None:
            yield from _amounts((*path, field), amounts, getattr(found, field))
    if wanted.unpriced is not None:
        yield from _amounts((*path, "unpriced"), wanted.unpriced, found.unpriced)
    if wanted.worth is not None:
        worth = Range(*found.worth, wanted.worth.unit and found.currency)
        yield Check((*path, "worth"), str(wanted.worth), str(worth))
    for payer, amounts in wanted.by_payer.items():
        yield from _amounts((*path, "by_payer", payer), amounts, found.by_payer.get(payer, {}))


def _given(
    path: tuple[str, ...], wanted: GivenWanted, found: Exposure | Summary
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
    word = {None: "", True: ", contested", False: ", not contested"}[wanted.contested]
    expected = f"{wanted.date} {wanted.provision}: {wanted.from_} to {wanted.to}{word}"
    near = [one for one in history.changes if one.provision == wanted.provision]
    same = [one for one in near if (one.from_, one.to) == (wanted.from_, wanted.to)] or near
    there = any(
        one.date == wanted.date
        for one in same
        if one.to == wanted.to and one.from_ == wanted.from_
        if wanted.contested in (None, one.contested)
    )
    found = "; ".join(f"{one.date} {one.provision}: {one.from_} to {one.to}" for one in same)
    return Check(path, expected, expected if there else found or "no change of it")


def _share(path: tuple[str, ...], wanted: Quantity, found: Decimal | None) -> Check:
    """Compare shares in whole per cent, rounded down."""
    return Check(path, f"{int(wanted.amount)}%", NONE if found is None else f"{int(found * 100)}%")


def _verdict(word: str) -> str:
    return "undetermined" if word == "unknown" else word

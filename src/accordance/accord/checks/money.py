"""A020, A021, A022 and A047: amounts that can be compared, add up, and have a payer."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accordance.accord.draft import Draft
from accordance.accord.types import Accord, Benefit
from accordance.kernel.problems import Problem, nearest
from accordance.kernel.quantities import PERCENT, Quantity, plain
from accordance.kernel.reading import Path


def check(draft: Draft) -> Iterator[Problem]:
    """Report currencies without a rate, parts that miss the whole, and shares of nobody."""
    yield from _currencies(draft)
    for name, benefit in draft.accord.benefits.items():
        path: Path = ("benefits", name)
        if benefit.amount is not None:
            yield from _tranches(draft, path, benefit, benefit.amount)
            yield from _shares(draft, path, benefit, benefit.amount)
        elif benefit.tranches and not benefit.status:
            yield from _total(draft, path, benefit)
        yield from _payers(draft, path, benefit)
        if benefit.payment == "joint":
            yield from _joint(draft, path, benefit)


def is_money(unit: str) -> bool:
    """Say whether a unit has the form of a currency code."""
    return Quantity(Decimal(0), unit).is_money


def convertible(unit: str, currency: str, accord: Accord) -> bool:
    """Say whether amounts of a unit can be told in a currency: the same, or by a declared rate."""
    return unit == currency or (unit, currency) in {(rate.from_, rate.to) for rate in accord.rates}


def _currencies(draft: Draft) -> Iterator[Problem]:
    accord = draft.accord
    used: list[tuple[Path, str]] = []
    worths: list[tuple[Path, str]] = []
    for name, benefit in accord.benefits.items():
        if benefit.amount is not None and is_money(benefit.amount.unit):
            used.append((("benefits", name, "amount"), benefit.amount.unit))
        if benefit.worth is not None and benefit.worth.value.unit:
            worths.append((("benefits", name, "worth"), benefit.worth.value.unit))
    currency = accord.currency or next((unit for _, unit in used + worths), "")
    for path, unit in used:
        if not convertible(unit, currency, accord):
            message = f"an amount in {unit} stands in an accord that counts in {currency}"
            expected = (
                f"a rate from {unit} to {currency} under rates:; until then their sums stand apart"
            )
            yield draft.warning("A020", path, message, expected)
    for path, unit in worths:
        if unit != currency:
            message = f"a worth in {unit} stands in an accord that counts in {currency}"
            yield draft.error("A020", path, message, f"what it is worth in {currency}")


def _total(draft: Draft, path: Path, benefit: Benefit) -> Iterator[Problem]:
    """Report tranches in several units where no amount says what they come to."""
    parts = [one.amount for one in benefit.tranches.values() if one.amount is not None]
    units = list(dict.fromkeys(one.unit for one in parts))
    if len(units) > 1 and len(parts) == len(benefit.tranches):
        told = " and ".join(one or "no unit" for one in units)
        message = f"no amount is given, and none follows from tranches in {told}"
        expected = "tranches in one unit, or a benefit for each"
        yield draft.error("A021", (*path, "tranches"), message, expected)


def _tranches(draft: Draft, path: Path, benefit: Benefit, amount: Quantity) -> Iterator[Problem]:
    amounts = [one.amount for one in benefit.tranches.values() if one.amount is not None]
    if not amounts or len(amounts) < len(benefit.tranches):
        return
    for key, tranche in benefit.tranches.items():
        if tranche.amount is not None and tranche.amount.unit != amount.unit:
            place = (*path, "tranches", key, "amount")
            message = f"a part of {amount} is given as {tranche.amount}"
            yield draft.error("A021", place, message, f"an amount in {amount.unit or 'no unit'}")
            return
    total = sum((one.amount for one in amounts), Decimal(0))
    yield from _sum(draft, (*path, "tranches"), ("tranches", Quantity(total, amount.unit)), benefit)


def _sum(
    draft: Draft, path: Path, parts: tuple[str, Quantity], benefit: Benefit
) -> Iterator[Problem]:
    what, total = parts
    amount = benefit.amount
    if amount is None or total.amount == amount.amount:
        return
    if benefit.up_to and (what == "tranches" or total.amount < amount.amount):
        return
    apart = Quantity(Decimal(plain(abs(total.amount - amount.amount))), amount.unit)
    which = "less" if total.amount < amount.amount else "more"
    message = f"the {what} come to {total}, {apart} {which} than the amount"
    capped = which == "less" or what == "tranches"
    cap = ", or up_to: true where the amount is a cap" if capped else ""
    yield draft.error("A021", path, message, f"{what} that add up to {amount}{cap}")


def _shares(draft: Draft, path: Path, benefit: Benefit, amount: Quantity) -> Iterator[Problem]:
    if not benefit.shares:
        return
    units = {share.unit for share in benefit.shares.values()}
    total = sum((share.amount for share in benefit.shares.values()), Decimal(0))
    place = (*path, "shares")
    if units == {PERCENT}:
        if total != 100:  # noqa: PLR2004 per cent
            message = f"the shares come to {plain(total)}%"
            yield draft.error("A021", place, message, "shares that add up to 100%")
    elif units == {amount.unit}:
        yield from _sum(draft, place, ("shares", Quantity(total, amount.unit)), benefit)
    else:
        expected = f"all in {amount.unit or 'no unit'}, or all in %"
        yield draft.error("A021", place, "the shares are not in one unit", expected)


def _payers(draft: Draft, path: Path, benefit: Benefit) -> Iterator[Problem]:
    payers = tuple(dict.fromkeys(benefit.payer))
    for name in benefit.shares:
        if name not in payers:
            hint = nearest(name, payers)
            listed = f"one of {', '.join(payers)}" if payers else "a payer: for this benefit"
            message = f'"{name}" has a share and is no payer of this benefit'
            place = (*path, "shares", name)
            yield draft.error("A022", place, message, "" if hint else listed, hint)
    unshared = [name for name in payers if name not in benefit.shares]
    if benefit.shares and unshared:
        message = f"no share is given for {', '.join(unshared)}"
        yield draft.error("A022", (*path, "shares"), message, "a share for each payer")
    if benefit.payment == "pooled" and not benefit.shares:
        message = "payers fund a pool, and nothing says how much of it each owes"
        yield draft.error("A022", (*path, "payment"), message, "shares: for each of them")
        return
    if benefit.holder in payers:
        message = f"{benefit.holder} pays, and holds what the payers give"
        expected = "a party that pays nothing of its own"
        yield draft.error("A022", (*path, "holder"), message, expected)
    parts = benefit.tranches.values()
    paid_apart = bool(parts) and all(part.payer for part in parts)
    if benefit.amount is not None and len(payers) != 1 and not benefit.shares and not paid_apart:
        if payers:
            message = f"{len(payers)} payers are named, and nothing says who pays how much"
            expected = "shares: for each of them; equal parts are taken until then"
            yield draft.warning("A022", (*path, "payer"), message, expected)
        else:
            yield draft.error("A022", path, "nobody is named who gives this", "payer: PARTY")


def _joint(draft: Draft, path: Path, benefit: Benefit) -> Iterator[Problem]:
    """Note joint payment where no part has two payers."""
    parts = benefit.tranches.values()
    shared = len(set(benefit.payer)) > 1 and not (parts and all(one.payer for one in parts))
    if benefit.amount is not None and not shared:
        message = "payment is joint, and no part of this has two payers"
        expected = "payer: with all who answer for one another"
        yield draft.warning("A047", (*path, "payment"), message, expected)

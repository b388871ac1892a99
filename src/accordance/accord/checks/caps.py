"""A052: caps that bind, over parts that can be counted against them one by one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accordance.accord.draft import Draft
from accordance.accord.types import Benefit, Cap
from accordance.kernel.problems import Problem
from accordance.kernel.reading import Path


def check(draft: Draft) -> Iterator[Problem]:
    """Report caps over what has no amount or another unit, and parts that no cap can be held to."""
    accord = draft.accord
    for name, cap in accord.caps.items():
        yield from _cap(draft, ("caps", name), cap)
    for name, benefit in accord.benefits.items():
        face = benefit.amount.amount if benefit.amount is not None else Decimal(0)
        if benefit.up_to and face < _parts(benefit):
            yield from _countable(draft, ("benefits", name, "up_to"), name)


def _cap(draft: Draft, path: Path, cap: Cap) -> Iterator[Problem]:
    """Report a cap of nothing, and members that have no amount in its unit."""
    if cap.amount.amount <= 0 or not cap.of:
        expected = "an amount above 0, and the benefits that it is over"
        yield draft.error("A052", path, "this is a cap of nothing", expected)
    for place, name in enumerate(cap.of):
        benefit = draft.accord.benefits.get(name)
        if benefit is None:
            continue
        where = (*path, "of", place)
        if benefit.amount is None or benefit.amount.unit != cap.amount.unit:
            told = f"is of {benefit.amount}" if benefit.amount else "has no amount"
            message = f"the cap is {cap.amount}, and {name} {told}"
            yield draft.error("A052", where, message, f"benefits in {cap.amount.unit or 'no unit'}")
            continue
        yield from _countable(draft, where, name)
    members = [
        draft.accord.benefits[one] for one in dict.fromkeys(cap.of) if one in draft.accord.benefits
    ]
    most = sum((_parts(one) for one in members), Decimal(0))
    if 0 < most <= cap.amount.amount:
        message = f"the cap is {cap.amount}, and what it is over never comes to more"
        yield draft.warning("A052", (*path, "amount"), message, "a lower cap, or none")


def _parts(benefit: Benefit) -> Decimal:
    """Give what the parts of a transfer come to."""
    parts = [one.amount.amount for one in benefit.tranches.values() if one.amount is not None]
    face = benefit.amount.amount if benefit.amount is not None else Decimal(0)
    return sum(parts, Decimal(0)) if parts else face


def _countable(draft: Draft, path: Path, name: str) -> Iterator[Problem]:
    """Report what no cap can be held to: shared parts, advances, and linkage to the worth of a stage."""
    benefit = draft.accord.benefits[name]
    parts = benefit.tranches.values()
    if len(set(benefit.payer)) > 1 and not (parts and all(one.payer for one in parts)):
        message = f"{name} is under a cap, and several payers share its parts"
        yield draft.error("A052", path, message, "one payer for each part")
    if benefit.advance is not None:
        message = f"{name} is under a cap, and something of it may be given in advance"
        yield draft.error("A052", path, message, "no advance:, or no cap")
    rule = draft.accord.linkage
    linked = rule is not None and rule.rule == "every-basket" and benefit.linked
    if linked and benefit.stage is not None and benefit.humanitarian is None:
        message = f"{name} is under a cap, and linkage counts what its parts come to without it"
        yield draft.error("A052", path, message, "linked: false, or no cap")

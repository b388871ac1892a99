"""Runs of steps of one scale that fare alike, told in one line."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from accordance.accord.types import Accord

Told = TypeVar("Told")


def group_of(accord: Accord, name: str) -> str:
    """Give the scale or bands of which ``benefit/part`` is a step, as ``benefit/scale``; else nothing."""
    head, _, rest = name.partition("/")
    benefit = accord.benefits.get(head)
    tranche = benefit.tranches.get(rest.partition("/")[0]) if benefit is not None else None
    return f"{head}/{tranche.group}" if tranche is not None and tranche.group else ""


def runs(
    accord: Accord,
    told: Iterable[Told],
    name: Callable[[Told], str],
    alike: Callable[[Told], Hashable],
    day: Callable[[Told], Hashable] = lambda _: None,
) -> Iterator[list[Told]]:
    """Give neighbours that are steps of one scale and alike together, all else one by one.

    What several payers owe of the same steps is told payer by payer; days stay in their order.
    """

    def block(pair: tuple[int, Told]) -> Hashable:
        place, one = pair
        group = group_of(accord, name(one))
        return (group, day(one)) if group else place

    for key, some in groupby(enumerate(told), block):
        shares: dict[str, list[Told]] = {}
        for _, one in some:
            shares.setdefault(payer_of(name(one)) if isinstance(key, tuple) else "", []).append(one)
        for share in shares.values():
            for _, run in groupby(share, alike):
                yield list(run)


def payer_of(name: str) -> str:
    """Give whose share a parcel is that several payers divide, as ``benefit/step-1/payer`` says."""
    return name.split("/", 2)[2] if name.count("/") > 1 else ""


def span(names: list[str]) -> str:
    """Give what a run of parcels is called: the first, the last, and how many."""
    first, last = names[0], names[-1].partition("/")[2]
    return f"{first} to {last}, {len(names)} parts" if len(names) > 1 else first

"""A044 and A051: those who give are providers, and those who decide have a role."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.draft import Draft
from accordance.accord.types import Accord
from accordance.kernel.problems import Problem
from accordance.kernel.reading import Path


def check(draft: Draft) -> Iterator[Problem]:
    """Warn of payers that are no providers, and of powers in the hands of outsiders."""
    yield from _payers(draft)
    yield from _holders(draft)


def _payers(draft: Draft) -> Iterator[Problem]:
    parties = draft.accord.parties
    for name, benefit in draft.accord.benefits.items():
        payers: list[tuple[Path, str]] = [
            (("benefits", name, "payer", i), payer) for i, payer in enumerate(benefit.payer)
        ]
        payers += [
            (("benefits", name, "tranches", key, "payer"), tranche.payer)
            for key, tranche in benefit.tranches.items()
            if tranche.payer and tranche.payer not in benefit.payer
        ]
        for path, payer in payers:
            if payer in parties and "provider" not in parties[payer].roles:
                message = f'"{payer}" pays, and is not said to be a provider'
                expected = f"provider among the roles of {payer}"
                yield draft.warning("A044", path, message, expected)


def _holders(draft: Draft) -> Iterator[Problem]:
    """Warn once of each holder that is an outsider, at the first of its powers."""
    held: dict[str, list[Path]] = {}
    for name, power in draft.accord.powers.items():
        for i, holder in enumerate(power.by):
            if is_outsider(draft.accord, holder):
                held.setdefault(holder, []).append(("powers", name, "by", i))
    for holder, places in held.items():
        more = len(places) - 1
        powers = "power" + (f" and {more} more" if more else "")
        message = f'"{holder}" holds this {powers}, and no role is said of it'
        expected = (
            f"roles: of {holder} (observer, if it only decides), or within: the party it is part of"
        )
        yield draft.warning("A051", places[0], message, expected)


def is_outsider(accord: Accord, name: str) -> bool:
    """Say whether neither a party nor one that it is part of has any role."""
    seen: set[str] = set()
    while name in accord.parties and name not in seen:
        seen.add(name)
        if accord.parties[name].roles:
            return False
        name = accord.parties[name].within or ""
    return bool(seen)

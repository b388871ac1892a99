"""A044 and A051: those who give are providers, and those who decide have a role."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.draft import Draft
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
    parties = draft.accord.parties
    for name, power in draft.accord.powers.items():
        for i, holder in enumerate(power.by):
            if holder in parties and not parties[holder].roles:
                message = f'"{holder}" holds this power and has no role: nothing here binds it'
                expected = f"a role for {holder}, or the knowledge that an outsider decides"
                yield draft.warning("A051", ("powers", name, "by", i), message, expected)

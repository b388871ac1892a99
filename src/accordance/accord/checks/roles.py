"""A044, A051, A077: those who give are providers; those who decide, or are waited for, have a role."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.conditions import Test
from accordance.accord.draft import Draft
from accordance.kernel.problems import Problem
from accordance.kernel.reading import Path


def check(draft: Draft) -> Iterator[Problem]:
    """Warn of payers that are no providers, and of powers and releases in the hands of outsiders."""
    yield from _payers(draft)
    yield from _holders(draft)
    for path, asked, who in _waited_for(draft):
        names = ", ".join(who)
        message = f'this waits for "{asked}" of {names}, without a role: nothing binds an outsider'
        expected = f"a role for {names}, or another way to be released"
        yield draft.warning("A077", path, message, expected)


def _waited_for(draft: Draft) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Give where a release hangs on what only outsiders can do, on what, and who they are."""
    accord = draft.accord
    for reading in draft.readings():
        clause, test = reading.clause, reading.test
        if clause.section == "benefits" and clause.role == "release" and not reading.negated:
            yield from _outside(draft, reading.path, test)
    for name, benefit in accord.benefits.items():
        deciders: list[tuple[Path, str | None]] = [
            (("benefits", name, "decided_by"), benefit.decided_by)
        ]
        deciders += [
            (("benefits", name, "tranches", key, "decided_by"), tranche.decided_by)
            for key, tranche in benefit.tranches.items()
        ]
        for path, power in deciders:
            if power:
                yield from _outside(draft, path, Test("power", power, "in_force"))


def _outside(draft: Draft, path: Path, test: Test) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    accord = draft.accord
    by: tuple[str, ...] = ()
    if test.kind == "power" and test.id in accord.powers:
        by = accord.powers[test.id].by
    elif test.kind == "commitment" and test.id in accord.commitments:
        by = accord.commitments[test.id].by
    if by and all(one in accord.parties and not accord.parties[one].roles for one in by):
        yield path, test.id, by


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

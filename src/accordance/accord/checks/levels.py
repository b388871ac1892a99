"""A023, A024 and A042: targets that can be reached, and not by harming those who are counted."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.draft import Draft
from accordance.accord.types import Achieve
from accordance.kernel.problems import Problem
from accordance.kernel.quantities import Quantity, Range, held_in
from accordance.kernel.reading import Path


def check(draft: Draft) -> Iterator[Problem]:
    """Report units that no level has, and targets that do not fit their baseline or their claim."""
    yield from _scaled(draft)
    for name, commitment in draft.accord.commitments.items():
        if commitment.achieve is not None:
            yield from _target(draft, ("commitments", name, "achieve"), commitment.achieve)
        maintain = commitment.maintain
        claim = draft.accord.claims.get(maintain.claim or "") if maintain is not None else None
        for key in ("at_least", "at_most"):
            level: Quantity | None = getattr(maintain, key, None)
            if claim is not None and level is not None and _differ(level.unit, claim.unit):
                path = ("commitments", name, "maintain", key)
                message = f"the level is in {level.unit}, and the claim counts {claim.unit}"
                yield draft.error("A023", path, message, f"a level in {claim.unit}")


def _scaled(draft: Draft) -> Iterator[Problem]:
    """Report a unit that is a number of a currency: amounts are held in the currency itself."""
    units: list[tuple[Path, str]] = [
        (("claims", name, "unit"), one.unit) for name, one in draft.written.claims.items()
    ]
    units += [
        (("commitments", name, "achieve", "unit"), one.achieve.unit)
        for name, one in draft.written.commitments.items()
        if one.achieve is not None
    ]
    for path, unit in units:
        if held_in(unit) != unit:
            message = f"{unit} is a number of {held_in(unit)}, and no unit"
            expected = f"unit: {held_in(unit)}; a level of 20 {unit} may still be written so"
            yield draft.error("A023", path, message, expected)


def _target(draft: Draft, path: Path, achieve: Achieve) -> Iterator[Problem]:
    target, baseline = achieve.target, achieve.baseline
    place = (*path, "target")
    if target is None:
        if baseline is not None:
            message = "a baseline without a target measures nothing"
            yield draft.error("A024", (*path, "baseline"), message, "target: an amount, or all")
        return
    if isinstance(target, str):
        yield from _whole(draft, place, baseline)
        return
    claim = draft.accord.claims.get(achieve.claim or "")
    for what, unit in (
        ("the baseline is in", baseline.unit if baseline is not None else ""),
        ("the claim counts", claim.unit if claim is not None else ""),
        ("the unit is", achieve.unit),
    ):
        if _differ(target.unit, unit):
            message = f"the target is in {target.unit}, and {what} {unit}"
            yield draft.error("A023", place, message, f"one unit, such as {unit}")
            return
    persons = achieve.persons or (claim is not None and claim.persons)
    yield from _way(draft, place, target, baseline)
    if persons and baseline is not None and target.amount < baseline.low:
        message = "a falling number of persons can be had by harming them"
        expected = "a rising count of outcomes: persons released alive and at liberty"
        yield draft.warning("A042", place, message, expected)


def _whole(draft: Draft, place: Path, baseline: Range | None) -> Iterator[Problem]:
    """Report a target of all where nothing says how many that is."""
    if baseline is None:
        expected = "a baseline: the size of the whole population"
        yield draft.error("A024", place, "all of what is not said", expected)
    elif baseline.high <= 0:
        yield draft.error("A024", place, f"all of {baseline} is nothing", "a baseline above 0")


def _way(draft: Draft, place: Path, target: Quantity, baseline: Range | None) -> Iterator[Problem]:
    """Report a target that is reached from the start, or on no side of its baseline."""
    if baseline is None:
        if target.amount == 0:
            message = "the target 0 is reached from the start, where no baseline is given"
            yield draft.error("A023", place, message, "a baseline, or another target")
    elif baseline.low == baseline.high == target.amount:
        message = f"the target {target} is the baseline: there is nothing to do"
        yield draft.error("A023", place, message, "a target apart from the baseline, or maintain")
    elif baseline.low < target.amount < baseline.high:
        message = f"the target {target} lies inside the baseline {baseline}: up or down?"
        yield draft.error("A023", place, message, "a target on one side of the whole baseline")


def _differ(first: str, second: str) -> bool:
    """Say whether two units differ; a bare number takes the unit of the other."""
    return bool(first) and bool(second) and held_in(first) != held_in(second)

"""A003 and A004: every predicate fits the thing it is asked of, and has the level it needs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from accordance.accord.conditions import Clean, Test
from accordance.accord.draft import Draft
from accordance.accord.tranches import benefit_of, tranches_of
from accordance.accord.types import Accord
from accordance.accord.walk import nodes
from accordance.kernel.problems import Problem, nearest, one_of
from accordance.kernel.quantities import PERCENT, Quantity, held_in
from accordance.kernel.reading import Path

COMMITMENT: Final = (
    "met", "met_in_time", "breached", "overdue", "in_cure", "reversed", "open", "lodged", "reached", "failed",
    "excused", "kept",
)  # fmt: skip
CLAIM: Final = ("established", "refuted", "at_least", "at_most")
ASPECTS: Final = {
    "submission": ("lodged",),
    "legal-act": ("adopted", "signed", "published", "in_force", "applies_from", "ends"),
}
TRANSFER: Final = (
    "delivered", "due", "suspended", "lapsed", "forfeited", "reduced", "recovered", "saved",
)  # fmt: skip
PART: Final = tuple(word for word in TRANSFER if word != "recovered")
STATUS: Final = ("in_force", "due", "suspended", "lapsed", "reinstated", "saved")
POWER: Final = ("in_force", "done", "pending")
LEVELS: Final = ("reached", "at_least", "at_most", "delivered", "recovered")
WHOLE: Final = ("delivered", "recovered")
"""Predicates that take a level, and those of them that mean the whole without one."""


def check(draft: Draft) -> Iterator[Problem]:
    """Report predicates that their subject does not have, and levels that do not fit them."""
    for reading in draft.readings():
        if reading.test.kind in ("provision", "accord"):
            continue
        yield from _part(draft, reading.path, reading.test)
        yield from _predicate(draft, reading.path, reading.test)
        yield from _level(draft, reading.path, reading.test)
    for clause in draft.clauses():
        for path, node in nodes(clause.condition, clause.path):
            commitment = isinstance(node, Clean) and draft.commitment(node.conduct)
            if commitment and commitment.achieve is not None:
                message = f'"{commitment_id(node)}" is to be achieved, so it has no clean conduct'
                expected = "a commitment to refrain or to maintain"
                yield draft.error("A003", (*path, "conduct"), message, expected)


def commitment_id(node: object) -> str:
    """Give the commitment whose conduct a node asks about, or an empty string."""
    return node.conduct if isinstance(node, Clean) else ""


def allowed(test: Test, accord: Accord) -> tuple[str, ...]:
    """Give the predicates of the thing that a test names; empty where nothing bears the name."""
    if test.kind == "commitment" and test.id in accord.commitments:
        lacking = set() if _is_submission(test.id, accord) else {"lodged"}
        lacking |= set() if accord.commitments[test.id].achieve is not None else {"kept"}
        return tuple(word for word in COMMITMENT if word not in lacking)
    if test.kind == "benefit" and (test.id in accord.benefits or tranches_of(accord, test.id)):
        benefit = accord.benefits[benefit_of(test.id)]
        words = STATUS if benefit.status else TRANSFER if test.id in accord.benefits else PART
        return tuple(word for word in words if word != "saved" or benefit.saved)
    if test.kind == "power" and test.id in accord.powers:
        return POWER
    if test.kind == "claim" and test.id in accord.claims:
        return CLAIM + ASPECTS.get(accord.claims[test.id].type, ())
    return ()


def _is_submission(name: str, accord: Accord) -> bool:
    achieve = accord.commitments[name].achieve
    claim = accord.claims.get(achieve.claim or "") if achieve is not None else None
    return claim is not None and claim.type == "submission"


def _part(draft: Draft, path: Path, test: Test) -> Iterator[Problem]:
    """Report a tranche that a benefit does not have; those of scales and series are counted out by now."""
    name, slash, part = test.id.partition("/")
    benefit = draft.accord.benefits.get(name) if test.kind == "benefit" and slash else None
    if benefit is None or tranches_of(draft.accord, test.id):
        return
    tranches = benefit.tranches.items()
    known = tuple(dict.fromkeys(one for key, own in tranches for one in (own.group, key) if one))
    hint = nearest(part, known)
    expected = "" if hint else (one_of(known) if known else f"{name} itself; it has no tranches")
    message = f'the benefit "{name}" has no tranche "{part}"'
    yield draft.error("A001", path, message, expected, hint)


def _predicate(draft: Draft, path: Path, test: Test) -> Iterator[Problem]:
    words = allowed(test, draft.accord)
    if not words or test.predicate in words:
        return
    hint = nearest(test.predicate, words)
    expected = f"one of {', '.join(words)}"
    if test.kind == "commitment" and test.id in draft.accord.claims and test.predicate in CLAIM:
        expected = f"{{claim: {test.id}, is: {test.predicate}}}, which asks its claim"
    if test.kind == "commitment" and test.predicate == "waived":
        waiving = [key for key, one in draft.accord.powers.items() if one.kind == "waive"]
        acts = ", ".join(f"{key}.in_force" for key in waiving) or "the in_force of a power to waive"
        expected = f"{test.id}.met, which holds while it is waived too; or {acts}"
    named = draft.accord.commitments.get(test.id) if test.kind == "commitment" else None
    name = (named.series if named is not None else "") or test.id
    kind = "tranche" if test.kind == "benefit" and "/" in name else test.kind
    message = f'the {kind} "{name}" has no predicate "{test.predicate}"'
    yield draft.error("A003", path, message, "" if hint else expected, hint)


def _level(draft: Draft, path: Path, test: Test) -> Iterator[Problem]:
    if test.predicate not in allowed(test, draft.accord):
        return
    level = test.level
    if test.predicate not in LEVELS:
        if level is not None:
            message = f'"{test.predicate}" takes no level, and {level} stands here'
            yield draft.error("A004", path, message, f"{test.id}.{test.predicate}")
        return
    if level is None:
        if test.predicate not in WHOLE:
            example = "25%" if test.predicate == "reached" else f"8 {_unit(draft, test)}".strip()
            message = f'"{test.predicate}" needs a level'
            yield draft.error("A004", path, message, f"{test.id}.{test.predicate}({example})")
        return
    unit = _unit(draft, test)
    share = test.predicate in ("reached", *WHOLE) and level.unit == PERCENT
    if share and not 0 < level.amount <= Decimal(100):
        yield draft.error("A004", path, f"{level} is no share of a whole", "more than 0% to 100%")
    elif test.predicate == "reached" and not share:
        message = f"{level} is no share of the way to the target"
        yield draft.error("A004", path, message, 'a share in per cent, such as "25%"')
    elif test.predicate in WHOLE and level.unit == unit and not _possible(draft, test):
        message = f'{level} is more than the whole of "{test.id}", which is {_whole(draft, test)}'
        yield draft.error("A004", path, message, f"an amount up to {_whole(draft, test)}")
    elif not share and not _fits(draft, test, level.unit, unit):
        expected = f"a level in {unit}" if unit else "a claim of type quantity"
        yield draft.error("A004", path, f'{level} cannot be a level of "{test.id}"', expected)


def _unit(draft: Draft, test: Test) -> str:
    if test.kind == "claim":
        return draft.accord.claims[test.id].unit
    if test.kind == "benefit":
        amount = draft.accord.benefits[benefit_of(test.id)].amount
        return amount.unit if amount is not None else ""
    return PERCENT


def _whole(draft: Draft, test: Test) -> Quantity | None:
    """Give the amount of the benefit that a test asks about, None where it has none."""
    return draft.accord.benefits[test.id].amount if test.id in draft.accord.benefits else None


def _possible(draft: Draft, test: Test) -> bool:
    """Say whether so much of a benefit can be given at all: more than nothing, and no more than it is."""
    whole = _whole(draft, test)
    return whole is None or test.level is None or 0 < test.level.amount <= whole.amount


def _fits(draft: Draft, test: Test, given: str, unit: str) -> bool:
    """Say whether a level in the given unit can be asked; a bare number takes the thing's unit."""
    if test.kind == "claim" and draft.accord.claims[test.id].type != "quantity":
        return False
    return given in ("", unit, held_in(unit)) or not unit

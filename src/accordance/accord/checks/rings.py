"""A046: provisions that wait for one another, so that none of them can ever begin.

What can begin is the least set that grows by itself: claims, days and failures can always come
about; a provision can once enough of what it asks can.  A ring with a first step that waits for
nothing in it is staged, and sound.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from accordance.accord import conditions as c
from accordance.accord.draft import Draft
from accordance.accord.tranches import benefit_of, tranches_of
from accordance.accord.types import Accord
from accordance.kernel.problems import Problem
from accordance.kernel.quantities import PERCENT
from accordance.kernel.reading import Path

_WAITS = frozenset(
    {
        "met",
        "met_in_time",
        "reached",
        "delivered",
        "due",
        "in_force",
        "reinstated",
        "done",
        "kept",
        "recovered",
        "pending",
    }
)
"""Predicates that hold only once their subject has begun; all others can come about in time."""


class Need(msgspec.Struct, frozen=True):
    """What must come about, where it is written, and which tranche and how much of a benefit hang on it."""

    path: Path
    conditions: tuple[c.Condition, ...]
    amount: Decimal = Decimal(0)
    tranche: str = ""


def check(draft: Draft) -> Iterator[Problem]:
    """Warn of each ring once, at the member that stands first in the text."""
    ring = _Rings(draft.accord)
    told: set[str] = set()
    for name in ring.needs:
        members = ring.back_to(name)
        names = [member for member, _ in members]
        if not members or told.intersection(names) or set(names) <= set(draft.accord.commitments):
            continue
        told.update(names)
        steps = "; ".join(f"{member} waits for {_shown(test)}" for member, test in members)
        message = f"none of these can ever begin: {steps}"
        expected = (
            "a first step that waits for none of them: an earlier tranche, a day, or any: [...]"
        )
        yield draft.warning("A046", ring.place(name), message, expected)


def _shown(test: c.Test) -> str:
    return f"{test.id}.{test.predicate}" + (f"({test.level})" if test.level else "")


class _Rings:
    """What of an accord can begin, and what keeps the rest."""

    def __init__(self, accord: Accord) -> None:
        self.accord = accord
        self.needs = {name: tuple(_needs(accord, name)) for name in _provisions(accord)}
        self.can: set[str] = set()
        self.met: set[Need] = set()
        self._asking: set[str] = set()
        before = -1
        while before != len(self.can) + len(self.met):
            before = len(self.can) + len(self.met)
            for name, needs in self.needs.items():
                self.met.update(
                    need for need in needs if all(self.possible(one) for one in need.conditions)
                )
                if self._begins(name):
                    self.can.add(name)

    def back_to(self, name: str) -> list[tuple[str, c.Test]]:
        """Give the steps from a provision through what keeps each back to it, or nothing."""
        steps: list[tuple[str, c.Test]] = []
        one = name
        while one in self.needs and one not in self.can and len(steps) <= len(self.needs):
            test = self._keeps(one)
            if test is None:
                return []
            steps.append((one, test))
            one = test.id if test.id in self.needs else benefit_of(test.id)
            if one == name:
                return steps
        return []

    def place(self, name: str) -> Path:
        """Give where the condition that keeps a provision is written."""
        return next(need.path for need in self.needs[name] if need not in self.met)

    def _begins(self, name: str) -> bool:
        needs = self.needs[name]
        tranches = self.accord.benefits[name].tranches if name in self.accord.benefits else ()
        waivers = (
            power
            for power, one in self.accord.powers.items()
            if one.kind == "waive"
            and power in self.can
            and any(on in (name, f"{name}/{key}") for on in one.on for key in tranches)
        )
        return not needs or not self.met.isdisjoint(needs) or next(waivers, None) is not None

    def _keeps(self, name: str) -> c.Test | None:
        """Give the first test that keeps a provision and that waits for another."""
        for need in self.needs[name]:
            for condition in need.conditions:
                test = self._blamed(condition)
                if test is not None:
                    return test
        return None

    def _blamed(self, condition: c.Condition) -> c.Test | None:
        if self.possible(condition):
            return None
        if isinstance(condition, c.Test):
            return condition
        found = (self._blamed(one) for one in c.members(condition))
        return next((one for one in found if one is not None), None)

    def possible(self, condition: c.Condition) -> bool:
        """Say whether a condition can come about by what can begin so far."""
        match condition:
            case c.Test():
                return self._test(condition)
            case c.All(all=inside) | c.Latest(latest=inside):
                return all(self.possible(one) for one in inside)
            case c.AnyOf(any=inside) | c.Earliest(earliest=inside):
                return any(self.possible(one) for one in inside)
            case c.AtLeast(at_least=need, of=members):
                return sum(self.possible(one) for one in members) >= need
            case c.Share(share=share, of=weighted):
                whole = sum(one.weight for one in weighted)
                sure = sum(one.weight for one in weighted if self.possible(one.condition))
                return sure * 100 >= share * whole
            case c.Unless(condition=one, unless=other):
                return self.possible(one) or self.possible(other)
            case c.After(after=one) | c.Before(before=one):
                return self.possible(one)
        return True

    def _test(self, test: c.Test) -> bool:
        if test.kind in ("claim", "accord", "provision") or test.predicate not in _WAITS:
            return True
        parts = tranches_of(self.accord, test.id) if test.kind == "benefit" else ()
        if parts:
            needs = self.needs[benefit_of(test.id)]
            return any(one in self.met for one in needs if one.tranche in parts)
        if test.predicate == "delivered":
            return self._given(test)
        if test.predicate == "reached" and test.level is not None:
            return self._reached(test.id, test.level.amount)
        return test.id in self.can or test.id not in self.needs

    def _reached(self, name: str, share: Decimal) -> bool:
        """Say whether so much of what a commitment requires can come about."""
        commitment = self.accord.commitments.get(name)
        requires = commitment.achieve.requires if commitment and commitment.achieve else None
        if name in self.can or not isinstance(requires, c.All | c.Share):
            return name in self.can or name not in self.needs
        if name in self._asking:
            return False
        self._asking.add(name)
        inside = c.members(requires)
        weights = (
            [one.weight for one in requires.of]
            if isinstance(requires, c.Share)
            else [1] * len(inside)
        )
        sure = sum(w for one, w in zip(inside, weights, strict=True) if self.possible(one))
        self._asking.discard(name)
        return sure * 100 >= share * sum(weights)

    def _given(self, test: c.Test) -> bool:
        benefit = self.accord.benefits.get(test.id)
        if benefit is None or benefit.amount is None:
            return True
        face = benefit.amount.amount
        asked = test.level.amount if test.level else face
        if test.level is not None and test.level.unit == PERCENT:
            asked = face * asked / 100
        needs = self.needs[test.id]
        return sum((one.amount for one in needs if one in self.met), Decimal(0)) >= min(asked, face)


def _provisions(accord: Accord) -> Iterator[str]:
    yield from accord.commitments
    yield from accord.benefits
    yield from accord.powers


def _needs(accord: Accord, name: str) -> Iterator[Need]:
    """Give what a provision needs to begin; of several needs one is enough."""
    if name in accord.commitments:
        achieve = accord.commitments[name].achieve
        if achieve is not None and achieve.requires is not None and achieve.measured_by == "done":
            yield Need(("commitments", name, "achieve", "requires"), (achieve.requires,))
        return
    if name in accord.powers:
        power = accord.powers[name]
        asked = () if power.when is None else (power.when,)
        if asked:
            yield Need(("powers", name, "when"), asked)
        return
    benefit = accord.benefits[name]
    act = (c.Test("power", benefit.decided_by, "in_force"),) if benefit.decided_by else ()
    release = () if benefit.release is None else (benefit.release,)
    path: Path = ("benefits", name, "release" if release else "decided_by")
    if benefit.status and act:
        yield Need(("benefits", name, "decided_by"), act)
        return
    if not benefit.tranches:
        yield Need(path, (*release, *act), benefit.amount.amount if benefit.amount else Decimal(0))
    for key, tranche in benefit.tranches.items():
        own = () if tranche.release is None else (tranche.release,)
        stated = tranche.amount
        amount = stated.amount if stated else Decimal(0)
        if benefit.amount is not None and stated and stated.unit == PERCENT:
            amount = benefit.amount.amount * amount / 100
        where: Path = ("benefits", name, "tranches", key, "release") if own else path
        yield Need(where, (*own, *release, *act), amount, key)

"""What recurs as dated copies, so that no later floor knows anything else.

A commitment that recurs becomes one commitment a period, ``NAME/1996``, each with a claim of its
own; a recurring tranche becomes one tranche a period.  A condition on the whole series becomes
one on its copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, Final

import msgspec

from accordance.accord.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Not,
    OnDay,
    Series,
    Share,
    Test,
    Weighted,
)
from accordance.accord.every import Every, Turn
from accordance.accord.types import Accord, Achieve, Claim, Commitment, Tranche
from accordance.accord.walk import rewrite
from accordance.kernel.days import Months, Period, add_period
from accordance.kernel.quantities import Quantity, exact

MOST_TIMES: Final = 400
"""How many times at most something may recur."""
OF_EACH: Final = ("met", "met_in_time", "lodged", "kept")
"""Predicates that a series has where each of its copies has it; of all others one is enough."""
YEAR: Final = 12
ONE_DAY: Final = timedelta(days=1)
replace: Final = msgspec.structs.replace


class Span(msgspec.Struct, frozen=True):
    """One of the periods of something that recurs: its name, its days, and the last day to do it."""

    label: str
    first: date
    last: date
    due: date


def spans(every: Every, months: Months) -> list[Span]:
    """Give the periods in order; none where they cannot be counted out.

    Each is counted from the first day of all, so a month's end that is cut short cuts no other.
    """
    if every.period.months == every.period.days == 0 or (every.times or 1) > MOST_TIMES:
        return []
    found: list[Span] = []
    try:
        while len(found) < (every.times or MOST_TIMES + 1):
            first = _start(every, len(found), months)
            last = _start(every, len(found) + 1, months) - ONE_DAY
            if every.times is None and (every.until is None or last > every.until):
                break
            due = add_period(last, every.within, months, "exclude-first") if every.within else last
            found.append(Span(_label(every, len(found), first), first, last, due))
    except OverflowError:
        return []
    return found


def _start(every: Every, number: int, months: Months) -> date:
    whole = Period(every.period.months * number, every.period.days * number)
    return add_period(every.from_, whole, months, "exclude-first")


def _label(every: Every, number: int, first: date) -> str:
    """Name a period: by its year, its year and month, or its first day, as long as it is."""
    months = every.period.months
    if every.period.days:
        return first.isoformat()
    if months % YEAR == 0:
        return str(first.year)
    year, month = divmod(every.from_.year * YEAR + every.from_.month - 1 + months * number, YEAR)
    return f"{year}-{month + 1:02}"


def copies(name: str, commitment: Commitment, months: Months) -> dict[str, Commitment]:
    """Give the copies of a commitment that recurs, in order, each with its own days and claim."""
    every, achieve = commitment.every, commitment.achieve
    if every is None or achieve is None:
        return {}
    found = {}
    for number, span in enumerate(spans(every, months), start=1):
        asked = _asked(name, achieve, every, span, number)
        found[f"{name}/{span.label}"] = replace(
            commitment,
            title=f"{span.label}: {commitment.title or achieve.text or name}",
            every=None,
            readings={},
            settled_by=None,
            series=name,
            over_when=every.over_when,
            in_force=max(span.first, commitment.in_force or span.first),
            achieve=replace(asked, due=OnDay(span.due)),
            tolled_while=_either(commitment.tolled_while, every.over_when),
        )
    return found


def _asked(name: str, achieve: Achieve, every: Every, span: Span, number: int) -> Achieve:
    base = achieve.claim or name
    target = achieve.target
    if every.counts == "total" and isinstance(target, Quantity):
        target = Quantity(exact(target.amount * number), target.unit)
        return replace(achieve, claim=base, target=target)
    return replace(achieve, claim=f"{base}/{span.label}")


def _either(one: Condition | None, other: Condition | None) -> Condition | None:
    given = tuple(each for each in (one, other) if each is not None)
    return AnyOf(any=given, label="") if len(given) > 1 else next(iter(given), None)


def turns(name: str, commitment: Commitment, claim: Claim, months: Months) -> dict[str, Claim]:
    """Give the claims of the copies of a commitment, each with the days that are its turn.

    What is said of the claim itself on one of these days is said of the copy: its turn is from
    the day after the last day to do the one before it.
    """
    every, achieve = commitment.every, commitment.achieve
    if every is None or achieve is None or every.counts == "total":
        return {}
    base = achieve.claim or name
    found, first = {}, every.from_
    for span in spans(every, months):
        turn = Turn(base, first, span.due)
        found[f"{base}/{span.label}"] = replace(
            claim,
            text=f"{claim.text} ({span.label})",
            readings={},
            settled_by=None,
            turn=turn,
        )
        first = span.due + ONE_DAY
    return found


def instalments(
    tranches: dict[str, Tranche], months: Months, same: Callable[[Condition, date], Condition]
) -> dict[str, Tranche]:
    """Give the tranches with each that recurs as one a period, due from its first day at the earliest.

    ``same`` reads a condition on the copy of a series whose period is that of the instalment.
    """
    found: dict[str, Tranche] = {}
    for name, tranche in tranches.items():
        dated = spans(tranche.every, months) if tranche.every is not None else []
        if not dated:
            found[name] = tranche
        for span in dated:
            day = OnDay(span.first)
            asked = None if tranche.release is None else same(tranche.release, span.first)
            release = day if asked is None else All(all=(asked, day), label="")
            found[f"{name}-{span.label}"] = replace(
                tranche, every=None, release=release, group=name
            )
    return found


class Recurring:
    """The series of an accord, and what a condition on one asks of its copies."""

    def __init__(self, accord: Accord, months: Months) -> None:
        """Find the series that are written and those that were counted out before."""
        self.copies: dict[str, dict[str, Commitment]] = {}
        for name, one in accord.commitments.items():
            if one.every is not None:
                self.copies[name] = copies(name, one, months)
            elif one.series:
                self.copies.setdefault(one.series, {})[name] = one

    def names(self) -> tuple[str, ...]:
        """Give the ids of the series."""
        return tuple(self.copies)

    def spelled_out(self, condition: Condition) -> Condition:
        """Give a test of a series, or a condition on some of it, as one on its copies."""
        if isinstance(condition, Test) and condition.kind == "commitment":
            if self.copies.get(condition.id):
                return self._whole(condition)
        elif isinstance(condition, Series) and self.copies.get(condition.series):
            return self._some(condition)
        return condition

    def same_as(self, condition: Condition, day: date) -> Condition:
        """Give a condition in which "the same" copy of a series is that whose period has a day."""

        def change(one: Condition) -> Condition:
            if not isinstance(one, Series) or one.which != "same":
                return one
            own = [name for name, copy in self.copies.get(one.series, {}).items()
                   if copy.in_force is not None and copy.in_force <= day]  # fmt: skip
            return Test("commitment", own[-1], one.is_) if own else one

        return rewrite(condition, change)  # type: ignore[no-any-return]

    def _whole(self, test: Test) -> Condition:
        series = self.copies[test.id]
        word = test.predicate.replace("_", " ")
        label = f"each copy of {test.id} is {word}"
        if test.predicate == "reached" and test.level is not None:
            parts = tuple(Weighted(one, 1) for one in self._each(test.id, "met"))
            return Share(share=test.level.amount, of=parts, label=f"{test.level} of {test.id} met")
        if test.predicate in OF_EACH:
            return All(all=tuple(self._each(test.id, test.predicate)), label=label)
        return AnyOf(
            any=tuple(replace(test, id=name) for name in series),
            label=f"a copy of {test.id} is {word}",
        )

    def _each(self, name: str, predicate: str) -> Iterator[Condition]:
        """Ask each copy; one whose deadline never comes, since the series is over, asks nothing."""
        for key, one in self.copies[name].items():
            test = Test("commitment", key, predicate)
            if one.over_when is None:
                yield test
                continue
            failed = Not(condition=Test("commitment", key, "failed"))
            yield AnyOf(any=(test, All(all=(one.over_when, failed), label="")), label="")

    def _some(self, asked: Series) -> Condition:
        if asked.which == "latest":
            return self._latest(asked)
        if asked.at_least is None:
            return self._whole(Test("commitment", asked.series, asked.is_))
        label = f"at least {asked.at_least} of {asked.series} are {asked.is_.replace('_', ' ')}"
        tests = tuple(Test("commitment", key, asked.is_) for key in self.copies[asked.series])
        return AtLeast(at_least=asked.at_least, of=tests, label=label)

    def _latest(self, asked: Series) -> Condition:
        """Ask the copy whose deadline passed last, before any has passed the first."""
        parts: list[Condition] = []
        keys = list(self.copies[asked.series])
        days = [_after(self.copies[asked.series][key]) for key in keys]
        for number, key in enumerate(keys):
            own: list[Any] = [Test("commitment", key, asked.is_)]
            if number:
                own.insert(0, OnDay(days[number]))
            if number + 1 < len(keys):
                own.insert(0, Not(condition=OnDay(days[number + 1])))
            parts.append(All(all=tuple(own), label="") if len(own) > 1 else own[0])
        return AnyOf(
            any=tuple(parts), label=f"the latest of {asked.series} is {asked.is_.replace('_', ' ')}"
        )


def _after(copy: Commitment) -> date:
    """Give the day after the deadline of a copy."""
    due = copy.achieve.due if copy.achieve is not None else None
    assert isinstance(due, OnDay)  # noqa: S101 every copy is due on a day
    return due.on + ONE_DAY

"""A070 to A074: readings are several, differ from the text and from each other, and can be decided."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from accordance.accord.draft import Draft
from accordance.accord.names import PROVISIONS
from accordance.accord.variants import MOST_COMBINATIONS, combinations, contested
from accordance.kernel.problems import Problem
from accordance.kernel.reading import Path

TWO = 2


def check(draft: Draft) -> Iterator[Problem]:
    """Report readings that are none, or that no one could settle or decide."""
    for section in PROVISIONS:
        for name, one in getattr(draft.accord, section).items():
            path = (section, name)
            if one.readings:
                yield from _several(draft, path, one)
                yield from _holders(draft, path, one)
            yield from _settler(draft, path, one)
    yield from _series(draft)
    ways = {name: tuple(some) for name, some in contested(draft.accord).items()}
    count = combinations(ways)
    if count > MOST_COMBINATIONS:
        last = list(ways)[-1]
        section = next(each for each in PROVISIONS if last in getattr(draft.accord, each))
        message = f"the readings combine in {count} ways"
        expected = f"at most {MOST_COMBINATIONS}; above that what rests on them is undetermined"
        yield draft.warning("A072", (section, last, "readings"), message, expected)


def _series(draft: Draft) -> Iterator[Problem]:
    """Report what recurs and is read in several ways: its copies would have to be read alike."""
    for name, one in draft.written.commitments.items():
        claim = draft.written.claims.get((one.achieve.claim if one.achieve else None) or name)
        contested = one.readings or (claim is not None and claim.readings)
        if one.every is not None and contested:
            place = ("readings",) if one.readings else ("achieve", "claim")
            message = "what recurs cannot be read in several ways"
            expected = "one commitment for each period, or no readings"
            yield draft.error("A033", ("commitments", name, *place), message, expected)
    for name, one in draft.accord.commitments.items():
        for key, reading in one.readings.items():
            if getattr(reading.reads, "every", None) is not None:
                at = ("commitments", name, "readings", key, "reads", "every")
                message = "what recurs in one reading alone has copies in that reading alone"
                yield draft.error("A033", at, message, "every in no reading")


def _several(draft: Draft, path: Path, one: Any) -> Iterator[Problem]:
    if len(one.readings) < TWO:
        message = "a reading that stands alone is no dispute"
        yield draft.error("A070", (*path, "readings"), message, "two readings, or the text itself")
    seen: list[tuple[str, Any]] = []
    for key, reading in one.readings.items():
        same = next((other for other, read in seen if read == reading.reads), None)
        if same is not None:
            message = f'the reading "{key}" says the same as {same}'
            at = (*path, "readings", key, "reads")
            yield draft.error("A071", at, message, "a way of reading it that no other reading has")
        seen.append((f'the reading "{key}"', reading.reads))


def _holders(draft: Draft, path: Path, one: Any) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for key, reading in one.readings.items():
        for party in reading.held_by:
            if first.setdefault(party, key) != key:
                message = f'"{party}" reads this in two ways, "{first[party]}" and "{key}"'
                at = (*path, "readings", key, "held_by")
                yield draft.error("A074", at, message, "one reading for each party")


def _settler(draft: Draft, path: Path, one: Any) -> Iterator[Problem]:
    if one.settled_by is None:
        return
    at = (*path, "settled_by")
    if not one.readings:
        yield draft.error("A073", at, "there is nothing to settle", "readings, or no such key")
        return
    accord = draft.accord
    powers = [
        power
        for name, power in accord.powers.items()
        if power.kind == "determine" and (name == one.settled_by or one.settled_by in power.by)
    ]
    known = one.settled_by in accord.powers or one.settled_by in accord.parties
    if known and not powers:
        message = f'"{one.settled_by}" can settle nothing'
        expected = "a power of kind determine, or a party that holds one"
        yield draft.error("A073", at, message, expected)
    if any(power.wait is not None for power in powers):
        message = "a determination that must wait cannot settle how a text is read"
        yield draft.error("A073", at, message, "a power without wait")

"""A033 and A034: what recurs can be counted out, and what is asked of a series is there."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.conditions import Condition, Series, Test, members
from accordance.accord.draft import Draft
from accordance.accord.every import Every
from accordance.accord.recurring import MOST_TIMES, spans
from accordance.accord.types import Achieve, Commitment, Tranche
from accordance.accord.walk import nodes
from accordance.kernel.problems import Problem
from accordance.kernel.quantities import Quantity
from accordance.kernel.reading import Path

Fault = tuple[str, str, str]
"""The key at fault, what is wrong with it, and what was expected."""


def check(draft: Draft) -> Iterator[Problem]:
    """Report what recurs without end or in ways that cannot be counted, and questions about no series."""
    claims: dict[str, str] = {}
    for name, commitment in draft.written.commitments.items():
        every = commitment.every
        if every is None:
            continue
        path: Path = ("commitments", name)
        base = (commitment.achieve.claim if commitment.achieve else None) or name
        for key, message, expected in (
            *_duty(commitment), *_counted(draft, every), *_over(draft, every),
            *_shared(base, claims.get(base)),
        ):  # fmt: skip
            yield draft.error("A033", (*path, *key.split(".")), message, expected)
        claims.setdefault(base, name)
    for name, benefit in draft.written.benefits.items():
        for key, tranche in benefit.tranches.items():
            if tranche.every is not None:
                path = ("benefits", name, "tranches", key)
                for word, message, expected in (
                    *_part(tranche, tranche.every), *_counted(draft, tranche.every),
                ):  # fmt: skip
                    yield draft.error("A033", (*path, *word.split(".")), message, expected)
    yield from _asked(draft)


def _duty(commitment: Commitment) -> Iterator[Fault]:
    """Report a commitment of which there can be no copies."""
    achieve = commitment.achieve
    if achieve is None:
        yield "every", "what holds all the time does not recur", "achieve, or no such key"
        return
    for key, message in (
        ("requires", "a condition once true would meet every copy at once"),
        ("due", "each copy is due at the end of its period"),
    ):
        if getattr(achieve, key) is not None:
            yield f"achieve.{key}", message, "every alone; a claim that each period has anew"
    if achieve.measured_by == "determined" or achieve.judged_at != "deadline":
        key = "judged_at" if achieve.judged_at != "deadline" else "measured_by"
        expected = "a claim with determined_by, which a body states for each period"
        yield f"achieve.{key}", "an act bears on the whole series, not on one period", expected
    if commitment.readings:
        yield (
            "readings",
            "a series cannot be read in several ways",
            "one commitment for each period",
        )
    yield from _level(achieve, commitment.every)


def _level(achieve: Achieve, every: Every | None) -> Iterator[Fault]:
    total = every is not None and every.counts == "total"
    if total and (not isinstance(achieve.target, Quantity) or achieve.baseline is not None):
        message = "what counts in total is an amount for each period, from nothing on"
        yield "every.counts", message, "a target with an amount and no baseline"


def _counted(draft: Draft, every: Every) -> Iterator[Fault]:
    """Report periods that have no length or no end, or are too many."""
    if (every.times is None) == (every.until is None):
        what = "nothing says how often" if every.times is None else "both say how often"
        yield "every", what, "times: or until:, one of the two"
        return
    dated = spans(every, draft.accord.calendar.months or "clamp")
    if every.period.months == every.period.days == 0:
        yield "every.period", "a period of no length recurs without end", "P1D or longer"
    elif (every.times is not None and every.times > MOST_TIMES) or len(dated) > MOST_TIMES:
        key = "times" if every.times is not None else "until"
        yield f"every.{key}", "this recurs too often", f"at most {MOST_TIMES} times"
    elif every.times is not None and every.times < 1:
        yield "every.times", "this recurs at no time", "1 or more"
    elif every.until is not None and (not dated or dated[-1].last != every.until):
        last = f"such as {dated[-1].last}" if dated else "not before the end of the first"
        yield "every.until", "no period ends on this day", f"the last day of a period, {last}"


def _over(draft: Draft, every: Every) -> Iterator[Fault]:
    """Report a series that is over when a series is: which copy is meant is not said."""
    series = {name for name, one in draft.written.commitments.items() if one.every is not None}
    for one in _inside(every.over_when) if every.over_when is not None else ():
        named = one.series if isinstance(one, Series) else one.id if isinstance(one, Test) else ""
        if named in series:
            message = f'"{named}" recurs, so it is no end of a series'
            yield "every.over_when", message, "a claim, or a commitment that does not recur"


def _inside(condition: Condition) -> Iterator[Condition]:
    yield condition
    for one in members(condition):
        yield from _inside(one)


def _shared(base: str, other: str | None) -> Iterator[Fault]:
    if other is not None:
        message = f'"{other}" asks the claim "{base}" period by period already'
        yield "every", message, "a claim of its own for each series"


def _part(tranche: Tranche, every: Every) -> Iterator[Fault]:
    """Report a tranche that recurs without one amount for each period."""
    if tranche.amount is None:
        yield "every", "each instalment is of one amount", "amount: of one instalment"
    for key in ("within", "over_when"):
        if getattr(every, key) is not None:
            expected = "deliver: for lateness, end: for an end"
            yield f"every.{key}", f'an instalment has no "{key}"', expected
    if every.counts == "total":
        yield "every.counts", "an instalment counts for itself", "no such key"


def _asked(draft: Draft) -> Iterator[Problem]:
    """Report questions about copies that are not there."""
    for clause in draft.clauses():
        for path, node in nodes(clause.condition, clause.path):
            if isinstance(node, Series):
                if node.which == "same" and draft.commitment(node.series) is not None:
                    message = "there is no period here that could be the same"
                    expected = "which: same, in the release of a tranche with every:"
                else:
                    message = f'"{node.series}" is no series'
                    expected = "a commitment with every:"
                if node.series in draft.names.of("commitment"):
                    yield draft.error("A034", (*path, "series"), message, expected)
            elif isinstance(node, Test) and node.kind == "commitment":
                yield from _copy(draft, path, node)


def _copy(draft: Draft, path: Path, test: Test) -> Iterator[Problem]:
    series, slash, label = test.id.partition("/")
    own = [name for name, one in draft.accord.commitments.items() if one.series == series]
    if slash and own and test.id not in draft.accord.commitments and label != "access":
        message = f'"{series}" has no copy "{label}"'
        yield draft.error("A034", path, message, f"one from {own[0]} to {own[-1]}")

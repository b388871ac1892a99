"""The outcome in sentences, each read off the data; no case has words of its own."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Final

from accordance.charts.looks import BROKEN
from accordance.charts.specs import breaches
from accordance.charts.words import (
    amounts,
    listed,
    long_day,
    party_name,
    percent,
    provision_name,
    state_word,
)
from accordance.decide.breaches import Knowledge
from accordance.decide.decision import Decision
from accordance.decide.replay import Replay

KNOWLEDGE: Final[dict[Knowledge, str]] = {
    "known_to_payer": "while its payer knew of the breach",
    "known_to_public_only": "while the public knew and its payer did not",
    "unknown_to_both": "while neither knew, as is known now",
}
TOLD: Final = (
    "met", "partly_met", "pending", "open", "overdue", "in_cure", "breached", "reversed", "excused",
    "waived", "undetermined", "not_in_force", "superseded",
)  # fmt: skip
"""The states of commitments in the order in which a reader asks for them."""


def outcome(replay: Replay, decision: Decision) -> str:
    """Give the paragraph that stands first on the page."""
    sentences = (
        _standing(replay, decision),
        _late(decision),
        _progress(replay, decision),
        _given(replay),
        _breach(replay, decision),
        _while_breached(replay),
    )
    return " ".join(one for one in sentences if one)


def judged(replay: Replay, decision: Decision) -> str:
    """Say with whose knowledge, and of when, the days were judged."""
    knower = party_name(decision.accord, replay.known_to)
    if replay.fold == "now":
        return f"Each day is judged with all that is on record now, as known to {knower}."
    return (
        f"Each day is judged with what could be known on it to {knower}, and nothing learnt later."
    )


def _standing(replay: Replay, decision: Decision) -> str:
    states = Counter(one.state for one in decision.determination.commitments.values())
    whole = sum(states.values())
    if not whole:
        return "The accord sets no commitment."
    counted = [
        f"{_number(states[one])} {'is' if states[one] == 1 else 'are'} {state_word(one)}"
        for one in TOLD
        if states[one]
    ]
    noun = "the one commitment" if whole == 1 else f"{_number(whole)} commitments"
    return f"On {long_day(replay.until)}, of {noun} {listed(counted)}."


def _late(decision: Decision) -> str:
    days = sorted(one.late for one in decision.determination.commitments.values() if one.late)
    if not days:
        return ""
    spread = f"{days[0]}" if days[0] == days[-1] else f"{days[0]} to {days[-1]}"
    plural = "" if days[-1] == 1 else "s"
    verb = "was" if len(days) == 1 else "were"
    return f"{_number(len(days)).capitalize()} {verb} met late, by {spread} day{plural}."


def _progress(replay: Replay, decision: Decision) -> str:
    shares = replay.summary.progress
    if not shares:
        return ""
    names = decision.accord.baskets
    least = min(shares.values())
    last = [names.get(one, one) for one, share in shares.items() if share == least]
    rest = sorted((share, names.get(one, one)) for one, share in shares.items() if share > least)
    if not rest:
        where = f"in {last[0]}" if len(last) == 1 else "in every basket"
        return f"Verified progress is {percent(least)} {where}."
    others = listed(f"{name} at {percent(share)}" for share, name in rest)
    return f"Verified progress is least in {listed(last)}, at {percent(least)}, against {others}."


def _given(replay: Replay) -> str:
    given, lost = replay.summary.delivered, replay.summary.unrecoverable
    if not any(given.values()):
        return "Nothing was given."
    if given == lost:
        return f"{_first(amounts(given))} had been given, none of which can be had back."
    if not any(lost.values()):
        return (
            f"{_first(amounts(given))} had been given, all of which can be stopped or claimed back."
        )
    return f"{_first(amounts(given))} had been given, of which {amounts(lost)} cannot be had back."


def _breach(replay: Replay, decision: Decision) -> str:
    found = breaches(replay)
    if not found:
        return "No breach was established."
    name, day, _ = found[0]
    before: dict[str, Decimal] = {}
    for point in replay.course:
        if point.date < day:
            before = point.delivered
    title = provision_name(decision.accord, name)
    of = f"of \N{LEFT DOUBLE QUOTATION MARK}{title}\N{RIGHT DOUBLE QUOTATION MARK}"
    until_then = f"on {long_day(day)}, when {amounts(before)} had been given"
    kinds = {change.to for change in replay.changes if change.to in BROKEN}
    if len(found) == 1:
        word = "breach" if "breached" in kinds else "reversal"
        return f"One {word} was established, {of}, {until_then}."
    words = listed({"breached": "breaches", "reversed": "reversals"}[one] for one in sorted(kinds))
    count = _number(len(found)).capitalize()
    return f"{count} {words} were established, the first {of}, {until_then}."


def _while_breached(replay: Replay) -> str:
    counted = replay.summary.delivered_while_breached
    told = [
        f"{amounts(counted[kind])} {words}"
        for kind, words in KNOWLEDGE.items()
        if any(counted.get(kind, {}).values())
    ]
    if not told:
        return "Nothing was given while a breach by its recipient stood."
    return f"While a breach by the recipient stood, there was given: {'; '.join(told)}."


def _first(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]


_SMALL: Final = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip


def _number(count: int) -> str:
    return _SMALL[count] if count < len(_SMALL) else str(count)

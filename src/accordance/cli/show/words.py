"""The words that people see: one place for every state, verdict, grade and reason.

Keyed by what the engine says, so that a wording is changed here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from accordance.kernel.quantities import plain

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

STATES: Final = {
    "not_in_force": "not yet in force", "open": "open", "partly_met": "partly met", "met": "met",
    "pending": "pending", "overdue": "overdue", "in_cure": "failed, curable",
    "breached": "breached", "reversed": "reversed", "undetermined": "not determined",
    "adopted": "adopted", "waived": "waived", "excused": "excused", "superseded": "superseded",
    "none": "not used", "in_force": "in force", "blocked": "blocked", "ended": "ended",
    "not_due": "not yet due", "due": "payable", "withheld": "withheld", "suspended": "suspended",
    "reduced": "reduced", "forfeited": "forfeited", "lapsed": "lapsed", "delivered": "given",
    "part_delivered": "given in part", "mixed": "mixed",
    "barred": "barred", "available": "free to grant", "paused": "paused",
    "reinstated": "reinstated",
}  # fmt: skip
VOID: Final = {
    "not_a_holder": "by a party that does not hold the power",
    "not_in_force": "made while the power was not in force",
    "out_of_window": "made outside its window",
    "answers_nothing": "made when there was nothing to answer",
    "beyond_quota": "beyond the number that may be made",
}
"""Why an act is void."""
TONES: Final = {
    **dict.fromkeys(("met", "in_force", "reinstated", "delivered", "established", "true"), "good"),
    **dict.fromkeys(
        ("overdue", "breached", "reversed", "forfeited", "lapsed", "refuted", "false", "ended"),
        "bad",
    ),
    **dict.fromkeys(
        ("in_cure", "withheld", "suspended", "paused", "undetermined", "unknown", "reduced",
         "pending", "blocked", "partly_met"),
        "doubt",
    ),
}  # fmt: skip
VERDICTS: Final = {
    "established": "established", "refuted": "refuted", "undetermined": "not determined",
}  # fmt: skip
CONFIDENCE: Final = {
    "V": "read in the source", "P": "read in part", "G": "general knowledge, not to be quoted as exact",
}  # fmt: skip
RELIABILITY: Final = {
    "A": "completely reliable source", "B": "usually reliable source",
    "C": "fairly reliable source", "D": "not usually reliable source", "E": "unreliable source",
    "F": "source cannot be judged",
}  # fmt: skip
CREDIBILITY: Final = {
    "1": "confirmed by others", "2": "probably true", "3": "possibly true",
    "4": "doubtful", "5": "improbable", "6": "truth cannot be judged",
}  # fmt: skip
KINDS: Final = {"trade-data": "trade data"}
MISSING: Final = {
    "credence": "it is not likely enough",
    "origins": "too few independent origins",
    "non_party": "nobody but a party has shown it",
    "verifier": "no named verifier has shown it",
    "kinds": "not the kinds of evidence that are asked for",
    "fresh": "the evidence is too old",
    "adverse_open": "evidence against it is unanswered",
    "coverage_share": "too little of the whole was examined",
    "coverage_examiner": "nobody who may examine it has",
    "coverage_watch": "it was not watched for long enough",
}
WEIGHTLESS: Final = {
    "words": "words prove only that they were said",
    "cannot_be_judged": "its grades say that it cannot be judged",
    "another_body": "the claim is for another body to determine",
    "outvoted": "a heavier item of the same origin speaks",
}
FORCE: Final = {
    "binding": "legally binding", "political": "politically agreed, not legally binding",
    "advisory": "advice, binds nobody", "practice": "practice beside the texts, binds nobody",
}  # fmt: skip
POWERS: Final = {
    "certify": "certify", "determine": "decide", "notify": "give notice", "waive": "waive",
    "suspend": "suspend", "object": "object", "extend": "extend", "terminate": "terminate",
    "withdraw": "withdraw", "snap-back": "snap back", "revoke": "revoke",
    "reinstate": "reinstate",
}  # fmt: skip
KNEW: Final = {
    "known_to_payer": "the payer knew of the breach",
    "known_to_public_only": "the public knew, the payer did not",
    "unknown_to_both": "neither knew then; it was shown later",
}
TURNS: Final = {"paused": "is paused", "ended": "ends", "lapsed": "lapses", "available": "stops"}
USED: Final = {
    "none": "has not been used", "pending": "has been used, and its act waits to take effect",
    "in_force": "has been used, and its act is in force",
    "blocked": "has been used, and its act was blocked", "ended": "has been used, and its act has ended",
}  # fmt: skip
"""How a power stands, as a sentence goes on."""
CORRECTED: Final = "not met, as corrected"
THE_DAY_CAME: Final = "the day came"
NOTHING: Final = "nothing"


def state(word: str) -> str:
    """Give a state as people say it."""
    return STATES.get(word, word.replace("_", " "))


def day(when: date) -> str:
    """Give a day in words: 14 April 2007."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def days(start: date, end: date) -> str:
    """Give a day, or an interval in words."""
    return day(start) if start == end else f"{day(start)} to {day(end)}"


def share(progress: Decimal) -> str:
    """Give a share in whole per cent, rounded down."""
    return f"{int(progress * 100)}%"


def amount(value: Decimal, unit: str) -> str:
    """Give an amount with its unit: 745,110 t."""
    return f"{plain(value, group=True)} {unit}".strip()


def amounts(units: Mapping[str, Decimal]) -> str:
    """Give amounts of several units in one phrase."""
    return ", ".join(amount(value, unit) for unit, value in units.items()) or NOTHING


def worth(low: Decimal, high: Decimal, currency: str) -> str:
    """Give what something is worth, rounded to three figures; empty where nothing is known."""
    if not high:
        return ""
    ends = [_rounded(low), _rounded(high)]
    return f"{' to '.join(dict.fromkeys(ends))} {currency}".strip()


def _rounded(value: Decimal) -> str:
    for scale, word in ((Decimal(10**9), "billion"), (Decimal(10**6), "million")):
        if abs(value) >= scale:
            return f"{plain(round(value / scale, 1))} {word}"
    return plain(round(value, 0), group=True)


def some(names: list[str] | tuple[str, ...], most: int = 0) -> str:
    """Join names in a sentence: a, b and c; with ``most``, the rest are counted."""
    if most and len(names) > most:
        return ", ".join(names[:most]) + f" and {len(names) - most} more"
    if len(names) <= 1:
        return "".join(names)
    return ", ".join(names[:-1]) + " and " + names[-1]


def count(number: int, thing: str, things: str = "") -> str:
    """Give a number and its noun: 1 row, 2 rows."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"

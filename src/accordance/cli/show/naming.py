"""What parties, provisions, sources and conditions are called in front of people."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Final

from accordance.accord.types import Accord
from accordance.cli.show import words
from accordance.record.entries import PUBLIC, Record

_TEST: Final = re.compile(r"([A-Za-z0-9][\w-]*(?:/[\w-]+)?)\.([a-z_]+)(?:\((.+)\))?")
_PERIOD: Final = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?( clear)?(.*)")
_DAY: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_CLEAN: Final = re.compile(r"(\S+) clean for (P\w+) \((.+)\)")
_UNBROKEN: Final = " neither breached nor reversed"
_PHRASES: Final = {
    "met": "{} is met", "breached": "{} is breached", "overdue": "{} is overdue",
    "in_cure": "{} may still be put right", "reversed": "{} is reversed", "open": "{} is open",
    "lodged": "{} has been handed in", "reached": "{} has reached {}", "failed": "{} has failed",
    "established": "{} is shown", "refuted": "{} is refuted", "at_least": "{} is at least {}",
    "at_most": "{} is at most {}", "delivered": "{} is given", "due": "{} is payable",
    "suspended": "{} is suspended", "lapsed": "{} has lapsed", "done": "{} has been used",
    "superseded": "{} is superseded",
    "pending": "{} is waiting", "in_force": "{} is in force", "ends": "{} has ended",
}  # fmt: skip


def party(accord: Accord, name: str) -> str:
    """Give a party's name."""
    if name == PUBLIC:
        return "the public"
    found = accord.parties.get(name)
    return found.name if found else name


def parties(accord: Accord, names: Iterable[str], most: int = 3) -> str:
    """Give the names of parties in one phrase."""
    return words.some([party(accord, name) for name in names], most)


def title(accord: Accord, name: str) -> str:
    """Give what a provision is called; a parcel is called after its benefit."""
    head, slash, rest = name.partition("/")
    copy = accord.commitments.get(name)
    if copy is not None and copy.series:
        return copy.title
    for group in (accord.commitments, accord.benefits, accord.powers):
        found = group.get(head)
        if found is not None:
            called = found.title or found.text or head
            return f"{called}: {rest}" if slash else called
    claim = accord.claims.get(head)
    return claim.text if claim else name


def kind(accord: Accord, name: str) -> str:
    """Say what kind of thing an id names."""
    head = name.partition("/")[0]
    groups: dict[str, Collection[str]] = {
        "commitment": accord.commitments, "benefit": accord.benefits, "power": accord.powers,
        "claim": accord.claims,
    }  # fmt: skip
    named = (word for one in (name, head) for word, group in groups.items() if one in group)
    return next(named, "provision")


def progress(accord: Accord, basket: str, share: Decimal) -> str:
    """Give a basket's progress in per cent, or say that nothing is asked in it."""
    asked = any(one.basket == basket for one in accord.commitments.values())
    return words.share(share) if asked else "nothing asked"


def clause(accord: Accord, cited: str) -> str:
    """Give a citation in words: the source's title, and the clause in it."""
    name, _, where = cited.partition(" ")
    source = accord.sources.get(name)
    if source is None:
        return cited
    number = where if not where[:1].isdigit() else f"clause {where}"
    return f"{source.title}, {number}" if where else source.title


def source(accord: Accord, record: Record, name: str) -> str:
    """Give the title of an entry's source."""
    note = record.sources.get(name) or accord.sources.get(name)
    return note.title if note else name


def condition(accord: Accord, asks: str) -> str:
    """Give a condition in words, as far as it is written in the short form."""
    if asks.startswith("linkage/"):
        basket = asks.rpartition("/")[2]
        return f"progress in {accord.baskets.get(basket, basket)} (linkage)"
    if asks.startswith("not "):
        return f"it must not be that {condition(accord, asks.removeprefix('not '))}"
    if asks.endswith(_UNBROKEN):
        return asks.removesuffix(_UNBROKEN) + " is not broken"
    found = _TEST.fullmatch(asks)
    if found is not None:
        word = found[2]
        claim = accord.claims.get(found[1])
        if claim is not None and claim.type == "legal-act" and word == "established":
            word = "in_force"
        pattern = _PHRASES.get(word, "{} is " + word.replace("_", " "))
        if found[3] and word == "delivered":
            return f"{found[3]} of {found[1]} is given"
        if found[3] and pattern.count("{}") == 1:
            pattern += " up to {}"
        return pattern.format(found[1], found[3] or "")
    one, of, series = asks.partition(", ")
    if of and _TEST.fullmatch(one):
        return f"{condition(accord, one)}, {series}"
    many, of, one = asks.partition(" of ")
    if of and _TEST.fullmatch(one):
        return f"{many} of {condition(accord, one)}"
    clean = _CLEAN.fullmatch(asks)
    if clean is not None:
        shown = (
            "verified to be without breach" if clean[3] == "verified" else "no breach established"
        )
        return f"{clean[1]}: {shown} in the last {moment(clean[2]).removeprefix('1 ')}"
    return moment(asks, accord)


def moment(text: str, accord: Accord | None = None) -> str:
    """Give a day or period in words: ``P60D after 2007-02-13`` is 60 days after 13 February 2007."""
    period, after, event = text.partition(" after ")
    if after and accord is not None and _TEST.fullmatch(event):
        happens = condition(accord, event)
        return (
            f"the day on which {happens}"
            if period == "P0D"
            else f"{moment(period)} after {happens}"
        )
    text = re.sub(r"\bin_force (?=\d)", "entry into force on ", text).replace("_", " ")
    found = _PERIOD.fullmatch(text)
    if found is not None and any(found.group(1, 2, 3)):
        spans = zip(found.group(1, 2, 3), ("year", "month", "day"), strict=True)
        period = words.some([words.count(int(n), unit) for n, unit in spans if n])
        text = period + (found[4] or "") + found[5]
    return _DAY.sub(lambda one: f"{int(one[3])} {words.MONTHS[int(one[2]) - 1]} {one[1]}", text)

"""Whether a record speaks of things that its accord has.

The accord is another floor, so its names come as plain sets and maps: any program that knows
what an accord calls its claims can ask.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

import msgspec

from accordance.kernel.problems import Problem, Span, nearest, one_of
from accordance.record.entries import PUBLIC, Act, AnyEntry, Delivery, Evidence
from accordance.record.reading import Read, in_order

ASPECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "submission": ("lodged",),
    "legal-act": ("adopted", "signed", "published", "in_force", "applies_from", "ends"),
}
"""The aspects that a claim has beside itself, by its type."""
QUANTITY: Final = "quantity"


class Names(msgspec.Struct, frozen=True):
    """What an accord names: claims with their types, benefits, powers, parties, provisions."""

    claims: Mapping[str, str]
    benefits: Collection[str]
    powers: Collection[str]
    parties: Collection[str]
    provisions: Collection[str] | None = None


def check_names(
    read: Read,
    *,
    claims: Mapping[str, str],
    benefits: Collection[str],
    powers: Collection[str],
    parties: Collection[str],
    provisions: Collection[str] | None = None,
) -> tuple[Problem, ...]:
    """Report every name that the accord lacks, and values that its claims cannot take.

    ``claims`` gives the type of each.  ``provisions`` are what an act may be ``on``; where they
    are not given, that is not checked.  A record that could not be read has no problems here.
    """
    if read.record is None:
        return ()
    names = Names(claims, benefits, powers, parties, provisions)
    found: list[Problem] = []
    for name, note in read.record.sources.items():
        if note.party:
            place = read.spans.get(f"sources/{name}.party", Span("", 1, 1))
            found.extend(_known("R013", "party", note.party, parties, place))
    for entry in read.record.entries:
        found.extend(_entry(read, names, entry))
    return in_order(found)


def _entry(read: Read, names: Names, entry: AnyEntry) -> Iterator[Problem]:
    for party, _ in entry.known.parties:
        if party != PUBLIC and party not in names.parties:
            yield from _known("R013", "party", party, names.parties, _place(read, entry, "known"))
    match entry:
        case Evidence():
            if _plain(entry, names):
                return
            yield from _claim(read, names, entry)
        case Delivery(benefit=benefit, payer=payer) if benefit:
            place = _place(read, entry, "benefit")
            yield from _known("R011", "benefit", benefit, names.benefits, place)
            place = _place(read, entry, "payer")
            yield from _known("R013", "party", payer, names.parties, place)
        case Act(power=power, by=by, on=on):
            yield from _known("R012", "power", power, names.powers, _place(read, entry, "power"))
            yield from _known("R013", "party", by, names.parties, _place(read, entry, "by"))
            given = (
                {one.id for one in read.record.entries if isinstance(one, Delivery)}
                if read.record
                else ()
            )
            for name in (
                (one for one in on if one not in given) if names.provisions is not None else ()
            ):
                place = _place(read, entry, "on")
                yield from _known("R018", "provision", name, names.provisions or (), place)
        case _:
            return


def check_effect(read: Read, retroactive: Collection[str]) -> Iterator[Problem]:
    """Warn of acts that name a first day before they were made, under powers that do not reach back."""
    for act in read.record.entries if read.record is not None else ():
        if not isinstance(act, Act) or act.power in retroactive:
            continue
        named, made = act.takes_effect, act.happened.end
        if named is not None and named < made:
            message = f"made on {made}, it takes effect on that day and not on {named}"
            expected = "a later day, or retroactive: true in the power"
            place = _place(read, act, "takes_effect")
            yield Problem("R033", message, place, expected, severity="warning")


def _plain(entry: Evidence, names: Names) -> bool:
    """Say at once that nothing is wrong, as for nearly every entry."""
    kind = names.claims.get(entry.claim)
    return kind is not None and (kind == QUANTITY) == (entry.value is not None)


def _claim(read: Read, names: Names, entry: Evidence) -> Iterator[Problem]:
    claim, dot, aspect = entry.claim.partition(".")
    place = _place(read, entry, "claim")
    if claim not in names.claims:
        yield from _known("R010", "claim", claim, names.claims, place)
        return
    kind = names.claims[claim]
    aspects = ASPECTS.get(kind, ())
    if dot and aspect not in aspects:
        hint = nearest(aspect, aspects)
        some = "one of " + ", ".join(f"{claim}.{one}" for one in aspects)
        expected = some if aspects else f"{claim} alone"
        message = f'the {kind} "{claim}" has no aspect "{aspect}"'
        yield Problem("R010", message, place, expected, hint)
    elif kind == QUANTITY and entry.value is None:
        message = f'"{claim}" is a quantity, and no value is given'
        yield Problem("R014", message, place, "the key value, such as 1378 or [181000, 213000]")
    elif kind != QUANTITY and entry.value is not None:
        message = f'"{claim}" is of type {kind}, which has no value'
        expected = "supports or refutes, without a value"
        yield Problem("R014", message, _place(read, entry, "value"), expected)


def _known(
    code: str, kind: str, name: str, names: Collection[str], place: Span
) -> Iterator[Problem]:
    if name not in names:
        hint = nearest(name, list(names))
        expected = "" if hint else one_of(sorted(names)) if names else f"no {kind}: there is none"
        yield Problem(code, f'unknown {kind} "{name}"', place, expected, hint)


def _place(read: Read, entry: AnyEntry, field: str) -> Span:
    return read.spans.get(f"{entry.id}.{field}") or read.spans[entry.id]

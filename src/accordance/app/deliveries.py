"""R023-R025, R029, R035: whether what a record says was delivered can discharge anything of its benefit."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.amending import governing
from accordance.accord.types import Accord, Benefit
from accordance.kernel.problems import Problem, Span, nearest
from accordance.program.parcels import shares_of, tranche_of
from accordance.program.worth import conversion
from accordance.record.entries import Delivery
from accordance.record.reading import Read


def check_deliveries(read: Read, accord: Accord) -> Iterator[Problem]:
    """Report deliveries in a unit without a rate, of unknown parcels, or by somebody who owes none.

    Each is held against the text that governs its day.
    """
    for entry in read.record.entries if read.record else ():
        if not isinstance(entry, Delivery):
            continue
        if entry.returns:
            yield from _returns(read, entry)
            continue
        text = governing(accord, entry.happened.end)
        benefit = text.benefits.get(entry.benefit)
        if benefit is None or benefit.amount is None:
            continue
        unit = benefit.amount.unit
        if conversion(text, entry.amount.unit, unit, entry.happened.end) is None:
            given = entry.amount.unit or "a bare number"
            message = f"{entry.benefit} is counted in {unit or 'no unit'}, and no rate turns {given} into it"
            expected = f"an amount in {unit}, or a rate under rates: in the accord"
            if not unit:
                expected = "a bare number, or a unit in the amount that the accord gives"
            place = _place(read, entry, "amount")
            yield Problem("R023", message, place, expected, severity="warning")
        shares = shares_of(benefit)
        known = tuple(
            dict.fromkeys(
                name for one in shares for name in (one.group, one.tranche, one.id) if name
            )
        )
        for name in entry.parcels:
            if name not in known:
                message = f'{entry.benefit} has no parcel "{name}"'
                hint = nearest(name, known)
                expected = "" if hint else "one of " + ", ".join(known)
                yield Problem("R024", message, _place(read, entry, "parcels"), expected, hint)
        if entry.under:
            yield from _settles(read, entry, benefit)
        elif benefit.payer and entry.payer not in (*benefit.payer, benefit.holder):
            message = (
                f"{entry.payer} owes nothing under {entry.benefit}, so this discharges nothing"
            )
            expected = f"one of {', '.join(benefit.payer)}, or a delivery without a benefit"
            place = _place(read, entry, "payer")
            yield Problem("R025", message, place, expected, severity="warning")


def _settles(read: Read, entry: Delivery, benefit: Benefit) -> Iterator[Problem]:
    """Report what was given under an instrument that settles nothing of its benefit."""
    parts = [tranche_of(benefit, one) for one in shares_of(benefit)]
    known = tuple(dict.fromkeys(name for one in parts for name in one.discharged_by))
    if entry.under not in known:
        message = f"nothing of {entry.benefit} is discharged by {entry.under}"
        hint = nearest(entry.under, known)
        listed = (
            "one of " + ", ".join(known) if known else "discharged_by: in the accord, or no under"
        )
        place = _place(read, entry, "under")
        yield Problem("R035", message, place, "" if hint else listed, hint)


def _returns(read: Read, entry: Delivery) -> Iterator[Problem]:
    """Report what gives back something that the record does not say was given."""
    entries = read.record.entries if read.record else ()
    given = [one.id for one in entries if isinstance(one, Delivery) and not one.returns]
    if entry.returns not in given:
        hint = nearest(entry.returns, given)
        expected = "" if hint else "the id of a delivery on this record"
        message = f'no delivery is called "{entry.returns}"'
        yield Problem("R029", message, _place(read, entry, "returns"), expected, hint)


def _place(read: Read, entry: Delivery, field: str) -> Span:
    return read.spans.get(f"{entry.id}.{field}") or read.spans.get(entry.id) or Span("", 1, 1)

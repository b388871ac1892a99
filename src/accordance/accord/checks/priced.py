"""A025 to A029, A053: scales and bands that can be counted out, parts, failures, advances, claims."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accordance.accord.draft import Draft
from accordance.accord.priced import MOST_STEPS, count, out_of_order, sound, total
from accordance.accord.types import Bands, Benefit, Scale, Tranche
from accordance.kernel.problems import Problem
from accordance.kernel.quantities import PERCENT, Quantity
from accordance.kernel.reading import Path


def check(draft: Draft) -> Iterator[Problem]:
    """Report scales and bands without steps, with too many, or in units that do not fit."""
    for name, benefit in draft.written.benefits.items():
        path: Path = ("benefits", name)
        parts: list[tuple[Path, Benefit | Tranche]] = [(path, benefit)]
        parts += [((*path, "tranches", key), one) for key, one in benefit.tranches.items()]
        for place, part in parts:
            yield from _part(draft, place, part)
        if benefit.tranches and (benefit.scale or benefit.bands):
            word = "scale" if benefit.scale else "bands"
            message = f"this benefit is divided twice, into tranches and by its {word}"
            yield draft.error("A027", (*path, word), message, f"{word}: in one of the tranches")
        yield from _ways(draft, path, benefit)
        yield from _assessed(draft, path, benefit)
        yield from _advanced(draft, path)
        yield from _claimed(draft, path, benefit)


def _part(draft: Draft, path: Path, part: Benefit | Tranche) -> Iterator[Problem]:
    if part.scale is not None and part.bands is not None:
        message = "a scale and bands both say how much this is"
        yield draft.error("A027", (*path, "bands"), message, "one of the two")
        return
    priced = part.scale or part.bands
    if priced is None:
        return
    word = "scale" if isinstance(priced, Scale) else "bands"
    problem = (
        _scale(draft, path, priced) if isinstance(priced, Scale) else _bands(draft, path, priced)
    )
    if problem is not None:
        yield problem
        return
    yield from _levels(draft, (*path, word), priced)
    most = total(priced)
    capped = isinstance(part, Benefit) and part.up_to
    if part.amount is not None and part.amount != most and not capped:
        message = (
            f"the {word} come{'s' * (word == 'scale')} to {most}, and the amount is {part.amount}"
        )
        yield draft.error("A025", (*path, "amount"), message, f"{most}, or no amount")


def _scale(draft: Draft, path: Path, scale: Scale) -> Problem | None:
    steps = count(scale)
    if steps > MOST_STEPS:
        message = f"this scale has {steps:,} steps"
        return draft.error("A026", (*path, "scale", "per"), message, f"at most {MOST_STEPS:,}")
    if steps == 0:
        message = f"there is no whole step of {scale.per} from {scale.from_} to {scale.to}"
        expected = "levels at least one step apart, and a step above 0"
        return draft.error("A025", (*path, "scale", "per"), message, expected)
    if not sound(scale):
        message = "the levels of this scale are not in one unit, or its price is nothing"
        return draft.error(
            "A025", (*path, "scale"), message, "per, from and to in the claim's unit"
        )
    return None


def _bands(draft: Draft, path: Path, bands: Bands) -> Problem | None:
    if len(bands.of) > MOST_STEPS:
        message = f"there are {len(bands.of):,} bands"
        return draft.error("A026", (*path, "bands"), message, f"at most {MOST_STEPS:,}")
    wrong = out_of_order(bands)
    if wrong is not None or not bands.of:
        message = "this band does not go on from the one before it"
        expected = (
            "at_least (or at_most) further on and a higher amount, the whole that is then due"
        )
        return draft.error("A025", (*path, "bands", "of", wrong or 0), message, expected)
    return None


def _levels(draft: Draft, path: Path, priced: Scale | Bands) -> Iterator[Problem]:
    """Report a claim that has no levels, and levels that it does not count."""
    claim = draft.accord.claims.get(priced.claim)
    if claim is None:
        return
    if claim.type != "quantity":
        message = f"levels are asked of a claim of type {claim.type}"
        yield draft.error("A025", (*path, "claim"), message, "a claim of type quantity")
        return
    if isinstance(priced, Scale):
        levels: list[tuple[Path, Quantity | None]] = [((*path, "from"), priced.from_)]
    else:
        levels = [
            ((*path, "of", i), one.at_least or one.at_most) for i, one in enumerate(priced.of)
        ]
    for place, level in levels:
        if level is not None and level.unit and claim.unit and level.unit != claim.unit:
            message = f"the level is in {level.unit}, and the claim counts {claim.unit}"
            yield draft.error("A025", place, message, f"a level in {claim.unit}")
            return


def _assessed(draft: Draft, path: Path, benefit: Benefit) -> Iterator[Problem]:
    """Report what follows a failure where nothing says by when the conditions must hold."""
    parts: list[tuple[Path, Benefit | Tranche]] = [(path, benefit)]
    parts += [((*path, "tranches", key), one) for key, one in benefit.tranches.items()]
    for place, part in parts:
        later = any(one.assess for one in benefit.tranches.values()) and part is benefit
        for word in ("cure", "on_failure"):
            given = getattr(part, word) is not None
            if given and benefit.assess is None and part.assess is None and not later:
                message = f'"{word}" follows a failure, and nothing says by when it must not fail'
                yield draft.error("A028", (*place, word), message, "assess: with a day")


def _advanced(draft: Draft, path: Path) -> Iterator[Problem]:
    """Report an advance of nothing, of more than the whole, or in a unit that is not the benefit's."""
    benefit = draft.accord.benefits[str(path[-1])]
    if benefit.advance is None or benefit.amount is None:
        return
    most, face = benefit.advance.up_to, benefit.amount
    whole = Quantity(Decimal(100), PERCENT) if most.unit == PERCENT else face
    if most.unit in (PERCENT, face.unit) and 0 < most.amount <= whole.amount:
        return
    message = f"an advance of {most} is no part of {face}"
    expected = f"more than nothing and at most {whole}"
    yield draft.error("A029", (*path, "advance", "up_to"), message, expected)


def _claimed(draft: Draft, path: Path, benefit: Benefit) -> Iterator[Problem]:
    """Report terms on claiming back what was given by right, where no condition allows it."""
    recover = benefit.recover
    if recover is None or recover.when is not None:
        return
    given = [word for word in ("notice", "excuse") if getattr(recover, word) is not None]
    bare = recover.until is None and recover.de_minimis is None
    if given or bare:
        place = (*path, "recover", *given[:1])
        message = "nothing says when what was given by right may be claimed back"
        yield draft.error("A053", place, message, "when: with a condition")


def _ways(draft: Draft, path: Path, benefit: Benefit) -> Iterator[Problem]:
    """Report tranches of which some have weights and some amounts, and such as have neither."""
    weighed = [key for key, one in benefit.tranches.items() if one.weight is not None]
    for key, tranche in benefit.tranches.items():
        place = (*path, "tranches", key)
        given = [
            word for word in ("amount", "weight", "scale", "bands")
            if getattr(tranche, word) is not None
        ]  # fmt: skip
        if not given:
            yield draft.error(
                "A027", place, "nothing says how much this part is", "amount: or weight:"
            )
        elif weighed and "weight" not in given:
            message = f'this part has no weight, and "{weighed[0]}" has one'
            yield draft.error("A027", place, message, "weights for all parts, or for none")
        elif "weight" in given and len(given) > 1:
            message = f"this part is given twice, by its weight and its {given[0]}"
            yield draft.error("A027", place, message, "one of the two")
        elif tranche.weight is not None and tranche.weight <= 0:
            yield draft.error(
                "A027", (*place, "weight"), "a part weighs nothing", "a weight above 0"
            )
    if weighed and benefit.amount is None:
        message = "weights divide an amount, and none is given"
        yield draft.error("A027", (*path, "tranches"), message, "amount: of the whole benefit")

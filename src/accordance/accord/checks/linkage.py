"""A030, A031 and A032: every-basket linkage has commitments, worths, stages and recipients."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.cells import excused
from accordance.accord.checks.money import convertible
from accordance.accord.draft import Draft
from accordance.accord.types import Accord, Benefit, Linkage
from accordance.kernel.problems import Problem, nearest
from accordance.kernel.reading import Path

COUNTING = ("binding", "political")
"""Forces that count as progress; advisory provisions and practice bind nothing."""


def check(draft: Draft) -> Iterator[Problem]:
    """Report what the linkage would need and does not find."""
    accord = draft.accord
    for name, benefit in accord.benefits.items():
        yield from _floors(draft, name, benefit)
    linkage = accord.linkage
    if linkage is None or linkage.rule == "none":
        return
    if not accord.baskets:
        message = "every basket is linked, and no basket is named"
        yield draft.error("A030", ("linkage",), message, "baskets: with their names")
    for name, benefit in accord.benefits.items():
        if benefit.linked and benefit.humanitarian is None:
            yield from _recipient(draft, ("benefits", name), benefit)
            yield from _worth(draft, ("benefits", name), benefit, linkage)
    yield from _cells(draft, linkage)


def _floors(draft: Draft, name: str, benefit: Benefit) -> Iterator[Problem]:
    baskets = tuple(draft.accord.baskets)
    for basket in benefit.floors:
        if basket not in baskets:
            hint = nearest(basket, baskets)
            listed = f"one of {', '.join(baskets)}" if baskets else "a basket of this accord"
            message = f'no basket is called "{basket}"'
            path = ("benefits", name, "floors", basket)
            yield draft.error("A001", path, message, "" if hint else listed, hint)


def _recipient(draft: Draft, path: Path, benefit: Benefit) -> Iterator[Problem]:
    way_out = "or linked: false"
    if benefit.stage is None:
        message = "every basket is linked, and this benefit stands in no stage"
        yield draft.error("A032", path, message, f"stage:, {way_out}")
    if benefit.to not in draft.accord.parties:
        if benefit.to:
            message = f'"{benefit.to}" is no party, so no commitments of its own can be linked'
            parties = tuple(draft.accord.parties)
            hint = nearest(benefit.to, parties)
            expected = "" if hint else f"one of {', '.join(parties)}, {way_out}"
            yield draft.error("A032", (*path, "to"), message, expected, hint)
        else:
            message = "every basket is linked, and nobody receives this benefit"
            yield draft.error("A032", path, message, f"to: PARTY, {way_out}")


def _worth(draft: Draft, path: Path, benefit: Benefit, linkage: Linkage) -> Iterator[Problem]:
    if linkage.floors != "proportional" or not (benefit.amount or benefit.status):
        return
    accord = draft.accord
    priced = benefit.worth is not None or (
        benefit.amount is not None
        and accord.currency != ""
        and convertible(benefit.amount.unit, accord.currency, accord)
    )
    if not priced:
        message = "proportional floors weigh benefits, and nothing says what this one is worth"
        money = accord.currency or "the accord's currency"
        yield draft.error("A031", path, message, f"worth: an amount in {money}, or floors: gate")


def _cells(draft: Draft, linkage: Linkage) -> Iterator[Problem]:
    """Report each cell that a linked benefit asks and no commitment of its recipient fills (E2)."""
    accord = draft.accord
    filled = set(_filled(accord))
    reported: set[tuple[str, str, str]] = set()
    for name, benefit in accord.benefits.items():
        asked = benefit.linked and benefit.humanitarian is None and benefit.to in accord.parties
        if not asked or benefit.stage not in accord.stages:
            continue
        upto = accord.stages[: accord.stages.index(benefit.stage) + 1]
        for cell in [(benefit.to, basket, stage) for stage in upto for basket in accord.baskets]:
            party, basket, stage = cell
            if cell in filled or cell in reported or excused(linkage.no_linkage, basket, stage):
                continue
            reported.add(cell)
            message = f'{party} promises nothing in basket "{basket}" at stage "{stage}"'
            expected = f'a commitment there, or linkage.no_linkage: {{{basket}/{stage}: "reason"}}'
            yield draft.error("A030", ("benefits", name, "stage"), message, expected)


def _filled(accord: Accord) -> Iterator[tuple[str, str, str]]:
    for commitment in accord.commitments.values():
        if commitment.basket and commitment.stage and commitment.force in COUNTING:
            for party in commitment.by:
                yield party, commitment.basket, commitment.stage

"""A005, A006, A008, A009, A018: a commitment has one goal, a benefit one form, a cure its start."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.draft import Draft
from accordance.accord.types import Benefit, Commitment
from accordance.kernel.problems import Problem
from accordance.kernel.reading import Path

GOALS = ("achieve", "maintain", "refrain")


def check(draft: Draft) -> Iterator[Problem]:
    """Report commitments without exactly one goal and benefits without exactly one form."""
    for name, commitment in draft.written.commitments.items():
        path: Path = ("commitments", name)
        given = [goal for goal in GOALS if getattr(commitment, goal) is not None]
        if len(given) != 1:
            what = f"both {' and '.join(given)}" if given else "nothing to do"
            expected = "exactly one of achieve, maintain, refrain"
            place = (*path, given[1]) if given else path
            yield draft.error("A005", place, f'the commitment "{name}" gives {what}', expected)
        yield from _goal(draft, path, commitment)
        cure = commitment.cure
        if cure is not None and cure.from_ != "deadline" and cure.notice is None:
            message = f"this cure period runs from a {cure.from_}, and no power to give it is named"
            expected = "notice: with the id of a power of kind notify, or determine"
            yield draft.error("A009", (*path, "cure"), message, expected)
        yield from _judge(draft, name, commitment)
    for name, benefit in draft.written.benefits.items():
        yield from _form(draft, ("benefits", name), benefit)


def _goal(draft: Draft, path: Path, commitment: Commitment) -> Iterator[Problem]:
    """Report a goal given twice, and a claim of a type that the goal cannot use."""
    achieve, maintain = commitment.achieve, commitment.maintain
    if achieve is not None and achieve.requires is not None:
        for other in ("claim", "target", "type"):
            if getattr(achieve, other) is not None:
                message = f'the goal is given twice, as "requires" and as "{other}"'
                expected = f"requires or {other}, not both"
                yield draft.error("A005", (*path, "achieve", other), message, expected)
    goal = achieve or maintain
    claim = draft.accord.claims.get(goal.claim) if goal is not None and goal.claim else None
    counted = (achieve is not None and achieve.target is not None) or (
        maintain is not None and bool(maintain.at_least or maintain.at_most)
    )
    kind = claim.type if claim is not None else achieve.type if achieve is not None else None
    if counted and kind is not None and kind != "quantity":
        where = "achieve" if achieve is not None else "maintain"
        message = f"a level is asked of a claim of type {kind}"
        expected = "a claim of type quantity, or no level"
        place = (*path, where, "claim" if claim is not None else "type")
        yield draft.error("A008", place, message, expected)
    own = draft.commitment(str(path[-1]))
    named = own.achieve if own is not None else None
    asked = draft.accord.claims.get(named.claim or "") if named is not None else None
    lodged = named is not None and named.measured_by == "lodged"
    if lodged and (asked is None or asked.type != "submission"):
        message = "only a submission can be lodged"
        expected = "a claim of type submission, or measured_by: done"
        yield draft.error("A008", (*path, "achieve", "measured_by"), message, expected)
    if named is not None and named.not_before is not None:
        plain = asked is not None and asked.type == "event" and not asked.universal
        if not plain or named.measured_by != "done":
            message = "only an event can come too early to count"
            expected = "a claim of type event, with neither requires nor measured_by"
            yield draft.error("A008", (*path, "achieve", "not_before"), message, expected)
    refrain = commitment.refrain
    other_claim = draft.accord.claims.get(refrain.claim) if refrain and refrain.claim else None
    if other_claim is not None and not other_claim.universal:
        message = "a promise to refrain is about a universal claim, and this one is not"
        yield draft.error("A008", (*path, "refrain", "claim"), message, "universal: true there")


def _judge(draft: Draft, name: str, commitment: Commitment) -> Iterator[Problem]:
    """Report a commitment that somebody must ask about or determine, where nobody can (A3)."""
    achieve = commitment.achieve
    if achieve is None:
        return
    for key, word, kinds in (
        ("measured_by", "determined", ("determine", "certify")),
        ("judged_at", "request", ("notify",)),
        ("judged_at", "decision", ("determine", "certify")),
    ):
        if getattr(achieve, key) != word:
            continue
        powers = draft.accord.powers.values()
        if not any(one.kind in kinds and name in one.on for one in powers):
            message = f'"{key}: {word}" waits for an act that no power allows'
            expected = f"a power of kind {' or '.join(kinds)} with on: [{name}]"
            yield draft.error("A018", ("commitments", name, "achieve", key), message, expected)


def _form(draft: Draft, path: Path, benefit: Benefit) -> Iterator[Problem]:
    name = str(path[-1])
    transfers = any((benefit.amount, benefit.scale, benefit.bands))
    if benefit.up_to and not (transfers or benefit.status):
        message = '"up_to" says that the amount is a cap and no debt, and no amount is given'
        yield draft.error("A006", (*path, "up_to"), message, "amount: the cap")
    if (benefit.status and transfers) or not (benefit.status or transfers or benefit.tranches):
        what = "both an amount and a status" if benefit.status else "neither an amount nor a status"
        expected = "amount: for a transfer, or status: for something that runs"
        yield draft.error("A006", path, f'the benefit "{name}" gives {what}', expected)
    elif benefit.status:
        paid = ("payment",) if benefit.payment != "several" else ()
        for key in (
            "tranches",
            "shares",
            "up_to",
            "assess",
            "recover",
            "on_lapse",
            "advance",
            "holder",
            "discharged_by",
            *paid,
        ):
            if getattr(benefit, key):
                message = f'a status has no "{key}"'
                yield draft.error("A006", (*path, key), message, "an amount instead of the status")

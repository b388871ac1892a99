"""A050: commitments that do not say how they are proved."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.draft import Draft
from accordance.kernel.problems import Problem


def check(draft: Draft) -> Iterator[Problem]:
    """Note each commitment that leaves its proof to the built-in standard: it has no default."""
    if "default" in draft.accord.standards:
        return
    for name, commitment in draft.accord.commitments.items():
        goal = commitment.achieve or commitment.maintain or commitment.refrain
        claim = draft.accord.claims.get(goal.claim or "") if goal is not None else None
        if commitment.proof is None and claim is not None and claim.standard is None:
            message = f'"{name}" does not say how it is proved; the built-in standard applies'
            yield draft.note("A050", ("commitments", name), message, "proof: with a standard")

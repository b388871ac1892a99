"""What a text implies without saying: access for those who verify, and credit given by a body.

Implied claims and commitments bear the name of the commitment that they come from, a slash and
a word, which no written id can.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from accordance.accord.types import Accord, Claim, Commitment, Proof, Refrain
from accordance.kernel.quantities import PERCENT

ACCESS: Final = "access"
CREDIT: Final = "credit"


def access_to(name: str) -> str:
    """Give the name of the implied commitment to let others verify a commitment (B4)."""
    return f"{name}/{ACCESS}"


def credit_of(name: str) -> str:
    """Give the name of the implied claim of how far a step has come, as a body says (B8)."""
    return f"{name}/{CREDIT}"


def is_implied(name: str) -> bool:
    """Say whether a commitment or claim was not written but implied."""
    return name.rpartition("/")[0] != "" and name.rpartition("/")[2] in (ACCESS, CREDIT)


def with_implied(accord: Accord) -> Accord:
    """Give the accord with every implied claim and commitment among the written ones."""
    claims, commitments = dict(accord.claims), dict(accord.commitments)
    for name, commitment in accord.commitments.items():
        if commitment.credit_by is not None and _is_one_step(commitment):
            claims[credit_of(name)] = Claim(
                text=f"credit given for {name}",
                type="quantity",
                unit=PERCENT,
                determined_by=commitment.credit_by,
            )
    for name, commitment in _inspected(accord):
        if access_to(name) in commitments:
            continue
        claims[access_to(name)] = Claim(
            text=f"whoever verifies {name} has access", universal=True, source=commitment.source
        )
        commitments[access_to(name)] = _access(name, commitment)
    return msgspec.structs.replace(accord, claims=claims, commitments=commitments)


def _inspected(accord: Accord) -> Iterator[tuple[str, Commitment]]:
    """Give the commitments that somebody is to verify: their proof clause implies access.

    A series implies it once, from its first day on.
    """
    for name, commitment in accord.commitments.items():
        if commitment.proof is not None and commitment.proof.access:
            yield commitment.series or name, commitment


def _is_one_step(commitment: Commitment) -> bool:
    achieve = commitment.achieve
    return achieve is not None and achieve.target is None and achieve.requires is None


def _access(name: str, commitment: Commitment) -> Commitment:
    proof = commitment.proof
    assert proof is not None  # noqa: S101 only commitments with a proof clause are inspected
    return Commitment(
        by=commitment.by,
        to=commitment.to,
        basket=commitment.basket,
        title=f"Access to verify: {commitment.title or name}",
        text="Let those who verify it see what they need to see.",
        source=commitment.source,
        force=commitment.force,
        in_force=commitment.in_force,
        ends=commitment.ends,
        refrain=Refrain(text="Access is not denied.", claim=access_to(name)),
        proof=Proof(standard=proof.standard, breach=proof.breach, access=False),
    )

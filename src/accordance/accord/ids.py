"""The ids by which the parts of an accord name one another."""

from __future__ import annotations

from typing import Annotated

from accordance.kernel.reading import Ref

PartyId = Annotated[str, Ref("party")]
BasketId = Annotated[str, Ref("basket")]
StageId = Annotated[str, Ref("stage")]
ClaimId = Annotated[str, Ref("claim")]
CommitmentId = Annotated[str, Ref("commitment")]
BenefitId = Annotated[str, Ref("benefit")]
PowerId = Annotated[str, Ref("power")]
StandardId = Annotated[str, Ref("standard")]
SourceId = Annotated[str, Ref("source")]
ProvisionId = Annotated[str, Ref("provision")]
ReachedId = Annotated[str, Ref("provision or tranche")]
"""What an act may bear on: a provision or claim, or a tranche of a benefit."""

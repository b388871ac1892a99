"""What parties promise: claims about the world, their proof, and commitments."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

import msgspec

from accordance.accord.conditions import ConditionText, MomentText, ShareText, TargetText
from accordance.accord.every import Every, Turn
from accordance.accord.ids import (
    BasketId,
    ClaimId,
    PartyId,
    PowerId,
    StageId,
    StandardId,
)
from accordance.accord.parts import (
    Citation,
    ClaimType,
    Kind,
    Part,
    Provision,
)
from accordance.accord.reads import Interpretation, SettlerId
from accordance.kernel.days import Period
from accordance.kernel.quantities import Quantity, Range
from accordance.kernel.reading import Derived


class Claim(Part, frozen=True, kw_only=True):
    """Something about the world that evidence can support or refute.

    Where a body determines it (``determined_by``), only what that body says counts, for itself
    and without a second origin; other evidence stands beside it (SEMANTICS C1).
    """

    SHORT: ClassVar = "text"
    text: str
    type: ClaimType = "event"
    universal: bool = False
    coverage: Coverage | None = None
    unit: str = ""
    persons: bool = False
    prior: Decimal | None = None
    standard: StandardId | None = None
    determined_by: PartyId | None = None
    source: Citation | None = None
    readings: dict[str, Interpretation] = {}
    settled_by: SettlerId | None = None
    turn: Annotated[Turn | None, Derived()] = None


class Coverage(Part, frozen=True, kw_only=True):
    """What must be examined before "all" or "none" is established (SEMANTICS B5)."""

    population: str
    share: ShareText = Decimal(100)
    examined_by: tuple[PartyId, ...] = ()
    watch: Period | None = None


class Proof(Part, frozen=True, kw_only=True):
    """How a commitment is proved and how its breach is (release and breach have separate standards)."""

    SHORT: ClassVar = "standard"
    standard: StandardId
    breach: StandardId | None = None
    kinds: tuple[Kind, ...] = ()
    fresh: Period | None = None
    access: bool = True


class Achieve(Part, frozen=True, kw_only=True):
    """To be reached by a day: a claim, a quantity from baseline to target, or a condition over claims."""

    SHORT: ClassVar = "text"
    text: str = ""
    claim: ClaimId | None = None
    requires: ConditionText | None = None
    type: ClaimType | None = None
    indicator: str = ""
    unit: str = ""
    persons: bool = False
    baseline: Range | None = None
    target: TargetText | None = None
    not_before: MomentText | None = None
    due: MomentText | None = None
    measured_by: Literal["done", "lodged", "determined"] = "done"
    judged_at: Literal["deadline", "request", "decision"] = "deadline"


class Maintain(Part, frozen=True, kw_only=True):
    """To hold all through a period."""

    SHORT: ClassVar = "text"
    text: str = ""
    claim: ClaimId | None = None
    at_least: Quantity | None = None
    at_most: Quantity | None = None
    until: MomentText | None = None


class Refrain(Part, frozen=True, kw_only=True):
    """Never to happen; the claim is that it has not."""

    SHORT: ClassVar = "text"
    text: str = ""
    claim: ClaimId | None = None
    coverage: Coverage | None = None
    until: MomentText | None = None


class Cure(Part, frozen=True, kw_only=True):
    """How long a failure may be put right before it is a breach, and from when that counts."""

    SHORT: ClassVar = "period"
    period: Period
    from_: Literal["deadline", "notice", "decision"] = msgspec.field(
        name="from", default="deadline"
    )
    notice: PowerId | None = None


class Commitment(Provision, frozen=True, kw_only=True):
    """What a party must do; exactly one of achieve, maintain and refrain is given.

    In the normal form none recurs: each copy says in ``series`` of what.
    """

    by: tuple[PartyId, ...]
    to: tuple[PartyId, ...] = ()
    basket: BasketId | None = None
    stage: StageId | None = None
    achieve: Achieve | None = None
    maintain: Maintain | None = None
    refrain: Refrain | None = None
    proof: Proof | None = None
    cure: Cure | None = None
    excused_while: ConditionText | None = None
    tolled_while: ConditionText | None = None
    weight: Decimal = Decimal(1)
    credit_by: PartyId | None = None
    every: Every | None = None
    series: Annotated[str, Derived()] = ""
    over_when: Annotated[ConditionText | None, Derived()] = None
    superseded: Annotated[date | None, Derived()] = None

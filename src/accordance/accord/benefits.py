"""What parties receive: transfers in tranches, statuses, and what becomes of them (SEMANTICS D)."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

import msgspec

from accordance.accord.conditions import ConditionText, MomentText, ShareText
from accordance.accord.every import Every
from accordance.accord.ids import (
    BenefitId,
    ClaimId,
    PartyId,
    PowerId,
    SourceId,
    StageId,
)
from accordance.accord.parts import (
    Confidence,
    Part,
    Provision,
)
from accordance.kernel.days import Period
from accordance.kernel.quantities import Quantity, Range
from accordance.kernel.reading import Derived

Nature = Literal["spent", "reversible", "recoverable"]
Failure = Literal["forfeit", "reduce"]


class Scale(Part, frozen=True, kw_only=True):
    """A price for each whole unit of a level above one, up to another (or below, where it is to fall)."""

    claim: ClaimId
    per: Quantity
    price: Quantity
    from_: Quantity = msgspec.field(name="from")
    to: Quantity


class Band(Part, frozen=True, kw_only=True):
    """What is due in all once a level is reached."""

    amount: Quantity
    at_least: Quantity | None = None
    at_most: Quantity | None = None


class Bands(Part, frozen=True, kw_only=True):
    """The whole amount by the highest band that the level of a claim has reached."""

    claim: ClaimId
    of: tuple[Band, ...]


class Tranche(Part, frozen=True, kw_only=True):
    """A part of a transfer with its own amount and conditions.

    In the normal form each has an amount; one that was made of a scale, of bands or of a tranche that
    recurs says in ``group`` which.
    """

    amount: Quantity | None = None
    weight: Decimal | None = None
    scale: Scale | None = None
    bands: Bands | None = None
    release: ConditionText | None = None
    decided_by: PowerId | None = None
    suspend: ConditionText | None = None
    end: ConditionText | None = None
    payer: PartyId | None = None
    deliver: Deliver | None = None
    assess: MomentText | None = None
    cure: Period | None = None
    on_failure: Failure | None = None
    available_until: MomentText | None = None
    discharged_by: tuple[SourceId, ...] = ()
    every: Every | None = None
    group: Annotated[str, Derived()] = ""


class Deliver(Part, frozen=True, kw_only=True):
    """When what is due must have been given, and how long after that it may still be (``cure``)."""

    SHORT: ClassVar = "within"
    within: Period
    cure: Period | None = None
    excused_while: ConditionText | None = None
    tolled_while: ConditionText | None = None


class Worth(Part, frozen=True, kw_only=True):
    """What something is worth to the recipient, in the accord's currency: for each unit or each period."""

    SHORT: ClassVar = "value"
    value: Range
    per: Literal["unit", "whole"] = "whole"
    every: Period | None = None
    confidence: Confidence | None = None


class Recover(Part, frozen=True, kw_only=True):
    """When what was given by right may be claimed back (SEMANTICS D6).

    What was never due may be claimed back without it; ``de_minimis`` and ``until``, how long after a delivery
    it may be claimed, hold for both.
    """

    SHORT: ClassVar = "when"
    when: ConditionText | None = None
    notice: Period | None = None
    until: Period | None = None
    share: Literal["pro-rata", "whole"] = "pro-rata"
    de_minimis: Quantity | None = None
    excuse: ConditionText | None = None


class Cap(Part, frozen=True, kw_only=True):
    """The most that some benefits may come to together; beyond it nothing of them is due."""

    amount: Quantity
    of: tuple[BenefitId, ...]


class Advance(Part, frozen=True, kw_only=True):
    """How much may be given before it is due, on what condition, and when what was not earned goes back.

    ``up_to`` is in the unit of the benefit or a share of its face.
    """

    up_to: Quantity
    release: ConditionText
    reconcile: MomentText | None = None


class Benefit(Provision, frozen=True, kw_only=True):
    """What a party receives: a transfer of an amount, or a status that runs (SEMANTICS D)."""

    payer: tuple[PartyId, ...] = ()
    to: str = ""
    stage: StageId | None = None
    amount: Quantity | None = None
    up_to: bool = False
    shares: dict[str, Quantity] = {}
    payment: Literal["several", "joint", "pooled"] = "several"
    holder: PartyId | None = None
    tranches: dict[str, Tranche] = {}
    scale: Scale | None = None
    bands: Bands | None = None
    status: str = ""
    worth: Worth | None = None
    nature: Nature = "spent"
    release: ConditionText | None = None
    decided_by: PowerId | None = None
    suspend: ConditionText | None = None
    end: ConditionText | None = None
    deliver: Deliver | None = None
    assess: MomentText | None = None
    cure: Period | None = None
    on_failure: Failure | None = None
    recover: Recover | None = None
    advance: Advance | None = None
    available_until: MomentText | None = None
    on_lapse: PartyId | None = None
    discharged_by: tuple[SourceId, ...] = ()
    needs_to_continue: PowerId | None = None
    needs_to_end: PowerId | None = None
    saved: str = ""
    humanitarian: Humanitarian | None = None
    linked: bool = True
    floors: dict[str, ShareText] = {}
    if_unknown: Literal["continue", "pause", "end"] = "pause"
    grace: Period | None = None


class Humanitarian(Part, frozen=True, kw_only=True):
    """Marks life-saving goods: for whom, by which channel, and what kind of condition is set on them."""

    goods: tuple[
        Literal["food", "water", "medicine", "medical-equipment", "shelter", "winter-fuel"], ...
    ]
    recipients: tuple[
        Literal["civilians", "children", "women", "sick", "elderly", "displaced", "detained"], ...
    ]
    channel: str
    conditions: Literal["none", "access", "political"] = "none"

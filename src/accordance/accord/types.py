"""What was promised: the types of an accord, format ``accordance/1``.

These types are the format: the reader, the JSON Schema and the digest are all derived from
them.  An accord is immutable; its digest is of this tree, not of the bytes it was read from.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Final, Literal, get_args

import msgspec

from accordance.accord.cells import CellsForm
from accordance.accord.conditions import ConditionText, MomentText, ShareText, TargetText
from accordance.accord.ids import (
    BasketId,
    ClaimId,
    PartyId,
    PowerId,
    ReachedId,
    SourceId,
    StageId,
    StandardId,
)  # fmt: skip
from accordance.accord.reads import Interpretation, SettlerId
from accordance.kernel.days import Months, Period
from accordance.kernel.quantities import Quantity, Range
from accordance.kernel.reading import Derived

Role = Literal["obligor", "provider", "guarantor", "observer", "verifier"]
Force = Literal["binding", "political", "advisory", "practice"]
Confidence = Literal["V", "P", "G"]
"""V: read in the source. P: read in part. G: general knowledge, not to be quoted as exact."""
ClaimType = Literal["state", "event", "quantity", "legal-act", "submission", "undertaking"]
CLAIM_TYPES: Final[tuple[str, ...]] = get_args(ClaimType)
Kind = Literal[
    "inspection", "measurement", "imagery", "testimony", "document", "law", "trade-data",
    "intelligence", "report", "press", "statement", "meeting",
]  # fmt: skip
Nature = Literal["spent", "reversible", "recoverable"]
Failure = Literal["forfeit", "reduce"]


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """The base of everything written in an accord: immutable, and silent about defaults."""


class Source(Part, frozen=True, kw_only=True):
    """A text or report that provisions and entries cite."""

    SHORT: ClassVar = "title"
    title: str
    date: date | None = None
    link: str = ""
    confidence: Confidence | None = None


class Party(Part, frozen=True, kw_only=True):
    """Somebody who promises, gives, guarantees, watches or verifies."""

    SHORT: ClassVar = "name"
    name: str
    roles: tuple[Role, ...] = ()
    within: PartyId | None = None


class Calendar(Part, frozen=True, kw_only=True):
    """How this accord counts days."""

    in_force: date
    signed: date | None = None
    ends: date | None = None
    timezone: str = "UTC"
    months: Months | None = None
    working_days: dict[str, Workdays] = {}


class Workdays(Part, frozen=True, kw_only=True):
    """A named calendar of days off."""

    weekend: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ("sat", "sun")
    holidays: tuple[date, ...] = ()


class Standard(Part, frozen=True, kw_only=True):
    """A standard of proof: how likely, from how many independent origins, shown by whom and how."""

    credence: Decimal
    origins: int = 1
    from_: Literal["anyone", "non-party", "verifier"] = msgspec.field(name="from", default="anyone")
    kinds: tuple[Kind, ...] = ()
    fresh: Period | None = None
    adverse: Literal["weighed", "answered"] = "weighed"


class Coverage(Part, frozen=True, kw_only=True):
    """What must be examined before "all" or "none" is established (SEMANTICS B5)."""

    population: str
    share: ShareText = Decimal(100)
    examined_by: tuple[PartyId, ...] = ()
    watch: Period | None = None


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


class Citation(Part, frozen=True, kw_only=True):
    """Where a provision stands: a source of the accord and the clause in it."""

    SHORT: ClassVar = "source"
    source: SourceId
    clause: str = ""


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


class Provision(Part, frozen=True, kw_only=True):
    """What every numbered clause carries: its wording, where it stands, its force and its life."""

    title: str = ""
    text: str = ""
    source: Citation | None = None
    norms: tuple[str, ...] = ()
    force: Force = "binding"
    in_force: date | None = None
    ends: date | None = None
    confidence: Confidence | None = None
    note: str = ""
    readings: dict[str, Interpretation] = {}
    settled_by: SettlerId | None = None


class Commitment(Provision, frozen=True, kw_only=True):
    """What a party must do; exactly one of achieve, maintain and refrain is given."""

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
    superseded: Annotated[date | None, Derived()] = None


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

    In the normal form each has an amount; one that was made of a scale or of bands says in
    ``group`` which.
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

    What was never due may be claimed back without it; ``de_minimis`` holds for both.
    """

    SHORT: ClassVar = "when"
    when: ConditionText
    notice: Period | None = None
    share: Literal["pro-rata", "whole"] = "pro-rata"
    de_minimis: Quantity | None = None
    excuse: ConditionText | None = None


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
    payment: Literal["several", "joint"] = "several"
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


class Power(Provision, frozen=True, kw_only=True):
    """A right that a named party may exercise by an act."""

    by: tuple[PartyId, ...]
    kind: Literal[
        "certify", "determine", "notify", "waive", "suspend", "object", "extend",
        "terminate", "withdraw", "snap-back", "revoke", "reinstate",
    ]  # fmt: skip
    on: tuple[ReachedId, ...] = ()
    when: ConditionText | None = None
    wait: Wait | None = None
    within: Window | None = None
    lasts: Period | None = None
    renew: Period | None = None
    cap: Period | None = None
    on_end: Literal["keep", "suspend"] | None = None
    jointly: bool = False
    at_least: int | None = None
    set_aside_by: PowerId | None = None
    form: str = ""


class Wait(Part, frozen=True, kw_only=True):
    """A report-and-wait period after an act, within which somebody may block it."""

    SHORT: ClassVar = "period"
    period: Period
    count: Literal["exclude-first", "clear"] = "exclude-first"
    blocked_by: PowerId | None = None


class Window(Part, frozen=True, kw_only=True):
    """The days on which an act may be done: from an act of another power, and for how long.

    An act done on another day is void.
    """

    period: Period
    of: PowerId
    count: Literal["exclude-first", "clear"] = "exclude-first"


class Linkage(Part, frozen=True, kw_only=True):
    """How benefits hang on progress in every basket (SEMANTICS E)."""

    SHORT: ClassVar = "rule"
    rule: Literal["every-basket", "none"]
    floors: Literal["proportional", "gate", "ratchet"] = "proportional"
    floor: ShareText = Decimal(100)
    exit: ShareText = Decimal(100)
    continuing: bool = False
    no_linkage: Annotated[dict[str, str], CellsForm()] = {}


class Rate(Part, frozen=True, kw_only=True):
    """A dated conversion between two units or currencies."""

    from_: str = msgspec.field(name="from")
    to: str
    rate: Decimal
    on: date
    source: Citation | None = None


class Amendment(Part, frozen=True, kw_only=True):
    """Changes that come into force on a day; old decisions still replay under the old text.

    ``changes`` is laid over the text.  What reads otherwise goes on from where it stood
    (``keep``), begins anew (``restart``), or stands as if it had always read so (``recompute``).
    ``result`` is the whole accord as amended by this and all before it.
    """

    adopted: date
    in_force: date
    title: str = ""
    source: Citation | None = None
    on_change: Literal["keep", "restart", "recompute"] = "keep"
    changes: dict[str, Any] = {}
    result: Annotated[Accord | None, Derived()] = None


class Guarantee(Part, frozen=True, kw_only=True):
    """A claim about every possible history, for proof."""

    text: str
    never: Any = None


class Accord(Part, frozen=True, kw_only=True):
    """A whole agreement."""

    format: Literal["accordance/1"]
    id: str
    title: str
    calendar: Calendar
    parties: dict[str, Party]
    decides: PartyId | None = None
    synthetic: bool = False
    about: str = ""
    currency: str = ""
    rates: tuple[Rate, ...] = ()
    baskets: dict[str, str] = {}
    stages: tuple[str, ...] = ()
    sources: dict[str, Source] = {}
    standards: dict[str, Standard] = {}
    ratios: str = "accordance-2026"
    priors: dict[str, Decimal] = {}
    claims: dict[str, Claim] = {}
    commitments: dict[str, Commitment] = {}
    benefits: dict[str, Benefit] = {}
    powers: dict[str, Power] = {}
    linkage: Linkage | None = None
    amendments: dict[str, Amendment] = {}
    guarantees: tuple[Guarantee, ...] = ()

    @property
    def provisions(self) -> tuple[str, ...]:
        """The ids of all commitments, benefits and powers, in the order of the text."""
        return (*self.commitments, *self.benefits, *self.powers)

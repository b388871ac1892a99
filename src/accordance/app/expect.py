"""What must be determined: the types of ``expect.yaml``, format ``accordance-expect/1``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

import msgspec

from accordance.app.expect_forms import AmountsForm, PathsForm
from accordance.kernel.quantities import Quantity, Range

CommitmentWord = Literal[
    "not_in_force", "open", "partly_met", "met", "pending", "overdue", "in_cure", "breached",
    "reversed", "undetermined", "waived", "excused", "superseded",
]  # fmt: skip
BenefitWord = Literal[
    "not_due", "due", "withheld", "suspended", "reduced", "forfeited", "lapsed", "delivered",
    "part_delivered", "mixed", "barred", "available", "in_force", "paused", "ended", "reinstated",
    "undetermined",
]  # fmt: skip
PowerWord = Literal["none", "pending", "in_force", "blocked", "ended", "undetermined"]
VerdictWord = Literal["established", "refuted", "undetermined", "unknown"]
HoldsWord = Literal["true", "false", "unknown"]
ReasonWord = Literal["undue", "supervening", "waiver", "advance", "none"]

Day = date
"""The same, where a field is called ``date``."""


Amounts = Annotated[dict[str, Decimal], AmountsForm()]


class Wanted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The base of everything expected: only what is given is checked."""


class CommitmentWanted(Wanted, frozen=True, kw_only=True):
    """What a commitment must be."""

    SHORT: ClassVar = "state"
    state: CommitmentWord | None = None
    verdict: VerdictWord | None = None
    progress: Quantity | None = None
    due: date | None = None
    first: date | None = None
    late: int | None = None
    waived_by: str | None = None
    disputed: bool | None = None
    disputed_by: tuple[str, ...] | None = None


class AmountsWanted(Wanted, frozen=True, kw_only=True):
    """What the face of a transfer must be divided into, and what must be told beside it."""

    not_due: Quantity | None = None
    due: Quantity | None = None
    withheld: Quantity | None = None
    suspended: Quantity | None = None
    reduced: Quantity | None = None
    forfeited: Quantity | None = None
    lapsed: Quantity | None = None
    delivered: Quantity | None = None
    recoverable: Quantity | None = None
    recovered: Quantity | None = None
    unrecovered_loss: Quantity | None = None
    advanced: Quantity | None = None
    unallocated: Quantity | None = None
    settled: Quantity | None = None
    beyond_cap: Quantity | None = None


class ParcelWanted(Wanted, frozen=True, kw_only=True):
    """What one parcel of a transfer must be."""

    SHORT: ClassVar = "state"
    state: BenefitWord | None = None
    amount: Quantity | None = None
    delivered: Quantity | None = None
    advanced: Quantity | None = None
    net: Quantity | None = None
    late: bool | None = None
    in_default: bool | None = None
    payer: str | None = None
    since: date | None = None


class DeliveryWanted(Wanted, frozen=True, kw_only=True):
    """What must have become of a delivery, or of its part that went to one parcel (D6)."""

    amount: Quantity | None = None
    lawful_when_made: bool | None = None
    supported_now: HoldsWord | None = None
    reason: ReasonWord | None = None
    recoverable: Quantity | None = None
    recovered: Quantity | None = None
    unrecovered_loss: Quantity | None = None
    advance: bool | None = None
    set_off: date | None = None
    payer: str | None = None
    on: date | None = None


class SilenceWanted(Wanted, frozen=True, kw_only=True):
    """What must become of a running status if nobody acts."""

    SHORT: ClassVar = "to"
    to: BenefitWord | None = None
    date: Day | None = None
    needs: Literal["continue", "end"] | None = None
    power: str | None = None


class BenefitWanted(Wanted, frozen=True, kw_only=True):
    """What a benefit must be."""

    SHORT: ClassVar = "state"
    state: BenefitWord | None = None
    payable: HoldsWord | None = None
    by_rule: HoldsWord | None = None
    contested: bool | None = None
    amounts: AmountsWanted | None = None
    outside_rule: Quantity | None = None
    unexplained: dict[str, Quantity] = {}
    late: bool | None = None
    in_default: bool | None = None
    parcels: Annotated[dict[str, ParcelWanted], PathsForm(ParcelWanted, "ParcelsWanted")] = {}
    deliveries: Annotated[
        dict[str, DeliveryWanted], PathsForm(DeliveryWanted, "DeliveriesWanted")
    ] = {}
    provisions: Annotated[dict[str, HoldsWord], PathsForm(HoldsWord, "ProvisionsWanted")] = {}
    since: date | None = None
    lapses_to: str | None = None
    if_nobody_acts: SilenceWanted | None = None
    disputed: bool | None = None
    disputed_by: tuple[str, ...] | None = None


class PowerWanted(Wanted, frozen=True, kw_only=True):
    """What a power must be, and which acts of it must count."""

    SHORT: ClassVar = "state"
    state: PowerWord | None = None
    effective: date | None = None
    contested: bool | None = None
    acts: tuple[str, ...] | None = None
    void: tuple[str, ...] | None = None
    void_because: dict[str, str] | None = None
    awaited: tuple[str, ...] | None = None
    disputed: bool | None = None
    disputed_by: tuple[str, ...] | None = None


class GivenWanted(Wanted, frozen=True, kw_only=True):
    """What was given, what cannot be had back, and what was shown, by basket."""

    delivered: Amounts | None = None
    unrecoverable: Amounts | None = None
    outside_rule: Amounts | None = None
    progress: dict[str, Quantity] | None = None
    weakest: str | None = None


class ExposureWanted(GivenWanted, frozen=True, kw_only=True):
    """What stands on a day, with what may be claimed back and who gave."""

    recoverable: Amounts | None = None
    recovered: Amounts | None = None
    by_payer: dict[str, Amounts] = {}
    unpriced: Amounts | None = None
    worth: Range | None = None


class SummaryWanted(GivenWanted, frozen=True, kw_only=True):
    """What a whole history must come to."""

    delivered_while_breached: BreachWanted | None = None


class BreachWanted(Wanted, frozen=True, kw_only=True):
    """What was given while a breach stood, by who knew of it."""

    known_to_payer: Amounts | None = None
    known_to_public_only: Amounts | None = None
    unknown_to_both: Amounts | None = None


class ChangeWanted(Wanted, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A change of state that the history must have."""

    provision: str
    from_: str
    to: str
    date: date
    contested: bool | None = None


class Row(Wanted, frozen=True, kw_only=True):
    """One row: a day (or with ``replay`` a whole history), what must hold, and why."""

    on: date | None = None
    known_at: date | None = None
    known_to: str | None = None
    hindsight: bool = False
    view: str | None = None
    because: str = ""
    commitments: Annotated[
        dict[str, CommitmentWanted], PathsForm(CommitmentWanted, "CommitmentsWanted")
    ] = {}
    benefits: dict[str, BenefitWanted] = {}
    powers: dict[str, PowerWanted] = {}
    claims: dict[str, VerdictWord] = {}
    baskets: dict[str, Quantity] = {}
    exposure: ExposureWanted | None = None
    disputes: tuple[str, ...] | None = None
    by_reading: tuple[str, ...] | None = None
    replay: bool = False
    until: date | None = None
    under: str = ""
    changes: tuple[ChangeWanted, ...] = ()
    summary: SummaryWanted | None = None


class Expect(Wanted, frozen=True, kw_only=True):
    """A whole file of expectations."""

    format: Literal["accordance-expect/1"]
    expect: tuple[Row, ...]

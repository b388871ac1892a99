"""What an accord says on a day: immutable data with a published form (DESIGN 4.5).

Amounts are decimal strings in the stated unit; shares of progress are decimal strings from 0 to
1; days are ISO strings; a truth value is true, false or "unknown".
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from accordance.decide.silence import Silence
from accordance.kernel.logic import Holds

Verdict = Literal["established", "refuted", "undetermined"]
VERDICTS: tuple[Verdict, Verdict, Verdict] = ("refuted", "undetermined", "established")

BUCKETS = (
    "not_due", "due", "withheld", "suspended", "reduced", "forfeited", "lapsed", "delivered",
)  # fmt: skip
"""The parts that a transfer's face is divided into, on every day."""


Owed = Literal["", "undue", "supervening", "waiver", "advance"]
"""For which reason something may be claimed back, or is lost."""
FAILED = ("forfeited", "reduced")
BESIDE = ("recoverable", "recovered", "unrecovered_loss", "advanced")
"""Amounts beside them: parts of what was delivered."""
LOST = ("lapsed", *FAILED)
"""Those parts of them that nothing can make due again."""


class CommitmentState(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment: its state, the verdict on its claim, verified progress, and its days.

    ``first`` is the day on which it was attained, ``late`` by how many days after ``due`` (0 in
    time); both are None where it is not met.  A waiver in force makes the state ``waived`` and
    leaves the verdict; ``waived_by`` names its power.
    """

    state: str
    verdict: Verdict
    progress: Decimal
    due: date | None
    first: date | None
    late: int | None
    by: tuple[str, ...]
    basket: str
    stage: str
    force: str
    waived_by: str = ""
    disputed: bool = False
    disputed_by: tuple[str, ...] = ()


class ParcelState(msgspec.Struct, frozen=True, kw_only=True):
    """A parcel: its amount, what of it was given, and whether the rest is late.

    ``in_default`` says that its cure is over too; ``advanced`` is what of it was given before it was
    due; ``net`` what is left to give;
    ``beyond_cap`` what a cap leaves no room for, which is
    not due.  ``disputed_by`` are those who dispute this part by its name.
    """

    id: str
    tranche: str
    payer: str
    state: str
    amount: Decimal
    delivered: Decimal
    since: date | None
    late: bool
    in_default: bool
    advanced: Decimal
    net: Decimal
    beyond_cap: Decimal = Decimal(0)
    disputed_by: tuple[str, ...] = ()


class DeliveryState(msgspec.Struct, frozen=True, kw_only=True):
    """What a delivery discharged of one parcel (with no parcel, of none), then and as known now (D6).

    ``reason`` is ``undue`` where the release was never true, ``supervening`` where it was and a
    clause on recovery holds, ``waiver`` where it was by a waiver that is over, ``advance`` where it
    was given in advance, was not set off, and is to be reconciled; the three amounts are parts of
    ``amount``.  What was given ``under`` another instrument is claimed back there.
    """

    delivery: str
    parcel: str
    payer: str
    amount: Decimal
    on: date
    lawful_when_made: bool
    supported_now: Holds
    reason: Owed
    recoverable: Decimal
    recovered: Decimal
    unrecovered_loss: Decimal
    advance: bool
    set_off: date | None
    under: str


class StagedAmount(msgspec.Struct, frozen=True, kw_only=True):
    """An amount that an act states, at its stage, beside what the rule alone gives (D5).

    ``unexplained`` is what it is above the rule, below it where negative.
    """

    act: str
    stage: Literal["requested", "proposed", "decided", "paid"]
    by: str
    on: date
    amount: Decimal
    rule: Decimal
    unexplained: Decimal


class BenefitState(msgspec.Struct, frozen=True, kw_only=True):
    """A benefit: one word, the amounts that add up to its face, its parcels and its provisions.

    ``outside_rule`` was given without being due, or beyond the face: beside the amounts, not of them.
    ``staged`` are the amounts that acts on it state.
    ``beyond_cap`` is the part of what is not due that was released, and for which a cap has no room.
    ``saved`` is what outlasts its end, once it is over; ``lapses_to`` who has what of it has lapsed;
    ``if_nobody_acts`` what silence does to a status that is in force.
    So are ``recoverable``, ``recovered``, ``unrecovered_loss`` and ``advanced``, which are parts of
    what was given; ``settled`` is the part of it that was given under another instrument, which no
    exposure here counts; ``unallocated`` is the part that some of several payers leave and nobody else owes.
    """

    state: str
    unit: str
    amounts: dict[str, Decimal]
    parcels: tuple[ParcelState, ...]
    deliveries: tuple[DeliveryState, ...]
    staged: tuple[StagedAmount, ...]
    recoverable: Decimal
    recovered: Decimal
    unrecovered_loss: Decimal
    advanced: Decimal
    unallocated: Decimal
    settled: Decimal
    payable: Holds
    by_rule: Holds
    contested: bool
    provisions: dict[str, Holds]
    to: str
    outside_rule: Decimal
    since: date | None
    disputed: bool = False
    disputed_by: tuple[str, ...] = ()
    beyond_cap: Decimal = Decimal(0)
    saved: str = ""
    lapses_to: str = ""
    if_nobody_acts: Silence | None = None


class PowerState(msgspec.Struct, frozen=True, kw_only=True):
    """A power: whether an act of it is in force, since when, and whether its ground was shown.

    ``awaited`` are the holders who have yet to join an act that some of them have made;
    ``void_because`` says of each void act why it has no effect.
    """

    state: str
    effective: date | None
    contested: bool
    acts: tuple[str, ...]
    void: tuple[str, ...]
    disputed: bool = False
    disputed_by: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()
    void_because: dict[str, str] = {}


class Disputed(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute on record: about what, of what kind, who holds it, since when, and which reading."""

    about: str
    of: Literal["fact", "meaning", "competence"]
    by: tuple[str, ...]
    since: date
    reads: str


class Readings(msgspec.Struct, frozen=True, kw_only=True):
    """A provision that can be read in several ways: who holds each, and which of them count here.

    ``considered`` are the readings under which the answer was worked out: several where it is
    open, one where it was settled or where a party's view holds it.  ``settled_by`` is who could
    settle it, empty where the accord names nobody; ``settled_on`` the act that did.
    """

    held_by: dict[str, tuple[str, ...]]
    considered: tuple[str, ...]
    settled_by: str
    settled_on: str


class ViewState(msgspec.Struct, frozen=True, kw_only=True):
    """Whose view an answer is, and on which readings it rests.

    ``of`` is ``common`` or a party.  ``by_reading`` are the provisions whose answers differ
    between the readings considered: they are undetermined for that reason.  ``too_many`` says
    that the readings combine in more ways than are decided.
    """

    of: str = "common"
    readings: dict[str, Readings] = {}
    by_reading: tuple[str, ...] = ()
    too_many: bool = False


class Exposure(msgspec.Struct, frozen=True, kw_only=True):
    """What was given, what of it cannot be had back, and what was shown for it.

    ``recovered`` was had back; ``recoverable`` may be claimed back now.
    ``delivered`` and ``unrecoverable`` are by unit; ``worth`` is the interval of their worth in
    the accord's currency, and ``unpriced`` what of it nothing tells in that currency, by unit: it
    stands apart and is in no sum.  ``progress`` is by basket, ``weakest`` the basket with least.
    """

    delivered: dict[str, Decimal]
    unrecoverable: dict[str, Decimal]
    recoverable: dict[str, Decimal]
    recovered: dict[str, Decimal]
    outside_rule: dict[str, Decimal]
    by_payer: dict[str, dict[str, Decimal]]
    unpriced: dict[str, Decimal]
    worth: tuple[Decimal, Decimal]
    currency: str
    progress: dict[str, Decimal]
    weakest: str


class Inputs(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a determination depends on, so that two offices can find what differs."""

    engine: str
    format: str
    accord: str
    record: str
    ratios: str
    entries: int


class Determination(msgspec.Struct, frozen=True, kw_only=True):
    """The whole answer for one day, under one knowledge.  ``digest`` is of all else in it.

    ``implied`` are commitments that the text implies: access for those who verify (B4).  ``views``
    says whose view this is; ``disputes`` are flags beside it, and change no answer (C5).
    """

    format: Literal["accordance-determination/1"]
    accord: str
    as_of: date
    known_at: date | None
    known_to: str
    fold: Literal["then", "now"]
    inputs: Inputs
    commitments: dict[str, CommitmentState]
    implied: dict[str, CommitmentState]
    benefits: dict[str, BenefitState]
    powers: dict[str, PowerState]
    claims: dict[str, Verdict]
    baskets: dict[str, Decimal]
    exposure: Exposure
    views: ViewState
    disputes: dict[str, Disputed]
    digest: str

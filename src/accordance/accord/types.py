"""What was promised: the types of an accord, format ``accordance/1``.

These types are the format: the reader, the JSON Schema and the digest are all derived from
them.  An accord is immutable; its digest is of this tree, not of the bytes it was read from.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from accordance.accord.benefits import (
    Advance,
    Band,
    Bands,
    Benefit,
    Cap,
    Deliver,
    Failure,
    Humanitarian,
    Nature,
    Recover,
    Scale,
    Tranche,
    Worth,
)
from accordance.accord.cells import CellsForm
from accordance.accord.commitments import (
    Achieve,
    Claim,
    Commitment,
    Coverage,
    Cure,
    Maintain,
    Proof,
    Refrain,
)
from accordance.accord.conditions import ShareText
from accordance.accord.every import Every, Turn
from accordance.accord.ids import (
    PartyId,
)
from accordance.accord.parts import (
    CLAIM_TYPES,
    Calendar,
    Citation,
    ClaimType,
    Confidence,
    Force,
    Kind,
    Part,
    Party,
    Provision,
    Role,
    Source,
    Standard,
    Workdays,
)
from accordance.accord.powers import Lasts, Power, Quota, Wait, Window
from accordance.kernel.quantities import Range
from accordance.kernel.reading import Derived

__all__ = [
    "CLAIM_TYPES",
    "Accord",
    "Achieve",
    "Advance",
    "Amendment",
    "Band",
    "Bands",
    "Benefit",
    "Calendar",
    "Cap",
    "Citation",
    "Claim",
    "ClaimType",
    "Commitment",
    "Confidence",
    "Coverage",
    "Cure",
    "Deliver",
    "Every",
    "Failure",
    "Force",
    "Guarantee",
    "Humanitarian",
    "Kind",
    "Lasts",
    "Linkage",
    "Maintain",
    "Nature",
    "Part",
    "Party",
    "Power",
    "Proof",
    "Provision",
    "Quota",
    "Rate",
    "Recover",
    "Refrain",
    "Role",
    "Scale",
    "Source",
    "Standard",
    "Tranche",
    "Turn",
    "Wait",
    "Window",
    "Workdays",
    "Worth",
]


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
    """A dated conversion between two units; one within bounds prices, and discharges nothing."""

    from_: str = msgspec.field(name="from")
    to: str
    rate: Range
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
    caps: dict[str, Cap] = {}
    powers: dict[str, Power] = {}
    linkage: Linkage | None = None
    amendments: dict[str, Amendment] = {}
    guarantees: tuple[Guarantee, ...] = ()

    @property
    def provisions(self) -> tuple[str, ...]:
        """The ids of all commitments, benefits and powers, in the order of the text."""
        return (*self.commitments, *self.benefits, *self.powers)

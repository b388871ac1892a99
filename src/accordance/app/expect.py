"""What must be determined: the types of ``expect.yaml``, format ``accordance-expect/1``."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

import msgspec

from accordance.kernel import yaml_text
from accordance.kernel.json_schema import Schema, Schemas
from accordance.kernel.quantities import Quantity, Range
from accordance.kernel.reading import MISSING, Path, Reader

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

_UNIT = re.compile(r"%|[A-Za-z][\w.-]*(?: [A-Za-z][\w.-]*)*")


class AmountsForm(msgspec.Struct, frozen=True):
    """Reads amounts by unit: ``{t: 100000, t food: 50000}``."""

    def read_node(self, reader: Reader, node: yaml_text.Node, path: Path) -> Any:
        """Give the amounts by unit, or MISSING with problems noted."""
        if not yaml_text.is_map(node):
            return reader.report("S003", node, "amounts by unit belong here", "{t: 100000}")
        amounts = {}
        for key, value in node.value:
            if not _UNIT.fullmatch(key.value):
                reader.report(
                    "S006", key, f'"{key.value}" cannot be a unit', "a unit such as t or USD"
                )
            amounts[key.value] = reader.read(Decimal, value, (*path, key.value))
            reader.place((*path, key.value), key, value)
        return MISSING if any(one is MISSING for one in amounts.values()) else amounts

    def schema(self, of: Schemas) -> Schema:
        """Give the JSON Schema of the mapping."""
        return {"type": "object", "additionalProperties": of(Decimal)}


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


class BenefitWanted(Wanted, frozen=True, kw_only=True):
    """What a benefit must be."""

    SHORT: ClassVar = "state"
    state: BenefitWord | None = None
    payable: HoldsWord | None = None
    by_rule: HoldsWord | None = None
    contested: bool | None = None
    amounts: dict[str, Quantity] | None = None
    outside_rule: Quantity | None = None
    unallocated: Quantity | None = None
    settled: Quantity | None = None
    unexplained: dict[str, Quantity] | None = None


class ExposureWanted(Wanted, frozen=True, kw_only=True):
    """What was given, what cannot be had back, and what was shown, by basket."""

    delivered: Amounts | None = None
    unrecoverable: Amounts | None = None
    outside_rule: Amounts | None = None
    progress: dict[str, Quantity] | None = None
    weakest: str | None = None


class DayWanted(ExposureWanted, frozen=True, kw_only=True):
    """What stood on a day, by payer besides."""

    by_payer: dict[str, Amounts] | None = None
    unpriced: Amounts | None = None
    worth: Range | None = None


class SummaryWanted(ExposureWanted, frozen=True, kw_only=True):
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


class Row(Wanted, frozen=True, kw_only=True):
    """One row: a day (or with ``replay`` a whole history), what must hold, and why."""

    on: date | None = None
    known_at: date | None = None
    known_to: str | None = None
    hindsight: bool = False
    view: str | None = None
    because: str = ""
    commitments: dict[str, CommitmentWanted] = {}
    benefits: dict[str, BenefitWanted] = {}
    powers: dict[str, PowerWord] = {}
    claims: dict[str, VerdictWord] = {}
    exposure: DayWanted | None = None
    replay: bool = False
    until: date | None = None
    under: str = ""
    changes: tuple[ChangeWanted, ...] = ()
    summary: SummaryWanted | None = None


class Expect(Wanted, frozen=True, kw_only=True):
    """A whole file of expectations."""

    format: Literal["accordance-expect/1"]
    expect: tuple[Row, ...]

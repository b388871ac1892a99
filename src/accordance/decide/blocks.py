"""The five blocks that a person sees first, as data (SEMANTICS H)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from accordance.decide.determination import Exposure


class OpenAct(msgspec.Struct, frozen=True, kw_only=True):
    """An act that a party can take now; ``grounded`` says whether its ground is shown."""

    power: str
    by: tuple[str, ...]
    kind: str
    on: tuple[str, ...]
    grounded: bool


class Coming(msgspec.Struct, frozen=True, kw_only=True):
    """What changes on a day if nobody acts and nothing new is learned."""

    date: date
    provision: str
    from_: str = msgspec.field(name="from")
    to: str


class Money(msgspec.Struct, frozen=True, kw_only=True):
    """What a payer owes or holds back of one unit, by state; ``lapses`` is the first day of loss.

    ``recoverable`` is what it may claim back today of what it gave; ``unbound`` what advice and
    practice speak of and was not given: nobody owes it, and it is in none of the amounts.  Nor is
    what was settled under another instrument.
    """

    payer: str
    unit: str
    amounts: dict[str, Decimal]
    lapses: date | None
    recoverable: Decimal = Decimal(0)
    unbound: Decimal = Decimal(0)


class Blocked(msgspec.Struct, frozen=True, kw_only=True):
    """A benefit that is not given: the provision that binds, its state, and who can move it."""

    benefit: str
    state: str
    provision: str
    asks: str
    holds: str
    by: tuple[str, ...]
    others: int
    last_day: date | None


class Default(msgspec.Struct, frozen=True, kw_only=True):
    """A promise that failed or a gift that is late, by whom, and its first day.

    ``in_default`` says that nothing can cure it in time any more.
    """

    provision: str
    by: tuple[str, ...]
    since: date
    in_default: bool


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """What is shaky: contested acts, leads below the standard, old evidence, what goes stale next."""

    contested: tuple[str, ...]
    concerns: tuple[tuple[str, str], ...]
    newest: dict[str, date | None]
    stale_next: tuple[tuple[date, str], ...]


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """A commitment that recurs, as one: how many of its copies stand in each state.

    ``now`` are the copies that are in force and neither met nor waived, with the day on which
    each is due; ``next`` is the first day of the copy that comes next, None where none does.
    """

    name: str
    counts: dict[str, int]
    now: tuple[tuple[str, date | None], ...]
    next: date | None


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The five blocks.  ``running`` are statuses in force and benefits wholly delivered.

    ``defaults`` are all that stand, the first first; ``series`` the commitments that recur.
    """

    decide_now: tuple[OpenAct, ...]
    coming: tuple[Coming, ...]
    money: tuple[Money, ...]
    blocked: tuple[Blocked, ...]
    running: tuple[str, ...]
    doubt: Doubt
    defaults: tuple[Default, ...]
    exposure: Exposure
    series: tuple[Series, ...] = ()

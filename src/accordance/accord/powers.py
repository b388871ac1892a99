"""What parties may do by an act: powers, their waits and windows (SEMANTICS C)."""

from __future__ import annotations

from typing import ClassVar, Literal

import msgspec

from accordance.accord.conditions import ConditionText, MomentText
from accordance.accord.counting import PLAIN, CountText
from accordance.accord.ids import (
    PartyId,
    PowerId,
    ReachedId,
)
from accordance.accord.parts import (
    Part,
    Provision,
)
from accordance.kernel.days import Period


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
    answers: PowerId | None = None
    at_most: Quota | None = None
    adds: Period | None = None
    no_later_than: MomentText | None = None
    lasts: Lasts | None = None
    renew: Period | None = None
    cap: Period | None = None
    on_end: Literal["keep", "suspend", "recover"] | None = None
    jointly: bool = False
    at_least: int | None = None
    set_aside_by: PowerId | None = None
    retroactive: bool = False
    form: str = ""


class Wait(Part, frozen=True, kw_only=True):
    """A report-and-wait period after an act, within which somebody may block it."""

    SHORT: ClassVar = "period"
    period: Period
    count: CountText = PLAIN
    blocked_by: PowerId | None = None


class Lasts(Part, frozen=True, kw_only=True):
    """How long an act stays in force, from its first day of effect."""

    SHORT: ClassVar = "period"
    period: Period
    count: CountText = PLAIN


class Window(Part, frozen=True, kw_only=True):
    """The days on which an act may be done: from an act of another power, and for how long.

    It opens at once, or ``from`` so long after that act.  An act done on another day is void.
    """

    period: Period
    of: PowerId
    from_: Period | None = msgspec.field(name="from", default=None)
    count: CountText = PLAIN


class Quota(Part, frozen=True, kw_only=True):
    """How often a power may be used: in all, or in each period from its first day on.

    Of a power that answers another: for each act that it answers.  An act beyond it is void.
    """

    SHORT: ClassVar = "times"
    times: int
    every: Period | None = None

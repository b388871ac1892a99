"""What recurs: how often, from when and how many times a duty or a part of a benefit comes again."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from accordance.accord.conditions import ConditionText
from accordance.accord.parts import Part
from accordance.kernel.days import Period


class Every(Part, frozen=True, kw_only=True):
    """The periods in which something is asked or given anew, counted from one first day.

    The last is the ``times``-th, or the one that ends on ``until``.  ``within`` is how long after
    a period what it asks may still be done.  A level is asked of each period, or of ``total``: of
    all periods up to it together.  Once ``over_when`` holds, no deadline comes any more.
    """

    period: Period
    from_: date = msgspec.field(name="from")
    times: int | None = None
    until: date | None = None
    within: Period | None = None
    counts: Literal["each", "total"] = "each"
    over_when: ConditionText | None = None


class Turn(msgspec.Struct, frozen=True):
    """The days on which evidence on one claim speaks of one period's own claim; both ends belong to it."""

    of: str
    first: date
    last: date

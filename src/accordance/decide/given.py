"""What a part of a delivery did: which parcel it discharged, and on which day."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import msgspec

from accordance.record.entries import Delivery


class Given(msgspec.Struct, frozen=True):
    """The part of a delivery that discharged a parcel, and whether that was due; with no parcel, the rest.

    What was given in ``advance`` discharges its parcel on the day on which it is ``set_off``,
    0 until then.
    """

    delivery: str
    parcel: str
    amount: Decimal
    day: int
    due: bool
    advance: bool = False
    set_off: int = 0

    @property
    def discharged(self) -> int:
        """The day on which it discharged its parcel, 0 while it is an advance."""
        return self.set_off if self.advance else self.day

    @property
    def ahead(self) -> bool:
        """Whether it waits to be set off against a parcel."""
        return self.advance and bool(self.parcel) and not self.set_off


Due = Callable[[str, str, int], bool]
"""Whether a parcel of a benefit was due, or open to an advance, at the end of a day."""
Room = Callable[[str, str, Decimal], Decimal]
"""How much of a parcel, of so much, the caps over it leave room for."""
Judged = tuple[Delivery, tuple[Given, ...]]
"""A delivery as it stood when it was judged, and what it was found to discharge."""


def whole(benefit: str, parcel: str, amount: Decimal) -> Decimal:  # noqa: ARG001 as Room has them
    """Give all of a parcel: no cap is over it."""
    return amount

"""Which day and whose knowledge a question is about.  The clock is read here and nowhere else."""

from __future__ import annotations

from datetime import date

import msgspec

from accordance.accord.types import Accord
from accordance.kernel.problems import nearest
from accordance.record.entries import PUBLIC


class When(msgspec.Struct, frozen=True, kw_only=True):
    """The day asked, the day up to which knowledge counts, whose knowledge it is, and whose view."""

    as_of: date | None = None
    known_at: date | None = None
    known_to: str | None = None
    hindsight: bool = False
    view: str | None = None


class UnknownParty(LookupError):  # noqa: N818 it says what is wrong
    """Raised for a party that the accord does not have."""

    def __init__(self, name: str, accord: Accord, *, viewing: bool = False) -> None:
        """Say who the parties are, and which was probably meant; the public has no view."""
        names = tuple(accord.parties) if viewing else (*accord.parties, PUBLIC)
        advice = nearest(name, names) or "one of " + ", ".join(names)
        super().__init__(f'"{name}" is no party of {accord.id}: {advice}')


def today() -> date:
    """Give today's date where the user is."""
    return date.today()  # noqa: DTZ011 the user's own day


def checked(when: When, accord: Accord) -> When:
    """Give the question with its day filled in; raise UnknownParty where nobody bears the name."""
    if when.known_to and when.known_to != PUBLIC and when.known_to not in accord.parties:
        raise UnknownParty(when.known_to, accord)
    if when.view and when.view not in accord.parties:
        raise UnknownParty(when.view, accord, viewing=True)
    return when if when.as_of else msgspec.structs.replace(when, as_of=today())

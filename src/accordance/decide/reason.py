"""A reason as data: a tree of steps, from what is asked down to the entries that answer it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from accordance.kernel.logic import Holds

if TYPE_CHECKING:
    from accordance.decide.decision import Decision
    from accordance.findings.finding import Finding


class Reason(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step of a reason.

    ``provision`` is what the step is about, ``asks`` what is asked of it, ``holds`` the answer and
    ``state`` the state of a machine.  ``since`` is the day that the answer carries.  ``because``
    are the steps below, ``evidence`` the entries that a finding rests on.  ``reading`` says under which
    reading of a contested provision the step is told (SEMANTICS C5).
    """

    provision: str
    asks: str
    holds: Holds
    state: str = ""
    clause: str = ""
    text: str = ""
    since: date | None = None
    because: tuple[Reason, ...] = ()
    evidence: tuple[str, ...] = ()
    finding: Finding | None = None
    note: str = ""
    reading: str = ""


class UnknownProvision(LookupError):  # noqa: N818 it says what is unknown
    """Raised for an id that the accord does not have; carries the ids that it has.

    ``comes`` is the amendment with which it comes, and from when.
    """

    def __init__(self, decision: Decision, name: str) -> None:
        """Keep what the caller can suggest."""
        super().__init__(name)
        self.name = name
        self.known = provisions(decision)
        texts = decision.fold.written.later
        found = (one for one in texts if name in one.program.accord.provisions)
        text = next(found, None)
        self.comes = None if text is None else (text.amendment, text.day)


def provisions(decision: Decision) -> tuple[str, ...]:
    """Give every id that can be asked about."""
    accord = decision.accord
    recurring = [one.series for one in accord.commitments.values() if one.series]
    return tuple(
        dict.fromkeys(
            [*accord.commitments, *recurring, *accord.benefits, *accord.powers, *accord.claims]
        )
    )


def citation(source: object) -> str:
    """Give a citation as text: the source's id and the clause in it."""
    name, clause = getattr(source, "source", ""), getattr(source, "clause", "")
    return f"{name} {clause}".strip()

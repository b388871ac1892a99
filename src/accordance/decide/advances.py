"""What may be given before it is due: on which days, and from when what was not earned goes back (D1)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from accordance.kernel.logic import TRUE
from accordance.program.ladders import binds
from accordance.program.rules.gates import literal

if TYPE_CHECKING:
    from accordance.decide.history import History
    from accordance.program.rules.shapes import State
    from accordance.program.tables import Program


class Openings:
    """The days on which each advance was open, as a fold goes through them."""

    def __init__(self) -> None:
        """Start before the first day, with none open."""
        self._course: dict[str, list[tuple[int, bool]]] = {}

    def note(self, program: Program, state: State, day: int) -> None:
        """Keep how each advance stands from a day on; a day noted again replaces what was noted of it."""
        for name in program.advances:
            course = self._course.setdefault(name, [])
            while course and course[-1][0] >= day:
                course.pop()
            course.append((day, is_open(program, state, name, day)))
            if len(course) > 1 and course[-1][1] == course[-2][1]:
                course.pop()

    def on(self, benefit: str, day: int) -> bool:
        """Say whether the advance of a benefit was open on a day."""
        course = self._course.get(benefit, ())
        return next((was for since, was in reversed(course) if since <= day), False)


def is_open(program: Program, state: State, benefit: str, day: int) -> bool:
    """Say whether the release of an advance holds while its benefit is in force."""
    clauses, written = program.advances.get(benefit, {}), program.accord.benefits.get(benefit)
    if not clauses or written is None or not binds(written):
        return False
    begins = written.in_force or program.accord.calendar.in_force
    return day >= begins.toordinal() and literal(state, clauses["advance"].literal) == TRUE


def reconciled(history: History, benefit: str) -> bool:
    """Say whether the day has come from which what was given in advance and not earned goes back."""
    moment = history.program.advances.get(benefit, {}).get("reconcile")
    if moment is None or history.holds(moment) != TRUE:
        return False
    return history.clock.as_of >= date.fromordinal(history.state.day[moment.literal >> 1])

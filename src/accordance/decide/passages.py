"""The changes of a history, each with the entries that made it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import msgspec

from accordance.decide.standing import Place, places, word
from accordance.kernel.logic import TRUE
from accordance.program.codes import POWER

if TYPE_CHECKING:
    from accordance.decide.fold import Fold
    from accordance.program.tables import Program

THE_DAY_CAME: Final = ("the day came",)


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A provision that went from one state to another; ``because`` names entries, or time alone.

    ``contested`` where an act came to be pending or in force whose ground was not shown.
    """

    date: date
    provision: str
    from_: str = msgspec.field(name="from")
    to: str
    because: tuple[str, ...]
    contested: bool = False


class Passages:
    """Gathers what changes in what a determination would say, as a fold goes through its days."""

    def __init__(self) -> None:
        """Start before the first day, with everything in its first state."""
        self.found: list[Passage] = []
        self.first: dict[str, Place] = {}
        self._program: Program | None = None
        self._places: dict[int, Place] = {}
        self._words: dict[str, str] = {}
        self._taken = 0

    def note(self, fold: Fold) -> None:
        """Take in the day that a fold has just decided."""
        day = date.fromordinal(fold.day)
        for _, text in fold.taken[self._taken :]:
            self._told(day, text.amendment, ("adopted", "in_force"), ())
        self._taken = len(fold.taken)
        for place in self._touched(fold):
            before, now = self._words.get(place.name, place.first), word(place, fold.state)
            if now != before:
                self._words[place.name] = now
                self._told(day, place.name, (before, now), _because(fold, place))
                if _contested(fold, place, now):
                    self.found[-1] = msgspec.structs.replace(self.found[-1], contested=True)

    def _touched(self, fold: Fold) -> list[Place]:
        """Give what may have changed on the day: all where the text did."""
        if fold.program is not self._program:
            self._program, found = fold.program, places(fold.program)
            self._places = {node: place for place in found.values() for node in place.nodes}
            self.first |= {
                place.name: place for place in found.values() if place.name not in self.first
            }
            return list(found.values())
        nodes = set()
        for change in reversed(fold.changes):
            if change.day != fold.day:
                break
            nodes.add(change.node)
        found = {
            place.node: place for node in nodes if (place := self._places.get(node)) is not None
        }
        return [found[node] for node in sorted(found)]

    def _told(
        self, day: date, name: str, states: tuple[str, str], because: tuple[str, ...]
    ) -> None:
        before, now = states
        self.found.append(
            Passage(date=day, provision=name, from_=before, to=now, because=because or THE_DAY_CAME)
        )


def _because(fold: Fold, place: Place) -> tuple[str, ...]:
    """Give the entries that became visible on the fold's day and bear on what changed."""
    above = frozenset[int]().union(*(fold.program.sources_of(node) for node in place.nodes))
    return tuple(entry for entry, facts in fold.seen.get(fold.day, ()) if facts & above)


def _contested(fold: Fold, place: Place, now: str) -> bool:
    """Say whether an act that is pending or in force was made without its ground being shown."""
    if place.kind != POWER or now not in ("pending", "in_force"):
        return False
    return fold.state.memory[fold.program.tables.memory_at[place.node] + 1] != TRUE

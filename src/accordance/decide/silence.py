"""What becomes of each running status if nobody acts and nothing new is learned (SEMANTICS D2)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

import msgspec

from accordance.decide.candidates import moves_on
from accordance.decide.moves import Moves
from accordance.decide.trial import Trial
from accordance.program import codes
from accordance.program.rules.shapes import State

if TYPE_CHECKING:
    from accordance.decide.history import History

AHEAD_DAYS = 366
"""How far ahead silence is followed."""


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """What holds on silence: the state that follows and its first day, None where it runs on.

    ``needs`` says whether somebody must act to ``continue`` or to ``end`` it, ``power`` by which
    power, and both are empty where the text names nobody.
    """

    to: str
    date: date | None
    needs: Literal["continue", "end", ""]
    power: str


def silences(history: History) -> dict[str, Silence]:
    """Give what silence does to each status that is in force on the day asked, under its text."""
    program, accord = history.program, history.accord
    running: dict[int, str] = {}
    for name, machines in program.benefits.items():
        if name not in program.parcels and history.name_of(machines[0]) in codes.RUNNING:
            running[machines[0].node] = name
    found: dict[str, tuple[str, date | None]] = {}
    if running:
        trial = Trial.after(history)
        last = history.clock.as_of.toordinal() + AHEAD_DAYS
        last = min([last, *(text.day.toordinal() - 1 for text in history.fold.ahead)])
        for day in trial.days(last):
            for node, name in running.items():
                if trial.state.state[node] != history.state.state[node]:
                    to = codes.STATUS_STATES[trial.state.state[node]]
                    found.setdefault(name, (to, date.fromordinal(day)))
            if len(found) == len(running):
                break
    silent = {}
    for name in running.values():
        benefit = accord.benefits[name]
        to, on = found.get(name, (history.name_of(program.benefits[name][0]), None))
        decider = benefit.decided_by if on is not None and not benefit.needs_to_end else None
        keeper = benefit.needs_to_continue or decider
        if on is not None and keeper:
            keeper = _keeper(history, program.benefits[name][0].node, on, keeper)
        needs: Literal["continue", "end", ""] = (
            "continue" if keeper else "end" if benefit.needs_to_end else ""
        )
        silent[name] = Silence(
            to=to, date=on, needs=needs, power=keeper or benefit.needs_to_end or ""
        )
    return silent


def _keeper(history: History, node: int, on: date, first: str) -> str | None:
    """Give a power of which an act made now keeps a status running past a day: ``first`` if it does.

    None where no act of any power does, other than on the last day, on which the text's own
    power is named.
    """
    tomorrow = history.clock.as_of.toordinal() + 1
    if on.toordinal() <= tomorrow:
        return first
    trial = Trial.after(history)
    moves = Moves(history)
    facts = history.program.sources_of(node)
    offered = [move for move in moves_on(history, facts, against=False) if move.holders]
    offered.sort(key=lambda move: move.step.provision != first)
    for move in offered:
        moved = trial.copy()
        moves.make(moved, (move,))
        if _keeps(moved, node, on):
            return move.step.provision
    return None


def _keeps(trial: Trial, node: int, on: date) -> bool:
    before = _runs(trial.state, node)
    for _ in trial.days(on.toordinal()):
        if before and not _runs(trial.state, node):
            return False
    return before


def _runs(state: State, node: int) -> bool:
    return codes.STATUS_STATES[state.state[node]] in codes.RUNNING

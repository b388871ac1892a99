"""Which powers are open: those of which an act made today would have effect on something (SEMANTICS H)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accordance.decide.blocks import OpenAct
from accordance.decide.candidates import acts_of
from accordance.decide.moves import Move, Moves
from accordance.decide.steps import Step
from accordance.decide.trial import HORIZON_DAYS, Trial
from accordance.kernel.logic import TRUE
from accordance.program import codes
from accordance.program.tables import ActOf

if TYPE_CHECKING:
    from accordance.decide.decision import Decision

UNDOING = ("revoke", "reinstate", "extend")
"""The kinds of powers whose acts have no effect of their own: only what they do to others' counts."""
WORKING = (codes.POWER_STATES.index("pending"), codes.POWER_STATES.index("in_force"))

Course = list[tuple[int, int, int]]
"""Changes of state in their order: day, machine, state."""


def open_acts(decision: Decision) -> Iterator[OpenAct]:
    """Give the powers that can be used today, each with whose act is still lacking and on what."""
    openings = Openings(decision)
    for name, power in decision.accord.powers.items():
        useful = openings.useful(name)
        if not useful:
            continue
        ground = decision.program.powers[name].clauses.get("ground")
        grounded = ground is None or decision.holds(ground) == TRUE
        by = tuple(dict.fromkeys(party for step in useful for party in step.by))
        yield OpenAct(
            power=name, by=tuple(one for one in power.by if one in by), kind=power.kind,
            on=openings.on(name, [step.on for step in useful]), grounded=grounded,
        )  # fmt: skip


class Openings:
    """Tries an act of a power today, and compares what follows with what follows without it."""

    def __init__(self, decision: Decision) -> None:
        """Run on from the day asked without any act."""
        self.decision = decision
        self.start = Trial.of(decision)
        self._moves = Moves(decision)
        self._asked: dict[str, list[ActOf]] = {}
        for fact in decision.program.facts:
            if isinstance(fact, ActOf):
                for name in fact.powers:
                    self._asked.setdefault(name, []).append(fact)
        self._machines: dict[str, set[int]] = {}
        for node, called in decision.program.names.items():
            if decision.program.tables.kind[node] == codes.POWER:
                self._machines.setdefault(called.partition("@")[0], set()).add(node)
        self._without = self._course(self.start.copy())

    def useful(self, name: str) -> list[Step]:
        """Give the acts of a power that have effect; one that names more only where no other has."""
        found: list[Step] = []
        for move in acts_of(self.decision, name, self._asked.get(name, ())):
            if not (move.broad and found) and self.has_effect(move):
                found.append(move.step)
        return found

    def on(self, name: str, useful: list[tuple[str, ...]]) -> tuple[str, ...]:
        """Give what of the things that a power names an act has effect on, all where it may name none."""
        named = self.decision.accord.powers[name].on
        things = {one for on in useful for one in on}
        if () in useful or not named:
            return named
        return tuple(one for one in named if one in things) or tuple(sorted(things))

    def has_effect(self, move: Move) -> bool:
        """Say whether an act starts to work on something, or changes what becomes of anything else."""
        trial = self.start.copy()
        before = trial.copy()
        before.decide()
        if not self._moves.make(trial, (move,)):
            return False
        name = move.step.provision
        own = self._own(name)
        course = self._course(trial)
        if not self._undoing(name):
            idle = {node for node in own if before.state.state[node] not in WORKING}
            if any(node in idle and state in WORKING for _, node, state in course):
                return True
        machines = self._machines.get(name, set())
        return self._others(course, machines) != self._others(self._without, machines)

    def _own(self, name: str) -> set[int]:
        """Give the machines of a power: as it bears on single things, where it does."""
        every = self._machines.get(name, set())
        narrow = {node for node in every if "@" in self.decision.program.names[node]}
        return narrow or every

    def _undoing(self, name: str) -> bool:
        """Say whether acts of a power only matter for other acts or days."""
        powers = self.decision.accord.powers.values()
        if self.decision.accord.powers[name].kind in UNDOING:
            return True
        return any(
            name == one.set_aside_by or (one.wait and one.wait.blocked_by == name) for one in powers
        )

    @staticmethod
    def _others(course: Course, machines: set[int]) -> Course:
        return [one for one in course if one[1] not in machines]

    def _course(self, trial: Trial) -> Course:
        found = []
        for day in trial.days(self.start.day + HORIZON_DAYS):
            for i in range(trial.state.tally[0]):
                node = trial.state.log_node[i]
                found.append((day, node, trial.state.state[node]))
        return sorted(found)

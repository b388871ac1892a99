"""Why not, and what would: the smallest sets of changes that flip an answer (ENGINE 8).

A change is something that a named party can do: show that a claim holds, put a breach right,
give what is owed, exercise a power.  Taking evidence away is never offered.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from accordance.accord.questions import Question
from accordance.decide.candidates import moves_on
from accordance.decide.leanings import HARMS, HELPS, facts_of, leanings
from accordance.decide.moves import Move, Moves
from accordance.decide.reason import UnknownProvision
from accordance.decide.search import MOST_SETS, Chosen, Search, Wanted
from accordance.decide.steps import Step, Way, Ways
from accordance.decide.trial import HORIZON_DAYS, Trial
from accordance.decide.turns import turns
from accordance.kernel.logic import TRUE
from accordance.program import codes
from accordance.program.rules.shapes import State
from accordance.program.tables import Program

if TYPE_CHECKING:
    from accordance.decide.decision import Decision

__all__ = ["Step", "Way", "Ways", "what_would", "why_not"]

DUE, GIVEN = (codes.PARCEL_STATES.index(word) for word in ("due", "delivered"))
RUNNING = tuple(codes.STATUS_STATES.index(word) for word in codes.RUNNING)


def why_not(decision: Decision, name: str) -> Ways:
    """Give what would make a provision hold that does not; no ways where it holds already."""
    wanted, word = _target(decision, name)
    state = _state_of(decision, name)
    if wanted(decision.state):
        return Ways(
            provision=name,
            state=state,
            holds=True,
            wanted=word,
            by_itself=None,
            ways=(),
            truncated=False,
        )
    return _search(decision, name, wanted, word, state, holds=False)


def what_would(decision: Decision, name: str) -> Ways:
    """Give what would flip a provision's answer, whichever it is."""
    wanted, word = _target(decision, name)
    if not wanted(decision.state):
        return why_not(decision, name)
    return _search(
        decision,
        name,
        lambda state: not wanted(state),
        f"no longer {word}",
        _state_of(decision, name),
        holds=True,
    )


def _target(decision: Decision, name: str) -> tuple[Wanted, str]:
    program = decision.program
    if name in program.benefits:
        nodes = [machine.node for machine in program.benefits[name]]
        if name in program.parcels:
            return _transfer(nodes, decision.state)
        return lambda state: state.state[nodes[0]] in RUNNING, "in force"
    if name in program.commitments:
        node = program.commitments[name].node
        return lambda state: state.state[node] == codes.MET, "met"
    if name in program.powers:
        node = program.powers[name].node
        return lambda state: state.state[node] == 2, "in force"  # noqa: PLR2004 see codes.POWER_STATES
    for number, fact in enumerate(program.facts):
        if isinstance(fact, Question) and fact.claim == name and fact.clean is None:
            return partial(_established, number), "established"
    raise UnknownProvision(decision, name)


def _transfer(nodes: list[int], now: State) -> tuple[Wanted, str]:
    """Ask for one parcel that is due; where one is already, for all to be due or given."""
    if any(now.state[node] == DUE for node in nodes):
        done = (DUE, GIVEN)
        return lambda state: all(state.state[node] in done for node in nodes), "due in full"
    return lambda state: any(state.state[node] == DUE for node in nodes), "due"


def _established(number: int, state: State) -> bool:
    return state.fact_value[number] == TRUE


def _state_of(decision: Decision, name: str) -> str:
    answer = decision.determination
    for group in (answer.commitments, answer.implied, answer.benefits, answer.powers):
        if name in group:
            return group[name].state
    return answer.claims.get(name, "undetermined")


def _search(
    decision: Decision, name: str, wanted: Wanted, word: str, state: str, *, holds: bool
) -> Ways:
    start = Trial.of(decision)
    horizon = decision.clock.as_of.toordinal() + HORIZON_DAYS
    alone = start.copy().first_day(wanted, horizon)
    if alone:
        horizon = alone - 1
    search = Search(start, wanted, Moves(decision), horizon)
    sides = leanings(decision.program, _nodes(decision.program, name))
    found = list(_found(decision, search, sides, against=holds))
    days = turns(decision, sides)
    ways = [
        Way(
            steps=tuple(move.step for move in chosen),
            flips_on=date.fromordinal(flips),
            last_day=search.last_day(chosen, days),
        )
        for chosen, flips in found
    ]
    ways.sort(key=lambda way: (len(way.steps), [step.text for step in way.steps], way.flips_on))
    first: dict[tuple[Step, ...], Way] = {}
    for way in ways:
        first.setdefault(way.steps, way)
    return Ways(
        provision=name, state=state, holds=holds, wanted=word,
        by_itself=date.fromordinal(alone) if alone else None,
        ways=tuple(first.values()), truncated=search.truncated,
    )  # fmt: skip


def _found(
    decision: Decision, search: Search, sides: dict[int, set[int]], *, against: bool
) -> Iterator[tuple[Chosen, int]]:
    """Give every single move that flips the answer, then smallest sets of the others."""
    facts = facts_of(decision.program, sides)
    moves = moves_on(decision, facts, against=against)
    singles = list(search.singles(moves))
    yield from _plainest(singles)
    enough = {chosen[0] for chosen, _ in singles}
    wide = {move.step.provision for move in enough if move.broad}
    better = HARMS if against else HELPS
    others = [
        move
        for move in moves
        if move not in enough
        and not move.broad
        and move.step.provision not in wide
        and _leans(decision.program, move, facts, better)
    ]
    if len(singles) >= MOST_SETS:
        search.truncated |= bool(others)
        return
    for number, found in enumerate(search.sets(others)):
        if number + len(singles) >= MOST_SETS:
            search.truncated = True
            return
        yield found


def _plainest(singles: list[tuple[Chosen, int]]) -> Iterator[tuple[Chosen, int]]:
    """Leave out what shows more of a claim than another way needs, and does it no earlier."""
    for chosen, day in singles:
        own = {number for number, _ in chosen[0].sets}
        less = (
            other[0]
            for other, flips in singles
            if other[0] is not chosen[0] and flips <= day and other[0].sets
        )
        if not any(set(one.sets) < set(chosen[0].sets) for one in less) or not own:
            yield chosen, day


def _leans(program: Program, move: Move, facts: dict[int, set[int]], better: int) -> bool:
    """Say whether a move can turn the answer the right way, as far as the text can tell."""
    for number, verdict in move.sets:
        if (better if verdict == TRUE else -better) in facts.get(number, ()):
            return True
    if move.sets:
        return False
    name = move.step.provision
    asked = [
        sides
        for number, sides in facts.items()
        if name
        in (
            getattr(program.facts[number], "powers", ())
            or (getattr(program.facts[number], "benefit", ""),)
        )
    ]
    return not asked or any(better in sides for sides in asked)


def _nodes(program: Program, name: str) -> tuple[int, ...]:
    if name in program.benefits:
        return tuple(machine.node for machine in program.benefits[name])
    if name in program.commitments:
        return (program.commitments[name].node,)
    if name in program.powers:
        return (program.powers[name].node,)
    return tuple(
        program.fact_node[number]
        for number, fact in enumerate(program.facts)
        if isinstance(fact, Question) and fact.claim == name and fact.clean is None
    )

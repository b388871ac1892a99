"""Why not, and what would: the smallest sets of changes that flip an answer (ENGINE 8).

A change is something that a named party can do: show that a claim holds, put a breach right,
give what is owed, exercise a power.  Taking evidence away is never offered.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

import msgspec

from accordance.accord.questions import Question
from accordance.decide.reason import UnknownProvision
from accordance.decide.search import MOST_SETS, Search, Wanted, last_day
from accordance.decide.trial import HORIZON_DAYS, Trial
from accordance.findings.origins import obligors
from accordance.kernel.logic import FALSE, TRUE
from accordance.program import codes
from accordance.program.rules.shapes import State
from accordance.program.tables import ActOf, Delivered, Fact, Program, Returned

if TYPE_CHECKING:
    from accordance.decide.decision import Decision


DUE, GIVEN = (codes.PARCEL_STATES.index(word) for word in ("due", "delivered"))

RUNS = tuple(codes.STATUS_STATES.index(word) for word in codes.RUNNING)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One change that somebody can make."""

    kind: Literal["show", "put_right", "refute", "give", "act"]
    provision: str
    by: tuple[str, ...]
    text: str


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """A smallest set of changes: the day on which the answer flips, and the last day to make them.

    ``last_day`` is None where no later day is too late within ten years, or before the day on
    which time alone flips it.
    """

    steps: tuple[Step, ...]
    flips_on: date
    last_day: date | None


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """How an answer could become another.

    ``by_itself`` is the day on which time alone flips it; a way does so before that.
    ``truncated`` says that more ways may exist than are told.
    """

    provision: str
    state: str
    holds: bool
    wanted: str
    by_itself: date | None
    ways: tuple[Way, ...]
    truncated: bool


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
        return lambda state: state.state[nodes[0]] in RUNS, "in force"
    if name in program.commitments:
        node = program.commitments[name].node
        return lambda state: state.state[node] == codes.MET, "met"
    if name in program.powers:
        node = program.powers[name].node
        return lambda state: state.state[node] == 2, "in force"  # noqa: PLR2004 see codes.POWER_STATES
    for number, fact in enumerate(program.facts):
        if isinstance(fact, Question) and fact.claim == name:
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
    candidates = _candidates(decision, name, holds=holds)
    search = Search(start, wanted, candidates, horizon)
    ways = [
        Way(
            steps=tuple(describe(decision, fact, candidates[fact]) for fact in chosen),
            flips_on=date.fromordinal(flips),
            last_day=last_day(start, wanted, {fact: candidates[fact] for fact in chosen}, horizon),
        )
        for chosen, flips in search.sets()
    ]
    ways.sort(key=lambda way: (len(way.steps), [step.text for step in way.steps], way.flips_on))
    first: dict[tuple[Step, ...], Way] = {}
    for way in ways:
        first.setdefault(way.steps, way)
    told = list(first.values())
    return Ways(
        provision=name, state=state, holds=holds, wanted=word,
        by_itself=date.fromordinal(alone) if alone else None,
        ways=tuple(told[:MOST_SETS]), truncated=search.truncated or len(told) > MOST_SETS,
    )  # fmt: skip


def _candidates(decision: Decision, name: str, *, holds: bool) -> dict[int, int]:
    """Give the facts that a change can set, each with the verdict it would get."""
    program = decision.program
    facts: set[int] = set()
    for node in _nodes(program, name):
        facts |= program.sources_of(node)
    found: dict[int, int] = {}
    for fact in sorted(facts):
        asked = program.facts[fact]
        value = decision.state.fact_value[fact]
        if isinstance(asked, Question) and asked.clean is not None:
            continue
        if holds and isinstance(asked, Question):
            if value != FALSE:
                found[fact] = FALSE
        elif (value != TRUE or _again(decision, fact)) and _can_be_made_true(decision, asked):
            found[fact] = TRUE
    return found


def _again(decision: Decision, fact: int) -> bool:
    """Say whether a fact is of an act that was made on an earlier day, and may be made once more."""
    asked = decision.program.facts[fact]
    made = decision.state.fact_first[fact]
    return (
        isinstance(asked, ActOf) and not asked.earliest and made < decision.clock.as_of.toordinal()
    )


def _can_be_made_true(decision: Decision, asked: Fact) -> bool:
    """Say whether somebody can make a fact true: only what is due can be given under the rule (D7)."""
    if isinstance(asked, ActOf):
        return not asked.names_day
    if not isinstance(asked, Delivered):
        return not isinstance(asked, Returned)
    states = decision.determination.benefits[asked.benefit].parcels
    return any(one.state == "due" for one in states if not asked.parcels or one.id in asked.parcels)


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
        if isinstance(fact, Question) and fact.claim == name
    )


def describe(decision: Decision, fact: int, verdict: int) -> Step:
    """Give a change of a fact as something that somebody does."""
    asked = decision.program.facts[fact]
    accord = decision.accord
    if isinstance(asked, ActOf):
        name = asked.powers[0]
        by = tuple(dict.fromkeys(p for power in asked.powers for p in accord.powers[power].by))
        return Step(kind="act", provision=name, by=by, text=f"{name} is exercised")
    if isinstance(asked, Question):
        return _shown(decision, asked, fact, verdict)
    benefit = accord.benefits[asked.benefit]
    if isinstance(asked, Returned):
        by = (benefit.to,) if benefit.to else ()
        text = f"{asked.benefit} is given back"
        return Step(kind="give", provision=asked.benefit, by=by, text=text)
    named = tuple(one for one in asked.parcels if one != "all")
    what = " and ".join(f"{asked.benefit}/{one}" for one in named) or asked.benefit
    return Step(kind="give", provision=asked.benefit, by=benefit.payer, text=f"{what} is delivered")


def _shown(decision: Decision, asked: Question, fact: int, verdict: int) -> Step:
    accord = decision.accord
    bearers = sorted(obligors(accord)[asked.claim])
    claim = accord.claims[asked.claim]
    what = f"{asked.claim}.{asked.aspect}" if asked.aspect else asked.claim
    level = asked.at_least if asked.at_least is not None else asked.at_most
    if level is not None:
        side = "at least" if asked.at_least is not None else "at most"
        what += f" {side} {level.normalize():f} {claim.unit}".rstrip()
    if verdict == FALSE:
        return Step(
            kind="refute", provision=asked.claim, by=tuple(bearers), text=f"{what} is refuted"
        )
    broken = decision.state.fact_value[fact] == FALSE and claim.universal
    word = "put right and verified" if broken else "shown to the standard of proof"
    return Step(
        kind="put_right" if broken else "show",
        provision=asked.claim,
        by=tuple(bearers),
        text=f"{what} {word}",
    )

"""Who can do what about a provision: the moves that may bear on it (ENGINE 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from accordance.accord.questions import Question
from accordance.decide.competence import lacking, leaning
from accordance.decide.moves import Move, Moves, implied
from accordance.decide.steps import Step
from accordance.decide.trial import HORIZON_DAYS
from accordance.findings.origins import obligors
from accordance.kernel.logic import FALSE, TRUE
from accordance.program.tables import ActOf, Delivered

if TYPE_CHECKING:
    from accordance.decide.history import History


def moves_on(history: History, facts: Iterable[int], *, against: bool) -> list[Move]:
    """Give what somebody can do that sets some of the facts.

    Taking evidence away is never among it; ``against`` offers to refute claims in place of
    showing them.
    """
    found: list[Move] = []
    acts: dict[str, list[ActOf]] = {}
    moves = Moves(history)
    for number in sorted(facts):
        asked = history.program.facts[number]
        value = history.state.fact_value[number]
        if isinstance(asked, ActOf):
            for name in asked.powers:
                acts.setdefault(name, []).append(asked)
                for opening in leaning(history.accord, name):
                    acts.setdefault(opening, [])
        elif isinstance(asked, Delivered):
            if value != TRUE and (move := _giving(moves, asked)):
                found.append(move)
        elif isinstance(asked, Question) and asked.clean is None:
            verdict = FALSE if against else TRUE
            if value != verdict:
                sets = tuple(
                    (one, to)
                    for one, to in implied(history.program.facts, asked, verdict)
                    if history.state.fact_value[one] != to
                )
                found.append(Move(shown(history, asked, number, verdict), sets))
    by_acts = (acts_of(history, name, asked) for name, asked in acts.items())
    return [*found, *chain.from_iterable(by_acts)]


def acts_of(history: History, name: str, asked: Iterable[ActOf]) -> Iterator[Move]:
    """Give the acts of a power that may answer some facts: one for each thing, then broader ones."""
    asked = list(asked)
    ons = list(dict.fromkeys(one.on for one in asked if one.on))
    wholes = list(dict.fromkeys(one.part_of for one in asked if one.part_of))
    unnamed = not asked or any(not one.on or not one.named for one in asked)
    begun = [
        on for on in _begun(history, name) if set(on) & {*ons, *wholes} or (unnamed and not on)
    ]
    narrow: list[tuple[str, ...]] = begun or [(on,) for on in ons] or [()]
    broad: list[tuple[str, ...]] = [(on,) for on in (*ons, *wholes)]
    broad += [tuple(ons)] if len(ons) > 1 else []
    broad += [()] if unnamed else []
    yield from (_act(history, name, on, broad=False) for on in narrow)
    for on in dict.fromkeys(broad):
        if on not in narrow:
            yield _act(history, name, on, broad=True)


def _begun(history: History, name: str) -> list[tuple[str, ...]]:
    """Give the things on which some holders of a joint power have acted and others not yet."""
    power = history.accord.powers[name]
    waiting = lacking(history.accord, history.fold.deeds.acts.values(), name)
    return [tuple(sorted(on)) for on, (by, _) in waiting.items() if len(by) < len(power.by)]


def _act(history: History, name: str, on: tuple[str, ...], *, broad: bool) -> Move:
    """Give an act of a power by those of its holders who are still lacking."""
    power = history.accord.powers[name]
    acts = history.fold.deeds.acts.values()
    by, needed = lacking(history.accord, acts, name, on)[frozenset(on)]
    until = None
    text = f"{name} is exercised"
    if on and _reach(history, name) != set(on):
        text += " on " + " and ".join(on)
    if power.kind == "extend":
        until = history.clock.as_of + timedelta(days=HORIZON_DAYS)
        text += ", to a later day"
    if needed < len(by):
        text += " by one of these" if needed == 1 else f" by {needed} of these"
    step = Step(kind="act", provision=name, by=by, text=text, on=on, until=until)
    return Move(step, holders=by[:needed], broad=broad)


def _reach(history: History, name: str) -> set[str]:
    """Give all that acts of a power can bear on in the text."""
    facts = (one for one in history.program.facts if isinstance(one, ActOf))
    return {one.on for one in facts if name in one.powers and one.on}


def _giving(moves: Moves, asked: Delivered) -> Move | None:
    """Give the delivery that reaches what a fact asks: only what is due can be given by rule (D7)."""
    history = moves.history
    parts = moves.given_of(asked, history.state)
    if not parts:
        return None
    benefit = history.accord.benefits[asked.benefit]
    own = [one.share for one in history.program.parcels[asked.benefit] if one.share.id in parts]
    by = tuple(dict.fromkeys(one.payer for one in own if one.payer)) or benefit.payer
    named = tuple(one for one in asked.parcels if one != "all")
    what = " and ".join(f"{asked.benefit}/{one}" for one in named) or asked.benefit
    step = Step(kind="give", provision=asked.benefit, by=by, text=f"{what} is delivered")
    return Move(step, gives=asked)


def shown(history: History, asked: Question, fact: int, verdict: int) -> Step:
    """Give the showing or the refutation of a claim; where a body decides, it is the one that must say so."""
    accord = history.accord
    claim = accord.claims[asked.claim]
    bearers = (
        (claim.determined_by,) if claim.determined_by else sorted(obligors(accord)[asked.claim])
    )
    what = f"{asked.claim}.{asked.aspect}" if asked.aspect else asked.claim
    level = asked.at_least if asked.at_least is not None else asked.at_most
    if level is not None:
        side = "at least" if asked.at_least is not None else "at most"
        what += f" {side} {level.normalize():f} {claim.unit}".rstrip()
    if verdict == FALSE:
        return Step(
            kind="refute", provision=asked.claim, by=tuple(bearers), text=f"{what} is refuted"
        )
    broken = history.state.fact_value[fact] == FALSE and claim.universal
    word = "put right and verified" if broken else "shown to the standard of proof"
    if claim.determined_by:
        word = "determined to hold"
    return Step(
        kind="put_right" if broken else "show",
        provision=asked.claim,
        by=tuple(bearers),
        text=f"{what} {word}",
    )

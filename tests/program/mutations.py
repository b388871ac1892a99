"""Rules with one thing taken out of them, to see that a named case notices."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec
import pytest

from accordance.accord.types import Accord
from accordance.decide import competence, deeds, replay, sharing, views
from accordance.program import codes
from accordance.program.compile import compile_accord
from accordance.program.lower.builder import Builder
from accordance.program.lower.conditions import Lowering
from accordance.program.rules import acts, benefits, commitments, gates, periods, step
from accordance.program.rules.shapes import State, Tables
from accordance.program.tables import Clause, Program
from accordance.record.entries import Act

Mutation = Callable[[pytest.MonkeyPatch], None]
Machine = Callable[[Tables, State, int, int], int]

MACHINES: Final = {
    "commitment": codes.COMMITMENT_STATES,
    "power": codes.POWER_STATES,
    "parcel": codes.PARCEL_STATES,
    "status": codes.STATUS_STATES,
}


def never(machine: str, state: int) -> Mutation:
    """A machine that stays as it was where it would enter a state.

    A commitment is not in force only from the outset: that state is left out altogether.
    """

    def patch(patches: pytest.MonkeyPatch) -> None:
        real: Machine = getattr(step, machine)

        def without(t: Tables, s: State, node: int, day: int) -> int:
            before = s.state[node]
            after = real(t, s, node, day)
            if after != state:
                return after
            return 1 if machine == "commitment" and state == codes.NOT_IN_FORCE else before

        patches.setattr(step, machine, without)

    return patch


def tables(change: Callable[[Tables], Tables]) -> Mutation:
    """A program whose tables are changed after it was compiled."""

    def patch(patches: pytest.MonkeyPatch) -> None:
        def changed(accord: Accord) -> Program:
            program = compile_accord(accord)
            return msgspec.structs.replace(program, tables=change(program.tables))

        for module in (views, replay):
            patches.setattr(module, "compile_accord", changed)

    return patch


def needs(kind: int, more: int) -> Mutation:
    """Gates that need so much more."""
    return tables(
        lambda t: t._replace(
            need=[n + more if k == kind else n for k, n in zip(t.kind, t.need, strict=True)]
        )
    )


def plain(t: Tables) -> Tables:
    """Tables in which nothing is negated."""
    return t._replace(inputs=[one & ~1 if one >= 0 else one for one in t.inputs])


def floorless(*, exits: bool) -> Mutation:
    """Linkage without floors: those of the exits of stages, or all others."""

    def change(t: Tables) -> Tables:
        params = list(t.params)
        for node, kind in enumerate(t.kind):
            p = t.param_at[node]
            if kind == codes.LINK and (params[p] < 0) == exits:
                params[p + 4] = 0
        return t._replace(params=params)

    return tables(change)


def continuing(value: int) -> Mutation:
    """Linkage that is tested again after release, or never is, whatever the text says."""

    def change(t: Tables) -> Tables:
        params = list(t.params)
        for node, kind in enumerate(t.kind):
            if kind == codes.LINK:
                params[t.param_at[node] + 6] = value
            elif kind in (codes.PARCEL, codes.STATUS):
                params[t.param_at[node] + 2] = value
        return t._replace(params=params)

    return tables(change)


def link_besides(t: Tables) -> Tables:
    """Tables in which linkage asks for nothing besides progress: every such input is true."""
    inputs = list(t.inputs)
    always = next((n for n, kind in enumerate(t.kind) if kind == codes.CONSTANT), None)
    for node, kind in enumerate(t.kind):
        for i in range(t.in_at[node] + 1, t.in_at[node + 1]):
            if kind == codes.LINK and always is not None:
                inputs[i] = 2 * always
    return t._replace(inputs=inputs)


def unvested(patches: pytest.MonkeyPatch) -> None:
    """Parcels that forget each day that they were due."""
    real = step.parcel

    def parcel(t: Tables, s: State, node: int, day: int) -> int:
        s.state[node] = 0
        return real(t, s, node, day)

    patches.setattr(step, "parcel", parcel)


def unassessed(patches: pytest.MonkeyPatch) -> None:
    """Parcels that forget each day that their conditions held, or failed."""
    real = step.parcel

    def parcel(t: Tables, s: State, node: int, day: int) -> int:
        s.memory[t.memory_at[node] + 3] = 0
        return real(t, s, node, day)

    patches.setattr(step, "parcel", parcel)


def unlimited(place: int) -> Mutation:
    """Tables in which one parameter of powers is left out."""

    def change(t: Tables) -> Tables:
        params = list(t.params)
        for node, kind in enumerate(t.kind):
            if kind == codes.POWER:
                params[t.param_at[node] + place] = -1
        return t._replace(params=params)

    return tables(change)


def one_reading(patches: pytest.MonkeyPatch) -> None:
    """What differs between readings is taken as the first of them has it."""
    patches.setattr(sharing, "agreed", lambda values, _: values[0])


def unruled(patches: pytest.MonkeyPatch) -> None:
    """No act settles how a text is read."""
    patches.setattr(views, "settled_reading", lambda *_: ("", ""))


def unheld(patches: pytest.MonkeyPatch) -> None:
    """No party holds a reading."""
    patches.setattr(views, "held", lambda *_: {})


def all_admitted(patches: pytest.MonkeyPatch) -> None:
    """Every party admits everything, and holds no act void or valid of its own."""
    patches.setattr(views, "seen_by", lambda _, record, __: record)


def unasked(kind: int, place: int) -> Mutation:
    """Tables in which one input of a kind of machine is left out."""

    def change(t: Tables) -> Tables:
        inputs = list(t.inputs)
        for node, one in enumerate(t.kind):
            if one == kind:
                inputs[t.in_at[node] + place] = -1
        return t._replace(inputs=inputs)

    return tables(change)


def unextended(t: Tables) -> Tables:
    """Tables in which a day that can be put off takes no notice of the act that does so."""
    inputs = list(t.inputs)
    for node, kind in enumerate(t.kind):
        first, last = t.in_at[node], t.in_at[node + 1]
        if kind == codes.DELAY and last - first == 2:
            inputs[first + 1] = inputs[first]
    return t._replace(inputs=inputs)


def unpassed(t: Tables) -> Tables:
    """Tables in which no last day stays what it was: each is as a gate of one has it."""
    last = [
        kind == codes.DELAY and t.params[t.param_at[node]] < -1 for node, kind in enumerate(t.kind)
    ]
    kind = [codes.GATE if one else old for old, one in zip(t.kind, last, strict=True)]
    return t._replace(kind=kind, need=[one or old for old, one in zip(t.need, last, strict=True)])


def longer(module: Any) -> Mutation:
    """Periods that end a day later, in one file of the rules."""

    def patch(patches: pytest.MonkeyPatch) -> None:
        patches.setattr(module, "after", lambda t, period, day: periods.after(t, period, day) + 1)

    return patch


def strict_clock(patches: pytest.MonkeyPatch) -> None:
    """A moment that has come only on the day after its day."""
    real = step.timed

    def timed(t: Tables, s: State, node: int, kind: int, day: int) -> None:
        real(t, s, node, kind, day)
        if kind == codes.CLOCK and s.value[node] == 2 and day == s.day[node]:
            s.value[node] = 0
            commitments.wake(s, node, day + 1)

    patches.setattr(step, "timed", timed)


def without_quota(patches: pytest.MonkeyPatch) -> None:
    """Powers that may be used as often as their holders like."""
    patches.setattr(competence, "within_quota", lambda _accord, _power, acts: (list(acts), []))


def answered_once(patches: pytest.MonkeyPatch) -> None:
    """Acts that answered an earlier act of another power, and still count."""
    real = competence.made_of

    def made_of(accord: Accord, acts: Iterable[Act], name: str) -> competence.Made:
        made = real(accord, acts, name)
        return msgspec.structs.replace(made, acts=made.ever)

    patches.setattr(deeds, "made_of", made_of)


def without_limit(patches: pytest.MonkeyPatch) -> None:
    """Days that are extended as far as an act names, whatever its power says."""

    def up_to(self: Lowering, provision: str, clause: Clause, power: str) -> int:
        return self._put_off(provision, clause, (power,))

    patches.setattr(Lowering, "_up_to", up_to)


def dated_by_the_act(patches: pytest.MonkeyPatch) -> None:
    """Powers that carry the first day of effect of their act, whether it is in force or over."""
    real = step.power

    def power(t: Tables, s: State, node: int, day: int) -> int:
        state = real(t, s, node, day)
        s.day[node] = s.memory[t.memory_at[node] + 2]
        return state

    patches.setattr(step, "power", power)


def no_latch(patches: pytest.MonkeyPatch) -> None:
    """A day on which every layer is read as it stands, later ones too."""
    patches.setattr(Builder, "latch", lambda _, literal: literal)


def unknown_is_false(patches: pytest.MonkeyPatch) -> None:
    """Literals that take unknown for false, and its negation for true."""

    def literal(s: State, lit: int) -> int:
        value = 2 if s.value[lit >> 1] == 2 else 0
        return 2 - value if lit & 1 else value

    for module in (gates, step, commitments, acts, benefits):
        patches.setattr(module, "literal", literal)


def latest_day(patches: pytest.MonkeyPatch) -> None:
    """Gates that carry the last day of any input that agrees, and not the earliest that suffices."""

    def gate_day(t: Tables, s: State, node: int, value: int) -> int:
        literals = t.inputs[t.in_at[node] : t.in_at[node + 1]]
        agree = [s.day[one >> 1] for one in literals if gates.literal(s, one) == value]
        return max(agree, default=0) if value != 1 else 0

    patches.setattr(step, "gate_day", gate_day)


def constant(module: Any, name: str, answer: Any) -> Mutation:
    """A function of the rules that always answers the same."""
    return lambda patches: patches.setattr(module, name, lambda *_: answer)


def early_deadline(patches: pytest.MonkeyPatch) -> None:
    """Deadlines a day early, so that their last day does not belong to the obligor."""
    real = commitments.deadline
    patches.setattr(commitments, "deadline", lambda t, s, first: max(0, real(t, s, first) - 1))


TRANSITIONS: Final[dict[str, Mutation]] = {
    f"{machine} {name}": never(machine, state)
    for machine, states in MACHINES.items()
    for state, name in enumerate(states)
}
NODES: Final[dict[str, Mutation]] = {
    "gate needs one more": needs(codes.GATE, 1),
    "gate needs one less": needs(codes.GATE, -1),
    "gate carries the latest day": latest_day,
    "negation dropped": tables(plain),
    "unknown taken for false": unknown_is_false,
    "delay a day longer": longer(step),
    "clock a day later": strict_clock,
    "latch reads today": no_latch,
    "deadline a day early": early_deadline,
    "cure a day longer": longer(commitments),
    "wait or life of an act a day longer": longer(acts),
    "grace a day longer": longer(benefits),
    "cure of a parcel a day longer": longer(benefits),
    "what held by its day is not remembered": unassessed,
    "block ignored": constant(acts, "blocked", answer=False),
    "revocation ignored": constant(acts, "revoked", answer=False),
    "renewal ignored": unlimited(2),
    "readings that differ taken for one": one_reading,
    "ruling on a reading ignored": unruled,
    "readings of a party ignored": unheld,
    "evidence and acts of a view ignored": all_admitted,
    "last day that has passed forgotten": tables(unpassed),
    "extension ignored": tables(unextended),
    "what keeps a status on ignored": unasked(codes.STATUS, 7),
    "what a waiver leaves kept ignored": unasked(codes.STATUS, 8),
    "what a waiver leaves suspended ignored": unasked(codes.PARCEL, 9),
    "end of a power not dated": dated_by_the_act,
    "end of a waiver ignored": unasked(codes.PARCEL, 13),
    "what was due without a waiver forgotten": unasked(codes.STATUS, 12),
    "cap ignored": unlimited(3),
    "deadline never stands still": unasked(codes.COMMITMENT, 7),
    "first day that an act names ignored": unasked(codes.POWER, 6),
    "extension of a wait ignored": unasked(codes.POWER, 7),
    "quota ignored": without_quota,
    "vote on an earlier notice counted": answered_once,
    "limit of an extension ignored": without_limit,
    "reaching back ignored": unlimited(4),
    "setting aside ignored": unasked(codes.POWER, 5),
    "reinstating ignored": unasked(codes.POWER, 4),
    "first day of a benefit ignored": constant(benefits, "begun", answer=True),
    "what is due does not vest": unvested,
    "floor of linkage ignored": floorless(exits=False),
    "exit of a stage ignored": floorless(exits=True),
    "linkage asks nothing besides": tables(link_besides),
    "linkage tested again": continuing(1),
    "linkage never tested again": continuing(0),
    "cap on what becomes due ignored": constant(benefits, "turned_away", answer=False),
    "room under a cap never taken": constant(benefits, "keep_room", None),
    "fresh progress forgotten": constant(benefits, "note_levels", None),
}

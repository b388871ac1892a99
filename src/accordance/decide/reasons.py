"""Why a provision stands as it does: a tree from the clause down to the evidence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from accordance.accord.questions import Question
from accordance.decide.bounds import lapsed, never_begins
from accordance.decide.competence import made_of
from accordance.decide.determination import FAILED
from accordance.decide.linked import linkage
from accordance.decide.reading import shown_facts
from accordance.decide.reason import Reason, UnknownProvision, citation
from accordance.decide.series import series
from accordance.kernel.logic import HOLDS, TRUE, UNKNOWN, Holds
from accordance.kernel.quantities import Quantity
from accordance.program.codes import POWER
from accordance.program.ladders import binds
from accordance.program.tables import ActOf, Clause, Delivered, Machine, Returned

if TYPE_CHECKING:
    from accordance.decide.decision import Decision


_GOOD = frozenset({"met", "waived", "in_force", "reinstated", "due", "delivered"})


def why(decision: Decision, name: str) -> Reason:
    """Give the reason for a commitment, benefit, one of its parcels, a power or a claim."""
    program = decision.program
    if name in program.commitments:
        return _Teller(decision).commitment(name)
    if name in program.powers:
        return _Teller(decision).power(name)
    if name in program.benefits:
        return _Teller(decision).benefit(name)
    if any(one.series == name for one in decision.accord.commitments.values()):
        return _Teller(decision).series(name)
    if name in decision.accord.claims:
        return _Teller(decision).claim(name)
    benefit, slash, _ = name.partition("/")
    if slash and benefit in program.parcels:
        parts = _Teller(decision).benefit(benefit).because
        found = next((part for part in parts if part.provision == name), None)
        if found is not None:
            return found
    raise UnknownProvision(decision, name)


class _Teller:
    """Tells reasons; a commitment that was told already is named and not told again."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.told: set[str] = set()

    def commitment(self, name: str) -> Reason:
        commitment = self.decision.accord.commitments[name]
        machine = self.decision.program.commitments[name]
        known = name in self.told
        self.told.add(name)
        parts = () if known else tuple(self.clause(c, word) for word, c in machine.clauses.items())
        return msgspec.structs.replace(
            self._machine(name, machine, "is met", parts),
            text=commitment.text or commitment.title,
            clause=citation(commitment.source),
        )

    def series(self, name: str) -> Reason:
        """Tell a commitment that recurs as one: the copies that are open or failed, without their reasons."""
        one = next(one for one in series(self.decision) if one.name == name)
        self.told.update(key for key, _ in one.now)
        asked = [
            key for key, copy in self.decision.accord.commitments.items() if copy.series == name
        ]
        holds = [
            self._machine(key, self.decision.program.commitments[key], "", ()).holds
            for key in asked
        ]
        worst = min(HOLDS.index(each) for each in holds)
        first = self.decision.accord.commitments[asked[0]]
        return Reason(
            provision=name, asks="each copy is met", holds=HOLDS[worst], note="series",
            state=", ".join(f"{count} {word}" for word, count in one.counts.items()),
            because=tuple(self.commitment(key) for key, _ in one.now),
            text=first.text, clause=citation(first.source),
        )  # fmt: skip

    def power(self, name: str) -> Reason:
        power = self.decision.accord.powers[name]
        machine = self.decision.program.powers[name]
        made = made_of(self.decision.accord, self.decision.fold.deeds.acts.values(), name)
        acts = tuple(dict.fromkeys(act.id for act in (*made.acts, *made.joining)))
        parts = tuple(self.clause(clause, word) for word, clause in machine.clauses.items())
        reason = self._machine(name, machine, "is in force", parts)
        return msgspec.structs.replace(
            reason, text=power.text or power.title, clause=citation(power.source), evidence=acts
        )

    def benefit(self, name: str) -> Reason:
        benefit = self.decision.accord.benefits[name]
        machines = self.decision.program.benefits[name]
        never = () if binds(benefit) else (never_begins(name, benefit),)
        parts = []
        for index, machine in enumerate(machines):
            steps = tuple(self.clause(clause, word) for word, clause in machine.clauses.items())
            steps = (*never, *steps, *lapsed(self.decision, name, machine))
            label = name
            if name in self.decision.program.parcels and len(machines) > 1:
                label = f"{name}/{self.decision.program.parcels[name][index].share.id}"
            parts.append(self._machine(label, machine, "is due", steps))
        text, source = benefit.text or benefit.title, citation(benefit.source)
        if benefit.saved and parts[0].state in ("ended", "lapsed"):
            saved = Reason(provision=name, asks=f"saved: {benefit.saved}", holds=True)
            parts[0] = msgspec.structs.replace(parts[0], because=(*parts[0].because, saved))
        program = self.decision.program
        claims = program.recoveries.get(name, {}) | program.advances.get(name, {})
        back = tuple(self.clause(clause, word) for word, clause in claims.items())
        if len(parts) == 1:
            because = (*parts[0].because, *back)
            return msgspec.structs.replace(parts[0], text=text, clause=source, because=because)
        holds = HOLDS[max(HOLDS.index(part.holds) for part in parts)]
        return Reason(
            provision=name,
            asks="is due",
            holds=holds,
            because=(*parts, *back),
            text=text,
            clause=source,
        )

    def claim(self, name: str) -> Reason:
        facts = self.decision.program.facts
        shown = shown_facts(self.decision).get(name, -1)
        order = (shown, *range(len(facts))) if shown >= 0 else range(len(facts))
        for number in order:
            fact = facts[number]
            if isinstance(fact, Question) and fact.claim == name:
                return self._question(number, fact, "is established")
        return Reason(
            provision=name,
            asks="is established",
            holds="unknown",
            note="no provision asks about it",
        )

    def _machine(self, name: str, machine: Machine, asks: str, parts: tuple[Reason, ...]) -> Reason:
        """Give the reason for a machine: it holds in its good states, and is open while its clauses are."""
        decision = self.decision
        state = decision.name_of(machine)
        holds: Holds = state in _GOOD
        ruling = [machine.clauses[word] for word in ("goal", "release") if word in machine.clauses]
        if (
            not holds
            and state not in FAILED
            and any(decision.holds(clause) == UNKNOWN for clause in ruling)
        ):
            holds = "unknown"
        day = decision.state.day[machine.node]
        return Reason(
            provision=name, asks=asks, holds=holds, state=state,
            since=date.fromordinal(day) if day > 1 else None, because=parts,
        )  # fmt: skip

    def clause(self, clause: Clause, role: str = "") -> Reason:
        """Give the reason for one clause of a provision."""
        decision = self.decision
        holds = HOLDS[decision.holds(clause)]
        day = decision.state.day[clause.literal >> 1]
        since = date.fromordinal(day) if day > 1 else None
        if clause.fact >= 0:
            return self._fact(clause, role)
        if clause.subject in decision.program.commitments and clause.word == "test":
            below = self.commitment(clause.subject)
            return Reason(
                provision=clause.subject, asks=clause.text, holds=holds, state=below.state,
                text=below.text, clause=below.clause, since=since, because=below.because, note=role,
            )  # fmt: skip
        if clause.word == "linkage" and clause.predicate:
            failing = (part for part in clause.parts if decision.holds(part) != TRUE)
            return linkage(decision, clause, tuple(self.clause(part) for part in failing))
        if clause.predicate == "waived" and holds is True:
            return self._waived(clause, role)
        parts = tuple(self.clause(part) for part in clause.parts)
        if role in ("stop", "end"):
            parts = tuple(_once(parts))
        name = clause.subject or clause.text or clause.word
        asks = clause.text or clause.word
        return Reason(provision=name, asks=asks, holds=holds, since=since, because=parts, note=role)

    def _waived(self, clause: Clause, role: str) -> Reason:
        """Give the reason for what a waiver in force makes true: which act, and until when."""
        state, tables = self.decision.state, self.decision.program.tables
        node = clause.literal >> 1
        while tables.kind[node] != POWER:
            node = tables.inputs[tables.in_at[node]] >> 1
        last = state.timer[node] - 1
        until = f" until {date.fromordinal(last)}" if last > 0 else ""
        acts = self.decision.fold.deeds.competent(clause.subject)
        provision = self.decision.program.names[node].partition("@")[2]
        acts = [one for one in acts if provision in one.on or not one.on]
        asks = f"true by waiver {acts[-1].id if acts else clause.subject}{until}"
        return Reason(
            provision=clause.subject, asks=asks, holds=True, note=role,
            since=date.fromordinal(state.day[node]), evidence=tuple(one.id for one in acts),
        )  # fmt: skip

    def _fact(self, clause: Clause, role: str) -> Reason:
        fact = self.decision.program.facts[clause.fact]
        if isinstance(fact, Question):
            reason = self._question(clause.fact, fact, clause.text, role)
            return msgspec.structs.replace(reason, holds=HOLDS[self.decision.holds(clause)])
        return self._deed(clause, fact, role)

    def _question(self, number: int, fact: Question, asks: str, role: str = "") -> Reason:
        finding = self.decision.fold.finding(number)
        claim = self.decision.accord.claims[fact.claim]
        for side, level in (("at least", fact.at_least), ("at most", fact.at_most)):
            if level is not None:
                asks = f"{side} {Quantity(level, claim.unit)}"
        return Reason(
            provision=f"{fact.claim}.{fact.aspect}" if fact.aspect else fact.claim,
            asks=asks, holds=HOLDS[finding.verdict], text=claim.text,
            clause=citation(claim.source), since=finding.first, finding=finding,
            evidence=(*finding.supports, *finding.refutes), note=role,
        )  # fmt: skip

    def _deed(self, clause: Clause, fact: ActOf | Delivered | Returned, role: str) -> Reason:
        deeds = self.decision.fold.deeds
        if isinstance(fact, ActOf):
            entries = tuple(act.id for act in deeds.all_of(fact))
        elif isinstance(fact, Returned):
            entries = tuple(one.id for one in deeds.given_back(fact.benefit))
        else:
            own = {p.delivery for p in deeds.given(fact.benefit) if p.parcel in fact.parcels}
            given = deeds.standing(fact.benefit)
            entries = tuple(one.id for one in given if not fact.parcels or one.id in own)
        return Reason(
            provision=clause.subject, asks=clause.text, holds=HOLDS[self.decision.holds(clause)],
            evidence=entries, note=role,
        )  # fmt: skip


def _once(parts: tuple[Reason, ...]) -> Iterator[Reason]:
    """Give the steps that no earlier one tells: a power may stop by its kind and by the text."""
    told: list[tuple[object, ...]] = []
    for part in parts:
        if (part.provision, part.asks, part.holds) not in told:
            yield part
        waiting = [part]
        while waiting:
            one = waiting.pop()
            told.append((one.provision, one.asks, one.holds))
            waiting += one.because

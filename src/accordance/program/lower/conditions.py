"""Conditions and moments as gates, clocks and tests of machines."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, Decimal

import msgspec

from accordance.accord.conditions import (
    After,
    All,
    AnyOf,
    AtLeast,
    Before,
    Clean,
    Condition,
    Earliest,
    Latest,
    Not,
    OnDay,
    Share,
    Test,
    Unless,
    members,
)
from accordance.accord.counting import PLAIN
from accordance.accord.tranches import benefit_of
from accordance.accord.types import Proof
from accordance.kernel.days import Period
from accordance.kernel.quantities import PERCENT, Quantity
from accordance.program import codes
from accordance.program.ladders import Ladder
from accordance.program.lower.scope import Scope
from accordance.program.parcels import most_of
from accordance.program.tables import ActOf, Clause, Delivered, Fact, Returned, Word


class Lowering:
    """Lowers the conditions of one provision, which reads from one layer of the day."""

    def __init__(
        self,
        scope: Scope,
        layer: int,
        proof: Proof | None = None,
        until: date | None = None,
        *,
        bare: bool = False,
        lent: bool = False,
    ) -> None:
        """Set the layer from which machines are read, and the proof that claims are put under.

        ``until`` is the last day of the world that is judged; ``bare`` reads no waiver in; a
        proof that is ``lent`` is for claims that name no standard of their own.
        """
        self.lent = lent
        self.bare = bare
        self.until = until
        self.scope = scope
        self.build = scope.builder
        self.layer = layer
        self.proof = proof

    def condition(self, condition: Condition) -> Clause:
        """Lower a condition to a clause whose literal holds its value."""
        match condition:
            case Test():
                return self._test(condition)
            case All(all=inside):
                return self._group("all", inside, len(inside), condition.label)
            case AnyOf(any=inside):
                return self._group("any", inside, 1, condition.label)
            case AtLeast(at_least=need, of=inside):
                return self._group(
                    "at_least", inside, need, condition.label or f"at least {need} of"
                )
            case Share():
                return self._share(condition)
            case Not(condition=one):
                part = self.condition(one)
                return Clause(part.literal ^ 1, "not", "not", parts=(part,))
            case Unless(condition=one, unless=other):
                parts = (self.condition(one), self.condition(other))
                literal = self.build.some([part.literal for part in parts])
                return Clause(literal, "unless", condition.cites, parts=parts)
            case Clean():
                return self._clean(condition)
            case _:
                moment = self.moment(condition)
                literal = self.build.clock(moment.literal)
                return Clause(literal, moment.word, moment.text, parts=moment.parts)

    def moment(self, moment: Condition) -> Clause:
        """Lower a moment to a clause whose literal is true once its day is determined."""
        match moment:
            case OnDay(on=day):
                return Clause(self.build.day(day.toordinal()), "on", day.isoformat())
            case After(after=anchor, period=period, count=count, roll=roll):
                part = self.moment(anchor)
                number = self.build.periods.number(period, count, roll)
                node = self.build.node(codes.DELAY, [part.literal], params=[number])
                text = f"{_counted(period, count)} after {part.text}"
                return Clause(2 * node, "after", text, parts=(part,))
            case Before(before=anchor, period=period, count=count):
                part = self.moment(anchor)
                number = self.build.periods.number(period, count, back=True)
                node = self.build.node(codes.DELAY, [part.literal], params=[number])
                text = f"{_counted(period, count)} before {part.text}"
                return Clause(2 * node, "after", text, parts=(part,))
            case Earliest(earliest=moments) | Latest(latest=moments):
                parts = tuple(self.moment(one) for one in moments)
                first = isinstance(moment, Earliest)
                literal = self.build.gate(
                    [part.literal for part in parts], 1 if first else len(parts)
                )
                return Clause(literal, "earliest" if first else "latest", "", parts=parts)
            case Test(kind="accord", id=name):
                calendar = self.scope.accord.calendar
                signed = calendar.signed if name == "signed" else None
                day = calendar.in_force if signed is None else signed
                return Clause(self.build.day(day.toordinal()), "on", f"{name} {day.isoformat()}")
            case _:
                return self.condition(moment)

    def _group(self, word: Word, inside: tuple[Condition, ...], need: int, label: str) -> Clause:
        parts = tuple(self.condition(one) for one in inside)
        literal = self.build.gate([part.literal for part in parts], need)
        return Clause(literal, word, label, parts=parts)

    def _share(self, share: Share) -> Clause:
        parts = tuple(self.condition(member.condition) for member in share.of)
        weights = [member.weight for member in share.of]
        need = int((share.share * sum(weights) / 100).to_integral_value(ROUND_CEILING))
        literal = self.build.gate([part.literal for part in parts], max(1, need), weights)
        text = share.label or f"{share.share}% of the weight"
        return Clause(literal, "share", text, parts=parts, weights=tuple(weights))

    def _clean(self, clean: Clean) -> Clause:
        question = self.scope.kept(
            self.scope.accord.commitments[clean.conduct],
            clean=clean.clean,
            verified=clean.reading == "verified",
        )
        text = f"{clean.conduct} clean for {clean.clean} ({clean.reading.replace('_', ' ')})"
        return Clause(
            self.build.fact(question),
            "clean",
            text,
            clean.conduct,
            "clean",
            fact=self._fact(question),
        )

    def asked(self, fact: Fact, text: str, subject: str, predicate: str) -> Clause:
        """Give the clause that asks one fact."""
        literal = self.build.fact(fact)
        return Clause(literal, "question", text, subject, predicate, fact=self._fact(fact))

    def _fact(self, fact: Fact) -> int:
        return self.build.facts[fact]

    def _test(self, test: Test) -> Clause:
        text = f"{test.id}.{test.predicate}" + (f"({test.level})" if test.level else "")
        if test.kind == "accord":
            moment = self.moment(test)
            return Clause(self.build.clock(moment.literal), "on", moment.text)
        if test.kind == "claim":
            return self._claim(test, text)
        if test.kind == "commitment":
            return self._commitment(test, text)
        if test.kind == "power":
            if test.predicate == "done":
                return self.asked(ActOf((test.id,)), text, test.id, "done")
            literal = self.machine(codes.POWER, self.scope.powers[test.id], test.predicate)
            return Clause(literal, "test", text, test.id, test.predicate)
        return self._benefit(test, text)

    def machine(self, kind: int, node: int, predicate: str) -> int:
        """Give the literal of a test of a machine: today's for a later layer, else yesterday's."""
        inputs = [2 * node]
        if kind == codes.COMMITMENT and predicate in ("met", "met_in_time"):
            inputs.append(self.scope.goals[self.build.names[node]].literal)
        params = [codes.PREDICATES[kind][predicate]]
        params += (
            [codes.REMEMBERED[kind][predicate]]
            if predicate in codes.REMEMBERED.get(kind, ())
            else []
        )
        literal = 2 * self.build.node(codes.TEST, inputs, params=params)
        layer = {codes.COMMITMENT: codes.LAYER_COMMITMENTS, codes.POWER: codes.LAYER_ACTS}
        if layer.get(kind, codes.LAYER_BENEFITS) < self.layer:
            return literal
        return self.build.latch(literal)

    def _claim(self, test: Test, text: str) -> Clause:
        asked: dict[str, object] = {}
        negated = 0
        if test.predicate in ("at_least", "at_most") and test.level:
            asked[test.predicate] = test.level.amount
        elif test.predicate == "refuted":
            negated = 1
        elif test.predicate != "established":
            asked["aspect"] = test.predicate
        proof = self.proof
        if self.lent and self.scope.claim(test.id).standard is not None:
            proof = None
        question = self.scope.question(test.id, proof, until=self.until, **asked)
        literal = self.build.fact(question) ^ negated
        return Clause(literal, "question", text, test.id, test.predicate, fact=self._fact(question))

    def last_day(
        self, provision: str, word: str, moment: Condition, *, anew: bool = False
    ) -> Clause:
        """Give the last day for something: once it has passed it stays so, unless an act extends it."""
        return self.extended(provision, self.passing(provision, word, moment, anew=anew))

    def passing(
        self, provision: str, word: str, moment: Condition, *, anew: bool = False
    ) -> Clause:
        """Give a day that stays what it was once it has passed, and that no act extends.

        What it hangs on may end; where that comes ``anew`` it may set another.  The node is named
        by how the day reads, so that a text which changes the day does not keep the old one.
        """
        clause = self.moment(moment)
        if not fixed(moment):
            name = f"{provision}@{word} {moment!r}"
            node = self.build.node(
                codes.DELAY, [clause.literal], params=[-3 if anew else -2], name=name, own=True
            )
            clause = msgspec.structs.replace(clause, literal=2 * node)
        return clause

    def extended(self, provision: str, clause: Clause) -> Clause:
        """Give a moment that an act of a power to extend moves to the day that the act names."""
        able = self.scope.able(("extend",), provision)
        powers = self.scope.accord.powers
        free = tuple(name for name in able if powers[name].no_later_than is None)
        parts = [self._put_off(provision, clause, free)] if free else []
        parts += [self._up_to(provision, clause, name) for name in able if name not in free]
        if not parts:
            return clause
        literal = self.build.every(parts)
        return Clause(literal, "after", f"{clause.text}, unless extended", parts=(clause,))

    def _put_off(self, provision: str, clause: Clause, powers: tuple[str, ...]) -> int:
        act = self.build.fact(self.scope.acts_on(powers, provision))
        return 2 * self.build.node(codes.DELAY, [clause.literal, act], params=[-1])

    def _up_to(self, provision: str, clause: Clause, power: str) -> int:
        """Give the moment as a power extends it, and no later than its limit or the moment itself."""
        limit = self.scope.accord.powers[power].no_later_than
        extended = self._put_off(provision, clause, (power,))
        if limit is None:
            return extended
        latest = self.build.gate([clause.literal, self.moment(limit).literal], 2)
        return self.build.every([clause.literal, self.build.gate([extended, latest], 1)])

    def waived(self, provision: str, clause: Clause) -> Clause:
        """Give a clause that a waiver in force makes true: what is required changes, not what is found."""
        waivers = tuple(
            Clause(
                self.machine(codes.POWER, self.scope.power_on(power, provision), "in_force"),
                "test",
                f"waived by {power}",
                power,
                "waived",
            )
            for power in (() if self.bare else self.scope.waivers(provision))
        )
        if not waivers:
            return clause
        parts = (clause, *waivers)
        literal = self.build.some([part.literal for part in parts])
        return Clause(literal, "any", f"{provision}, or a waiver of it", parts=parts)

    def _commitment(self, test: Test, text: str) -> Clause:
        clause = self._of_commitment(test, text)
        required = test.predicate in ("met", "met_in_time", "reached", "kept")
        return self.waived(test.id, clause) if required else clause

    def _of_commitment(self, test: Test, text: str) -> Clause:
        if test.predicate == "reached" and test.level:
            literal = self.reached(test.id, test.level.amount)
            node = literal >> 1
            fact = self.build.params[node][0] if self.build.kind[node] == codes.FACT else -1
            return Clause(literal, "test", text, test.id, test.predicate, fact=fact)
        if test.predicate == "lodged":
            commitment = self.scope.accord.commitments[test.id]
            claim = (commitment.achieve.claim if commitment.achieve else None) or test.id
            question = self.scope.question(
                claim, commitment.proof, aspect="lodged", until=self.scope.ends(commitment)
            )
            return Clause(
                self.build.fact(question),
                "question",
                text,
                test.id,
                "lodged",
                fact=self._fact(question),
            )
        literal = self.machine(codes.COMMITMENT, self.scope.commitments[test.id], test.predicate)
        return Clause(literal, "test", text, test.id, test.predicate)

    def reached(self, name: str, percent: Decimal) -> int:
        """Give the literal that a commitment's verified progress is at least a share, in per cent."""
        commitment = self.scope.accord.commitments[name]
        goal = self.scope.tangible[name].literal
        found = Ladder.of_commitment(name, commitment)
        if found is None:
            return self._reached_parts(name, percent)
        claim, ladder = found
        side = "at_least" if ladder.rising else "at_most"
        asked = {side: ladder.level(percent / 100), "until": self.scope.ends(commitment)}
        shown = self.build.fact(self.scope.question(claim, commitment.proof, **asked))
        determined = commitment.achieve and commitment.achieve.measured_by == "determined"
        return self.build.some([goal, shown]) if commitment.credit_by or determined else shown

    def _reached_parts(self, name: str, percent: Decimal) -> int:
        goal = self.scope.tangible[name].literal
        parts = self.scope.counted_parts(name)
        if not parts:
            return goal
        weights = [weight for _, weight in parts]
        need = int((percent * sum(weights) / 100).to_integral_value(ROUND_CEILING))
        gate = self.build.gate([literal for literal, _ in parts], max(1, need), weights)
        return self.build.some([goal, gate])

    def _benefit(self, test: Test, text: str) -> Clause:
        if test.predicate == "delivered":
            return self.asked(self._delivered(test), text, benefit_of(test.id), "delivered")
        if test.predicate == "recovered":
            level = test.level or Quantity(Decimal(100), PERCENT)
            returned = Returned(test.id, level.amount, level.unit == PERCENT)
            return self.asked(returned, text, test.id, "recovered")
        kind = codes.STATUS if test.id in self.scope.statuses else codes.PARCEL
        literals = [
            self.machine(kind, node, test.predicate) for node in self.scope.benefit_nodes(test.id)
        ]
        name = benefit_of(test.id)
        return Clause(self.build.some(literals), "test", text, name, test.predicate)

    def _delivered(self, test: Test) -> Delivered:
        """Give the fact that so much of a benefit, or of a tranche of it, was delivered."""
        name, level = benefit_of(test.id), test.level
        shares = [one.share for one in self.scope.parcels_of(test.id)]
        whole = test.id == name
        parts = sum((one.amount for one in shares), Decimal(0))
        face = most_of(self.scope.accord.benefits[name]) if whole else parts
        amount = level.amount if level is not None else face
        if level is not None and level.unit == PERCENT:
            amount = face * level.amount / 100
        return Delivered(name, amount, () if whole else tuple(one.id for one in shares))


def _counted(period: Period, count: str) -> str:
    return str(period) if count == PLAIN else f"{period} {count}"


def fixed(moment: Condition) -> bool:
    """Say whether the day of a moment was known when the text was written."""
    inside = members(moment)
    if not inside:
        return isinstance(moment, OnDay) or (isinstance(moment, Test) and moment.kind == "accord")
    return not isinstance(moment, Not) and all(fixed(one) for one in inside)

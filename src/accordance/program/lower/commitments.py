"""Commitments as machines: goal, deadline, progress, notice, lodgement."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from accordance.accord.conditions import Moment
from accordance.accord.questions import Question
from accordance.accord.types import Achieve, Commitment
from accordance.program import codes
from accordance.program.ladders import BASIS, Ladder, counts, tests_in
from accordance.program.lower.builder import ABSENT
from accordance.program.lower.conditions import Lowering
from accordance.program.lower.scope import Scope
from accordance.program.tables import ActOf, Clause, Machine
from accordance.program.tangible import tangible

_LEAST = Decimal(1) / BASIS


def lower_goals(scope: Scope) -> None:
    """Lower what every commitment asks of the world; conditions may then speak of its progress."""
    for name in _by_need(scope):
        commitment = scope.accord.commitments[name]
        lowering = Lowering(
            scope, codes.LAYER_COMMITMENTS, commitment.proof, scope.ends(commitment)
        )
        scope.goals[name] = _goal(scope, lowering, name, commitment)
        scope.tangible[name] = _tangible(scope, lowering, name, commitment)


def lower_commitments(scope: Scope) -> dict[str, Machine]:
    """Wire every commitment's machine."""
    return {name: _wire(scope, name, one) for name, one in scope.accord.commitments.items()}


def _by_need(scope: Scope) -> Iterator[str]:
    """Give the commitments so that one which another asks about comes first."""
    done: set[str] = set()

    def visit(name: str) -> Iterator[str]:
        if name in done:
            return
        done.add(name)
        achieve = scope.accord.commitments[name].achieve
        for asked in (achieve.requires, achieve.not_before) if achieve else ():
            for test in tests_in(asked):
                if test.kind == "commitment":
                    yield from visit(test.id)
        yield name

    for name in scope.accord.commitments:
        yield from visit(name)


def _goal(scope: Scope, lowering: Lowering, name: str, commitment: Commitment) -> Clause:
    if commitment.achieve:
        return _achieved(scope, lowering, name, commitment.achieve)
    return _told(scope, scope.kept(commitment))


def _tangible(scope: Scope, lowering: Lowering, name: str, commitment: Commitment) -> Clause:
    """Give what is left of the goal without its words: by this progress is counted (B1)."""
    achieve = commitment.achieve
    if achieve is None or achieve.requires is None or achieve.measured_by == "determined":
        return scope.goals[name]
    rest = tangible(scope.accord, achieve.requires)
    if rest is None or rest == achieve.requires:
        return scope.goals[name]
    return lowering.condition(rest)


def _achieved(scope: Scope, lowering: Lowering, name: str, achieve: Achieve) -> Clause:
    if achieve.measured_by != "determined":
        goal = _goal_itself(scope, lowering, achieve)
        return goal if achieve.not_before is None else _timely(scope, goal, achieve.not_before)
    powers = _powers_on(scope, name, ("determine", "certify"))
    made = ActOf(powers, name, earliest=True)
    return lowering.asked(made, "determined so", powers[0], "done")


def _timely(scope: Scope, goal: Clause, moment: Moment) -> Clause:
    """Give a goal that counts only where it came on a day or after it; until that is known it is unknown."""
    opens = Lowering(scope, codes.LAYER_COMMITMENTS).moment(moment)
    node = scope.builder.node(codes.DELAY, [goal.literal, opens.literal], params=[-4])
    text = f"{goal.text} (not before {opens.text})"
    return msgspec.structs.replace(goal, literal=2 * node, text=text)


def _goal_itself(scope: Scope, lowering: Lowering, achieve: Achieve) -> Clause:
    if achieve.requires is not None:
        return lowering.condition(achieve.requires)
    assert achieve.claim is not None  # noqa: S101 the reader fills it in
    ladder = Ladder.of(achieve)
    if ladder is not None:
        side = "at_least" if ladder.rising else "at_most"
        asked = {side: ladder.level(Decimal(1))}
        return _asked(scope, lowering, achieve.claim, **asked)
    return _asked(scope, lowering, achieve.claim)


def _asked(scope: Scope, lowering: Lowering, claim: str, **asked: object) -> Clause:
    return _told(scope, scope.question(claim, lowering.proof, until=lowering.until, **asked))


def _told(scope: Scope, question: Question) -> Clause:
    literal = scope.builder.fact(question)
    text = scope.claim(question.claim).text or question.claim
    predicate = question.aspect or "established"
    number = scope.builder.facts[question]
    return Clause(literal, "question", text, question.claim, predicate, fact=number)


def _wire(scope: Scope, name: str, commitment: Commitment) -> Machine:
    goal = scope.goals[name]
    clauses = {"goal": goal}
    own = Lowering(scope, codes.LAYER_COMMITMENTS)
    for word in ("excused", "tolled"):
        condition = getattr(commitment, f"{word}_while")
        if condition is not None:
            clauses[word] = own.condition(condition)
    due = _deadline(commitment)
    if due is not None:
        asking = Lowering(scope, codes.LAYER_COMMITMENTS, commitment.proof, lent=True)
        clauses["due"] = asking.last_day(name, "due", due)
    lodged = _lodged(scope, commitment)
    if lodged is not None:
        clauses["lodged"] = lodged
    cure = commitment.cure
    notice = ABSENT
    if cure and cure.notice:
        notice = scope.builder.fact(ActOf((cure.notice,)))
    form = 0 if commitment.achieve else 1 if commitment.maintain else 2
    in_force = commitment.in_force or scope.accord.calendar.in_force
    scope.builder.wire(
        scope.commitments[name],
        [
            goal.literal,
            clauses["due"].literal if due is not None else ABSENT,
            _partial(scope, name, commitment),
            notice,
            lodged.literal if lodged is not None else ABSENT,
            _judged(scope, name, commitment),
            *(
                clauses[word].literal if word in clauses else ABSENT
                for word in ("excused", "tolled")
            ),
        ],
        [
            form,
            in_force.toordinal(),
            scope.builder.periods.number(cure.period) if cure else -1,
            0 if cure is None or cure.from_ == "deadline" else 1,
            commitment.superseded.toordinal() if commitment.superseded else 0,
        ],
    )
    return Machine(scope.commitments[name], name, clauses)


def _deadline(commitment: Commitment) -> Moment | None:
    if commitment.achieve:
        return commitment.achieve.due
    duty = commitment.maintain or commitment.refrain
    return duty.until if duty else None


def _partial(scope: Scope, name: str, commitment: Commitment) -> int:
    """Give the literal that some progress is verified, where progress has degrees and counts."""
    if not counts(scope.accord, commitment):
        return ABSENT
    found = Ladder.of_commitment(name, commitment)
    if found is not None:
        claim, ladder = found
        side = "at_least" if ladder.rising else "at_most"
        asked = {side: ladder.level(_LEAST), "until": scope.ends(commitment)}
        question = scope.question(claim, commitment.proof, **asked)
        return scope.builder.fact(question)
    parts = [literal for literal, _ in scope.counted_parts(name)]
    if scope.tangible[name] != scope.goals[name]:
        parts.append(scope.tangible[name].literal)
    return scope.builder.some(parts) if parts else ABSENT


def _judged(scope: Scope, name: str, commitment: Commitment) -> int:
    """Give the literal that whoever must ask or decide before a deadline counts has done so (A3)."""
    achieve = commitment.achieve
    if achieve is None or achieve.judged_at == "deadline":
        return ABSENT
    kinds = ("notify",) if achieve.judged_at == "request" else ("determine", "certify")
    return scope.builder.fact(ActOf(_powers_on(scope, name, kinds), name))


def _powers_on(scope: Scope, name: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    powers = scope.accord.powers.items()
    return tuple(power for power, one in powers if one.kind in kinds and name in one.on)


def _lodged(scope: Scope, commitment: Commitment) -> Clause | None:
    achieve = commitment.achieve
    if achieve is None or achieve.measured_by != "lodged" or achieve.claim is None:
        return None
    asked = {"aspect": "lodged", "until": scope.ends(commitment)}
    return _told(scope, scope.question(achieve.claim, commitment.proof, **asked))

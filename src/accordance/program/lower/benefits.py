"""Benefits as machines: the parcels of a transfer, and statuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from accordance.accord.conditions import Clean, Condition, Test, members
from accordance.accord.types import Benefit, Tranche
from accordance.kernel.quantities import Quantity
from accordance.program import codes
from accordance.program.ladders import binds
from accordance.program.lower.builder import ABSENT
from accordance.program.lower.caps import Caps
from accordance.program.lower.conditions import Lowering
from accordance.program.lower.linkage import Linkage
from accordance.program.lower.powers import ENDING
from accordance.program.lower.scope import Scope
from accordance.program.parcels import place_of, tranche_of
from accordance.program.tables import Clause, Delivered, Machine

_STOPPING = ("suspend", "snap-back")
_FAILED = {"forfeit": "forfeited", "reduce": "reduced"}
ANYTHING: Final = Decimal("1E-9")
"""What was given of a part if anything was."""
_IF_UNKNOWN = {"continue": 0, "pause": 1, "end": 2}


def lower_benefits(scope: Scope) -> tuple[dict[str, tuple[Machine, ...]], Linkage]:
    """Wire every benefit's machines, in the order of the text."""
    linkage, caps = Linkage(scope), Caps(scope)
    machines = {
        name: tuple(_machines(scope, linkage, caps, name, one))
        for name, one in scope.accord.benefits.items()
    }
    return machines, linkage


def lower_recoveries(scope: Scope) -> dict[str, dict[str, Clause]]:
    """Give, for each benefit that says so, the clauses on claiming back what was given (D6)."""
    terms = {name: one.recover for name, one in scope.accord.benefits.items() if one.recover}
    return _asked(
        scope, {n: {"recover": one.when, "excuse": one.excuse} for n, one in terms.items()}
    )


def lower_advances(scope: Scope) -> dict[str, dict[str, Clause]]:
    """Give, for each benefit that allows it, the clauses on giving what is not due yet (D1)."""
    terms = {name: one.advance for name, one in scope.accord.benefits.items() if one.advance}
    return _asked(
        scope, {n: {"advance": one.release, "reconcile": one.reconcile} for n, one in terms.items()}
    )


def _asked(
    scope: Scope, terms: dict[str, dict[str, Condition | None]]
) -> dict[str, dict[str, Clause]]:
    """Lower what is asked of each benefit after everything else of the day, moments as moments."""
    lowering = Lowering(scope, codes.LAYER_RECOVERIES)
    return {
        name: {
            word: lowering.passing(name, word, one)
            if word == "reconcile"
            else lowering.condition(one)
            for word, one in asked.items()
            if one is not None
        }
        for name, asked in terms.items()
    }


def _machines(
    scope: Scope, linkage: Linkage, caps: Caps, name: str, benefit: Benefit
) -> Iterator[Machine]:
    lowering = Lowering(scope, codes.LAYER_BENEFITS)
    release = None
    if benefit.release is not None:
        release = lowering.waived(name, lowering.condition(benefit.release))
    bearing: dict[tuple[str, str], dict[str, Clause]] = {}
    for index, node in enumerate(scope.benefit_nodes(name)):
        share = scope.parcels[name][index].share if name in scope.parcels else None
        tranche = tranche_of(benefit, share)
        place = place_of(name, benefit, share) if share else name
        clauses: dict[str, Clause] = {}
        released = _released(scope, lowering, place, release, tranche)
        if released is not None:
            clauses["release"] = released
        payer = share.payer if share and benefit.payment == "pooled" else ""
        if (place, payer) not in bearing:
            bearing[place, payer] = _bearing(scope, lowering, (place, payer), name, tranche)
        clauses |= bearing[place, payer]
        for word in ("excused", "tolled"):
            condition = getattr(tranche.deliver, f"{word}_while", None)
            if condition is not None:
                clauses[word] = lowering.condition(condition)
        if tranche.assess is not None:
            clauses["assess"] = lowering.last_day(place, "assess", tranche.assess)
        links = linkage.of(name, node)
        clauses |= links
        _wire(scope, linkage, caps, name, node, clauses, list(links))
        if share is not None:
            capped = caps.params(node, Quantity(share.amount, share.unit))
            scope.builder.params[node] += capped
        yield Machine(node, name, clauses)


def _released(
    scope: Scope, lowering: Lowering, place: str, shared: Clause | None, tranche: Tranche
) -> Clause | None:
    """Give what a part asks: the benefit's release and its own, both waived where it is named."""
    release = shared
    if tranche.release is not None:
        release = _both(scope, shared, lowering.condition(tranche.release))
    if release is None or place not in scope.tranches:
        return release
    return lowering.waived(place, release)


def _bearing(
    scope: Scope, lowering: Lowering, part: tuple[str, str], name: str, tranche: Tranche
) -> dict[str, Clause]:
    """Give what stops, ends, keeps and decides a part: by what the text says, and by acts on it.

    A part is what an act names, and under pooled payment its payer.
    """
    benefit, (place, payer) = scope.accord.benefits[name], part
    clauses: dict[str, Clause] = {}
    for word, conditions, kinds in (
        ("stop", (benefit.suspend, tranche.suspend), _STOPPING),
        ("end", (benefit.end, tranche.end), ENDING),
    ):
        parts = [lowering.condition(one) for one in conditions if one is not None]
        powers = [
            one for one in _reaching(scope, place, name, kinds) if _may(scope, one, name, payer)
        ]
        parts += [_by_act(scope, lowering, place, name, one, kinds) for one in powers]
        if parts:
            literal = scope.builder.some([part.literal for part in parts])
            clauses[word] = Clause(literal, "any", word, parts=tuple(parts))
    if tranche.available_until is not None:
        clauses["until"] = lowering.last_day(
            place, "until", tranche.available_until, anew=benefit.amount is None
        )
    for word, power in (("kept", benefit.needs_to_continue), ("decided", tranche.decided_by)):
        if power:
            literal = lowering.machine(codes.POWER, scope.power_on(power, place), "in_force")
            clauses[word] = Clause(literal, "test", f"{power}.in_force", power, "in_force")
    return clauses


def _reaching(scope: Scope, place: str, name: str, kinds: tuple[str, ...]) -> Iterator[str]:
    """Give the powers that stop or end a part: what they name, everything where they name nothing."""
    for power_id, power in scope.accord.powers.items():
        own = power_id == scope.accord.benefits[name].needs_to_end and kinds is ENDING
        if own or (power.kind in kinds and (scope.names(power.on, place) or not power.on)):
            yield power_id


def _may(scope: Scope, power: str, name: str, payer: str) -> bool:
    """Say whether a power bears on a payer's part of a pool: one that payers alone hold, on theirs (D4)."""
    holders = set(scope.accord.powers[power].by)
    return not payer or payer in holders or not holders <= set(scope.accord.benefits[name].payer)


def _by_act(
    scope: Scope, lowering: Lowering, place: str, name: str, power: str, kinds: tuple[str, ...]
) -> Clause:
    """Give the test that an act of a power stops or ends a part; it must name humanitarian ones (D8)."""
    benefit = scope.accord.benefits[name]
    own = power == benefit.needs_to_end and kinds is ENDING
    names = scope.names(scope.accord.powers[power].on, place)
    spared = benefit.humanitarian is not None and not names and not own
    node = scope.power_on(power, place, named=spared)
    literal = lowering.machine(codes.POWER, node, "ever" if kinds is ENDING else "in_force")
    return Clause(literal, "test", f"{power}.in_force", power, "in_force")


def _both(scope: Scope, first: Clause | None, second: Clause) -> Clause:
    if first is None:
        return second
    literal = scope.builder.every([first.literal, second.literal])
    return Clause(literal, "all", "", parts=(first, second))


def _wire(  # noqa: PLR0913, PLR0917 a machine reads as much
    scope: Scope,
    linkage: Linkage,
    caps: Caps,
    name: str,
    node: int,
    clauses: dict[str, Clause],
    links: list[str],
) -> None:
    benefit = scope.accord.benefits[name]
    given, begun, cure, failed = ABSENT, ABSENT, -1, 0
    if name in scope.parcels:
        share = next(one.share for one in scope.parcels[name] if one.node == node)
        tranche = tranche_of(benefit, share)
        cure = scope.builder.periods.number(tranche.cure) if tranche.cure else -1
        failed = codes.PARCEL_STATES.index(_FAILED[tranche.on_failure or "forfeit"])
        given = scope.builder.fact(Delivered(name, share.amount, (share.id,)))
        if node in caps.over:
            begun = scope.builder.fact(Delivered(name, ANYTHING, (share.id,)))
    words = ("release", "stop", "end", "until")
    literals = [clauses[word].literal if word in clauses else ABSENT for word in words]
    if literals[0] == ABSENT:
        literals[0] = scope.builder.day(1)
    trouble = scope.builder.some(_trouble(scope, name, node) + linkage.trouble(name))
    decided, kept, assess = (
        clauses[word].literal if word in clauses else ABSENT
        for word in ("decided", "kept", "assess")
    )
    tally, worth = linkage.tally(name, node)
    grace = scope.builder.periods.number(benefit.grace) if benefit.grace else -1
    continuing = scope.accord.linkage is not None and scope.accord.linkage.continuing
    lent = _waived_once(scope, name, node, (None,))
    scope.builder.wire(
        node,
        [
            *literals,
            trouble,
            decided,
            given,
            kept,
            _waived_once(scope, name, node, ("keep",)),
            _waived_once(scope, name, node, ("suspend", "recover")),
            clauses["tolled"].literal if "tolled" in clauses else ABSENT,
            assess,
            ABSENT if lent == ABSENT else _bare_release(scope, name, node),
            lent,
            begun,
            *(clauses[link].literal for link in links),
        ],
        [
            tally,
            worth,
            int(continuing),
            grace,
            _IF_UNKNOWN[benefit.if_unknown],
            *_life(scope, benefit),
            cure,
            failed,
        ],
    )


def _life(scope: Scope, benefit: Benefit) -> tuple[int, int]:
    """Give the first and the last day on which a benefit can run; advice never does (A6)."""
    calendar = scope.accord.calendar
    if not binds(benefit):
        return date.max.toordinal(), 0
    ends = benefit.ends or calendar.ends
    return (benefit.in_force or calendar.in_force).toordinal(), ends.toordinal() if ends else 0


def _trouble(scope: Scope, name: str, node: int) -> list[int]:
    """Give the literals that something the release rests on has failed or is refuted."""
    lowering = Lowering(scope, codes.LAYER_BENEFITS)
    literals = []
    for leaf in _rests_on(scope, name, node):
        if isinstance(leaf, Test) and leaf.kind == "commitment":
            literals.append(
                lowering.machine(codes.COMMITMENT, scope.commitments[leaf.id], "failed")
            )
        elif isinstance(leaf, Clean) or (leaf.kind == "claim" and leaf.predicate == "established"):
            literals.append(lowering.condition(leaf).literal ^ 1)
    return list(dict.fromkeys(literals))


def _rests_on(scope: Scope, name: str, node: int) -> Iterator[Test | Clean]:
    """Give the tests in the release of a machine."""
    for one in _releases(scope, name, node):
        yield from _leaves(one)


def _releases(scope: Scope, name: str, node: int) -> list[Condition]:
    """Give what a machine's release asks: the benefit's and its tranche's own."""
    benefit = scope.accord.benefits[name]
    conditions = [benefit.release]
    if name in scope.parcels:
        tranche = next(one.share.tranche for one in scope.parcels[name] if one.node == node)
        if tranche in benefit.tranches:
            conditions.append(benefit.tranches[tranche].release)
    return [one for one in conditions if one is not None]


def _bare_release(scope: Scope, name: str, node: int) -> int:
    """Give the literal of the release of a machine as it is without any waiver."""
    lowering = Lowering(scope, codes.LAYER_BENEFITS, bare=True)
    asked = [lowering.condition(one).literal for one in _releases(scope, name, node)]
    return scope.builder.every(asked) if asked else scope.builder.day(1)


def _waived_once(scope: Scope, name: str, node: int, on_end: tuple[str | None, ...]) -> int:
    """Give the literal that a waiver of what the release requires was in force and is over (C4)."""
    lowering = Lowering(scope, codes.LAYER_BENEFITS)
    required = [name]
    if name in scope.parcels:
        share = next(one.share for one in scope.parcels[name] if one.node == node)
        required.append(place_of(name, scope.accord.benefits[name], share))
    required += [
        leaf.id
        for leaf in _rests_on(scope, name, node)
        if isinstance(leaf, Test) and leaf.predicate in ("met", "met_in_time", "reached")
    ]
    literals = []
    for provision in dict.fromkeys(required):
        for power in scope.waivers(provision):
            if scope.accord.powers[power].on_end in on_end:
                own = scope.power_on(power, provision)
                ever = lowering.machine(codes.POWER, own, "ever")
                running = lowering.machine(codes.POWER, own, "in_force")
                literals.append(scope.builder.every([ever, running ^ 1]))
    return scope.builder.some(literals)


def _leaves(condition: Condition) -> Iterator[Test | Clean]:
    if isinstance(condition, Test | Clean):
        yield condition
    for inside in members(condition):
        yield from _leaves(inside)

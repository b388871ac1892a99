"""What was given and may be claimed back: rules D1 (advances), D4 (who owes) and D6, read literally.

The now fold is lived once more beside the fold that is asked, with the deliveries judged as they
were, and its releases are read at the end of each day on which something was discharged.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from oracle_acts import effect, rule_c2, rule_c3_capped, waiving
from oracle_advances import AFTER_BENEFITS
from oracle_benefits import release, releases, rule_d4_late
from oracle_conditions import holds, leaves_of, rule_a3_passed
from oracle_deliveries import Part, returned, standing
from oracle_parcels import names, parcels_of, place
from oracle_world import ONE_DAY, rule_a2

from accordance.kernel.logic import FALSE, TRUE

NONE = Decimal(0)
Supports = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Owed:
    """One part of a delivery, and what of it may be claimed back, came back, or is lost."""

    part: Part
    supported: int
    reason: str
    recoverable: Decimal
    recovered: Decimal
    lost: Decimal


def rule_d6_supports(fold: Any, now: Any, as_of: date) -> Supports:
    """Live the now fold, and read on the day of each part whether its release held."""
    waiting: dict[date, list[Part]] = {}
    for part in fold.given:
        if part.parcel and (part.due or part.advance) and not elsewhere(fold, part):
            waiting.setdefault(part.discharged or part.day, []).append(part)
    found: Supports = {}
    now.day = min(now.start, as_of) - ONE_DAY
    while now.day < max(waiting, default=date.min):
        now.visit(now.day + ONE_DAY)
        for part in waiting.get(now.day, ()):
            found[part.delivery, part.parcel] = held(now, part)
            fold.leaned[part.delivery, part.parcel] = rule_c4_leaned(now, part)
    return found


def held(now: Any, part: Part) -> int:
    """Give the truth of a release on the fold's day; what was due then was released.

    Until an advance is set off it is that of the advance.  What the text no longer has was released.
    """
    if part.discharged is None:
        return rule_d1_release(now, part.benefit)
    if now.was_due(part.benefit, part.parcel, now.day):
        return TRUE
    return released(now, part.benefit, part.parcel)


def released(fold: Any, benefit: str, parcel: str) -> int:
    """Give the truth of a parcel's release and linkage today."""
    grant = fold.grants.get(benefit) if benefit in fold.accord.benefits else None
    here = grant.parcels.get(parcel) if grant is not None else None
    return TRUE if here is None else here.rule


def rule_d1_release(fold: Any, benefit: str) -> int:
    """Give the truth today of the release of an advance."""
    written = fold.accord.benefits.get(benefit)
    if written is None or written.advance is None:
        return TRUE
    return holds(fold, written.advance.release, AFTER_BENEFITS).truth


def rule_d6_owed(fold: Any, benefit_id: str, supports: Supports) -> list[Owed]:
    """Give every part of what was given under a benefit with what may be claimed of it."""
    claims = rule_d6_claims(fold, benefit_id)
    parts = [one for one in fold.given if one.benefit == benefit_id]
    owed = [judged(fold, one, supports, claims=claims) for one in parts]
    owed = rule_d6_returned(fold, benefit_id, owed)
    recover = fold.accord.benefits[benefit_id].recover
    least = recover.de_minimis if recover is not None else None
    if least is not None and sum((one.recoverable for one in owed), NONE) < least.amount:
        return [replace(one, recoverable=NONE) for one in owed]
    return owed


def judged(fold: Any, part: Part, supports: Supports, *, claims: bool) -> Owed:
    """Say why a part may be claimed back, if it may: it was undue, fell, or was never earned."""
    benefit = fold.accord.benefits[part.benefit]
    support = supports.get((part.delivery, part.parcel), FALSE)
    waits = part.advance and part.set_off is None
    lawful = bool(part.parcel) and (part.due or part.advance) and not elsewhere(fold, part)
    today = (
        rule_d1_release(fold, part.benefit) if waits else released(fold, part.benefit, part.parcel)
    )
    reason = ""
    if lawful and TRUE not in (support, today) and not rule_d6_forgiven(fold, part):
        reason = "undue"
    elif (
        lawful and not waits and support == TRUE and claims
        and (benefit.recover.share == "whole" or today == FALSE)
    ):  # fmt: skip
        reason = "supervening"
    elif lawful and not waits and TRUE == support != today and rule_c4_revived(fold, part):
        reason = "waiver"
    elif waits and rule_d1_reconciled(fold, part.benefit):
        reason = "advance"
    until = benefit.recover.until if benefit.recover is not None else None
    if until is not None and fold.day > rule_a2(fold.world, part.day, until):
        reason = ""
    amount = part.amount if reason else NONE
    spent = benefit.nature == "spent"
    return Owed(part, support, reason, NONE if spent else amount, NONE, amount if spent else NONE)


def rule_d6_forgiven(fold: Any, part: Part) -> bool:
    """Say whether a waiver that names the delivery has had effect: it is settled for good."""
    for name, power in fold.accord.powers.items():
        final = power.set_aside_by is None and (power.wait is None or power.wait.blocked_by is None)
        if power.kind == "waive" and part.benefit in power.on and final:
            acts = [one for one in rule_c2(fold, name, fold.day) if part.delivery in one.on]
            if any(effect(fold, one) <= fold.day for one in acts):
                return True
    return False


def rule_c4_leaned(now: Any, part: Part) -> set[tuple[str, str]]:
    """Give the waivers with ``on_end: recover`` without which a release would not have held today."""
    parcels = parcels_of(now.accord, part.benefit) if part.benefit in now.accord.benefits else {}
    if part.discharged is None or part.parcel not in parcels:
        return set()
    tranche = parcels[part.parcel][0]
    now.unspared = True
    truth = release(now, part.benefit, tranche)
    now.unspared = False
    return set() if truth == TRUE else sparing(now, part.benefit, tranche)


def rule_c4_revived(fold: Any, part: Part) -> bool:
    """Say whether a waiver that a part was given under is not in force today."""
    leaned = fold.leaned.get((part.delivery, part.parcel), set())
    parcels = parcels_of(fold.accord, part.benefit)
    if part.parcel not in parcels:
        return False
    return not leaned <= sparing(fold, part.benefit, parcels[part.parcel][0])


def sparing(fold: Any, benefit_id: str, tranche: str) -> set[tuple[str, str]]:
    """Give the waivers with ``on_end: recover`` that are in force on what a part requires."""
    tests = [leaf for one in releases(fold.accord, benefit_id, tranche) for leaf in leaves_of(one)]
    required = [getattr(one, "id", "") for one in tests]
    found = set()
    for provision in {benefit_id, place(fold.accord, benefit_id, tranche), *required} - {""}:
        for name, power in fold.accord.powers.items():
            able = power.kind == "waive" and power.on_end == "recover"
            if able and names(fold.accord, power.on, provision):
                acts = waiving(fold, name, provision, fold.day)
                if rule_c3_capped(fold, name, provision, fold.day, acts).state == "in_force":
                    found.add((name, provision))
    return found


def elsewhere(fold: Any, part: Part) -> bool:
    """Say whether something was given under another instrument, and is claimed back there (D3)."""
    return bool(fold.judged[part.delivery].under)


def rule_d6_claims(fold: Any, benefit_id: str) -> bool:
    """Say whether the clause on recovery holds, after notice, with no excuse."""
    recover = fold.accord.benefits[benefit_id].recover
    if recover is None or recover.when is None:
        return False
    when = holds(fold, recover.when, AFTER_BENEFITS)
    if when.truth != TRUE:
        return False
    if recover.excuse is not None and holds(fold, recover.excuse, AFTER_BENEFITS).truth == TRUE:
        return False
    if recover.notice is None or when.day == date.min:
        return True
    return bool(fold.day > rule_a2(fold.world, when.day, recover.notice))


def rule_d1_reconciled(fold: Any, benefit_id: str) -> bool:
    """Say whether the day has come on which what was given ahead and not earned goes back."""
    advance = fold.accord.benefits[benefit_id].advance
    if advance is None or advance.reconcile is None:
        return False
    day = rule_a3_passed(fold, benefit_id, "reconcile", advance.reconcile, AFTER_BENEFITS)
    return day is not None and fold.day >= day


def rule_d6_returned(fold: Any, benefit_id: str, owed: list[Owed]) -> list[Owed]:
    """Take off what came back of each delivery: first of what is owed, then in the order it was given."""
    kept = list(owed)
    for name, delivery in standing(fold).items():
        if delivery.benefit != benefit_id:
            continue
        left = returned(fold, name, benefit_id)
        own = [number for number, one in enumerate(kept) if one.part.delivery == name]
        for number in sorted(own, key=lambda one: not comes_first(kept[one])):
            one = kept[number]
            back = min(left, one.part.amount)
            left -= back
            kept[number] = replace(
                one,
                recovered=back,
                recoverable=max(NONE, one.recoverable - back),
                lost=max(NONE, one.lost - back),
            )
    return kept


def comes_first(one: Owed) -> bool:
    """Say whether what comes back comes of this first: what is owed, and what was given back before."""
    return bool(one.reason) or (one.part.advance and not one.part.parcel)


def rule_d4_unallocated(fold: Any, benefit_id: str) -> Decimal:
    """Give what payers in default leave of tranches that they share with others (D4)."""
    if fold.accord.benefits[benefit_id].payment == "joint":
        return NONE
    parts = parcels_of(fold.accord, benefit_id)
    left = NONE
    for parcel, (tranche, _, amount) in parts.items():
        shared = sum(other == tranche for other, _, _ in parts.values()) > 1
        late = shared and rule_d4_late(fold, benefit_id, parcel, cured=True)
        if late or rule_d4_held_back(fold, benefit_id, parcel):
            left += amount - fold.taken(benefit_id, parcel)
    return left


def rule_d4_held_back(fold: Any, benefit_id: str, parcel: str) -> bool:
    """Say whether a part of a pool is held back or lost while another of its tranche is given or due."""
    parts = parcels_of(fold.accord, benefit_id)
    inside = [one for one, (tranche, *_) in parts.items() if tranche == parts[parcel][0]]
    states = [fold.parcels[benefit_id, one].state for one in inside]
    gone = ("withheld", "suspended", "lapsed", "forfeited", "reduced")
    pooled = fold.accord.benefits[benefit_id].payment == "pooled"
    given = "due" in states or "delivered" in states
    return pooled and given and fold.parcels[benefit_id, parcel].state in gone

"""What a party receives: rules B4, D1 to D4 and D7, read literally.

Choices where the page is silent: payers without shares give equal parts; a delivery whose parcel
was not due on its day discharges nothing unless it was accepted (D7); the release of a benefit with
tranches is by rule as soon as that of one tranche is; a stop pauses only a status that runs;
an act that ended by itself leaves a status that ran under it lapsed until it is renewed; what is
stopped, ended or past its day is not payable, and an unknown release leaves that unknown too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from oracle_acts import ended, rule_c2, stopped
from oracle_conditions import FAILED, holds, moment
from oracle_linkage import rule_e1
from oracle_world import ONE_DAY, rule_a2

from accordance.accord import conditions as c
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN
from accordance.kernel.quantities import PERCENT
from accordance.record.entries import Delivery


@dataclass(frozen=True)
class Parcel:
    """One parcel on a day; ``was_due`` says how it stood before anything was given."""

    state: str
    delivered: Decimal
    amount: Decimal
    was_due: bool


@dataclass(frozen=True)
class Granted:
    """How a benefit stands on a day."""

    state: str
    by_rule: int = UNKNOWN
    payable: int = FALSE
    parcels: dict[str, Parcel] = field(default_factory=dict)
    ended: bool = False
    ran_under_act: bool = False


def parcels_of(accord: Any, benefit_id: str) -> dict[str, tuple[str, str, Decimal]]:
    """Give the parcels of a transfer in the order of the text: id to tranche, payer, amount."""
    benefit = accord.benefits[benefit_id]
    if benefit.status:
        return {}
    parts = [(key, one.amount, one.payer) for key, one in benefit.tranches.items()]
    found = {}
    for key, amount, payer in parts or [("all", benefit.amount, None)]:
        whole = amount.amount
        if amount.unit == PERCENT:
            whole = benefit.amount.amount * amount.amount / 100
        payers = (payer,) if payer else benefit.payer
        total = sum((one.amount for one in benefit.shares.values()), Decimal(0))
        for one in payers:
            share = whole / len(payers)
            if len(payers) > 1 and benefit.shares:
                share = whole * benefit.shares[one].amount / total
            found[f"{key}/{one}" if len(benefit.payer) > 1 else key] = (key, one, share)
    return found


def grant(fold: Any, benefit_id: str, day: date) -> Granted:
    """Judge a benefit on a day."""
    benefit = fold.accord.benefits[benefit_id]
    over = ended(fold, benefit_id, day)
    last = moment(fold, benefit.available_until, day, 5)
    halted, past = stopped(fold, benefit_id, day), last is not None and day > last
    acted = benefit.decided_by is None or any(
        deed.state == "effective" and (not deed.on or benefit_id in deed.on)
        for deed in rule_c2(fold, benefit.decided_by, day)
    )
    if day < (benefit.in_force or fold.accord.calendar.in_force):
        over = halted = past = False
    judge = rule_d2 if benefit.status else rule_d1
    return judge(fold, benefit_id, day, (over, past, halted, acted))


def release(fold: Any, benefit_id: str, tranche: str, parcel: str, day: date) -> int:
    """Give the truth of a parcel's release: its own, the benefit's, and the linkage."""
    benefit = fold.accord.benefits[benefit_id]
    if day < (benefit.in_force or fold.accord.calendar.in_force):
        return UNKNOWN
    own = [benefit.release]
    if tranche in benefit.tranches:
        own.append(benefit.tranches[tranche].release)
    truth = min((holds(fold, one, day, 5).truth for one in own if one is not None), default=TRUE)
    if (benefit_id, parcel) in fold.released:
        return truth
    return min(truth, rule_e1(fold, benefit_id, parcel, day))


def rule_d1(fold: Any, benefit_id: str, day: date, facts: tuple[bool, ...]) -> Granted:
    """Judge a transfer parcel by parcel (D1, D3), then count what was given (D4, D7)."""
    over, past, halted, acted = facts
    before, truths = {}, []
    for parcel, (tranche, _, _) in parcels_of(fold.accord, benefit_id).items():
        truth = release(fold, benefit_id, tranche, parcel, day)
        truths.append(truth)
        if over or past:
            before[parcel] = "lapsed"
        elif halted:
            before[parcel] = "suspended"
        elif truth == TRUE:
            before[parcel] = "due"
            fold.released.add((benefit_id, parcel))
        elif truth == FALSE or failed(fold, benefit_id, tranche, day):
            before[parcel] = "withheld"
        else:
            before[parcel] = "not_due"
    given = rule_d4(fold, benefit_id, day, before)
    found = {}
    for parcel, (_, _, amount) in parcels_of(fold.accord, benefit_id).items():
        state = "delivered" if given[parcel] >= amount else before[parcel]
        found[parcel] = Parcel(state, given[parcel], amount, before[parcel] == "due")
    by_rule = max(truths)
    payable = FALSE if over or past or halted or not acted else by_rule
    return Granted(rule_d1_word(found.values()), by_rule, payable, found, over)


def rule_d1_word(parcels: Iterable[Parcel]) -> str:
    """Sum up a transfer in one word."""
    vector: dict[str, Decimal] = {}
    for one in parcels:
        rest = one.amount - one.delivered
        vector["delivered"] = vector.get("delivered", Decimal(0)) + one.delivered
        vector[one.state] = vector.get(one.state, Decimal(0)) + (
            rest if one.state != "delivered" else Decimal(0)
        )
    parts = [state for state, amount in vector.items() if amount > 0]
    if len(parts) == 1:
        return parts[0]
    return "part_delivered" if "delivered" in parts else "mixed"


def failed(fold: Any, benefit_id: str, tranche: str, day: date) -> bool:
    """Say whether a commitment that a parcel's release names has failed."""
    benefit = fold.accord.benefits[benefit_id]
    own = [benefit.release, *(t.release for key, t in benefit.tranches.items() if key == tranche)]
    names = set().union(*(named(one) for one in own if one is not None)) if any(own) else set()
    return any(fold.commitment(name, day).state in FAILED for name in names)


def named(condition: Any) -> set[str]:
    """Give every commitment that a condition names."""
    own = set()
    if isinstance(condition, c.Test) and condition.kind == "commitment":
        own = {condition.id}
    if isinstance(condition, c.Clean):
        own = {condition.conduct}
    return own.union(*(named(one) for one in c.members(condition)))


def rule_d4(fold: Any, benefit_id: str, day: date, today: dict[str, str]) -> dict[str, Decimal]:
    """Discharge parcels by deliveries: those named, else the payer's own, due ones first."""
    parcels = parcels_of(fold.accord, benefit_id)
    given = dict.fromkeys(parcels, Decimal(0))
    made = [
        one
        for one in fold.world.visible(day)
        if isinstance(one, Delivery) and one.benefit == benefit_id
    ]
    for one in sorted(made, key=lambda d: (d.happened.end, d.id)):
        when = one.happened.end

        def was_due(parcel: str, when: date = when) -> bool:
            if when == day:
                return today[parcel] == "due"
            then = fold.benefit(benefit_id, when).parcels
            return parcel in then and then[parcel].was_due

        mine = [p for p, (_, payer, _) in parcels.items() if payer == one.payer]
        if one.parcels:
            mine = [
                p for p, (tranche, payer, _) in parcels.items()
                if p in one.parcels or (tranche in one.parcels and payer == one.payer)
            ]  # fmt: skip
        left = one.amount.amount
        for parcel in sorted(mine, key=lambda p: not was_due(p)):
            part = min(left, parcels[parcel][2] - given[parcel])
            left -= part
            if rule_d7(one, due=was_due(parcel)):
                given[parcel] += part
    return given


def rule_d7(delivery: Delivery, *, due: bool) -> bool:
    """Say whether a delivery satisfies a duty: it was due on its day, or it was accepted."""
    return due or delivery.accepted


def rule_d2(fold: Any, benefit_id: str, day: date, facts: tuple[bool, ...]) -> Granted:
    """Judge a status."""
    over, past, halted, acted = facts
    benefit, before = fold.accord.benefits[benefit_id], fold.benefit(benefit_id, day - ONE_DAY)
    truth = release(fold, benefit_id, "", "", day)
    ran = before.state in ("in_force", "paused")
    under_act = before.ran_under_act
    if over:
        state = "ended"
    elif past or (not acted and under_act and (ran or before.state == "lapsed") and truth != FALSE):
        state = "lapsed"
    elif truth == FALSE:
        state = "ended" if ran or before.state == "ended" else "barred"
    elif halted and (ran or truth == TRUE):
        state = "paused" if ran else "barred"
    elif truth == TRUE:
        state = "in_force" if acted else "available"
    elif ran or before.state == "ended":
        state = rule_b4_silence(fold, benefit_id, day) if ran else "ended"
    else:
        state = "barred"
    if state == "in_force":
        fold.released.add((benefit_id, ""))
        under_act = benefit.decided_by is not None
    payable = FALSE if over or past or halted or not acted else truth
    return Granted(state, truth, payable, {}, over, under_act)


def rule_b4_silence(fold: Any, benefit_id: str, day: date) -> str:
    """Say what becomes of a running status whose release is not known."""
    benefit = fold.accord.benefits[benefit_id]
    if benefit.if_unknown == "continue" or benefit.humanitarian is not None:
        return "in_force"
    if benefit.if_unknown == "end":
        return "ended"
    if benefit.grace is None or fold.benefit(benefit_id, day - ONE_DAY).state == "paused":
        return "paused"
    begins = day
    while fold.benefit(benefit_id, begins - ONE_DAY).by_rule == UNKNOWN:
        begins -= ONE_DAY
    return "in_force" if day <= rule_a2(fold.world, begins, benefit.grace) else "paused"

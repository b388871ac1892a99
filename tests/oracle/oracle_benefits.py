"""What a party receives: rules B4 and D1 to D4, read literally.

Choices where the page is silent: a benefit without a release is released; while grace runs a
status stays as it was, in force or paused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from oracle_acts import acted, ended, rule_c3, rule_c3_capped, stopped, waiving
from oracle_assessed import on_failure, rule_d1_assessed, rule_d1_last, said
from oracle_capped import rule_d4_full, rule_d4_kept, turned_away
from oracle_conditions import (
    BENEFITS,
    FAILED,
    Held,
    clean,
    extended,
    fact,
    holds,
    leaves_of,
    rule_a3_passed,
    rule_c4,
)
from oracle_linkage import linkage_rests_on, note_release, rule_e1
from oracle_parcels import names, parcels_of, place
from oracle_world import ALWAYS, ONE_DAY, rule_a2

from accordance.accord import conditions as c
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN

RUNNING = ("in_force", "paused", "reinstated")
OVER = ("ended", "lapsed")
AWAY = "beyond the cap"
CLOSED = ("delivered", "lapsed", "forfeited", "reduced")


@dataclass(frozen=True)
class Parcel:
    """One parcel on a day; ``links`` is the linkage as it was last tested.

    ``held`` says whether its conditions held when they were last looked at up to the day by which they
    must, or since; ``failed`` that they did not, for good; ``rule`` is the truth of its release and linkage,
    ``own`` says whether it has been due by its own release, and not by a waiver alone; ``had`` is the
    room that it has under caps, or had last, ``away`` says that there was none for it.
    """

    state: str
    amount: Decimal
    delivered: Decimal
    since: date
    links: int
    held: bool = False
    failed: bool = False
    rule: int = UNKNOWN
    own: bool = False
    had: Decimal = Decimal(0)
    has: bool = False
    away: bool = False

    @property
    def released(self) -> bool:
        """Say whether it counts as released: due now, or given in full."""
        return self.state in ("due", "delivered")


@dataclass(frozen=True)
class Granted:
    """How a benefit stands on a day."""

    state: str
    since: date
    by_rule: int = UNKNOWN
    payable: int = FALSE
    contested: bool = False
    parcels: dict[str, Parcel] = field(default_factory=dict)
    links: int = UNKNOWN
    doubted: date | None = None
    was_over: bool = False
    own: bool = False

    @property
    def released(self) -> bool:
        """Say whether a status counts as released."""
        return self.state in ("available", *RUNNING)


@dataclass(frozen=True)
class Facts:
    """What bears on all of a benefit on a day."""

    begun: bool
    stopped: int
    ended: int
    past: bool
    acted: bool
    contested: bool
    """Whether an act governs, which is contested where the rule does not hold."""


def grant(fold: Any, benefit_id: str) -> Granted:
    """Judge a benefit on a day."""
    status = fold.accord.benefits[benefit_id].status
    return (rule_d2 if status else rule_d1)(fold, benefit_id)


def facts_of(fold: Any, benefit_id: str, tranche: str, payer: str = "") -> Facts:
    """Give what bears on a part of a benefit on a day, or on a status."""
    benefit, calendar = fold.accord.benefits[benefit_id], fold.accord.calendar
    where = place(fold.accord, benefit_id, tranche)
    decider = said(fold, benefit_id, tranche, "decided_by")
    until = said(fold, benefit_id, tranche, "available_until")
    last = rule_a3_passed(fold, where, "until", until, BENEFITS)
    last = last if until is None else extended(fold, where, last, BENEFITS)
    binds = benefit.force in ("binding", "political")
    decided = decider is not None and acted(fold, decider, where, fold.day)
    return Facts(
        begun=binds and fold.day >= (benefit.in_force or calendar.in_force),
        stopped=stopped(fold, benefit_id, tranche, payer),
        ended=ended(fold, benefit_id, tranche, payer),
        past=past(fold, benefit_id, last),
        acted=decider is None or decided,
        contested=decided,
    )


def past(fold: Any, benefit_id: str, last: date | None) -> bool:
    """Say whether a benefit is past its life, or past its last day with nobody keeping it on (D2)."""
    benefit = fold.accord.benefits[benefit_id]
    ends, keeper = benefit.ends or fold.accord.calendar.ends, benefit.needs_to_continue
    kept = keeper is not None and acted(fold, keeper, benefit_id, fold.day)
    return not kept and any(one is not None and fold.day > one for one in (ends, last))


def release(fold: Any, benefit_id: str, tranche: str) -> int:
    """Give the truth of a release: the benefit's, unless that is waived, and the tranche's own."""
    benefit, truth = fold.accord.benefits[benefit_id], TRUE
    if benefit.release is not None:
        truth = rule_c4(fold, benefit_id, holds(fold, benefit.release, BENEFITS), BENEFITS).truth
    own = benefit.tranches[tranche].release if tranche in benefit.tranches else None
    truth = truth if own is None else min(truth, holds(fold, own, BENEFITS).truth)
    where = place(fold.accord, benefit_id, tranche)
    if where == benefit_id:
        return truth
    return rule_c4(fold, where, Held(truth, ALWAYS), BENEFITS).truth


def releases(accord: Any, benefit_id: str, tranche: str) -> list[Any]:
    """Give the conditions on which a parcel is released."""
    benefit = accord.benefits[benefit_id]
    own = [benefit.release]
    if tranche in benefit.tranches:
        own.append(benefit.tranches[tranche].release)
    return [one for one in own if one is not None]


def linkage(fold: Any, benefit_id: str, parcel: str, before: Parcel | Granted) -> int:
    """Give the linkage: tested until something is released, and after only if it continues."""
    rule = fold.accord.linkage
    if before.released and not (rule is not None and rule.continuing):
        return before.links
    return rule_e1(fold, benefit_id, parcel)


def rule_d1(fold: Any, benefit_id: str) -> Granted:
    """Judge a transfer parcel by parcel (D1, D3), in the order of the text."""
    found: dict[str, Parcel] = {}
    truths, governed, open_to = [], {}, [FALSE]
    for parcel, (tranche, payer, amount) in parcels_of(fold.accord, benefit_id).items():
        before = fold.parcel(benefit_id, parcel)
        facts = facts_of(fold, benefit_id, tranche, payer)
        truth = release(fold, benefit_id, tranche)
        links = linkage(fold, benefit_id, parcel, before)
        freed = before.released and not continuing(fold)
        truths.append(min(truth, links))
        if facts.contested:
            decider = said(fold, benefit_id, tranche, "decided_by")
            governed.setdefault(decider, []).append(min(truth, links))
        left = (
            truth != TRUE
            and before.state in ("due", "suspended")
            and rule_c4_over(fold, benefit_id, tranche, "suspend", "recover")
        )
        halted = facts.stopped == TRUE or left
        vested = not halted and vests(fold, benefit_id, tranche, before, truth)
        earned = (truth == TRUE or vested) and facts.acted and (freed or links == TRUE)
        state, held, failed = rule_d1_state(
            fold, benefit_id, parcel, facts, earned=earned, stopped=halted
        )
        away = state == AWAY
        state = "not_due" if away else state
        had, has = rule_d4_kept(fold, benefit_id, parcel, state)
        if state not in CLOSED and not away:
            open_to.append(obtainable(min(truth, links), facts))
        since = before.since if before.state == state else fold.day
        rule_d4_still(fold, benefit_id, parcel, tranche, state)
        found[parcel] = Parcel(
            state, amount, fold.taken(benefit_id, parcel), since, links, held, failed,
            min(truth, links),
            state == "due" and (before.own or rule_c4_own(fold, benefit_id, tranche)),
            had, has, away,
        )  # fmt: skip
        fold.parcels[benefit_id, parcel] = found[parcel]
        if found[parcel].released and not before.released:
            note_release(fold, benefit_id)
    left = [
        truth for truth, one in zip(truths, found.values(), strict=True) if one.state not in CLOSED
    ]
    by_rule = max(left or truths)
    return Granted(
        rule_d1_word(found.values()), fold.day, by_rule,
        rule_d1_payable(found.values(), max(open_to)),
        any(max(each) != TRUE for each in governed.values()), found,
    )  # fmt: skip


def rule_d1_state(
    fold: Any, benefit_id: str, parcel: str, facts: Facts, *, earned: bool, stopped: bool
) -> tuple[str, bool, bool]:
    """Give a parcel's state, whether its conditions held by their day, and whether they failed."""
    before = fold.parcel(benefit_id, parcel)
    tranche = parcels_of(fold.accord, benefit_id)[parcel][0]
    held, failed = before.held, before.failed
    rule_d1_last(fold, benefit_id, tranche)
    if rule_d4_full(fold, benefit_id, parcel):
        return "delivered", held, failed
    if not facts.begun:
        return "not_due", held, failed
    if failed:
        return on_failure(fold, benefit_id, tranche), held, failed
    if facts.ended == TRUE or facts.past:
        return "lapsed", held, failed
    word, held = rule_d1_assessed(fold, benefit_id, tranche, held=held, earned=earned)
    if word in ("forfeited", "reduced"):
        return word, held, True
    if stopped:
        return "suspended", held, failed
    if earned:
        return AWAY if turned_away(fold, benefit_id, parcel) else "due", held, failed
    troubled = "withheld" if trouble(fold, benefit_id, tranche) else "not_due"
    return word or troubled, held, failed


def vests(fold: Any, benefit_id: str, tranche: str, before: Parcel, truth: int) -> bool:
    """Say whether what is due stays so: not shown any more, or given under a waiver that keeps it."""
    shown = truth == UNKNOWN and not rule_c4_lent(fold, benefit_id, tranche, own=before.own)
    kept = shown or rule_c4_over(fold, benefit_id, tranche, "keep")
    return before.state == "due" and kept


def rule_c4_own(fold: Any, benefit_id: str, tranche: str) -> bool:
    """Say whether a release holds without any waiver (C4)."""
    fold.bare = True
    truth = release(fold, benefit_id, tranche)
    fold.bare = False
    return truth == TRUE


def rule_c4_lent(fold: Any, benefit_id: str, tranche: str, *, own: bool) -> bool:
    """Say whether what was had by a waiver alone loses it, since one is over that leaves nothing."""
    return not own and rule_c4_over(fold, benefit_id, tranche, None)


def rule_c4_over(fold: Any, benefit_id: str, tranche: str, *on_end: str | None) -> bool:
    """Say whether a waiver of what a release requires was in force and is over (C4)."""
    tests = [leaf for one in releases(fold.accord, benefit_id, tranche) for leaf in leaves_of(one)]
    words = ("met", "met_in_time", "reached")
    required = [one.id for one in tests if isinstance(one, c.Test) and one.predicate in words]
    for provision in (benefit_id, place(fold.accord, benefit_id, tranche), *required):
        for name, power in fold.accord.powers.items():
            able = power.kind == "waive" and power.on_end in on_end
            if able and names(fold.accord, power.on, provision):
                acts = waiving(fold, name, provision, fold.day)
                ever = any(one.ever for one in rule_c3(fold, name, acts, fold.day))
                now = rule_c3_capped(fold, name, provision, fold.day, acts)
                if ever and now.state != "in_force":
                    return True
    return False


def rule_d4_late(fold: Any, benefit_id: str, parcel: str, *, cured: bool = False) -> bool:
    """Say whether what is due was not given within the time to deliver it, or to cure that too."""
    benefit, here = fold.accord.benefits[benefit_id], fold.parcels[benefit_id, parcel]
    tranche = benefit.tranches.get(parcels_of(fold.accord, benefit_id)[parcel][0])
    deliver = (tranche.deliver if tranche is not None else None) or benefit.deliver
    if here.state != "due" or deliver is None:
        return False
    excuse = deliver.excused_while
    if excuse is not None and holds(fold, excuse, BENEFITS).truth == TRUE:
        return False
    days = {one for one in fold.still.get((benefit_id, parcel), set()) if one >= here.since}
    last = rule_a2(fold.world, here.since, deliver.within) + ONE_DAY * len(days)
    if cured and deliver.cure is not None:
        last = rule_a2(fold.world, last, deliver.cure)
    return bool(fold.day > last)


def rule_d4_still(fold: Any, benefit_id: str, parcel: str, tranche: str, state: str) -> None:
    """Note whether the time to deliver what is due stands still today (D4)."""
    benefit = fold.accord.benefits[benefit_id]
    own = benefit.tranches.get(tranche)
    deliver = (own.deliver if own is not None else None) or benefit.deliver
    days = fold.still.setdefault((benefit_id, parcel), set())
    days.discard(fold.day)
    tolled = None if deliver is None else deliver.tolled_while
    if state == "due" and tolled is not None and holds(fold, tolled, BENEFITS).truth == TRUE:
        days.add(fold.day)


def continuing(fold: Any) -> bool:
    """Say whether the linkage goes on being tested after a release."""
    return fold.accord.linkage is not None and fold.accord.linkage.continuing


def obtainable(by_rule: int, facts: Facts) -> int:
    """Give the truth that a part is released, decided, in its life, and not stopped or ended."""
    able = TRUE if facts.begun and facts.acted and not facts.past else FALSE
    return min(by_rule, able, TRUE - facts.stopped, TRUE - facts.ended)


def rule_d1_payable(parcels: Iterable[Parcel], best: int) -> int:
    """Say whether anything of a transfer can be paid; what is given or lapsed cannot."""
    if any(parcel.state == "due" for parcel in parcels):
        return TRUE
    return min(best, UNKNOWN)


def rule_d1_word(parcels: Iterable[Parcel]) -> str:
    """Sum up a transfer in one word."""
    words = {one.state for one in parcels}
    given = any(one.delivered for one in parcels)
    if len(words) == 1 and (words == {"delivered"} or not given):
        return words.pop()
    return "part_delivered" if given else "mixed"


def trouble(fold: Any, benefit_id: str, tranche: str) -> bool:
    """Say whether something that a parcel rests on has failed, is not clean or is refuted."""
    leaves = [one for own in releases(fold.accord, benefit_id, tranche) for one in leaves_of(own)]
    names = {one.id for one in leaves if isinstance(one, c.Test) and one.kind == "commitment"}
    names |= set(linkage_rests_on(fold.accord, benefit_id))
    if any(fold.commitment(name, fold.day).state in FAILED for name in names):
        return True
    for one in leaves:
        if isinstance(one, c.Clean) and clean(fold, one).truth == FALSE:
            return True
        asked = isinstance(one, c.Test) and (one.kind, one.predicate) == ("claim", "established")
        if asked and fact(fold, fold.claim_query(one.id)).truth == FALSE:
            return True
    return False


def rule_d2(fold: Any, benefit_id: str) -> Granted:
    """Judge a status."""
    facts = facts_of(fold, benefit_id, "")
    benefit, before = fold.accord.benefits[benefit_id], fold.granted(benefit_id)
    links = linkage(fold, benefit_id, "", before)
    freed = before.released and not continuing(fold)
    own = release(fold, benefit_id, "")
    truth = own if freed else min(own, links)
    doubted = None
    if truth == UNKNOWN and facts.stopped != TRUE and benefit.decided_by is None:
        doubted = before.doubted or fold.day
    elif truth != TRUE:
        doubted = before.doubted
    state = rule_d2_state(fold, benefit_id, facts, truth, doubted)
    was_over = before.was_over or (state in OVER and before.state in RUNNING)
    if state == "in_force" and was_over:
        state = "reinstated"
    since = before.since if before.state == state else fold.day
    payable = TRUE if state in ("in_force", "reinstated") else FALSE
    by_rule = min(own, links)
    contested = facts.contested and by_rule != TRUE
    own_now = state in ("in_force", "reinstated") and rule_c4_own(fold, benefit_id, "")
    ran = state in RUNNING and (before.own or own_now)
    granted = Granted(state, since, by_rule, payable, contested, {}, links, doubted, was_over, ran)
    if granted.released and not before.released:
        note_release(fold, benefit_id)
    return granted


def rule_d2_state(
    fold: Any, benefit_id: str, facts: Facts, truth: int, doubted: date | None
) -> str:
    """Give the state of a status; an act in force governs, whatever the rule says."""
    benefit, before = fold.accord.benefits[benefit_id], fold.granted(benefit_id).state
    rest = before if before in OVER else "barred"
    if not facts.begun:
        return "barred"
    if facts.ended == TRUE:
        return "ended"
    if facts.past:
        return "lapsed"
    if facts.stopped == TRUE:
        return "paused" if before in RUNNING else rest
    if benefit.decided_by is not None:
        if facts.acted:
            return "in_force"
        if before in (*RUNNING, "lapsed"):
            return "lapsed"
        return "available" if truth == TRUE else rest
    if truth == TRUE:
        return "in_force"
    if before not in RUNNING:
        return rest
    if rule_c4_over(fold, benefit_id, "", "suspend", "recover"):
        return "paused"
    if rule_c4_over(fold, benefit_id, "", "keep"):
        return "in_force"
    if rule_c4_lent(fold, benefit_id, "", own=fold.granted(benefit_id).own):
        return "ended"
    return "ended" if truth == FALSE else rule_b4_silence(fold, benefit_id, before, doubted)


def rule_b4_silence(fold: Any, benefit_id: str, before: str, doubted: date) -> str:
    """Say what becomes of a running status whose release is not known."""
    benefit = fold.accord.benefits[benefit_id]
    if benefit.if_unknown == "continue":
        return "in_force"
    if benefit.grace is not None and fold.day <= rule_a2(fold.world, doubted, benefit.grace):
        return "in_force" if before == "reinstated" else before
    return "paused" if benefit.if_unknown == "pause" else "ended"

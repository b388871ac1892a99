"""Acts, and what they stop, end, waive and extend: rules C2 to C4, D8, and section 4 on acts.

Choices where the page is silent: the latest of several acts is that made last, of those made on
one day the last by id; any blocking act within the wait blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from oracle_conditions import POWERS, STOPS, holds
from oracle_parcels import names, part_of, place, places
from oracle_world import ONE_DAY, rule_a2

from accordance.kernel.days import Period
from accordance.kernel.logic import FALSE, TRUE
from accordance.record.entries import Act

STOPPING = ("suspend", "snap-back")
ENDING = ("terminate", "withdraw")


@dataclass(frozen=True)
class Deed:
    """How a power, or one act of it, stands on a day; ``begins`` is its first day of effect.

    ``last`` is its last day of effect, ``ever`` whether it has been effective, as far as is known
    now: a later act takes its place from the day that is made.
    """

    state: str
    begins: date | None = None
    last: date | None = None
    ever: bool = False
    act: str = ""
    undone: bool = False


NONE = Deed("none")


def rule_c2(fold: Any, power_id: str, day: date) -> list[Any]:
    """Give the competent acts of a power that count on a day, the latest last; others are void.

    Of a power that answers another those count alone that were made since the latest act of that one.
    """
    power, acts = fold.accord.powers[power_id], rule_c2_ever(fold, power_id, day)
    if power.answers is None:
        return acts
    answered = [one.happened.end for one in rule_c2_ever(fold, power.answers, day)]
    return [act for act in acts if act.happened.end >= max(answered)]


def rule_c2_ever(fold: Any, power_id: str, day: date) -> list[Any]:
    """Give the acts of a power that have counted, each among those that answer the same act."""
    power, single = fold.accord.powers[power_id], rule_c2_single(fold, power_id, day)
    if power.answers is None:
        return in_quota(fold, power, together(power, single))
    answered = {one.happened.end for one in rule_c2_ever(fold, power.answers, day)}
    found = []
    for first in sorted(answered):
        following = min((one for one in answered if one > first), default=date.max)
        own = [act for act in single if first <= act.happened.end < following]
        found += in_quota(fold, power, together(power, own))
    return found


def in_quota(fold: Any, power: Any, acts: list[Any]) -> list[Any]:
    """Leave out acts beyond the number that a power may make, in all or in a period."""
    quota, kept = power.at_most, []
    for number, act in enumerate(acts):
        before = [one for one in acts[:number] if same_period(fold, power, one, act)]
        if quota is None or len(before) < quota.times:
            kept.append(act)
    return kept


def same_period(fold: Any, power: Any, one: Any, other: Any) -> bool:
    """Say whether two acts lie in one period of a quota, counted from the first day of the power."""
    every = power.at_most.every if power.at_most is not None else None
    if every is None:
        return True
    first = power.in_force or fold.accord.calendar.in_force
    number = 1
    while True:
        over = rule_a2(fold.world, first, Period(every.months * number, every.days * number))
        if min(one.happened.end, other.happened.end) < over:
            return bool(max(one.happened.end, other.happened.end) < over)
        number += 1


def together(power: Any, acts: list[Any]) -> list[Any]:
    """Join acts where several must act: the act of the one who completes their number is that of all."""
    need = power.at_least or (len(power.by) if power.jointly else 1)
    joint: list[Any] = []
    for number, act in enumerate(acts):
        same = [one for one in acts[: number + 1] if set(one.on) == set(act.on)]
        before = [one for one in joint if set(one.on) == set(act.on)]
        since = same[same.index(before[-1]) + 1 :] if before else same
        words = {one.by: (one.reads, one.until, one.takes_effect) for one in since}
        if sum(one == words[act.by] for one in words.values()) >= need:
            joint.append(act)
    return joint


def rule_c2_single(fold: Any, power_id: str, day: date) -> list[Any]:
    """Give the acts of a power by a party that holds it, in its life and its window."""
    power, calendar = fold.accord.powers[power_id], fold.accord.calendar
    begins, ends = power.in_force or calendar.in_force, power.ends
    acts = [
        act
        for act in fold.world.visible(day)
        if isinstance(act, Act)
        and act.power == power_id
        and act.by in power.by
        and act.happened.end >= begins
        and (ends is None or act.happened.end <= ends)
        and in_window(fold, power_id, act.happened.end, day)
    ]
    return sorted(acts, key=lambda act: (act.happened.end, act.id))


def in_window(fold: Any, power_id: str, made: date, day: date) -> bool:
    """Say whether an act of a day lies within its window: from an act that opens it, for a period."""
    window = fold.accord.powers[power_id].within
    if window is None:
        return True
    for opening in rule_c2_ever(fold, window.of, day):
        opened = opening.happened.end
        first = rule_a2(fold.world, opened, window.from_, window.count) if window.from_ else opened
        last = rule_a2(fold.world, opened, window.period, window.count)
        for when, adds in adding(fold, power_id, day):
            if opened <= when <= last:
                last = rule_a2(fold.world, last, adds)
        if first <= made <= last:
            return True
    return False


def adding(fold: Any, power_id: str, day: date) -> list[tuple[date, Any]]:
    """Give the days of the acts that extend the window or wait of a power, and what each adds."""
    return sorted(
        (act.happened.end, one.adds)
        for name, one in fold.accord.powers.items()
        if one.adds is not None and power_id in one.on
        for act in rule_c2_ever(fold, name, day)
        if not act.on or power_id in act.on
    )


def rule_c2_grounds(fold: Any) -> None:
    """Read the ground of the competent acts of a day once, when the first of them is seen."""
    for name, power in fold.accord.powers.items():
        for act in rule_c2(fold, name, fold.day):
            made = (name, act.happened.end)
            if made not in fold.grounds:
                when = power.when
                fold.grounds[made] = TRUE if when is None else holds(fold, when, POWERS).truth


def on(acts: list[Any], provision: str, *, named: bool = False, whole: str = "") -> list[Any]:
    """Give the acts that bear on a provision: they name it or, if they may, name nothing.

    What names the ``whole`` bears on its part too.
    """
    return [
        act
        for act in acts
        if provision in act.on or (whole and whole in act.on) or not (act.on or named)
    ]


def rule_c3(
    fold: Any, power_id: str, acts: list[Any], day: date, provision: str = ""
) -> list[Deed]:
    """Give how each of some acts of a power stands: after its wait, unless blocked, while it lasts.

    An act made while the one before it is in force renews it, where the power can be renewed.
    Acts of one day have one life.
    """
    power, acts = fold.accord.powers[power_id], not_overtaken(fold.world, acts)
    deeds: list[Deed] = []
    life, before = Deed(""), date.min
    for number, act in enumerate(acts):
        made = act.happened.end
        running = deeds and deeds[-1].state not in ("blocked", "pending")
        within = running and deeds[-1].begins <= made <= (deeds[-1].last or date.max)
        if power.renew is not None and within and life.last is not None and before < made:
            life = Deed("", life.begins, rule_a2(fold.world, life.last, power.renew))
        elif before < made:
            begins, last = rule_c3_begins(fold, power, first_of_day(fold.world, acts, act)), None
            if power.lasts is not None:
                last = rule_a2(fold.world, begins, power.lasts.period, power.lasts.count)
            life = Deed("", begins, last)
        before = made
        following = [one.happened.end for one in acts[number + 1 :] if one.happened.end > made]
        deed = rule_c3_one(fold, power_id, act, life, day, provision)
        superseded = min(following, default=date.max)
        deeds.append(replace(deed, ever=deed.ever and deed.begins < superseded))
    return deeds


def not_overtaken(world: Any, acts: list[Any]) -> list[Any]:
    """Leave out acts that came to be known only when a later act of the same power was."""

    def seen(act: Any) -> date:
        made: date = act.happened.end
        return made if world.now else max(made, act.known.to(world.knower))

    return [
        act
        for act in acts
        if not any(one.happened.end > act.happened.end and seen(one) <= seen(act) for one in acts)
    ]


def first_of_day(world: Any, acts: list[Any], act: Any) -> Any:
    """Give, of the acts of one day, the one that came to be known first, the first by id of several."""
    same = [one for one in acts if one.happened.end == act.happened.end]

    def seen(one: Any) -> date:
        made: date = one.happened.end
        return made if world.now else max(made, one.known.to(world.knower))

    return min(same, key=lambda one: (seen(one), one.id))


def rule_c3_begins(fold: Any, power: Any, act: Any) -> date:
    """Give the first day of effect of an act: the day on which its wait is over, or a later one it names.

    Where its power reaches back, whatever day it names.
    """
    day: date = act.happened.end
    if power.wait is not None:
        day = rule_a2(fold.world, day, power.wait.period, power.wait.count)
        for when, adds in adding(fold, act.power, fold.day):
            if act.happened.end <= when < day:
                day = rule_a2(fold.world, day, adds)
    if act.takes_effect is not None and (power.retroactive or act.takes_effect > day):
        day = act.takes_effect
    return day


def effect(fold: Any, act: Any) -> date:
    """Give the first day of effect of an act that works by itself: it revokes, reinstates, sets aside."""
    return rule_c3_begins(fold, fold.accord.powers[act.power], act)


def undone(fold: Any, power_id: str, act: Any, provision: str, day: date) -> bool:
    """Say whether an act was set aside, or what it ended was reinstated, on its day or after it."""
    body = fold.accord.powers[power_id].set_aside_by
    acts = on(rule_c2(fold, body, day), power_id) if body is not None else []
    for name, one in fold.accord.powers.items() if provision else ():
        if one.kind == "reinstate" and names(fold.accord, one.on, provision):
            whole = part_of(fold.accord, provision)
            acts += on(rule_c2(fold, name, day), provision, whole=whole)
    return any(act.happened.end <= effect(fold, one) <= day for one in acts)


def rule_c3_one(fold: Any, power_id: str, act: Any, life: Deed, day: date, provision: str) -> Deed:
    """Give how one act stands, when it has effect from a day to another if nothing comes up."""
    made, begins, last = act.happened.end, life.begins, life.last
    if blocked(fold, power_id, made, begins, day):
        return Deed("blocked", begins, act=act.id)
    if act.until is not None:
        last = act.until if last is None else min(last, act.until)
    if undone(fold, power_id, act, provision, day):
        return Deed("ended", begins, act=act.id, undone=True)
    over = revoked(fold, power_id, made, day)
    effective = begins <= day and (last is None or begins <= last)
    if over is not None:
        last = over - ONE_DAY if last is None else min(last, over - ONE_DAY)
        return Deed("ended", begins, last, effective and begins < over, act.id)
    if day < begins:
        return Deed("pending", begins, last, act=act.id)
    ended = last is not None and day > last
    return Deed("ended" if ended else "in_force", begins, last, effective, act.id)


def blocked(fold: Any, power_id: str, made: date, begins: date, day: date) -> bool:
    """Say whether an act of who may block, as seen the day before, had effect during the wait."""
    wait = fold.accord.powers[power_id].wait
    if wait is None or wait.blocked_by is None:
        return False
    others = rule_c2(fold, wait.blocked_by, day - ONE_DAY)
    seen = rule_c3(fold, wait.blocked_by, others, day - ONE_DAY)
    return any(one.ever and made <= one.begins < begins for one in seen)


def revoked(fold: Any, power_id: str, made: date, day: date) -> date | None:
    """Give the day of the first act that revokes a power's act, made on its day or after it."""
    powers = fold.accord.powers.items()
    able = {
        name: not one.on for name, one in powers
        if one.kind == "revoke" and (power_id in one.on or (not one.on and name != power_id))
    }  # fmt: skip
    acts = [
        act for name, named in able.items()
        for act in on(rule_c2(fold, name, day), power_id, named=named)
    ]  # fmt: skip
    return min((begun for act in acts if made <= (begun := effect(fold, act)) <= day), default=None)


def power_on(fold: Any, power_id: str, day: date) -> Deed:
    """Give how a power stands on a day: as its latest competent act does."""
    return rule_c3_capped(fold, power_id, "", day, rule_c2(fold, power_id, day))


def rule_c3_capped(fold: Any, power_id: str, provision: str, day: date, acts: list[Any]) -> Deed:
    """Give how the latest of some acts stands; days in force add up, and none is left past the cap."""
    deed = (rule_c3(fold, power_id, acts, day) or [NONE])[-1]
    cap = fold.accord.powers[power_id].cap
    if cap is None or deed.state != "in_force":
        return deed
    used = {one for one in fold.used.get((power_id, provision), set()) if one < day}
    first = min(used, default=day)
    whole = (rule_a2(fold.world, first, cap) - first).days + 1
    return deed if len(used) < whole else replace(deed, state="ended")


def rule_c4_used(fold: Any) -> None:
    """Note each capped waiver that has effect today, for the power itself and for what it waives."""
    for name, power in fold.accord.powers.items():
        parts = [part for one in power.on if one in fold.accord.benefits
                 for part in places(fold.accord, one)]  # fmt: skip
        parts += [key for key, one in fold.accord.commitments.items() if one.series in power.on]
        for provision in ("", *power.on, *parts) if power.cap is not None else ():
            acts = rule_c2(fold, name, fold.day)
            own = waiving(fold, name, provision, fold.day) if provision else acts
            if rule_c3_capped(fold, name, provision, fold.day, own).state == "in_force":
                fold.used.setdefault((name, provision), set()).add(fold.day)


def waiving(fold: Any, power_id: str, provision: str, day: date) -> list[Any]:
    """Give the acts that waive a provision: a waiver bears on what it names alone (C4), or on all copies."""
    power, commitments = fold.accord.powers[power_id], fold.accord.commitments
    series = commitments[provision].series if provision in commitments else ""
    named = provision not in power.on and not (series and series in power.on)
    return on(rule_c2(fold, power_id, day), provision, named=named, whole=series)


def acted(fold: Any, power_id: str, provision: str, day: date) -> bool:
    """Say whether the latest act of a power that bears on a provision is in force."""
    whole = part_of(fold.accord, provision)
    acts = on(rule_c2(fold, power_id, day), provision, whole=whole)
    return (rule_c3(fold, power_id, acts, day) or [NONE])[-1].state == "in_force"


def reaching(
    fold: Any, benefit_id: str, where: str, kinds: tuple[str, ...], payer: str
) -> list[list[Deed]]:
    """Give, for each power of some kinds that reaches a benefit or part, how its acts on it stand (D8).

    A power reaches what it names, or everything where it names nothing; then a humanitarian
    benefit is reached only by acts that name it.  Of a pool, one that payers alone hold reaches
    theirs (D4).
    """
    found = []
    for name, power in fold.accord.powers.items():
        benefit = fold.accord.benefits[benefit_id]
        own = kinds == ENDING and name == benefit.needs_to_end
        named = names(fold.accord, power.on, where)
        if benefit.payment == "pooled" and set(power.by) <= set(benefit.payer) - {payer}:
            continue
        if own or (power.kind in kinds and (named or not power.on)):
            spared = benefit.humanitarian is not None and not power.on and not own
            whole = part_of(fold.accord, where)
            acts = on(rule_c2(fold, name, fold.day), where, named=spared, whole=whole)
            found.append(rule_c3(fold, name, acts, fold.day, where if kinds == ENDING else ""))
    return found


def said(fold: Any, benefit_id: str, tranche: str, key: str) -> int:
    """Give the truth of a condition that a benefit sets, or its tranche for its own part."""
    benefit = fold.accord.benefits[benefit_id]
    written = [getattr(one, key) for one in (benefit, benefit.tranches.get(tranche)) if one]
    return max((holds(fold, one, STOPS).truth for one in written if one is not None), default=FALSE)


def stopped(fold: Any, benefit_id: str, tranche: str, payer: str) -> int:
    """Give the truth that a part is stopped: by a condition, or by an act in force."""
    reached = reaching(fold, benefit_id, place(fold.accord, benefit_id, tranche), STOPPING, payer)
    acts = any(one and one[-1].state == "in_force" for one in reached)
    return TRUE if acts else said(fold, benefit_id, tranche, "suspend")


def ended(fold: Any, benefit_id: str, tranche: str, payer: str) -> int:
    """Give the truth that a part is ended: by a condition, or by an act ever effective."""
    where = place(fold.accord, benefit_id, tranche)
    reached = reaching(fold, benefit_id, where, ENDING, payer)
    for deeds in reached:
        if deeds and deeds[-1].state == "in_force":
            fold.effective.add((where, payer, deeds[-1].act))
    once = [name for *of, name in fold.effective if of == [where, payer]]
    effective = [
        deed.ever or (deed.act in once and not deed.undone) for deeds in reached for deed in deeds
    ]
    if any(effective) or ended_jointly(fold, where, once, reached):
        return TRUE
    return said(fold, benefit_id, tranche, "end")


def ended_jointly(fold: Any, where: str, once: list[str], reached: list[list[Deed]]) -> bool:
    """Say whether an act was effective that, as is known now, others completed on another day.

    What it ended is ended for good, unless it was taken back or reinstated.
    """
    told = {deed.act for deeds in reached for deed in deeds}
    return any(
        act.id in once and act.id not in told and not undone(fold, name, act, where, fold.day)
        for name, power in fold.accord.powers.items()
        if power.jointly or power.at_least
        for act in rule_c2_single(fold, name, fold.day)
    )

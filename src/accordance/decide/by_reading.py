"""Reasons, ways and first sights where a provision is read in several ways (SEMANTICS C5)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from accordance.decide import brief as briefs
from accordance.decide import changes, reasons
from accordance.decide.blocks import Blocked, Brief
from accordance.decide.changes import Way, Ways
from accordance.decide.reason import Reason, UnknownProvision
from accordance.decide.series import series
from accordance.decide.views import Shared

if TYPE_CHECKING:
    from accordance.accord.types import Accord
    from accordance.decide.decision import Decision
    from accordance.decide.views import Chosen

Ask = Callable[["Decision", str], Ways]


def why(decision: Decision, name: str) -> Reason:
    """Give the reason for a provision; where readings differ in it, the reason under each of them."""
    if not isinstance(decision, Shared) or not decision.determination.views.by_reading:
        return reasons.why(decision, name)
    each = {chosen: _reason(one, name) for chosen, one in decision.each.items()}
    told = {chosen: reason for chosen, reason in each.items() if reason is not None}
    if not told:
        return reasons.why(decision, name)
    first = next(iter(told.values()))
    if name not in decision.determination.views.by_reading:
        return first
    state = state_of(decision, name)
    below = (
        ()
        if decision.view.too_many
        else tuple(
            msgspec.structs.replace(reason, reading=called(decision.written, decision, chosen))
            for chosen, reason in told.items()
        )
    )
    return Reason(
        provision=name, asks=first.asks, holds="unknown", state=state, clause=first.clause,
        text=first.text, because=below, note="too many readings" if decision.view.too_many else "by reading",
    )  # fmt: skip


def called(accord: Accord, decision: Shared, chosen: Chosen) -> str:
    """Name a combination by the readings that are open in it, each with who holds it."""
    parts = []
    for name, reading in chosen:
        state = decision.view.readings[name]
        if len(state.considered) > 1:
            parties = [accord.parties[one].name for one in state.held_by[reading]]
            held = f" (held by {', '.join(parties)})" if parties else ""
            parts.append(f'{name} read as "{reading}"{held}')
    return "; ".join(parts)


def state_of(decision: Decision, name: str) -> str:
    """Give the state that a determination shows of a provision, or a claim's verdict."""
    answer = decision.determination
    for group in (answer.commitments, answer.implied, answer.benefits, answer.powers):
        if name in group:
            return str(group[name].state)
    return str(answer.claims.get(name, "undetermined"))


def ways(decision: Decision, name: str, ask: Ask) -> Ways:
    """Give what flips an answer under every reading at once; what flips it under one alone is not told."""
    if not isinstance(decision, Shared):
        return ask(decision, name)
    each = [ask(one, name) for one in decision.each.values()]
    if ask is changes.why_not:
        each = [one for one in each if not one.holds] or each[:1]
    first, *others = each
    days = [one.by_itself for one in each if one.by_itself is not None]
    found = tuple(shared for way in first.ways if (shared := _in_all(way, others)) is not None)
    return msgspec.structs.replace(
        first, state=state_of(decision, name), ways=found,
        by_itself=max(days) if len(days) == len(each) else None,
        truncated=any(one.truncated for one in each),
    )  # fmt: skip


def _in_all(way: Way, others: list[Ways]) -> Way | None:
    """Give a way that every reading offers, on its latest day and up to its earliest last day."""
    for other in others:
        same = next((one for one in other.ways if one.steps == way.steps), None)
        if same is None:
            return None
        ends = [day for day in (way.last_day, same.last_day) if day is not None]
        way = msgspec.structs.replace(
            way,
            flips_on=max(way.flips_on, same.flips_on),
            last_day=min(ends) if ends else None,
        )
    return way


def brief(decision: Decision) -> Brief:
    """Give the five blocks: what is open under any reading, and what comes under every one."""
    if not isinstance(decision, Shared):
        return briefs.brief(decision)
    each = [briefs.brief(one) for one in decision.each.values()]
    first = each[0]
    benefits = decision.determination.benefits
    offered = {act.power: act for one in reversed(each) for act in one.decide_now}
    acts = tuple(
        msgspec.structs.replace(offered[name], grounded=all(_grounded(one, name) for one in each))
        for name in decision.accord.powers
        if name in offered
    )
    contested = tuple(dict.fromkeys(name for one in each for name in one.doubt.contested))
    return Brief(
        decide_now=acts,
        coming=tuple(one for one in first.coming if all(one in other.coming for other in each)),
        money=briefs.money_of(decision),
        blocked=tuple(_blocked(each, name) for name in benefits if _is_blocked(each, name)),
        running=tuple(
            name for name, one in benefits.items() if one.state in ("in_force", "delivered")
        ),
        doubt=msgspec.structs.replace(first.doubt, contested=contested),
        defaults=tuple(
            one for one in first.defaults if all(one in other.defaults for other in each)
        ),
        exposure=decision.determination.exposure,
        series=series(decision),
    )


def _grounded(one: Brief, power: str) -> bool:
    return all(act.grounded for act in one.decide_now if act.power == power)


def _is_blocked(each: list[Brief], name: str) -> bool:
    return any(row.benefit == name for one in each for row in one.blocked)


def _blocked(each: list[Brief], name: str) -> Blocked:
    """Give what blocks a benefit under the first reading that blocks it, unknown where others do not."""
    rows = [row for one in each for row in one.blocked if row.benefit == name]
    row = rows[0]
    if len(rows) == len(each) and all(other.state == row.state for other in rows):
        return row
    return msgspec.structs.replace(row, state="undetermined", holds="unknown")


def _reason(decision: Decision, name: str) -> Reason | None:
    try:
        return reasons.why(decision, name)
    except UnknownProvision:
        return None

"""What a person sees first: the five blocks of SEMANTICS H, as data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from accordance.accord.questions import Question
from accordance.decide.blocking import blocked, until
from accordance.decide.blocks import Brief, Coming, Doubt, Money
from accordance.decide.defaults import defaults
from accordance.decide.determination import BUCKETS, LOST
from accordance.decide.openings import open_acts
from accordance.decide.series import series
from accordance.decide.standing import word
from accordance.decide.trial import Trial
from accordance.findings.origins import asked_by
from accordance.kernel.logic import TRUE
from accordance.program import codes
from accordance.program.ladders import binds
from accordance.record.entries import Evidence

if TYPE_CHECKING:
    from accordance.decide.decision import Decision

AHEAD_DAYS = 366


def brief(decision: Decision) -> Brief:
    """Give the five blocks for a decision."""
    benefits = decision.determination.benefits
    return Brief(
        decide_now=tuple(open_acts(decision)),
        coming=tuple(sorted((*_amendments(decision), *coming(decision)), key=lambda one: one.date)),
        money=money_of(decision),
        blocked=tuple(blocked(decision)),
        running=tuple(
            name for name, one in benefits.items() if one.state in (*codes.RUNNING, "delivered")
        ),
        doubt=_doubt(decision),
        defaults=defaults(decision),
        exposure=decision.determination.exposure,
        series=series(decision),
    )


def coming(decision: Decision) -> Iterator[Coming]:
    """Give what time alone will change within a year of the day asked, in the order of days.

    Not beyond the eve of the next amendment: what comes then is for its text to say.  That the next
    copy of a series begins is no news.
    """
    trial = Trial.after(decision)
    copies = {name for name, one in decision.accord.commitments.items() if one.series}
    told = {place: word(place, decision.state) for place in decision.places.values()}
    last = decision.clock.as_of.toordinal() + AHEAD_DAYS
    last = min([last, *(text.day.toordinal() - 1 for text in decision.fold.ahead)])
    for day in trial.days(last):
        for place, before in told.items():
            now = word(place, trial.state)
            if now != before:
                told[place] = now
                if before == "not_in_force" and place.name in copies:
                    continue
                on = date.fromordinal(day)
                yield Coming(date=on, provision=place.name, from_=before, to=now)


def _amendments(decision: Decision) -> Iterator[Coming]:
    for text in decision.fold.ahead:
        yield Coming(date=text.day, provision=text.amendment, from_="adopted", to="in_force")


def money_of(decision: Decision) -> tuple[Money, ...]:
    """Give what each payer owes or holds back, from the amounts that the determination shows."""
    return tuple(_money(decision))


def _money(decision: Decision) -> Iterator[Money]:
    sums: dict[tuple[str, str], dict[str, Decimal]] = {}
    lapses: dict[tuple[str, str], date] = {}
    back: dict[tuple[str, str], Decimal] = {}
    unbound: dict[tuple[str, str], Decimal] = {}
    for name, state in decision.determination.benefits.items():
        machines = decision.program.benefits[name]
        benefit = decision.accord.benefits[name]
        joint = benefit.payment == "joint"
        elsewhere: dict[str, Decimal] = defaultdict(Decimal)
        for given in state.deliveries:
            key = (given.payer, state.unit)
            if given.under:
                elsewhere[given.parcel] += given.amount
                continue
            back[key] = back.get(key, Decimal(0)) + given.recoverable
            if given.parcel and joint:
                amounts = sums.setdefault(key, dict.fromkeys(BUCKETS, Decimal(0)))
                amounts["delivered"] += given.amount
        for machine, parcel in zip(machines, state.parcels, strict=False):
            last = until(decision, machine)
            key = (parcel.payer, state.unit)
            amounts = sums.setdefault(key, dict.fromkeys(BUCKETS, Decimal(0)))
            amounts["delivered"] += Decimal(0) if joint else parcel.delivered - elsewhere[parcel.id]
            rest = parcel.net
            if not binds(benefit):
                unbound[key] = unbound.get(key, Decimal(0)) + rest
                continue
            amounts["not_due"] += parcel.beyond_cap
            if parcel.state != "delivered":
                amounts[parcel.state] += rest
            if rest and last and parcel.state not in LOST:
                lost = last + timedelta(days=1)
                lapses[key] = min(lost, lapses.get(key, lost))
    for (payer, unit), amounts in sums.items():
        key = (payer, unit)
        yield Money(
            payer=payer, unit=unit, amounts=amounts, lapses=lapses.get(key),
            recoverable=back.get(key, Decimal(0)), unbound=unbound.get(key, Decimal(0)),
        )  # fmt: skip


def _doubt(decision: Decision) -> Doubt:
    concerns: list[tuple[str, str]] = []
    stale: list[tuple[date, str]] = []
    for number, fact in enumerate(decision.program.facts):
        if not isinstance(fact, Question):
            continue
        finding = decision.fold.finding(number)
        concerns.extend((fact.claim, incident) for incident in finding.concerns)
        if finding.until and finding.verdict == TRUE and fact.clean is None:
            stale.append((finding.until, fact.claim))
    contested = [name for name, one in decision.determination.powers.items() if one.contested]
    contested += [name for name, one in decision.determination.benefits.items() if one.contested]
    return Doubt(
        contested=tuple(contested),
        concerns=tuple(dict.fromkeys(concerns)),
        newest=_newest(decision),
        stale_next=tuple(sorted(set(stale))),
    )


def _newest(decision: Decision) -> dict[str, date | None]:
    """Give the day of the newest weighty item from somebody other than the parties, by basket."""
    accord = decision.accord
    claims: dict[str, set[str]] = {}
    for name, one in accord.commitments.items():
        for claim in asked_by(accord, name) if one.basket else ():
            claims.setdefault(claim, set()).add(one.basket or "")
    newest: dict[str, date | None] = dict.fromkeys(accord.baskets)
    today = decision.clock.as_of.toordinal()
    for entry in decision.record.entries:
        if not isinstance(entry, Evidence) or decision.clock.visible(entry) > today:
            continue
        if _from_party(decision, entry):
            continue
        day = entry.happened.end
        for basket in claims.get(entry.claim.partition(".")[0], ()):
            newest[basket] = max(day, newest[basket] or day)
    return newest


def _from_party(decision: Decision, entry: Evidence) -> bool:
    obligors = {name for name, one in decision.accord.parties.items() if "obligor" in one.roles}
    source = decision.record.sources.get(entry.source)
    return entry.kind in ("statement", "meeting") or (
        source is not None and source.party in obligors
    )

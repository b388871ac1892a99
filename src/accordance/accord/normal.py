"""The normal form of an accord: nothing implicit is left for later floors to guess.

Every test has a concrete kind and a predicate; every commitment that does not ``require`` a
condition names a claim; own claims stand among ``accord.claims``.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

import msgspec

from accordance.accord import walk
from accordance.accord.conditions import After, Before, Condition, Test
from accordance.accord.counting import counted_by
from accordance.accord.implied import with_implied
from accordance.accord.names import Names
from accordance.accord.priced import expanded
from accordance.accord.recurring import Recurring, instalments, turns
from accordance.accord.tranches import benefit_of
from accordance.accord.types import (
    Accord,
    Achieve,
    Advance,
    Benefit,
    Calendar,
    Claim,
    ClaimType,
    Commitment,
    Deliver,
    Power,
    Recover,
    Tranche,
)
from accordance.kernel.quantities import Quantity

NATURAL: Final = {"commitment": "met", "claim": "established", "power": "in_force"}
replace: Final = msgspec.structs.replace
Owed = TypeVar("Owed", Benefit, Tranche)


def normalise(accord: Accord, names: Names) -> Accord:
    """Give the accord with every test resolved and every claim named.

    Names that nothing bears keep the kind ``provision``; the check of references reports them.
    """
    months = accord.calendar.months or "clamp"
    recurring = Recurring(accord, months)

    def resolved(one: Condition) -> Condition:
        if isinstance(one, After | Before):
            return replace(one, count=counted_by(one.count, accord.calendar))
        test = _test(one, accord, names)
        spelled = recurring.spelled_out(test)
        if spelled is test:
            return test
        return walk.rewrite(spelled, lambda each: _test(each, accord, names))  # type: ignore[no-any-return]

    def plain(value: Condition | None) -> Any:
        return None if value is None else walk.rewrite(value, resolved)

    claims = dict(accord.claims)
    commitments = {}
    for name, commitment in accord.commitments.items():
        claim = _own_claim(name, commitment)
        if claim is not None:
            claims.setdefault(name, claim)
        own = commitment.achieve.claim or name if commitment.achieve is not None else name
        if own in claims:
            claims |= turns(name, commitment, claims[own], months)
        for key, copy in (recurring.copies.get(name) or {name: commitment}).items():
            commitments[key] = _commitment(key, copy, plain)
    dated = {
        name: replace(one, tranches=instalments(one.tranches, months, recurring.same_as))
        for name, one in accord.benefits.items()
    }
    priced = {name: expanded(benefit, claims) for name, benefit in dated.items()}
    benefits = {
        name: replace(
            _part(benefit, plain),
            recover=_recover(benefit, plain),
            advance=_advance(benefit, plain),
            tranches={key: _part(tranche, plain) for key, tranche in benefit.tranches.items()},
        )
        for name, benefit in priced.items()
    }
    powers = {name: _power(power, plain, accord.calendar) for name, power in accord.powers.items()}
    return with_implied(
        replace(
            accord,
            claims=claims,
            commitments=commitments,
            benefits=benefits,
            powers=powers,
            currency=accord.currency or _only_money(accord),
        )
    )


def _only_money(accord: Accord) -> str:
    """Give the one money in which benefits are counted, nothing where there are several or none."""
    counted = [one.amount for one in accord.benefits.values() if one.amount]
    counted += [
        Quantity(one.worth.value.high, one.worth.value.unit)
        for one in accord.benefits.values()
        if one.worth
    ]
    money = {one.unit for one in counted if one.is_money}
    return money.pop() if len(money) == 1 else ""


def natural(test: Test, accord: Accord) -> str:
    """Give the predicate that a bare name stands for."""
    if test.kind == "accord":
        return test.id
    if test.kind == "benefit":
        benefit = accord.benefits.get(benefit_of(test.id))
        return "in_force" if benefit is not None and benefit.status else "delivered"
    return NATURAL.get(test.kind, "")


def _test(condition: Condition, accord: Accord, names: Names) -> Condition:
    if not isinstance(condition, Test):
        return condition
    test = names.resolve(condition)
    if test.predicate and not _natural_of_a_law(test, accord):
        return test
    return replace(test, predicate=natural(test, accord))


def _natural_of_a_law(test: Test, accord: Accord) -> bool:
    """Say whether a test spells out that a law is in force, which its bare name means (A5)."""
    if test.kind != "claim" or test.predicate != "in_force" or test.id not in accord.claims:
        return False
    return accord.claims[test.id].type == "legal-act"


def _recover(benefit: Benefit, plain: Any) -> Recover | None:
    recover = benefit.recover
    if recover is None:
        return None
    return replace(recover, when=plain(recover.when), excuse=plain(recover.excuse))


def _advance(benefit: Benefit, plain: Any) -> Advance | None:
    advance = benefit.advance
    if advance is None:
        return None
    release, reconcile = plain(advance.release), plain(advance.reconcile)
    return replace(advance, release=release, reconcile=reconcile)


def _commitment(name: str, commitment: Commitment, plain: Any) -> Commitment:
    achieve, maintain, refrain = commitment.achieve, commitment.maintain, commitment.refrain
    if achieve is not None:
        claim = achieve.claim or (None if achieve.requires is not None else name)
        due, requires = plain(achieve.due), plain(achieve.requires)
        opens = plain(achieve.not_before)
        achieve = replace(achieve, claim=claim, requires=requires, due=due, not_before=opens)
    if maintain is not None:
        maintain = replace(maintain, claim=maintain.claim or name, until=plain(maintain.until))
    if refrain is not None:
        refrain = replace(refrain, claim=refrain.claim or name, until=plain(refrain.until))
    return replace(
        commitment, achieve=achieve, maintain=maintain, refrain=refrain,
        excused_while=plain(commitment.excused_while), tolled_while=plain(commitment.tolled_while),
        over_when=plain(commitment.over_when),
    )  # fmt: skip


def _power(power: Power, plain: Any, calendar: Calendar) -> Power:
    """Give a power with its ground resolved, and with the calendar by which each of its periods counts."""
    timed = {
        word: replace(one, count=counted_by(one.count, calendar))
        for word in ("wait", "within", "lasts")
        if (one := getattr(power, word)) is not None
    }
    limit = plain(power.no_later_than)
    return replace(power, when=plain(power.when), no_later_than=limit, **timed)


def _part(part: Owed, plain: Any) -> Owed:
    """Give a benefit or a tranche with the conditions that both have resolved."""
    return replace(
        part,
        release=plain(part.release),
        suspend=plain(part.suspend),
        end=plain(part.end),
        assess=plain(part.assess),
        available_until=plain(part.available_until),
        deliver=_deliver(part.deliver, plain),
    )


def _deliver(deliver: Deliver | None, plain: Any) -> Deliver | None:
    if deliver is None:
        return None
    excused, tolled = plain(deliver.excused_while), plain(deliver.tolled_while)
    return replace(deliver, excused_while=excused, tolled_while=tolled)


def _own_claim(name: str, commitment: Commitment) -> Claim | None:
    """Give the claim of a commitment that names none, typed as the rules say (section 1)."""
    achieve, maintain, refrain = commitment.achieve, commitment.maintain, commitment.refrain
    goal = achieve or maintain or refrain
    if goal is None or goal.claim is not None or getattr(goal, "requires", None) is not None:
        return None
    kind: ClaimType = "event"
    unit, persons = "", False
    if achieve is not None:
        kind = "quantity" if achieve.target is not None else achieve.type or "event"
        unit, persons = unit_of(achieve), achieve.persons
    elif maintain is not None:
        level = maintain.at_least or maintain.at_most
        kind, unit = ("quantity", level.unit) if level else ("state", "")
    return Claim(
        text=goal.text or commitment.text or commitment.title or name,
        type=kind,
        universal=refrain is not None,
        coverage=refrain.coverage if refrain is not None else None,
        unit=unit,
        persons=persons,
        standard=commitment.proof.standard if commitment.proof is not None else None,
        source=commitment.source,
    )


def unit_of(achieve: Achieve) -> str:
    """Give the unit in which a level is counted: stated, else the target's or the baseline's."""
    if achieve.unit:
        return achieve.unit
    if achieve.target is not None and not isinstance(achieve.target, str) and achieve.target.unit:
        return achieve.target.unit
    return achieve.baseline.unit if achieve.baseline is not None else ""

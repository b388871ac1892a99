"""Standards of proof as integers: a threshold in centibans and the structural tests beside it."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal, localcontext
from functools import cache
from typing import Final, NamedTuple

import msgspec

from accordance.accord.questions import Question
from accordance.accord.types import Accord, Claim, Standard
from accordance.kernel.days import Period

BUILT_IN: Final = Standard(credence=Decimal("0.80"), origins=2, from_="non-party")
"""The standard where the text names none and has none called ``default``."""

BY_BODY: Final = Standard(credence=Decimal("0.60"))
"""The standard of a claim that one body determines: its word, if its grades give it weight."""

EVEN: Final = Decimal("0.5")
UNREACHABLE: Final = 1 << 40


class Bar(NamedTuple):
    """One side's standard: centibans to reach, independent origins, and what else is asked."""

    threshold: int
    origins: int
    source: str
    kinds: frozenset[str]
    fresh: Period | None
    answered: bool


class Bars(NamedTuple):
    """The standard under which a claim is established, and that under which it is refuted."""

    establish: Bar
    refute: Bar


@cache
def threshold(credence: Decimal) -> int:
    """Give the exact log-odds of a credence in centibans, rounded up.

    No finite decimal but 0.5 has log-odds that are a whole number of centibans, so sixty digits
    always tell which side of one it lies on.
    """
    return _centibans(credence, ROUND_CEILING)


@cache
def log_odds(prior: Decimal) -> int:
    """Give the log-odds of a prior probability in centibans, to the nearest."""
    return _centibans(prior, ROUND_HALF_EVEN)


def _centibans(probability: Decimal, rounding: str) -> int:
    if probability <= 0:
        return -UNREACHABLE
    if probability >= 1:
        return UNREACHABLE
    with localcontext() as context:
        context.prec = 60
        exact = (probability / (1 - probability)).log10() * 100
        return int(exact.to_integral_value(rounding))


def bars(accord: Accord, claim: Claim, question: Question) -> Bars:
    """Give both standards of a question.

    The question's own ``kinds`` and ``fresh`` go before those of the standard that establishes;
    where the breach standard is the same, refuting asks the same.
    """
    if claim.determined_by is not None:
        return Bars(_bar(lasting(accord, claim, question), None), _bar(BY_BODY, None))
    name = question.standard or claim.standard or ""
    establish = _bar(_named(accord, name), question)
    if question.breach_standard in ("", name):
        return Bars(establish, establish)
    return Bars(establish, _bar(_named(accord, question.breach_standard), None))


def lasting(accord: Accord, claim: Claim, question: Question) -> Standard:
    """Give the standard of a claim that a body determines: its word suffices while it is fresh."""
    name = question.standard or claim.standard
    fresh = question.fresh or (accord.standards[name].fresh if name else None)
    return msgspec.structs.replace(BY_BODY, fresh=fresh)


def _named(accord: Accord, name: str) -> Standard:
    if name:
        return accord.standards[name]
    return accord.standards.get("default", BUILT_IN)


def _bar(standard: Standard, question: Question | None) -> Bar:
    kinds, fresh = standard.kinds, standard.fresh
    if question is not None:
        kinds, fresh = question.kinds or kinds, question.fresh or fresh  # type: ignore[assignment]
    return Bar(
        threshold=threshold(standard.credence),
        origins=standard.origins,
        source=standard.from_,
        kinds=frozenset(kinds),
        fresh=fresh,
        answered=standard.adverse == "answered",
    )


def prior_of(accord: Accord, claim: Claim) -> int:
    """Give the prior of a claim in centibans: its own, else that of its type, else even odds."""
    prior = claim.prior if claim.prior is not None else accord.priors.get(claim.type, EVEN)
    return log_odds(prior)

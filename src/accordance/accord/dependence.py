"""Which provisions rest on which: whatever one names, however it is read, it may depend on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from accordance.accord.names import PROVISIONS
from accordance.accord.types import Accord, Benefit, Power
from accordance.accord.variants import contested, texts
from accordance.accord.walk import values


def resting_on_readings(accord: Accord) -> frozenset[str]:
    """Give every provision and claim that may depend on how a contested provision is read.

    Never too few: a provision depends on all that it names, on the powers that bear on it and,
    where benefits are linked to baskets, on every commitment in one.
    """
    rests: dict[str, set[str]] = {}
    for text in texts(accord):
        for name, found in _resting(text).items():
            rests.setdefault(name, set()).update(found)
    found = set(contested(accord))
    while more := {name for name, on in rests.items() if on & found} - found:
        found |= more
    return frozenset(found)


def _resting(accord: Accord) -> dict[str, set[str]]:
    """Give what each provision of one text may rest on."""
    names = {name for section in PROVISIONS for name in getattr(accord, section)}
    rests: dict[str, set[str]] = {name: set() for name in names}
    for section in PROVISIONS:
        for name, one in getattr(accord, section).items():
            rests[name].update(names.intersection(_words(one)) - {name})
            if isinstance(one, Power):
                for touched in one.on or tuple(accord.benefits):
                    whole = touched if touched in rests else touched.partition("/")[0]
                    rests[whole].add(name)
            if isinstance(one, Benefit) and accord.linkage is not None and one.linked:
                rests[name].update(key for key, own in accord.commitments.items() if own.basket)
    return rests


def _words(provision: Any) -> Iterator[str]:
    """Give every text inside a provision, and what stands before the slash of an implied name."""
    for _, value in values(provision):
        if isinstance(value, str):
            yield value
            yield value.partition("/")[0]

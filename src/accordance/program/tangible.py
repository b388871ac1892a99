"""What a commitment requires with its words struck out: progress is that of the rest (B1)."""

from __future__ import annotations

import msgspec

from accordance.accord.conditions import (
    All,
    AnyOf,
    AtLeast,
    Condition,
    Share,
    Test,
    Unless,
    members,
)
from accordance.accord.types import Accord


def tangible(accord: Accord, condition: Condition) -> Condition | None:
    """Give a condition without its parts that ask only for words, None where nothing is left.

    A list keeps its other members: all of them, as many as it asked for, or the same share of
    their weight.
    """
    return _Strike(accord).rest(condition)


def is_word(accord: Accord, claim: str) -> bool:
    """Say whether a claim is a mere undertaking."""
    return claim in accord.claims and accord.claims[claim].type == "undertaking"


def only_words(accord: Accord, name: str) -> bool:
    """Say whether a commitment asks for nothing but words."""
    return _Strike(accord).only_words(name)


class _Strike:
    """Strikes words out, remembering the commitments that it is inside of."""

    def __init__(self, accord: Accord) -> None:
        self.accord = accord
        self.inside: set[str] = set()

    def only_words(self, name: str) -> bool:
        achieve = self.accord.commitments[name].achieve
        if achieve is None or name in self.inside:
            return False
        if achieve.requires is None:
            return is_word(self.accord, achieve.claim or "")
        self.inside.add(name)
        words = self.rest(achieve.requires) is None
        self.inside.discard(name)
        return words

    def rest(self, condition: Condition) -> Condition | None:
        match condition:
            case Test(kind="claim", id=name):
                return None if is_word(self.accord, name) else condition
            case Test(kind="commitment", id=name):
                return None if self.only_words(name) else condition
            case All(all=inside):
                kept = self._kept(inside)
                return msgspec.structs.replace(condition, all=kept) if kept else None
            case AnyOf(any=inside):
                kept = self._kept(inside)
                return msgspec.structs.replace(condition, any=kept) if kept else None
            case AtLeast(at_least=need, of=inside):
                kept = self._kept(inside)
                need = min(need, len(kept))
                return msgspec.structs.replace(condition, at_least=need, of=kept) if kept else None
            case Share(of=weighted):
                rests = [(one, self.rest(one.condition)) for one in weighted]
                of = tuple(
                    msgspec.structs.replace(one, condition=rest)
                    for one, rest in rests
                    if rest is not None
                )
                return msgspec.structs.replace(condition, of=of) if of else None
            case Unless(condition=one, unless=other):
                rest, excepted = self.rest(one), self.rest(other)
                if rest is None or excepted is None:
                    return rest
                return msgspec.structs.replace(condition, condition=rest, unless=excepted)
            case _:
                parts = members(condition)
                words = bool(parts) and all(self.rest(one) is None for one in parts)
                return None if words else condition

    def _kept(self, inside: tuple[Condition, ...]) -> tuple[Condition, ...]:
        rests = (self.rest(one) for one in inside)
        return tuple(one for one in rests if one is not None)

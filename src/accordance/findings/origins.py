"""Who really speaks: the origin of an item, and whether that is the obligor or a verifier (B2).

Items that copy one another share an origin and speak once.  Sources that one hand controls are
one origin; whatever leads back to the party that bears the commitment is that party's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from accordance.accord.conditions import Clean, Condition, Test, members
from accordance.accord.types import Accord, Commitment, Party
from accordance.record.entries import Evidence, SourceNote


class Voice(NamedTuple):
    """An origin as a number, and what the standards and coverage ask of it."""

    origin: int
    obligor: bool
    verifier: bool
    parties: frozenset[str]


class Voices:
    """Numbers the origins of one docket and remembers each source once it was traced."""

    def __init__(self, parties: Mapping[str, Party], sources: Mapping[str, SourceNote]) -> None:
        self._parties = parties
        self._sources = sources
        self._numbers: dict[str, int] = {}
        self._known: dict[tuple[str, str, str, frozenset[str]], Voice] = {}

    def of(self, item: Evidence, obligors: frozenset[str]) -> Voice:
        """Give the voice of an item about a claim that these parties bear."""
        key = (item.origin, item.source, item.by, obligors)
        voice = self._known.get(key)
        if voice is None:
            voice = self._known[key] = self._trace(*key)
        return voice

    def _trace(self, origin: str, source: str, by: str, obligors: frozenset[str]) -> Voice:
        stated = origin or source
        chain = [*self._chain(stated), *self._chain(source), *self._chain(by)]
        obligor = self._outermost([name for name in chain if name in obligors])
        root = obligor if obligor is not None else self._root(stated)
        verifier = obligor is None and any(self._verifies(name) for name in chain)
        number = self._numbers.setdefault(root, len(self._numbers))
        return Voice(number, obligor is not None, verifier, frozenset(chain))

    def _outermost(self, ours: list[str]) -> str | None:
        """Give, of the obligors behind an item, the one that stands behind the others."""
        for name in sorted(ours):
            if not any(other in ours for other in self._chain(name) if other != name):
                return name
        return min(ours, default=None)

    def _verifies(self, name: str) -> bool:
        return name in self._parties and "verifier" in self._parties[name].roles

    def _root(self, name: str) -> str:
        """Follow owners to the last hand."""
        seen = {name}
        while (note := self._sources.get(name)) and note.owner and note.owner not in seen:
            name = note.owner
            seen.add(name)
        return name

    def _chain(self, name: str) -> Iterator[str]:
        """Give a name and everybody behind it: its party, its owner, what they are within."""
        waiting, seen = [name], {""}
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            yield name
            if note := self._sources.get(name):
                waiting += [note.owner, note.party]
            if party := self._parties.get(name):
                waiting.append(party.within or "")


def obligors(accord: Accord) -> dict[str, frozenset[str]]:
    """Give, for each claim, the parties that bear a commitment which turns on it."""
    found: dict[str, set[str]] = {name: set() for name in accord.claims}
    for name, commitment in accord.commitments.items():
        for claim in _claims(name, commitment):
            if claim in found:
                found[claim].update(commitment.by)
                turn = accord.claims[claim].turn
                if turn is not None and turn.of in found:
                    found[turn.of].update(commitment.by)
    return {claim: frozenset(parties) for claim, parties in found.items()}


def asked_by(accord: Accord, name: str) -> frozenset[str]:
    """Give the claims on which a commitment turns, those of another that it requires included."""
    found: set[str] = set()
    waiting, seen = [name], set[str]()
    while waiting:
        one = waiting.pop()
        if one in seen or one not in accord.commitments:
            continue
        seen.add(one)
        commitment = accord.commitments[one]
        found.update(_claims(one, commitment))
        if commitment.achieve is not None and commitment.achieve.requires is not None:
            waiting += _named(commitment.achieve.requires)
    turns = {accord.claims[claim].turn for claim in found if claim in accord.claims}
    return frozenset(found | {turn.of for turn in turns if turn is not None})


def _named(condition: Condition) -> Iterator[str]:
    """Give the commitments that a condition asks about."""
    match condition:
        case Test(kind="commitment", id=name):
            yield name
        case Clean(conduct=name):
            yield name
        case _:
            for member in members(condition):
                yield from _named(member)


def _claims(name: str, commitment: Commitment) -> Iterator[str]:
    yield name
    for part in (commitment.achieve, commitment.maintain, commitment.refrain):
        if part is not None and part.claim is not None:
            yield part.claim
    if commitment.achieve is not None and commitment.achieve.requires is not None:
        yield from _tested(commitment.achieve.requires)


def _tested(condition: Condition) -> Iterator[str]:
    match condition:
        case Test(kind="claim", id=name):
            yield name
        case Test() | Clean():
            return
        case _:
            for member in members(condition):
                yield from _tested(member)

"""A049, A075 and A076: what a power decides, what silence decides, and what only some powers say."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.draft import Draft
from accordance.accord.types import Accord, Benefit, Power
from accordance.kernel.problems import Problem
from accordance.kernel.reading import Path


def check(draft: Draft) -> Iterator[Problem]:
    """Report keys of silence, of waivers, of joint acts and of windows that cannot do anything."""
    for name, benefit in draft.accord.benefits.items():
        for key, message, expected in _silence(benefit):
            yield draft.error("A075", ("benefits", name, key), message, expected)
        yield from _beyond(draft, name)
    for name, power in draft.accord.powers.items():
        path: Path = ("powers", name)
        for key, message, expected in _means(draft.accord, name, power):
            yield draft.error("A076", (*path, key), message, expected)


def _beyond(draft: Draft, name: str) -> Iterator[Problem]:
    """Warn where what a power is on leaves out something that it decides."""
    benefit = draft.written.benefits.get(name)
    if benefit is None:
        return
    path: Path = ("benefits", name)
    parts = [((*path, "tranches", key), f"{name}/{key}", one.decided_by)
             for key, one in benefit.tranches.items()]  # fmt: skip
    bound = [(path, name, benefit.decided_by), *parts]
    for place, decided, by in bound:
        on = draft.accord.powers[by].on if by in draft.accord.powers else ()
        inside = [part for _, part, own in parts if decided == name and own in (None, by)]
        named = {name, decided} & {*on} or (inside and {*inside} <= {*on})
        if on and not named:
            message = (
                f'"{by}" decides "{decided}" and is not on it: its act may free this all the same'
            )
            expected = f"{decided} in on: of {by}, or a power of its own to decide it"
            yield draft.warning("A049", (*place, "decided_by"), message, expected)


def _silence(benefit: Benefit) -> Iterator[tuple[str, str, str]]:
    keeper, ender = benefit.needs_to_continue, benefit.needs_to_end
    key = "needs_to_continue" if keeper else "needs_to_end"
    if (keeper or ender) and not benefit.status:
        yield key, "a transfer does not run, so nobody needs to continue or to end it", "a status"
    elif keeper and ender:
        message = "it both ends and runs on if nobody acts"
        yield "needs_to_end", message, "one of needs_to_continue and needs_to_end"
    elif keeper and benefit.available_until is None:
        message = "nothing says when it ends unless somebody acts"
        yield key, message, "available_until: with the last day on which it runs by itself"
    elif ender and benefit.available_until is not None:
        message = "it ends by itself on a day, whether or not anybody acts"
        yield key, message, "no available_until, or needs_to_continue"
    elif ender and ender == benefit.decided_by:
        message = f'"{ender}" cannot be what brings it into force and what ends it'
        yield key, message, "a power of its own to end it"


def _means(accord: Accord, name: str, power: Power) -> Iterator[tuple[str, str, str]]:
    for key in ("cap", "on_end"):
        if getattr(power, key) is not None and power.kind != "waive":
            yield key, f"a power to {power.kind} waives nothing", "kind: waive"
    at_once = power.kind in ("revoke", "reinstate", "extend")
    if power.wait is not None and power.wait.blocked_by is not None and at_once:
        message = f"an act to {power.kind} cannot be blocked, only wait"
        yield "wait", message, "a wait without blocked_by"
    if power.retroactive and (power.wait is not None or at_once):
        what = "waits" if power.wait is not None else f"is to {power.kind}"
        message = f"what {what} cannot have had effect before it was made"
        yield "retroactive", message, "one of the two" if power.wait else "no such key"
    holders = len(set(power.by))
    if power.jointly and holders == 1:
        yield "jointly", "one party holds this power, and joins nobody", "by: with all who must act"
    if power.at_least is not None and not 1 <= power.at_least <= holders:
        message = f"{power.at_least} of {holders} who hold this power cannot act"
        yield "at_least", message, f"a number from 1 to {holders}"
    elif power.at_least is not None and power.jointly:
        yield "at_least", "all must act jointly, so no lesser number is enough", "one of the two"
    chain = [name]
    while (window := accord.powers[chain[-1]].within) and window.of in accord.powers:
        if window.of in chain:
            if window.of == name:
                shown = " opens with ".join((*chain, name))
                yield (
                    "within",
                    f"no window of these ever opens: {shown}",
                    "a power without a window",
                )
            return
        chain.append(window.of)

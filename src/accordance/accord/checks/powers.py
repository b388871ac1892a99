"""A049, A075, A076 and A078: what a power decides, what silence decides, what only some powers can say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from accordance.accord.draft import Draft
from accordance.accord.types import Accord, Benefit, Power
from accordance.kernel.problems import Problem
from accordance.kernel.reading import Path

LASTING: Final = ("terminate", "withdraw", "revoke", "reinstate")
"""Kinds of powers whose acts work once."""


def check(draft: Draft) -> Iterator[Problem]:
    """Report keys of silence, of waivers, of joint acts and of windows that cannot do anything."""
    for name, benefit in draft.accord.benefits.items():
        ends = benefit.ends or draft.accord.calendar.ends
        for key, message, expected in _silence(benefit, by_itself=ends is not None):
            yield draft.error("A075", ("benefits", name, key), message, expected)
        yield from _beyond(draft, name)
    for name, power in draft.accord.powers.items():
        path: Path = ("powers", name)
        for key, message, expected in _means(draft.accord, name, power):
            yield draft.error("A076", (*path, key), message, expected)
        for key, message, expected in (
            *_counted(draft.accord, name, power),
            *_moved(draft.accord, name, power),
        ):
            yield draft.error("A078", (*path, key), message, expected)


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


def _silence(benefit: Benefit, *, by_itself: bool) -> Iterator[tuple[str, str, str]]:
    keeper, ender = benefit.needs_to_continue, benefit.needs_to_end
    key = "needs_to_continue" if keeper else "needs_to_end"
    if (keeper or ender) and not benefit.status:
        yield key, "a transfer does not run, so nobody needs to continue or to end it", "a status"
    elif keeper and ender:
        message = "it both ends and runs on if nobody acts"
        yield "needs_to_end", message, "one of needs_to_continue and needs_to_end"
    elif keeper and benefit.available_until is None and not by_itself:
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
    for shown in _rounds(accord, name):
        yield "within", f"no window of these ever opens: {shown}", "a power without a window"


def _rounds(accord: Accord, name: str) -> Iterator[str]:
    """Give the ring of windows that a power opens for itself, if any."""
    chain = [name]
    while (window := accord.powers[chain[-1]].within) and window.of in accord.powers:
        if window.of in chain:
            if window.of == name:
                yield " opens with ".join((*chain, name))
            return
        chain.append(window.of)


def _counted(accord: Accord, name: str, power: Power) -> Iterator[tuple[str, str, str]]:
    """Give what is wrong with how acts answer others, and with how many there may be."""
    if power.answers is not None:
        if power.kind in LASTING:
            message = (
                f"what an act to {power.kind} has done is done for good, whatever comes after it"
            )
            yield "answers", message, "a power of another kind"
        elif any(one.needs_to_end == name for one in accord.benefits.values()):
            message = "what its act ended is ended for good, whatever comes after it"
            yield "answers", message, "a power that ends nothing"
        elif power.renew is not None:
            yield "answers", "each act answers anew, and renews none before it", "one of the two"
        elif name in _leaning(accord, power.answers):
            message = f'it answers "{power.answers}", which hangs on it'
            yield "answers", message, "a power that does not wait for this one"
    quota = power.at_most
    if quota is not None and quota.times < 1:
        yield "at_most", f"a power that may be used {quota.times} times is none", "1 or more"
    elif (
        quota is not None
        and quota.every is not None
        and not (quota.every.months or quota.every.days)
    ):
        yield "at_most", "a period of no days has no acts", "a period such as P1Y"


def _moved(accord: Accord, name: str, power: Power) -> Iterator[tuple[str, str, str]]:
    """Give what is wrong with what a power extends, and how far."""
    extended = [one for one in power.on if one in accord.powers]
    for key in ("adds", "no_later_than"):
        if getattr(power, key) is not None and power.kind != "extend":
            yield key, f"a power to {power.kind} extends nothing", "kind: extend"
            return
    if power.kind != "extend":
        return
    if power.no_later_than is not None and power.adds is not None:
        message = "how far it goes is said by what it adds and how often"
        yield "no_later_than", message, "at_most: with how often"
    if power.adds is not None and (len(extended) < len(power.on) or not extended):
        message = "what it adds is added to the window or the wait of a power"
        yield "adds", message, "on: with powers alone"
    elif extended and power.adds is None:
        message = f'nothing says by how much it extends the time of "{extended[0]}"'
        yield "on", message, "adds: with a period"
    elif extended and power.wait is not None:
        message = "what extends the time of another power has effect when it is made"
        yield "wait", message, "no wait"
    for one in extended:
        other = accord.powers[one]
        if (other.within is None) == (other.wait is None):
            what = "both a window and a wait" if other.wait else "neither a window nor a wait"
            yield "on", f'"{one}" has {what}', "a power with one of the two"
        elif other.within is not None and one in _leaning(accord, name):
            yield (
                "on",
                f'its own acts hang on those of "{one}"',
                "a power that does not wait for it",
            )
        elif other.wait is not None and other.renew is not None:
            yield "on", f'"{one}" is renewed, and waits no more', "a power without renew"


def _leaning(accord: Accord, name: str) -> set[str]:
    """Give a power and those on whose acts it hangs which of its own count."""
    met: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in accord.powers and one not in met:
            met.add(one)
            power = accord.powers[one]
            waiting += [key for key in (power.answers, power.within and power.within.of) if key]
            adding = (key for key, other in accord.powers.items() if other.adds and one in other.on)
            waiting += adding if power.within else ()
    return met

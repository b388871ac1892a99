"""One step of a reason as a sentence: what is asked, and where that is not so, how things are instead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from accordance.cli.show import naming, words
from accordance.decide.determination import FAILED

if TYPE_CHECKING:
    from accordance.accord.types import Accord
    from accordance.decide.decision import Decision
    from accordance.decide.reason import Reason

DATED: Final = frozenset({"due", "until", "assess", "reconcile"})
"""The roles of clauses that name a last day."""
_ROLES: Final = {
    "release": "Its own condition: ", "decided": "The decision: ", "stop": "What would stop it: ",
    "end": "What would end it: ", "ground": "The ground for the act: ", "due": "By when: ",
    "until": "Available until: ", "assess": "To hold by: ",
    "recover": "What lets it be claimed back: ", "excuse": "What excuses from that: ",
    "advance": "What lets it be given in advance: ", "reconcile": "What is not earned goes back from: ",
    "wait": "The wait: ", "lapse": "When it ends: ",
}  # fmt: skip
_STOPPING: Final = {"stop": "What stops it: ", "end": "What ends it: "}
_GATES: Final = {
    "all": "all of these", "any": "at least one of these", "not": "shown not to be so",
    "stop": "at least one of these", "end": "at least one of these",
}  # fmt: skip
_SINCE: Final = {
    "delivered": "was given in full by {}", "lapsed": "lapsed on {}", "forfeited": "was forfeited on {}",
    "reduced": "was reduced on {}",
}  # fmt: skip
_ANSWERS: Final = {True: "yes", False: "no", "unknown": "not known"}
_WAIVER: Final = ", or a waiver of it"
_EXTENDED: Final = ", unless extended"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}|in_force \d{4}-\d{2}-\d{2}")


def sentence(decision: Decision, reason: Reason) -> str:
    """Give a step with the part that it plays in the provision above it."""
    accord = decision.accord
    if reason.note == "force":
        force = accord.benefits[reason.provision].force
        return f"it never begins: {words.FORCE[force]}, and gives nothing"
    role = f"{reason.reading}: " if reason.reading else _ROLES.get(reason.note, "")
    if reason.holds is True:
        role = _STOPPING.get(reason.note, role)
    if reason.note in DATED:
        return role + deadline(accord, reason)
    if reason.reading and reason.state:
        return f"{role}{reason.provision} is {words.state(reason.state)}"
    return role + _what(decision, reason)


def deadline(accord: Accord, reason: Reason) -> str:
    """Give the last day, and how it is counted where that is not the same."""
    asked = reason.provision.removesuffix(_EXTENDED)
    counted = naming.moment(asked, accord)
    if reason.since is None or reason.holds is not True:
        return f"{counted}; the day is not yet determined"
    last = words.day(reason.since)
    if counted == last:
        return last
    if asked != reason.provision and _DAY.fullmatch(asked):
        return f"{last}, extended from {counted}"
    return f"{last}, which is {counted}"


def _what(decision: Decision, reason: Reason) -> str:
    accord, name, asks = decision.accord, reason.provision, reason.asks
    if asks in _GATES and reason.finding is None:
        return _GATES[asks]
    if asks in ("on", "after"):
        come = "has come" if reason.holds is True else "has not come"
        day = deadline(accord, reason) if asks == "after" else naming.moment(name, accord)
        return f"the day {day} {come}"
    if asks == "is due":
        return _parcel(reason)
    if reason.finding is not None and reason.text:
        return _claim(accord, reason)
    if _DAY.fullmatch(asks):
        day = naming.moment(asks, accord)
        return f"{day} has come" if reason.holds is True else f"{day} has not come yet"
    if asks.endswith(_WAIVER):
        asked = asks.removesuffix(_WAIVER)
        return (
            f"{asked} is met, or waived" if asked in accord.commitments else "fulfilled, or waived"
        )
    return _stands(decision, reason)


def _parcel(reason: Reason) -> str:
    """Say how a parcel stands, and since when."""
    day = words.day(reason.since) if reason.since else ""
    lost = "; what holds now changes nothing" if reason.state in FAILED else ""
    if day and reason.state in _SINCE:
        return f"{reason.provision} {_SINCE[reason.state].format(day)}{lost}"
    if day and reason.state:
        return f"{reason.provision} has been {words.state(reason.state)} since {day}{lost}"
    return f"{reason.provision} is {words.state(reason.state)}{lost}"


def _claim(accord: Accord, reason: Reason) -> str:
    """Give the words of a claim, after what is asked of it; its id once."""
    name, asks = reason.provision, reason.asks
    if asks in (reason.text, "is established"):
        return f'"{reason.text}" ({name})'
    asked = naming.condition(accord, asks)
    known = f"{asked} ".startswith((f"{name} ", f"{name}: "))
    return f'{asked}: "{reason.text}"' + ("" if known else f" ({name})")


def _stands(decision: Decision, reason: Reason) -> str:
    """Give what is asked of a provision with its title, and how it stands where that says something else."""
    accord, name, asks = decision.accord, reason.provision, reason.asks
    text = naming.condition(accord, asks) if asks else name
    called = naming.title(accord, name)
    state = words.state(reason.state) if reason.state else ""
    if asks.startswith("shows "):
        return f"{called}: {asks}" + (f", {state}" if state else "")
    known = called in (text, name) or called.casefold() == name.replace("-", " ")
    quoted = f'"{called}"' if "(" in called else called
    named = "" if known or asks.startswith("linkage/") else f" ({quoted})"
    said = f"{name}{named}{text.removeprefix(name)}" if text.startswith(name) else text + named
    far = _progress(decision, name, asks)
    if not state or (f" is {state}" in text and not far):
        return said
    return f"{said}: {_ANSWERS[reason.holds]}, it is {state}{far}"


def _progress(decision: Decision, name: str, asks: str) -> str:
    """Say how far a commitment is, where a linkage asks after it."""
    found = decision.determination.commitments.get(name)
    commitment = decision.accord.commitments.get(name)
    if found is None or commitment is None or commitment.refrain or "neither" not in asks:
        return ""
    return f", {words.share(found.progress)} of the way"

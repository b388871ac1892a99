"""C5 read literally: the text is written out once for each combination of readings, and each is judged.

Choices: a text is written out as plain YAML, so nothing of how the package puts readings into an
accord is used.  Whether an act settles a reading is asked of the acts on record themselves.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

import msgspec
import yaml

from accordance.accord.reading import read
from oracle import determine

SECTIONS = ("claims", "commitments", "benefits", "powers")
INSIDE = ("achieve", "maintain", "refrain", "proof", "cure", "coverage")
SHORT = {"proof": "standard", "cure": "period"}
Where = dict[str, tuple[str, dict[str, Any]]]
When = tuple[date, dict[str, Any]]


def rule_c5(
    text: str, record: Any, as_of: date, view: str | None = None, **clocks: Any
) -> dict[str, Any]:
    """Determine a day under every combination of readings, and give what all of them share."""
    tree = plain(yaml.load(text, yaml.BaseLoader))  # noqa: S506 it makes texts alone
    entries = record if view is None else as_seen(tree, record, view)
    open_ones = {
        name: considered(tree, (name, one), entries, (as_of, clocks), view)
        for name, (_, one) in contested(tree).items()
    }
    answers = []
    for some in product(*open_ones.values()):
        accord, problems = read(written_out(tree, dict(zip(open_ones, some, strict=True))), "a")
        assert accord is not None, problems
        answers.append(determine(accord, entries, as_of, **clocks))
    return shared(answers)


def plain(value: Any) -> Any:
    """Give a tree of texts in which what was left without a value has none."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return None if value in ("", "null", "~") else value


def contested(tree: dict[str, Any]) -> Where:
    """Give the provisions that have readings, with the section of each."""
    return {
        name: (section, one)
        for section in SECTIONS
        for name, one in tree.get(section, {}).items()
        if isinstance(one, dict) and "readings" in one
    }


def written_out(tree: dict[str, Any], chosen: dict[str, str]) -> str:
    """Write the accord as it reads when each contested provision is read as chosen."""
    tree = copy.deepcopy(tree)
    for name, (section, one) in contested(tree).items():
        reads = one["readings"][chosen[name]]["reads"]
        told = {key: value for key, value in one.items() if key not in ("readings", "settled_by")}
        for key, value in reads.items():
            old = told.get(key)
            if key in INSIDE and isinstance(value, dict) and old is not None:
                long = old if isinstance(old, dict) else {SHORT.get(key, "text"): old}
                told[key] = {**long, **value}
            else:
                told[key] = value
        tree[section][name] = told
    return str(yaml.safe_dump(tree, sort_keys=False, allow_unicode=True))


def considered(
    tree: dict[str, Any], provision: tuple[str, Any], record: Any, when: When, view: str | None
) -> tuple[str, ...]:
    """Give the readings that count: the one that was settled, the one that is held, else all."""
    name, one = provision
    settled = ruled(tree, name, one, record, when)
    if settled:
        return (settled,)
    party = view
    while party:
        for key, reading in one["readings"].items():
            if party in listed(reading.get("held_by", [])):
                return (key,)
        parties = tree["parties"][party]
        party = parties.get("within") if isinstance(parties, dict) else None
    return tuple(one["readings"])


def ruled(tree: dict[str, Any], name: str, one: dict[str, Any], record: Any, when: When) -> str:
    """Give the reading that the last ruling names, nothing where there is none or two that differ."""
    found: list[tuple[date, str]] = []
    taken_back = {
        getattr(entry, "retracts", "") for entry in record.entries if seen_on(tree, entry, *when)
    }
    for entry in record.entries:
        held = tree.get("powers", {}).get(getattr(entry, "power", ""), None)
        if held is None or entry.id in taken_back or not seen_on(tree, entry, *when):
            continue
        may = held["kind"] == "determine" and entry.by in listed(held["by"])
        named = one.get("settled_by", "") in (entry.power, *listed(held["by"]))
        bears = name in entry.on or not entry.on
        start = held.get("in_force", tree["calendar"]["in_force"])
        alive = start <= entry.happened.end.isoformat() <= held.get("ends", "9999-12-31")
        if may and named and bears and alive and entry.reads in one["readings"]:
            found.append((entry.happened.end, entry.reads))
    last = {reads for day, reads in found if day == max(found)[0]}
    return last.pop() if len(last) == 1 else ""


def seen_on(tree: dict[str, Any], entry: Any, as_of: date, clocks: dict[str, Any]) -> bool:
    """Say whether an entry counts on the day asked."""
    knower = clocks.get("known_to") or tree.get("decides") or "public"
    by = clocks.get("known_at") or (date.max if clocks.get("hindsight") else as_of)
    known = entry.known.to(knower)
    return known is not None and known <= by and entry.happened.end <= as_of


def as_seen(tree: dict[str, Any], record: Any, party: str) -> Any:
    """Give the record without what a party leaves out, and with what it holds valid."""
    view = record.views.get(party)
    if view is None:
        return record
    gone = {
        entry.id for entry in record.entries
        if entry.id in (*view.leaves_out, *view.holds_void)
        or (hasattr(entry, "claim") and entry.source in view.leaves_out)
    }  # fmt: skip
    while True:
        more = {
            entry.id for entry in record.entries
            if {getattr(entry, "corrects", ""), getattr(entry, "retracts", "")} & gone
        }  # fmt: skip
        if more <= gone:
            break
        gone |= more
    kept = [entry for entry in record.entries if entry.id not in gone]
    for i, entry in enumerate(kept):
        if entry.id in view.holds_valid:
            holders = listed(tree["powers"][entry.power]["by"])
            by = entry.by if entry.by in holders else holders[0]
            kept[i] = msgspec.structs.replace(entry, by=by)
    return msgspec.structs.replace(record, entries=tuple(kept))


def listed(value: Any) -> list[str]:
    """Give a list that may be written as its one member."""
    return list(value) if isinstance(value, list) else [value]


def shared(answers: list[dict[str, Any]]) -> dict[str, Any]:
    """Give what all answers say; where they differ, what is said of the unknown."""
    first = answers[0]
    return {
        section: {
            name: merged(section, [one[section][name] for one in answers])
            for name in first[section]
            if all(name in one[section] for one in answers)
        }
        for section in first
    }


def merged(section: str, some: list[Any]) -> Any:
    """Merge one provision's answers, field by field."""
    if section == "claims":
        return the(some, "undetermined")
    return {key: of(key, [one[key] for one in some]) for key in some[0]}


def of(key: str, some: list[Any]) -> Any:
    """Merge one field: the same, else the word for the unknown, the least, or the most."""
    match key:
        case "state" | "verdict":
            return the(some, "undetermined")
        case "by_rule" | "payable":
            return the(some, "unknown")
        case "progress_bp" | "delivered" | "advanced" | "unallocated":
            return min(some)
        case "recoverable" | "recovered" | "unrecovered_loss" | "beyond_cap":
            return min(some)
        case "deliveries":
            return alike(some)
        case "outside_rule":
            return max(some)
        case "contested":
            return any(some)
        case "late" | "in_default":
            return all(some)
        case "acts":
            return [one for one in some[0] if all(one in acts for acts in some)]
        case "parcels":
            return {
                name: {
                    part: the(states, "not_due") if part == "state" else of(part, states)
                    for part in some[0][name]
                    for states in [[one[name][part] for one in some]]
                }
                for name in some[0]
            }
        case _:
            return the(some, None)


def alike(some: list[list[Any]]) -> list[Any]:
    """Give the parts of deliveries that are in all answers, each with what all say of it."""
    others = [list(one) for one in some[1:]]
    found = []
    for part in some[0]:
        same = [next((one for one in rest if one[:3] == part[:3]), None) for rest in others]
        if None in same:
            continue
        for rest, one in zip(others, same, strict=True):
            rest.remove(one)
        columns = list(zip(part, *same, strict=True))
        says = [all, lambda one: the(one, "unknown"), lambda one: the(one, ""), min, min, min, all]
        merged = [say(column) for say, column in zip(says, columns[3:10], strict=True)]
        found.append((*part[:3], *merged, the(columns[10], None)))
    return found


def the(some: Sequence[Any], otherwise: Any) -> Any:
    """Give the value that all have, else another."""
    return some[0] if all(one == some[0] for one in some) else otherwise

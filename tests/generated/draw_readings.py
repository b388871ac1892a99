"""Cases in which provisions are read in several ways, rulings on them, and parties with views (C5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from chance import Chance
from draw_conditions import CLAIM_TESTS
from strategies import Case, case, written

GOALS: list[dict[str, Any]] = [
    {"claim": "still"}, {"claim": "act"}, {"claim": "ruled"}, {"due": "2030-01-25"},
    {"due": "2030-02-10"}, {"measured_by": "determined"}, {"judged_at": "request"},
]  # fmt: skip


@dataclass(frozen=True)
class Viewed:
    """A case whose provisions have readings, and the party whose view is asked, if any."""

    case: Case
    view: str | None


def viewed(number: int) -> Viewed:
    """Give the case of a number with readings: always the same."""
    chance = Chance(number + 7)
    plain = case(number)
    text, told = yaml.safe_load(plain.accord), yaml.safe_load(plain.record)
    text["powers"]["settle"] = {"by": "court", "kind": "determine"}
    names = contested(chance, text)
    text["amendments"] = {
        name: one for name, one in text.get("amendments", {}).items()
        if not any(name in section for section in one["changes"].values() for name in names)
    }  # fmt: skip
    rulings(chance, told, names)
    if chance.one_in(3):
        views(chance, told)
    view = chance.pick([None, None, "coast", "port", "hills", "lakes"])
    asked = Case(
        written(text), written(told), plain.as_of, plain.known_at, plain.known_to, plain.hindsight
    )
    return Viewed(asked, view)


def contested(chance: Chance, text: dict[str, Any]) -> list[str]:
    """Let one or two provisions be read in two ways; give their names."""
    able = [(section, name) for section in ("commitments", "benefits") for name in text[section]]
    able += [("claims", "still"), ("claims", "nobody"), ("powers", "certify"), ("powers", "halt")]
    found = chance.some(able, 2)
    under = {name for cap in text.get("caps", {}).values() for name in cap["of"]}
    for section, name in found:
        one = text[section][name]
        ways = [way for way in (reads(chance, section, one) for _ in range(9)) if changes(one, way)]
        if "up_to" in one or name in under:
            ways = [way for way in ways if "advance" not in way]
        if len(ways) < 2 or ways[0] == ways[-1]:
            continue
        one["readings"] = {
            "narrow": {"text": "narrowly", "held_by": "coast", "reads": ways[0]},
            "wide": {"text": "widely", "held_by": ["hills"], "reads": ways[-1]},
        }
        if chance.coin():
            one["settled_by"] = chance.pick(["settle", "settle", "rule"])
    return [name for _, name in found]


def reads(chance: Chance, section: str, one: dict[str, Any]) -> dict[str, Any]:
    """Draw what a provision becomes when it is read in another way."""
    if section == "claims":
        return chance.pick([{"standard": "low"}, {"prior": 0.8}, {"standard": "kinds"}])
    if section == "benefits":
        ways = [{"release": chance.pick(CLAIM_TESTS)}, {"available_until": chance.day(15, 40)}]
        if "status" not in one:
            ways.append({"recover": {"when": chance.pick(CLAIM_TESTS), "share": "whole"}})
            ways.append({"deliver": {"within": "P1D"}, "nature": "recoverable"})
            ways.append({"advance": {"up_to": "60%", "release": chance.pick(CLAIM_TESTS)}})
        return chance.pick([*ways, {"in_force": chance.day(5, 20)}])
    if section == "powers":
        return chance.pick(
            [{"when": chance.pick(CLAIM_TESTS)}, {"lasts": "P9D"}, {"ends": "2030-01-25"}]
        )
    ways = [{"proof": {"standard": chance.pick(["low", "apart"])}}, {"cure": {"period": "P4D"}}]
    ways += [{"ends": chance.day(20, 40)}, {"force": "political"}, {"cure": "P7D"}]
    if "achieve" in one:
        tests = [chance.pick(CLAIM_TESTS), chance.pick(CLAIM_TESTS)]
        required = {"achieve": {"requires": {"all": tests}}}
        ways += (
            [required] * 3
            if "requires" in one["achieve"]
            else [{"achieve": chance.pick(GOALS)}] * 3
        )
    return chance.pick(ways)


def changes(one: dict[str, Any], way: dict[str, Any]) -> bool:
    """Say whether a reading differs from the text as it stands."""
    return any(one.get(key) != value for key, value in way.items())


def rulings(chance: Chance, told: dict[str, Any], names: list[str]) -> None:
    """Draw acts that settle a reading, of which some are taken back, and a dispute."""
    for n in range(chance.number(0, 2)):
        day = chance.day(0, 50)
        ruling = {
            "act": f"ruling-{n}", "power": chance.pick(["settle", "settle", "rule"]),
            "by": chance.pick(["court", "court", "lakes"]), "reads": chance.pick(["narrow", "wide"]),
            "happened": day, "known": max(day, chance.day(0, 55)),
        }  # fmt: skip
        if not chance.one_in(4):
            ruling["on"] = [chance.pick(names)]
        told["entries"].append(ruling)
        if chance.one_in(5):
            late = max(day, chance.day(20, 60))
            told["entries"].append(
                {
                    "correction": f"taken-back-{n}",
                    "retracts": f"ruling-{n}",
                    "happened": late,
                    "known": late,
                }
            )
    day = chance.day(0, 50)
    told["entries"].append(
        {"dispute": "objection", "about": chance.pick(names), "of": "meaning", "by": ["lakes"],
         "happened": day, "known": day}
    )  # fmt: skip


def views(chance: Chance, told: dict[str, Any]) -> None:
    """Let parties leave out evidence, and hold acts void or valid."""
    acts = [one["act"] for one in told["entries"] if "act" in one]
    items = [one["evidence"] for one in told["entries"] if "evidence" in one]
    made: dict[str, Any] = {}
    for party in chance.some(["coast", "hills", "lakes"], 3):
        view: dict[str, Any] = {"leaves_out": chance.some([*told["sources"], *items], 2)}
        if acts and chance.coin():
            view["holds_void"] = [chance.pick(acts)]
        if acts and chance.coin():
            view["holds_valid"] = [chance.pick(acts)]
        made[party] = view
    told["views"] = made

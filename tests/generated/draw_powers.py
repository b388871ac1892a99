"""Powers of every kind: with waits, ends, grounds, somebody who may block, and what they name."""

from __future__ import annotations

from typing import Any

from chance import Chance
from draw_conditions import CLAIM_TESTS, Names

KINDS = {
    "certify": ("hills", "certify"),
    "rule": ("court", "determine"),
    "veto": ("lakes", "object"),
    "warn": ("hills", "notify"),
    "halt": ("hills", "suspend"),
    "snap": ("lakes", "snap-back"),
    "leave": ("hills", "withdraw"),
    "stop": ("lakes", "terminate"),
    "spare": ("hills", "waive"),
    "undo": ("lakes", "revoke"),
    "prolong": ("hills", "extend"),
    "restore": ("lakes", "reinstate"),
    "delay": ("hills", "extend"),
}


def powers(chance: Chance, names: Names) -> dict[str, Any]:
    """Draw the powers that every generated accord has."""
    made = {}
    for name, (by, kind) in KINDS.items():
        power: dict[str, Any] = {"by": by, "kind": kind}
        if chance.one_in(3):
            power |= limits(
                chance, blocked=name not in ("veto", "warn", "undo", "prolong", "restore", "delay")
            )
        if name in ("certify", "halt", "stop") and "wait" not in power and chance.one_in(4):
            power["retroactive"] = True
        if name in ("warn", "rule"):
            power["on"] = list(names.commitments)
        if name in ("spare", "prolong"):
            power["on"] = chance.some([*names.commitments, *names.benefits])
        if name == "restore":
            power["on"] = chance.some(list(names.benefits))
        if name == "spare":
            power |= chance.pick(
                [{}, {"on_end": "keep"}, {"on_end": "suspend"}, {"on_end": "recover"}]
            )
            if chance.coin():
                power["cap"] = chance.pick(["P8D", "P20D", "P1M"])
        if name in ("certify", "halt", "stop") and chance.one_in(6):
            power["set_aside_by"] = "rule"
        if name in ("certify", "stop", "leave") and chance.one_in(6):
            power["by"] = ["hills", "lakes"]
            power |= chance.pick([{"jointly": True}, {"at_least": 2}])
        if name in ("certify", "halt") and chance.one_in(6):
            power["within"] = window(chance)
        if name == "undo":
            power["on"] = chance.some(["certify", "halt", "leave", "stop", "spare"])
        if name in ("halt", "stop", "leave") and chance.one_in(3):
            power["on"] = chance.some(list(names.benefits))
        if chance.one_in(6):
            power["when"] = chance.pick(CLAIM_TESTS)
        if name != "undo" and chance.one_in(6):
            power["at_most"] = {"times": chance.pick([1, 2])}
            power["at_most"] |= chance.pick([{}, {"every": chance.pick(["P12D", "P1M"])}])
        if (
            name in ("certify", "halt", "spare", "veto")
            and "renew" not in power
            and chance.one_in(5)
        ):
            power["answers"] = "warn"
        if name == "prolong" and chance.coin():
            power["no_later_than"] = chance.pick(
                ["2030-02-20", "P30D after in_force", "P9D after warn"]
            )
        made[name] = power
    return made | delaying(chance, made)


def delaying(chance: Chance, powers: dict[str, Any]) -> dict[str, Any]:
    """Let one power extend the window or the wait of others that have one of the two."""
    able = [
        name for name in ("certify", "halt", "stop")
        if ("within" in powers[name]) != ("wait" in powers[name]) and "renew" not in powers[name]
    ]  # fmt: skip
    delay = powers["delay"]
    for key in ("wait", "within", "renew"):
        delay.pop(key, None)
    if not able:
        return {"delay": delay | {"kind": "notify"}}
    delay |= {"on": chance.some(able), "adds": chance.pick(["P3D", "P8D", "P1M"])}
    if chance.one_in(3):
        delay["answers"] = "warn"
    return {"delay": delay}


def window(chance: Chance) -> dict[str, Any]:
    """Draw the days after a notice on which an act may be done."""
    made = {"period": "P12D", "of": "warn"}
    if chance.one_in(3):
        made["count"] = "working"
    if chance.one_in(3):
        made["from"] = chance.pick(["P1D", "P5D"])
    return made


def narrowed(chance: Chance, accord: dict[str, Any]) -> None:
    """Let some powers name a tranche in place of its benefit."""
    for power in accord["powers"].values():
        if power["kind"] not in ("revoke", "notify", "determine") and "on" in power:
            power["on"] = [parts(chance, accord, one) for one in power["on"]]


def parts(chance: Chance, accord: dict[str, Any], name: str) -> str:
    """Give a tranche of a benefit at times, else the name itself."""
    tranches = list(accord["benefits"].get(name, {}).get("tranches", {}))
    return f"{name}/{chance.pick(tranches)}" if tranches and chance.coin() else name


def limits(chance: Chance, *, blocked: bool) -> dict[str, Any]:
    """Draw a wait, an end, and a life."""
    made: dict[str, Any] = {}
    if chance.coin():
        made["wait"] = {
            "period": chance.pick(["P5D", "P12D", "P1M"]),
            "count": chance.pick(["exclude-first", "clear", "include-first"]),
        }
        if blocked and chance.coin():
            made["wait"]["blocked_by"] = "veto"
    if chance.coin():
        made["lasts"] = chance.pick(["P1D", "P10D", "P1M"])
        if chance.one_in(4):
            made["lasts"] = {"period": "P7D", "count": chance.pick(["include-first", "working"])}
        if chance.one_in(3):
            made["renew"] = chance.pick(["P5D", "P1M"])
    if chance.one_in(5):
        made["in_force"] = chance.day(1, 20)
    if chance.one_in(5):
        made["ends"] = chance.day(25, 50)
    return made

"""Transfers and statuses that lean on commitments, acts, claims and one another."""

from __future__ import annotations

from typing import Any

from chance import Chance
from draw_conditions import Names, condition, moment
from draw_transfers import transfer

FOOD = {"goods": ["food"], "recipients": ["children"], "channel": "League"}


def benefit(chance: Chance, names: Names, form: str, stages: list[str]) -> dict[str, Any]:
    """Draw a benefit for the coast; of every second transfer something mostly comes to be due."""
    calm = form != "status" and chance.coin()

    def inside() -> Any:
        return easy(chance, names) if calm else condition(chance, names)

    made: dict[str, Any] = {
        "payer": ["hills"],
        "to": "coast" if stages else chance.pick(["coast", "port"]),
    }
    if not chance.one_in(10):
        made["release"] = inside()
    if stages:
        made["stage"] = chance.pick(stages)
        if chance.coin() if calm else chance.one_in(8):
            made["linked"] = False
        if chance.one_in(6):
            floor = chance.pick(["25%", "60%", "100%"])
            made["floors"] = {chance.pick(["security", "rights"]): floor}
    made |= status(chance) if form == "status" else transfer(chance, form, inside)
    if not calm:
        made |= troubles(chance, form, inside)
    if chance.one_in(6):
        kind = chance.pick(["access", "access", "political"])
        made["humanitarian"] = FOOD | {"conditions": kind}
    if chance.one_in(12) and "available_until" not in made:
        made["in_force"] = chance.day(1, 9)
    if chance.one_in(12):
        made["ends"] = chance.day(25, 50)
    if chance.one_in(20):
        made["force"] = chance.pick(["political", "advisory", "practice"])
    return made


def easy(chance: Chance, names: Names) -> Any:
    """Draw something that is often true, and at times no more."""
    inside = condition(chance, names)
    often = [
        *["still.established"] * 3, "done.established", chance.day(10, 40),
        {"claim": "stock", "at_least": "40 t"}, {"not": inside}, {"any": [inside, chance.day(0, 30)]},
        {"any": ["still.established", "done.established"]},
    ]  # fmt: skip
    return chance.pick(often)


def troubles(chance: Chance, form: str, inside: Any) -> dict[str, Any]:
    """Draw who must decide, what stops or ends a benefit, and until when it can be had."""
    made: dict[str, Any] = {}
    if chance.one_in(3 if form == "status" else 6):
        made["decided_by"] = chance.pick(["certify", "certify", "rule"])
    if chance.one_in(4):
        made["suspend"] = inside()
    if chance.one_in(7):
        made["end"] = inside()
    if chance.one_in(4):
        made["available_until"] = chance.day(10) if chance.coin() else moment(chance, inside)
    if form == "status" and chance.one_in(4):
        made |= chance.pick(
            [
                {"needs_to_end": "rule"},
                {"needs_to_continue": "certify", "available_until": day(chance)},
            ]
        )
        if "needs_to_end" in made:
            made.pop("available_until", None)
            made.pop("decided_by", None)
    return made


def day(chance: Chance) -> Any:
    """Draw a fixed day, or one that comes after an act."""
    return chance.day(10) if chance.coin() else "P10D after warn"


def status(chance: Chance) -> dict[str, Any]:
    """Draw something that runs, and what holds when nothing is known."""
    made: dict[str, Any] = {"status": "may pass", "nature": "reversible"}
    made["worth"] = chance.pick(["100 USD", "50 USD", ["10 USD", "70 USD"]])
    made["if_unknown"] = chance.pick(["continue", "pause", "pause", "end"])
    if chance.coin():
        made["grace"] = chance.pick(["P4D", "P10D"])
    return made

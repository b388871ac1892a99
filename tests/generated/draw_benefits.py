"""Transfers and statuses that lean on commitments, acts, claims and one another."""

from __future__ import annotations

from typing import Any

from chance import Chance
from draw_conditions import Names, condition, moment

FOOD = {"goods": ["food"], "recipients": ["children"], "channel": "League"}


def benefit(chance: Chance, names: Names, form: str, stages: list[str]) -> dict[str, Any]:
    """Draw a benefit for the coast."""

    def inside() -> Any:
        return condition(chance, names)

    made: dict[str, Any] = {
        "payer": ["hills"],
        "to": "coast" if stages else chance.pick(["coast", "port"]),
    }
    if not chance.one_in(10):
        made["release"] = inside()
    if stages:
        made["stage"] = chance.pick(stages)
        if chance.one_in(8):
            made["linked"] = False
        if chance.one_in(6):
            floor = chance.pick(["25%", "60%", "100%"])
            made["floors"] = {chance.pick(["security", "rights"]): floor}
    made |= status(chance) if form == "status" else transfer(chance, form, inside)
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
    if chance.one_in(6):
        made["humanitarian"] = FOOD
    if chance.one_in(12) and "available_until" not in made:
        made["in_force"] = chance.day(1, 9)
    if chance.one_in(12):
        made["ends"] = chance.day(25, 50)
    if chance.one_in(20):
        made["force"] = chance.pick(["political", "advisory"])
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


def transfer(chance: Chance, unit: str, inside: Any) -> dict[str, Any]:
    """Draw an amount in a unit, in parts and by several payers or not."""
    made: dict[str, Any] = {"amount": f"100 {unit}", "payer": ["hills"]}
    paid(chance, made)
    if chance.coin():
        parts = chance.pick([[50, 50], [25, 25, 50]])
        made["tranches"] = {f"t{n}": {"amount": f"{a} {unit}"} for n, a in enumerate(parts)}
        made["tranches"]["t1"]["release"] = inside()
        part = made["tranches"]["t0"]
        for key in ("suspend", "end"):
            if chance.one_in(5):
                part[key] = inside()
        if chance.one_in(5):
            part["available_until"] = chance.day(10)
        if chance.one_in(6):
            part["decided_by"] = chance.pick(["certify", "rule"])
        if chance.one_in(4) and "shares" not in made:
            made["tranches"]["t0"]["payer"] = made["payer"][-1]
    if chance.one_in(4):
        made["discharged_by"] = ["loan"]
        if "tranches" in made and chance.coin():
            made["tranches"]["t0"]["discharged_by"] = made.pop("discharged_by")
    if chance.one_in(4):
        assessed(chance, made, inside)
    if chance.one_in(4):
        made["deliver"] = {"within": chance.pick(["P5D", "P10D"])}
        if chance.coin():
            made["deliver"]["cure"] = chance.pick(["P3D", "P10D"])
        if chance.coin():
            made["deliver"][chance.pick(["excused_while", "tolled_while"])] = inside()
    if chance.one_in(4):
        most = chance.pick(["25%", "60%", f"40 {unit}", "100%"])
        asked = inside() if chance.coin() else {"any": [inside(), {"not": inside()}]}
        made["advance"] = {"up_to": most, "release": asked}
    if chance.one_in(5):
        worths = ["200 USD", ["10 USD", "30 USD"], {"value": "2 USD", "per": "unit"}]
        made["worth"] = chance.pick(worths)
    return made


def paid(chance: Chance, made: dict[str, Any]) -> None:
    """Draw who pays, by which shares and in which way, and who holds what they give."""
    if chance.one_in(3):
        made["payer"] = ["hills", "lakes"]
        if chance.coin():
            made["shares"] = {"hills": "60%", "lakes": "40%"}
        if chance.coin():
            made["payment"] = chance.pick(["joint", "pooled"] if "shares" in made else ["joint"])
        if "payment" in made or chance.one_in(3):
            made["holder"] = "court"


def assessed(chance: Chance, made: dict[str, Any], inside: Any) -> None:
    """Draw a day by which conditions must hold, and what follows where they do not."""
    made["assess"] = chance.day(10, 30) if chance.coin() else moment(chance, inside)
    if chance.coin():
        made["cure"] = chance.pick(["P4D", "P10D"])
    if chance.coin():
        made["on_failure"] = chance.pick(["forfeit", "reduce"])
    if "tranches" in made and chance.coin():
        made["tranches"]["t0"]["assess"] = chance.day(10, 30)

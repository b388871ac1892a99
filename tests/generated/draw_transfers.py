"""Transfers: amounts in parts of every kind, by several payers, ahead of time, and claimed back."""

from __future__ import annotations

from typing import Any

from chance import Chance
from draw_conditions import moment

NATURES = ["spent", "reversible", "recoverable", "recoverable"]


def transfer(chance: Chance, unit: str, inside: Any) -> dict[str, Any]:
    """Draw an amount in a unit, in parts and by several payers or not."""
    made: dict[str, Any] = {"amount": f"100 {unit}", "payer": ["hills"]}
    if chance.one_in(3):
        made |= paid(chance)
    if not chance.one_in(4):
        made["nature"] = chance.pick(NATURES)
    if chance.one_in(8):
        made |= priced(chance, unit, 4)
        made["amount"] = f"{80 if 'scale' in made else 100} {unit}"
        if chance.coin():
            del made["amount"]
    elif chance.coin():
        parted(chance, made, unit, inside)
    if chance.one_in(4):
        made["discharged_by"] = ["loan"]
        if "tranches" in made and chance.coin():
            made["tranches"]["t0"]["discharged_by"] = made.pop("discharged_by")
    if chance.one_in(4):
        assessed(chance, made, inside)
    if chance.one_in(3):
        made["deliver"] = delivered(chance, inside)
    if chance.one_in(3):
        made["advance"] = advance(chance, unit, inside)
    if chance.one_in(3):
        made["recover"] = recover(chance, unit, inside)
    if chance.one_in(5):
        worths = ["200 USD", ["10 USD", "30 USD"], {"value": "2 USD", "per": "unit"}]
        made["worth"] = chance.pick(worths)
    return made


def paid(chance: Chance) -> dict[str, Any]:
    """Draw two payers, by which shares and in which way they pay, and who holds what they give."""
    made: dict[str, Any] = {"payer": ["hills", "lakes"]}
    if chance.coin():
        made["shares"] = {"hills": "60%", "lakes": "40%"}
    if chance.coin():
        made["payment"] = chance.pick(["joint", "pooled"] if "shares" in made else ["joint"])
    if "payment" in made or chance.one_in(3):
        made["holder"] = "court"
    return made


def parted(chance: Chance, made: dict[str, Any], unit: str, inside: Any) -> None:
    """Divide a transfer into tranches, by amounts or by weights, some of them a scale or bands."""
    parts = chance.pick([[50, 50], [25, 25, 50]])
    made["tranches"] = {f"t{n}": {"amount": f"{a} {unit}"} for n, a in enumerate(parts)}
    if chance.one_in(4):
        weights = chance.pick([[1, 1, 1], [1, 2, 4]])
        names = list(made["tranches"])
        made["tranches"] = {
            one: {"weight": weight} for one, weight in zip(names, weights, strict=False)
        }
    elif chance.one_in(4):
        last = list(made["tranches"])[-1]
        made["tranches"][last] = priced(chance, unit, 2)
    made["tranches"]["t1"]["release"] = inside()
    part = made["tranches"]["t0"]
    for key in ("suspend", "end"):
        if chance.one_in(5):
            part[key] = inside()
    if chance.one_in(5):
        part["available_until"] = chance.day(10)
    if chance.one_in(6):
        part["decided_by"] = chance.pick(["certify", "rule"])
    if chance.one_in(6):
        part["deliver"] = delivered(chance, inside)
    if chance.one_in(4) and "shares" not in made:
        part["payer"] = made["payer"][-1]


def priced(chance: Chance, unit: str, steps: int) -> dict[str, Any]:
    """Draw a scale of some steps, or bands, whose last step comes to a hundred or fifty."""
    levels = [40, 50, 60, 75, 100][:steps]
    falls = chance.one_in(3)
    if chance.coin():
        ends = ("110 t", f"{110 - 30 * steps} t") if falls else ("0 t", f"{30 * steps} t")
        price = {2: 25, 4: 20}[steps]
        terms = {"claim": "stock", "per": "30 t", "price": f"{price} {unit}"}
        return {"scale": terms | {"from": ends[0], "to": ends[1]}}
    side = "at_most" if falls else "at_least"
    amounts = {2: [10, 50], 4: [10, 35, 60, 100]}[steps]
    ordered = sorted(levels, reverse=falls)
    bands = [
        {side: f"{level} t", "amount": f"{amount} {unit}"}
        for level, amount in zip(ordered, amounts, strict=True)
    ]
    return {"bands": {"claim": "stock", "of": bands}}


def assessed(chance: Chance, made: dict[str, Any], inside: Any) -> None:
    """Draw a day by which conditions must hold, and what follows where they do not."""
    made["assess"] = chance.day(10, 30) if chance.coin() else moment(chance, inside)
    failing(chance, made)
    if "tranches" in made and chance.coin():
        made["tranches"]["t0"]["assess"] = chance.day(10, 30)
        failing(chance, made["tranches"]["t0"])


def failing(chance: Chance, made: dict[str, Any]) -> None:
    """Draw how long after its day something may be cured, and what it comes to if it is not."""
    if chance.coin():
        made["cure"] = chance.pick(["P4D", "P10D"])
    if chance.coin():
        made["on_failure"] = chance.pick(["forfeit", "reduce"])


def delivered(chance: Chance, inside: Any) -> dict[str, Any]:
    """Draw how soon what is due must be given, with a cure and excuses or not."""
    made: dict[str, Any] = {"within": chance.pick(["P1D", "P5D", "P10D"])}
    if chance.coin():
        made["cure"] = chance.pick(["P3D", "P10D"])
    if chance.one_in(3):
        made[chance.pick(["excused_while", "tolled_while"])] = inside()
    return made


def advance(chance: Chance, unit: str, inside: Any) -> dict[str, Any]:
    """Draw what may be given before it is due, and when what was not earned goes back."""
    asked = chance.pick([inside(), "in_force", "in_force", {"any": [inside(), {"not": inside()}]}])
    made = {"up_to": chance.pick(["25%", "60%", f"40 {unit}", "100%"]), "release": asked}
    if not chance.one_in(3):
        made["reconcile"] = chance.day(15, 45) if chance.coin() else moment(chance, inside)
    return made


def recover(chance: Chance, unit: str, inside: Any) -> dict[str, Any]:
    """Draw when what was given by right may be claimed back."""
    gone = ["still.refuted", {"not": "still.established"}, {"any": [inside(), {"not": inside()}]}]
    made: dict[str, Any] = {"when": chance.pick([inside(), *gone])}
    if chance.one_in(3):
        made["notice"] = chance.pick(["P3D", "P10D", "P1M"])
    if chance.coin():
        made["share"] = chance.pick(["whole", "pro-rata"])
    if chance.one_in(3):
        made["de_minimis"] = chance.pick([f"15 {unit}", f"40 {unit}"])
    if chance.one_in(4):
        made["excuse"] = inside()
    if chance.one_in(5):
        made["until"] = chance.pick(["P5D", "P12D"])
        if chance.one_in(3):
            return {"until": made["until"]}
    return made


def capped(chance: Chance, accord: dict[str, Any]) -> None:
    """Put caps below what parts come to over benefits that can be under one, apart or together."""
    able = {
        name: one
        for name, one in accord["benefits"].items()
        if "status" not in one and len(one["payer"]) == 1 and "advance" not in one
        and not ("stage" in one and one.get("linked", True) and "humanitarian" not in one)
    }  # fmt: skip
    for one in able.values():
        weighed = any("weight" in part for part in one.get("tranches", {}).values())
        if "amount" in one and not weighed and chance.one_in(3):
            unit = one["amount"].split()[1]
            one |= {"up_to": True, "amount": f"{chance.pick([20, 30, 60])} {unit}"}
    units = {name: unit_of(one) for name, one in able.items()}
    for unit in ("EUR", "USD"):
        under = [name for name in able if units[name] == unit]
        if under and chance.coin():
            cap = {"amount": f"{chance.pick([15, 40, 70, 120])} {unit}", "of": under}
            accord.setdefault("caps", {})[f"cap-{unit}"] = cap


def unit_of(benefit: dict[str, Any]) -> str:
    """Give the currency of a transfer, which may state no amount."""
    parts = [benefit, *benefit.get("tranches", {}).values()]
    told = [str(one[key]) for one in parts for key in ("amount", "scale", "bands") if key in one]
    return "EUR" if "EUR" in " ".join(told) else "USD"

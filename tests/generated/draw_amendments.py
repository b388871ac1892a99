"""Amendments of a drawn accord: other days, other conditions, things taken away and added."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import yaml
from chance import Chance
from draw_conditions import Names, condition, fitting

from accordance.accord.reading import read


def amendments(chance: Chance, accord: dict[str, Any], names: Names) -> dict[str, Any]:
    """Draw one or two amendments of an accord, or none where the text would not be sound."""
    made: dict[str, Any] = {}
    day = chance.day(3, 40)
    for number in range(chance.number(1, 2)):
        adopted = day - timedelta(days=chance.pick([0, 0, 3, 9]))
        made[f"a{number}"] = {
            "adopted": adopted, "in_force": day - timedelta(days=chance.pick([0, 0, 2])),
            "on_change": chance.pick(["keep", "keep", "keep", "restart", "recompute"]),
            "changes": fitting(changes(chance, accord, names), names),
        }  # fmt: skip
        day += timedelta(days=chance.pick([1, 4, 12]))
    text = yaml.safe_dump(accord | {"amendments": made}, sort_keys=False, allow_unicode=True)
    return made if read(text, "generated")[0] is not None else {}


def changes(chance: Chance, accord: dict[str, Any], names: Names) -> dict[str, Any]:
    """Draw what an amendment changes: of each section something, perhaps."""
    commitments: dict[str, Any] = {}
    benefits: dict[str, Any] = {}
    for name, one in accord["commitments"].items():
        if chance.one_in(6) and not_named(accord, name):
            commitments[name] = None
        elif chance.one_in(3) and "achieve" in one:
            commitments[name] = {"achieve": {"due": chance.day(5, 55)}}
        elif chance.one_in(4):
            commitments[name] = {"cure": chance.pick(["P3D", "P9D"])}
    if chance.one_in(3):
        commitments["added"] = {
            "by": ["coast"], "proof": "low",
            "achieve": {"claim": chance.pick(["done", "still"]), "due": chance.day(10, 50)},
        }  # fmt: skip
    for name, one in accord["benefits"].items():
        if chance.one_in(6) and not_named(accord, name):
            benefits[name] = None
        elif chance.one_in(2):
            benefits[name] = {"release": condition(chance, names)}
        elif "amount" in one and not {"tranches", "scale", "bands"} & set(one) and chance.coin():
            benefits[name] = {"amount": chance.pick(["30 USD", "150 USD"])}
    made = {"commitments": commitments, "benefits": benefits}
    return {section: one for section, one in made.items() if one}


def not_named(accord: dict[str, Any], name: str) -> bool:
    """Say whether nothing else in an accord speaks of a provision."""
    return str(accord).count(name) == 1

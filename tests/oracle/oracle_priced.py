"""What a transfer is divided into, counted out from its text alone: rule D5, read literally.

Choices: the tree is plain YAML, so nothing of how the package counts steps out is used.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

CENT = Decimal("0.01")


def rule_d5_tranches(benefit: dict[str, Any]) -> dict[str, tuple[Decimal, str]]:
    """Give each tranche's amount, and the level of a claim at which it is released, in order."""
    if "scale" in benefit or "bands" in benefit:
        return dict(steps("step" if "scale" in benefit else "band", benefit))
    tranches = benefit.get("tranches", {})
    if not tranches:
        return {"all": (number(benefit["amount"]), "")}
    found: dict[str, tuple[Decimal, str]] = {}
    weights = [Decimal(str(one["weight"])) for one in tranches.values() if "weight" in one]
    for name, one in tranches.items():
        if "weight" in one:
            found[name] = (weighed(number(benefit["amount"]), weights, len(found)), "")
        elif "scale" in one or "bands" in one:
            found |= dict(steps(name, one))
        else:
            found[name] = (number(one["amount"]), "")
    return found


def weighed(whole: Decimal, weights: list[Decimal], place: int) -> Decimal:
    """Give one part of an amount: rounded to the cent, and for the last what the others leave."""
    parts = [(whole * one / sum(weights)).quantize(CENT, ROUND_HALF_EVEN) for one in weights]
    return parts[place] if place < len(parts) - 1 else whole - sum(parts[:-1])


def steps(name: str, part: dict[str, Any]) -> list[tuple[str, tuple[Decimal, str]]]:
    """Give the steps of a scale, each at its price, or the bands, each at what it adds."""
    found = []
    if "scale" in part:
        scale = part["scale"]
        level, last, size = number(scale["from"]), number(scale["to"]), number(scale["per"])
        rising = last > level
        while abs(last - level) >= size:
            level += size if rising else -size
            side = "at_least" if rising else "at_most"
            found.append((number(scale["price"]), f"{side} {level}"))
    else:
        before = Decimal(0)
        for band in part["bands"]["of"]:
            side = "at_least" if "at_least" in band else "at_most"
            found.append((number(band["amount"]) - before, f"{side} {number(band[side])}"))
            before = number(band["amount"])
    return [(f"{name}-{n}", one) for n, one in enumerate(found, start=1)]


def number(written: str) -> Decimal:
    """Give the number of an amount with its unit."""
    return Decimal(written.split(maxsplit=1)[0])

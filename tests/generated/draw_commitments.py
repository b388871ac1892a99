"""Commitments of every form, proved in every way, with cures and deadlines that hang on others."""

from __future__ import annotations

from typing import Any

from chance import Chance
from draw_conditions import CLAIM_TESTS, Names, deadline, gate, test_of

PROVING = ["low", "low", "clear", "answered", "apart", "seen", "kinds"]
GOALS: dict[str, dict[str, Any]] = {
    "event": {"text": "done"},
    "state": {"claim": "still"},
    "level": {"text": "filled", "target": "100 t"},
    "whole": {"text": "freed", "baseline": ["80 t", "100 t"], "target": "all"},
    "requires": {},
    "lodged": {"claim": "paper", "measured_by": "lodged"},
    "submitted": {"claim": "paper"},
    "law": {"claim": "act"},
    "word": {"claim": "word"},
    "ruled": {"claim": "ruled"},
}
KEPT = ["maintain", "maintain-level", "refrain", "refrain-all"]
BASELINES: list[dict[str, Any]] = [
    {"baseline": ["0 t", "20 t"]}, {"baseline": ["180 t", "200 t"]}, {}
]  # fmt: skip


def commitment(
    chance: Chance, names: Names, name: str, place: tuple[str, str] | None
) -> dict[str, Any]:
    """Draw a commitment of the coast, whose deadline may lean on earlier ones."""
    bearers: list[Any] = ["coast", "coast", "port", ["coast", "port"]]
    made: dict[str, Any] = {"by": chance.pick(bearers)}
    earlier = names.commitments[: names.commitments.index(name)]
    if place is not None:
        made = {"by": chance.pick(["coast", ["port", "coast"]])}
        made |= {"basket": place[0], "stage": place[1]}
    elif chance.coin():
        made["basket"] = "security"
    kind = chance.pick([*GOALS, *KEPT])
    if kind in GOALS:
        made["achieve"] = goal(chance, kind, names, earlier)
        if chance.one_in(6) and kind in ("event", "state", "law"):
            made["credit_by"] = "league"
    else:
        made |= kept(chance, kind, names, earlier)
    if not chance.one_in(12):
        made["proof"] = proof(chance)
    if chance.one_in(3):
        made["cure"] = chance.pick(["P3D", "P12D"])
        if chance.coin():
            start = chance.pick(["notice", "decision"])
            made["cure"] = {"period": "P6D", "from": start, "notice": "warn"}
    for word in ("excused_while", "tolled_while"):
        if chance.one_in(6):
            made[word] = test_of(chance, names, earlier)
    if chance.one_in(5):
        made["in_force"] = chance.day(1, 4)
    if chance.one_in(8):
        made["ends"] = chance.day(15, 45)
    if chance.one_in(8):
        forces = ["political", "advisory", "practice"]
        made["force"] = chance.pick(forces) if place is None else "political"
    if chance.one_in(6):
        made["weight"] = chance.pick([2, 3, 0.5])
    return made


def goal(chance: Chance, kind: str, names: Names, earlier: list[str]) -> dict[str, Any]:
    """Draw what is to be achieved, by when, and when that is judged."""
    made = dict(GOALS[kind])
    if kind == "level":
        made |= chance.pick(BASELINES)
    if kind == "requires":
        made["requires"] = required(chance, earlier)
    if not chance.one_in(8):
        made["due"] = deadline(chance, names, earlier)
    if kind == "event" and chance.one_in(3):
        made["not_before"] = deadline(chance, names, earlier)
    elif chance.one_in(8) and "measured_by" not in made:
        made["measured_by"] = "determined"
    if chance.one_in(8):
        made["judged_at"] = chance.pick(["request", "decision"])
    return made


def required(chance: Chance, earlier: list[str]) -> Any:
    """Draw a condition over claims, and at times over earlier commitments."""

    def inside() -> Any:
        if earlier and chance.one_in(4):
            return f"{chance.pick(earlier)}.{chance.pick(['met', 'reached(50%)', 'failed'])}"
        return chance.pick([*CLAIM_TESTS, {"claim": "nobody"}, {"claim": "act"}])

    kind = chance.number(0, 3)
    if kind < 2:
        return {"all": [inside() for _ in range(chance.number(2, 3))]}
    return gate(chance, inside) if kind == 2 else inside()


def kept(chance: Chance, kind: str, names: Names, earlier: list[str]) -> dict[str, Any]:
    """Draw something to be kept up, or never done."""
    terms: dict[str, Any]
    if kind == "maintain":
        terms = chance.pick([{"claim": "still"}, {"text": "kept so"}])
    elif kind == "maintain-level":
        terms = {"text": "kept up", chance.pick(["at_least", "at_most"]): "50 t"}
    elif kind == "refrain":
        terms = {"text": "never done"}
        if chance.coin():
            terms["coverage"] = {"population": "the sea", "share": "50%", "watch": "P5D"}
    else:
        terms = {"claim": "nobody"}
    if chance.coin():
        until = chance.day(10, 50) if chance.coin() else deadline(chance, names, earlier)
        terms = terms | {"until": until}
    return {kind.partition("-")[0]: terms}


def proof(chance: Chance) -> dict[str, Any]:
    """Draw how something is proved, and how its breach is."""
    made: dict[str, Any] = {"standard": chance.pick(PROVING)}
    if chance.coin():
        made["breach"] = chance.pick(PROVING)
    if chance.one_in(3):
        made["fresh"] = chance.pick(["P8D", "P20D", "P1M"])
    if chance.one_in(6):
        made["kinds"] = chance.pick([["inspection"], ["imagery", "document"]])
    if chance.coin():
        made["access"] = False
    return made

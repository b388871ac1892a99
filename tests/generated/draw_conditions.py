"""Conditions and moments over everything that a generated accord names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chance import Chance

CLAIM_TESTS: list[Any] = [
    "still.established", "still.refuted", "nobody.refuted", "ruled.established",
    {"claim": "act", "is": "adopted"}, {"claim": "act", "is": "established"},
    {"claim": "paper", "is": "lodged"}, {"claim": "stock", "at_least": "40 t"},
    {"claim": "stock", "at_most": "60 t"}, {"claim": "word"}, {"claim": "done"},
]  # fmt: skip
POWER_TESTS = ["certify.in_force", "warn.done", "halt.in_force", "veto.pending", "leave.done"]
STATES = ["met", "met", "met", "met", "met_in_time", "failed", "breached", "overdue", "in_cure",
          "reversed", "open", "excused", "kept"]  # fmt: skip
TRANSFER = ["delivered", "delivered(50%)", "delivered(10 UNIT)", "due", "suspended", "lapsed",
            "forfeited", "reduced", "recovered", "recovered(50%)", "recovered(10 UNIT)"]  # fmt: skip
STATUS = ["in_force", "due", "suspended", "lapsed", "reinstated"]
PERIODS = ["P3D", "P10D", "P21D", "P1M"]


@dataclass
class Names:
    """What an accord names: commitments (as far as drawn with their kinds), and benefits.

    A benefit is a status, or a transfer in some unit.
    """

    commitments: list[str]
    benefits: dict[str, str]
    kinds: dict[str, str] = field(default_factory=dict)
    lodgeable: set[str] = field(default_factory=set)
    watched: list[str] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)


def commitment_test(chance: Chance, names: list[str]) -> str:
    """Draw a test of one of some commitments."""
    name = chance.pick(names)
    if chance.one_in(5):
        return f"{name}.reached({chance.pick([25, 50, 100])}%)"
    return f"{name}.{chance.pick(STATES)}"


def fitting(condition: Any, names: Names) -> Any:
    """Ask "kept" only of what is to be achieved, and tranches only of benefits that have them."""
    if isinstance(condition, dict):
        return {key: fitting(one, names) for key, one in condition.items()}
    if isinstance(condition, list):
        return [fitting(one, names) for one in condition]
    if not isinstance(condition, str):
        return condition
    name, _, word = condition.partition(".")
    if word == "kept":
        return condition if names.kinds.get(name) == "achieve" else f"{name}.met"
    if name[:1] == "b" and "/" in name and (name not in names.parts or "recovered" in word):
        return f"{name.partition('/')[0]}.{word}"
    return condition


def test_of(chance: Chance, names: Names, commitments: list[str]) -> Any:
    """Draw a test of anything that an accord names, of some of its commitments only."""
    kind = chance.number(0, 9)
    if kind < 3 and commitments:
        return commitment_test(chance, commitments)
    if kind < 5:
        name, form = chance.pick(list(names.benefits.items()))
        words = STATUS if form == "status" else TRANSFER
        part = f"/t{chance.number(0, 1)}" if form != "status" and chance.one_in(3) else ""
        return f"{name}{part}.{chance.pick(words).replace('UNIT', form)}"
    lodged = [name for name in commitments if name in names.lodgeable]
    if kind == 5 and lodged:
        return f"{chance.pick(lodged)}.lodged"
    access = [name for name in commitments if f"{name}/access" in names.watched]
    if kind == 6 and access:
        return f"{chance.pick(access)}/access.{chance.pick(['met', 'breached', 'failed'])}"
    return chance.pick(POWER_TESTS if kind < 7 else CLAIM_TESTS)


def condition(chance: Chance, names: Names, depth: int = 2) -> Any:
    """Draw a condition over everything that an accord names; all its commitments are drawn."""
    if depth > 0 and chance.coin():
        return compound(chance, lambda: condition(chance, names, depth - 1))
    kind = chance.number(0, 9)
    clean = [name for name, one in names.kinds.items() if one != "achieve"]
    if kind < 2 and clean:
        return conduct(chance, clean)
    if kind == 2:
        return chance.pick(["in_force", "signed"])
    if kind == 3:
        return chance.day(0, 50)
    if kind < 7:
        return commitment_test(chance, names.commitments)
    return test_of(chance, names, names.commitments)


def conduct(chance: Chance, names: list[str]) -> dict[str, Any]:
    """Draw conduct without breach over a period, by presumption or verified."""
    readings = ["no_breach_established", "no_breach_established", "verified"]
    return {
        "conduct": chance.pick(names),
        "clean": chance.pick(["P5D", "P10D", "P1M"]),
        "reading": chance.pick(readings),
    }


def compound(chance: Chance, inside: Any) -> Any:
    """Draw a gate over conditions, or a moment that hangs on one."""
    if chance.one_in(4):
        return moment(chance, inside)
    return gate(chance, inside)


def gate(chance: Chance, inside: Any) -> Any:
    """Draw a gate over conditions."""
    members = [inside() for _ in range(chance.number(2, 3))]
    weighted = [{"if": one, "weight": n + 1} for n, one in enumerate(members)]
    forms: list[Any] = [
        {"all": members},
        {"any": members},
        {"at_least": 2, "of": members},
        {"share": "60%", "of": weighted},
        {"not": members[0]},
        {"condition": members[0], "unless": members[1], "cites": "art-1"},
    ]
    return chance.pick(forms)


def moment(chance: Chance, anchor: Any) -> Any:
    """Draw a moment that hangs on something, counted in any way, or the first or last of two."""
    if chance.one_in(3):
        days = [chance.day(5) if chance.coin() else after(chance, anchor) for _ in range(2)]
        return {chance.pick(["earliest", "latest"]): days}
    return after(chance, anchor)


def after(chance: Chance, anchor: Any) -> dict[str, Any]:
    """Draw a period after something."""
    one = anchor()
    if isinstance(one, date) or one in ("in_force", "signed"):
        one = chance.day(10, 50)  # a day before anything is in force would be reported
    made: dict[str, Any] = {"after": one, "period": chance.pick(PERIODS)}
    if chance.one_in(3):
        made["count"] = chance.pick(["clear", "include-first", "working", "working court"])
    if made.get("count", "")[:7] == "working":
        made["period"] = "P8D"
    elif chance.one_in(3):
        made["roll"] = "court"
    if chance.one_in(6):
        back = {"before": made | {"period": "P12D"}, "period": chance.pick(["P3D", "P10D"])}
        return back | chance.pick([{}, {"count": "clear"}, {"count": "working"}])
    return made


def deadline(chance: Chance, names: Names, earlier: list[str]) -> Any:
    """Draw a deadline: fixed, after the start, or after something that stands earlier."""
    kind = chance.number(0, 4)
    if kind == 0:
        return chance.day(5, 50)
    if kind == 1:
        start = chance.pick(["in_force", "in_force", "signed"])
        return f"P{chance.number(20, 50)}D{chance.pick(['', ' clear'])} after {start}"

    def anchor() -> Any:
        if earlier and chance.coin():
            return f"{chance.pick(earlier)}.met"
        return test_of(chance, names, earlier)

    return moment(chance, anchor)

"""Small but nasty accords with their records, valid by construction, for hypothesis.

``cases()`` gives an accord as YAML text, a record as YAML text, and the question to ask.
Everything happens within a hundred days.  The strategies keep away from what the rules leave open (priors,
accepted kinds, several verdicts on who speaks), and reach everything else: all types of claims,
states that flip, corrections, incidents, quantities, relative deadlines, cures, linkage with both
kinds of floors, tranches, several payers, statuses with powers and waits, gifts outside the rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import yaml
from hypothesis import strategies as st
from strategy_records import records

START = date(2030, 1, 1)
HORIZON = 90
CLAIMS = {
    "still": {"text": "it stands still", "type": "state"},
    "done": {"text": "it was done", "type": "event"},
    "stock": {"text": "what is in stock", "type": "quantity", "unit": "t"},
    "act": {"text": "the law is in force", "type": "legal-act"},
    "paper": {"text": "the paper is complete", "type": "submission"},
    "word": {"text": "the word was given", "type": "undertaking"},
    "nobody": {
        "text": "nobody is held",
        "type": "state",
        "universal": True,
        "coverage": {"population": "the register", "share": "80%"},
    },
}
STANDARDS = {
    "low": {"credence": 0.6},
    "clear": {"credence": 0.8, "origins": 2},
    "answered": {"credence": 0.7, "adverse": "answered"},
    "apart": {"credence": 0.8, "from": "non-party"},
}


@dataclass(frozen=True)
class Case:
    """An accord, a record, and what is asked of them."""

    accord: str
    record: str
    as_of: date
    known_at: date
    known_to: str | None
    hindsight: bool


def day(low: int = 0, high: int = HORIZON) -> st.SearchStrategy[date]:
    """Draw a day so many days from the start."""
    return st.integers(low, high).map(lambda n: START + timedelta(days=n))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Draw an accord with a record, and a question about them."""
    accord = draw(accords())
    record = draw(records(accord, START, HORIZON))
    as_of = draw(day(HORIZON // 3))
    known_at = draw(st.one_of(st.just(as_of), st.just(as_of), day(1, HORIZON + 10)))
    knower = draw(st.sampled_from([None, None, "public", "hills", "coast"]))
    hindsight = draw(st.integers(0, 4)) == 0
    if hindsight:
        known_at = START + timedelta(days=3 * HORIZON)
    return Case(text(accord), text(record), as_of, known_at, knower, hindsight)


def text(tree: dict[str, Any]) -> str:
    """Write a tree as YAML."""
    return yaml.safe_dump(tree, sort_keys=False, allow_unicode=True, width=1000)


@st.composite
def accords(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an accord as a plain tree."""
    linked = draw(st.booleans())
    claims = {name: {**claim, "standard": draw(standard())} for name, claim in CLAIMS.items()}
    accord: dict[str, Any] = {
        "format": "accordance/1",
        "id": "generated",
        "title": "A generated accord",
        "synthetic": True,
        "calendar": {"in_force": START, "months": "clamp"},
        "currency": "USD",
        "parties": {
            "coast": {"name": "Coast", "roles": ["obligor"]},
            "hills": {"name": "Hills", "roles": ["provider"]},
            "lakes": {"name": "Lakes", "roles": ["provider"]},
            "league": {"name": "League", "roles": ["verifier"]},
        },
        "decides": "hills",
        "baskets": {"security": "Security", "rights": "Rights"},
        "stages": draw(st.sampled_from([["opening"], ["opening", "exchange"]])),
        "standards": STANDARDS,
        "claims": claims,
        "powers": draw(powers()),
    }
    commitments: dict[str, Any] = {}
    cells = [(b, s) for b in accord["baskets"] for s in accord["stages"]] if linked else []
    for number in range(len(cells) + draw(st.integers(1, 3))):
        place = cells[number] if number < len(cells) else None
        commitments[f"c{number}"] = draw(commitment(list(commitments), place))
    accord["commitments"] = commitments
    benefits: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 3))):
        given = [(name, "status" in one) for name, one in benefits.items()]
        stages = accord["stages"] if linked else []
        benefits[f"b{number}"] = draw(benefit(commitments, given, stages))
    accord["benefits"] = benefits
    if linked:
        floors = draw(st.sampled_from(["proportional", "gate"]))
        accord["linkage"] = {"rule": "every-basket", "floors": floors, "exit": "50%"}
        if floors == "gate":
            accord["linkage"]["floor"] = draw(st.sampled_from(["25%", "50%", "100%"]))
    return accord


def standard() -> st.SearchStrategy[str]:
    """Draw a standard of proof."""
    return st.sampled_from(list(STANDARDS))


@st.composite
def commitment(
    draw: st.DrawFn, earlier: list[str], place: tuple[str, str] | None
) -> dict[str, Any]:
    """Draw a commitment of the coast, which may lean on earlier ones."""
    made: dict[str, Any] = {"by": "coast"}
    kinds = ["event", "state", "level", "whole", "requires", "lodged", "law", "word"]
    kinds += ["maintain", "maintain-level", "refrain", "refrain-all"]
    kind = draw(st.sampled_from(kinds))
    made["proof"] = {"standard": draw(standard()), "breach": draw(standard())}
    if kind in ("state", "maintain", "level", "maintain-level") and draw(st.booleans()):
        made["proof"]["fresh"] = draw(st.sampled_from(["P10D", "P30D", "P1M"]))
    goals = {
        "event": {"text": "done"},
        "state": {"claim": "still"},
        "level": {"text": "filled", "target": "100 t", **draw(baseline())},
        "whole": {"text": "freed", "baseline": ["80 t", "100 t"], "target": "all"},
        "requires": {"requires": draw(over_claims())},
        "lodged": {"claim": "paper", "measured_by": "lodged"},
        "law": {"claim": "act"},
        "word": {"claim": "word"},
    }
    if kind in goals:
        made["achieve"] = {**goals[kind], "due": draw(moments(earlier))}
    elif kind.startswith("maintain"):
        level = {"text": "kept up", draw(st.sampled_from(["at_least", "at_most"])): "50 t"}
        made["maintain"] = {"claim": "still"} if kind == "maintain" else level
    else:
        coverage = {"population": "the sea", "share": "50%", "watch": "P5D"}
        own = {"text": "never done", "coverage": coverage}
        made["refrain"] = own if kind == "refrain" else {"claim": "nobody"}
    if kind not in goals and draw(st.booleans()):
        made[kind.partition("-")[0]]["until"] = draw(day(40))
    if draw(st.integers(0, 2)) == 0:
        made["cure"] = draw(st.sampled_from(["P5D", "P20D"]))
        if kind in goals and draw(st.booleans()):
            made["cure"] = {"period": "P10D", "from": "notice", "notice": "warn"}
    if draw(st.integers(0, 4)) == 0:
        made["in_force"] = START + timedelta(days=draw(st.integers(1, 9)))
    if place is not None:
        made |= {"basket": place[0], "stage": place[1]}
    elif draw(st.booleans()):
        made["basket"] = "security"
    return made


def baseline() -> st.SearchStrategy[dict[str, Any]]:
    """Draw a baseline below the target, above it, or none."""
    spans = [{"baseline": ["0 t", "20 t"]}, {"baseline": ["180 t", "200 t"]}, {}]
    return st.sampled_from(spans)


def over_claims() -> st.SearchStrategy[Any]:
    """Draw a condition over claims."""
    leaf = st.sampled_from(
        [
            {"claim": "still"},
            {"claim": "done"},
            {"claim": "act"},
            {"claim": "act", "is": "adopted"},
            {"claim": "stock", "at_least": "40 t"},
            {"claim": "nobody"},
        ]
    )
    return st.lists(leaf, min_size=2, max_size=3).map(lambda members: {"all": members})


def moments(earlier: list[str]) -> st.SearchStrategy[Any]:
    """Draw a deadline: fixed, after the start or something earlier, or the first of two."""
    start = st.builds("P{}D{} after in_force".format, st.integers(10, 80), clear())
    choices: list[st.SearchStrategy[Any]] = [day(10), start]
    if earlier:
        after = st.builds(
            "P{}D{} after {}".format, st.integers(1, 30), clear(), st.sampled_from(earlier)
        )
        choices += [after, st.builds(lambda a, b: {"earliest": [a, b]}, after, start)]
    return st.one_of(choices)


def clear() -> st.SearchStrategy[str]:
    """Draw how a period counts."""
    return st.sampled_from(["", "", " clear"])


def conditions(
    commitments: dict[str, Any], given: list[tuple[str, bool]]
) -> st.SearchStrategy[Any]:
    """Draw a condition over all that stands earlier in the text."""
    ours = list(commitments)
    words = ["met", "met", "failed", "breached", "overdue", "in_cure", "reversed"]
    tests = [f"{name}.{word}" for name in ours for word in words]
    tests += [f"{name}.reached({n}%)" for name in ours for n in (25, 50)]
    tests += [f"{name}.in_force" if status else f"{name}.delivered" for name, status in given]
    tests += ["certify.in_force", "warn.done", "still.established", "nobody.refuted"]
    leaves: list[st.SearchStrategy[Any]] = [st.sampled_from(tests), day(0, 60)]
    clean = [n for n in ours if "achieve" not in commitments[n]]
    if clean:
        window = st.sampled_from(["P10D", "P1M"])
        leaves.append(
            st.builds(
                lambda n, p: {"conduct": n, "clean": p, "reading": "no_breach_established"},
                st.sampled_from(clean),
                window,
            )
        )

    def gate(inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        two = st.lists(inside, min_size=2, max_size=3)
        return st.one_of(
            two.map(lambda members: {"all": members}),
            two.map(lambda members: {"any": members}),
            two.map(lambda members: {"at_least": 2, "of": members}),
            two.map(
                lambda members: {
                    "share": "60%",
                    "of": [{"if": one, "weight": n + 1} for n, one in enumerate(members)],
                }
            ),
            inside.map(lambda one: {"not": one}),
            st.builds(
                lambda one, two: {"condition": one, "unless": two, "cites": "art-1"},
                inside,
                inside,
            ),
        )

    return st.recursive(st.one_of(leaves), gate, max_leaves=4)


@st.composite
def benefit(
    draw: st.DrawFn,
    commitments: dict[str, Any],
    given: list[tuple[str, bool]],
    stages: list[str],
) -> dict[str, Any]:
    """Draw a transfer or a status that leans on commitments and on earlier benefits."""
    inside = conditions(commitments, given)
    made: dict[str, Any] = {"payer": ["hills"], "to": "coast", "release": draw(inside)}
    if stages:
        made["stage"] = draw(st.sampled_from(stages))
    if draw(st.integers(0, 2)) == 0:
        made |= {"status": "may pass", "nature": "reversible"}
        made |= {"worth": "100 USD"}
        made["if_unknown"] = draw(st.sampled_from(["continue", "pause", "end"]))
        if draw(st.booleans()):
            made["decided_by"] = "certify"
        if draw(st.booleans()):
            made["grace"] = "P10D"
    else:
        made["amount"] = "100 USD"
        if draw(st.booleans()):
            made |= {"payer": ["hills", "lakes"], "shares": {"hills": "60%", "lakes": "40%"}}
        if draw(st.booleans()):
            parts = draw(st.sampled_from([[50, 50], [25, 25, 50]]))
            made["tranches"] = {f"t{n}": {"amount": f"{a} USD"} for n, a in enumerate(parts)}
            made["tranches"]["t1"]["release"] = draw(inside)
    for key in ("suspend", "end"):
        if draw(st.integers(0, 3 if key == "suspend" else 6)) == 0:
            made[key] = draw(inside)
    if draw(st.integers(0, 3)) == 0:
        made["available_until"] = draw(day(20))
    if draw(st.integers(0, 5)) == 0:
        made["humanitarian"] = {"goods": ["food"], "recipients": ["children"], "channel": "League"}
    return made


@st.composite
def powers(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the powers that every generated accord has, with waits and ends that differ."""
    certify: dict[str, Any] = {"by": "hills", "kind": "certify"}
    if draw(st.booleans()):
        wait = {"period": "P10D", "count": draw(st.sampled_from(["exclude-first", "clear"]))}
        certify["wait"] = wait
        if draw(st.booleans()):
            wait["blocked_by"] = "veto"
    if draw(st.booleans()):
        certify["lasts"] = draw(st.sampled_from(["P15D", "P1M"]))
    return {
        "certify": certify,
        "veto": {"by": "lakes", "kind": "object"},
        "warn": {"by": "hills", "kind": "notify"},
        "halt": {"by": "hills", "kind": "suspend", "lasts": "P20D"},
        "leave": {"by": "hills", "kind": "withdraw"},
    }

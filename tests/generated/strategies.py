"""Small but nasty accords with their records, valid by construction; one number gives one case.

A case is an accord as YAML text, a record as YAML text, and the question to ask.
Everything happens within two months.  The cases reach all types of claims, states that flip,
corrections, incidents, quantities, moments that hang on one another, cures, linkage with every
kind of floor, tranches, several payers, statuses with powers and waits, acts that name what
they bear on, gifts outside the rule, priors and standards of every kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import yaml
from chance import START, Chance
from draw_amendments import amendments
from draw_benefits import benefit
from draw_commitments import commitment
from draw_conditions import CLAIM_TESTS, Names, fitting
from draw_powers import narrowed, powers
from draw_records import record
from draw_transfers import capped
from hypothesis import strategies as st

PARTIES = {
    "realm": {"name": "Realm"},
    "coast": {"name": "Coast", "roles": ["obligor"], "within": "realm"},
    "port": {"name": "Port", "within": "coast"},
    "hills": {"name": "Hills", "roles": ["provider"]},
    "lakes": {"name": "Lakes", "roles": ["provider"]},
    "league": {"name": "League", "roles": ["verifier"]},
    "court": {"name": "Court", "roles": ["verifier"], "within": "league"},
}
CLAIMS = {
    "still": {"text": "it stands still", "type": "state"},
    "done": {"text": "it was done", "type": "event"},
    "stock": {"text": "what is in stock", "type": "quantity", "unit": "t"},
    "act": {"text": "the law is in force", "type": "legal-act"},
    "paper": {"text": "the paper is complete", "type": "submission"},
    "word": {"text": "the word was given", "type": "undertaking"},
    "ruled": {"text": "the court holds so", "type": "state", "determined_by": "court"},
    "nobody": {"text": "nobody is held", "type": "state", "universal": True},
}
STANDARDS = {
    "low": {"credence": 0.6},
    "clear": {"credence": 0.8, "origins": 2},
    "answered": {"credence": 0.7, "adverse": "answered"},
    "apart": {"credence": 0.8, "from": "non-party"},
    "seen": {"credence": 0.75, "from": "verifier", "fresh": "P20D"},
    "kinds": {"credence": 0.7, "kinds": ["inspection", "imagery"]},
}
CALENDAR = {
    "in_force": START,
    "signed": START - timedelta(days=12),
    "working_days": {"court": {"holidays": [START + timedelta(days=20)]}},
}
BASKETS = {"security": "Security", "rights": "Rights"}


@dataclass(frozen=True)
class Case:
    """An accord, a record, and what is asked of them."""

    accord: str
    record: str
    as_of: date
    known_at: date | None
    known_to: str | None
    hindsight: bool


def cases() -> st.SearchStrategy[Case]:
    """Draw a case, for tests that draw with hypothesis."""
    return st.integers(0, 2**48).map(case)


def case(number: int) -> Case:
    """Give the case of a number: always the same."""
    chance = Chance(number)
    text = accord(chance)
    told = record(chance, text)
    as_of = chance.day(30, 60) if chance.coin() else chance.day(0, 70)
    known_at = chance.day(1, 70) if chance.one_in(3) else None
    knower = chance.pick([None, None, "public", "hills", "coast"])
    return Case(written(text), written(told), as_of, known_at, knower, chance.one_in(5))


class Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes trees as YAML without aliases."""

    def ignore_aliases(self, _: Any) -> bool:
        """Write everything where it stands."""
        return True


def written(tree: dict[str, Any]) -> str:
    """Write a tree as YAML."""
    text: str = yaml.dump(tree, Dumper=Plain, sort_keys=False, allow_unicode=True, width=1000)
    return text


def accord(chance: Chance) -> dict[str, Any]:
    """Draw an accord as a plain tree."""
    stages = chance.pick([["opening"], ["opening"], ["opening", "exchange"]])
    cells = [(basket, stage) for basket in BASKETS for stage in stages]
    link = linkage(chance, cells) if chance.coin() else None
    excused = set(link.get("no_linkage", {})) if link else set()
    places = [one for one in cells if link and not {one[0], "/".join(one)} & excused]
    count = len(places) + chance.number(0 if places else 1, 2)
    made: dict[str, Any] = {
        "format": "accordance/1",
        "id": "generated",
        "title": "A generated accord",
        "synthetic": True,
        "calendar": calendar(chance),
        "currency": "USD",
        "rates": [{"from": "EUR", "to": "USD", "rate": 2, "on": START}],
        "parties": PARTIES,
        "decides": "hills",
        "sources": {"loan": "A loan"},
        "baskets": BASKETS,
        "stages": stages,
        "standards": STANDARDS | chance.pick([{}, {}, {"default": {"credence": 0.65}}]),
        "claims": {name: claim(chance, one) for name, one in CLAIMS.items()},
    }
    if chance.one_in(3):
        kinds = chance.some(["state", "event", "quantity"], 3)
        made["priors"] = {kind: chance.pick([0.3, 0.55, 0.7]) for kind in kinds}
    forms = [
        chance.pick(["USD", "USD", "EUR", "status", "status"]) for _ in range(chance.number(1, 3))
    ]
    names = Names([f"c{n}" for n in range(count)], {f"b{n}": form for n, form in enumerate(forms)})
    made["powers"] = powers(chance, names)
    made["commitments"] = commitments(chance, names, places)
    made["benefits"] = {
        name: benefit(chance, names, form, stages if link else [])
        for name, form in names.benefits.items()
    }
    names.parts = {
        f"{name}/{key}" for name, one in made["benefits"].items() for key in one.get("tranches", {})
    }
    made |= {"linkage": link} if link else {}
    made = fitting(made, names)
    narrowed(chance, made)
    drawn = amendments(chance, made, names) if chance.one_in(4) else {}
    drawn = fitting(drawn, names)
    if not drawn and chance.one_in(3):
        recur(chance, made)
    if not drawn and chance.one_in(3):
        capped(chance, made)
    return made | ({"amendments": drawn} if drawn else {})


def calendar(chance: Chance) -> dict[str, Any]:
    """Draw how days are counted, and whether everything ends."""
    made = CALENDAR | {"months": chance.pick(["clamp", "clamp", "overflow"])}
    if chance.one_in(4):
        made["ends"] = START + timedelta(days=45)
    return made


def commitments(chance: Chance, names: Names, places: list[tuple[str, str]]) -> dict[str, Any]:
    """Draw the commitments, the first ones in the cells of the linkage; note what each is."""
    made: dict[str, Any] = {}
    for number, name in enumerate(names.commitments):
        place = places[number] if number < len(places) else None
        one = made[name] = commitment(chance, names, name, place)
        kind = next(word for word in ("achieve", "maintain", "refrain") if word in one)
        names.kinds[name] = kind
        if one[kind].get("claim") == "paper":
            names.lodgeable.add(name)
        if "proof" in one and one["proof"].get("access", True):
            names.watched.append(f"{name}/access")
    return made


def recur(chance: Chance, accord: dict[str, Any]) -> None:
    """Let commitments with a claim of their own recur, and an instalment of a transfer."""
    for one in accord["commitments"].values():
        goal = one.get("achieve", {})
        apart = {"claim", "requires", "measured_by", "judged_at"} & set(goal)
        if not goal or apart or chance.one_in(4):
            continue
        goal.pop("due", None)
        one.pop("ends", None)
        one["every"] = {
            "period": chance.pick(["P7D", "P12D", "P1M"]),
            "from": chance.day(0, 30),
            "times": chance.number(2, 3),
        }
        if chance.coin():
            one["every"]["within"] = chance.pick(["P2D", "P10D"])
        if chance.one_in(4):
            one["every"]["over_when"] = chance.pick(CLAIM_TESTS)
        if goal.get("target") == "100 t" and "baseline" not in goal and chance.coin():
            one["every"]["counts"] = "total"


def claim(chance: Chance, text: dict[str, Any]) -> dict[str, Any]:
    """Draw a claim: its standard, its prior, and what shows something of all."""
    made = dict(text)
    standard = chance.pick([None, "low", *STANDARDS]) if chance.coin() else "low"
    if standard is not None and "determined_by" not in made:
        made["standard"] = standard
    if chance.one_in(6):
        made["prior"] = chance.pick([0.2, 0.45, 0.8])
    if made.get("universal"):
        made["coverage"] = coverage(chance)
    return made


def coverage(chance: Chance) -> dict[str, Any]:
    """Draw what must be examined before something is shown of all."""
    made: dict[str, Any] = {"population": "the register"}
    made["share"] = chance.pick(["40%", "80%", "100%"])
    if chance.one_in(3):
        made["watch"] = chance.pick(["P3D", "P8D"])
    if chance.one_in(4):
        made["examined_by"] = chance.pick([["league"], ["court", "hills"]])
    return made


def linkage(chance: Chance, cells: list[tuple[str, str]]) -> dict[str, Any]:
    """Draw how benefits hang on progress in every basket."""
    made: dict[str, Any] = {"rule": "every-basket"}
    made["floors"] = chance.pick(["proportional", "proportional", "gate", "ratchet"])
    made["exit"] = chance.pick(["50%", "100%"])
    if made["floors"] == "gate":
        made["floor"] = chance.pick(["25%", "50%", "100%"])
    if chance.one_in(5):
        made["continuing"] = True
    if chance.one_in(4):
        basket, stage = chance.pick(cells)
        excuse = chance.pick([basket, f"{basket}/{stage}"])
        made["no_linkage"] = {excuse: "it was so agreed"}
    return made

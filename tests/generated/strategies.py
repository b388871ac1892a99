"""Small but nasty accords with their records, valid by construction, for hypothesis.

``cases()`` gives an accord as YAML text, a record as YAML text, and the question to ask.
Everything happens within two months.  The strategies reach all types of claims, states that flip,
corrections, incidents, quantities, moments that hang on one another, cures, linkage with every
kind of floor, tranches, several payers, statuses with powers and waits, acts that name what
they bear on, gifts outside the rule, priors and standards of every kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import yaml
from hypothesis import strategies as st
from strategy_benefits import benefit
from strategy_commitments import commitment
from strategy_conditions import Names
from strategy_powers import powers
from strategy_records import records

START = date(2030, 1, 1)
HORIZON = 60
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
    "months": "clamp",
    "working_days": {"court": {"holidays": [START + timedelta(days=20)]}},
}


@dataclass(frozen=True)
class Case:
    """An accord, a record, and what is asked of them."""

    accord: str
    record: str
    as_of: date
    known_at: date | None
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
    as_of = draw(st.one_of(day(HORIZON // 2), day(0, HORIZON + 10)))
    known_at = draw(st.one_of(st.none(), st.none(), day(1, HORIZON + 10)))
    knower = draw(st.sampled_from([None, None, "public", "hills", "coast"]))
    return Case(text(accord), text(record), as_of, known_at, knower, draw(one_in(5)))


def one_in(n: int) -> st.SearchStrategy[bool]:
    """Draw true once in so many times."""
    return st.integers(1, n).map(lambda number: number == n)


class Plain(yaml.CSafeDumper if hasattr(yaml, "CSafeDumper") else yaml.SafeDumper):
    """Writes trees as YAML without aliases."""

    def ignore_aliases(self, _: Any) -> bool:
        """Write everything where it stands."""
        return True


def text(tree: dict[str, Any]) -> str:
    """Write a tree as YAML."""
    return yaml.dump(tree, Dumper=Plain, sort_keys=False, allow_unicode=True, width=1000)


@st.composite
def accords(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an accord as a plain tree."""
    linked = draw(st.booleans())
    stages = draw(st.sampled_from([["opening"], ["opening"], ["opening", "exchange"]]))
    baskets = {"security": "Security", "rights": "Rights"}
    cells = [(b, s) for b in baskets for s in stages] if linked else []
    linkage = draw(linkages(cells)) if linked else None
    excused = set(linkage.get("no_linkage", {})) if linkage else set()
    places = [one for one in cells if not {one[0], "/".join(one)} & excused]
    count = len(places) + draw(st.integers(0 if places else 1, 2))
    forms = draw(st.lists(st.sampled_from(["transfer", "transfer", "status"]), min_size=1, max_size=3))
    accord: dict[str, Any] = {
        "format": "accordance/1",
        "id": "generated",
        "title": "A generated accord",
        "synthetic": True,
        "calendar": CALENDAR | draw(st.sampled_from([{}, {}, {}, {"ends": START + timedelta(45)}])),
        "currency": "USD",
        "rates": [{"from": "EUR", "to": "USD", "rate": 2, "on": START}],
        "parties": PARTIES,
        "decides": "hills",
        "baskets": baskets,
        "stages": stages,
        "standards": draw(standards()),
        "claims": {name: draw(claim(one)) for name, one in CLAIMS.items()},
    }
    if draw(one_in(3)):
        kinds = st.sampled_from(["state", "event", "quantity"])
        accord["priors"] = draw(st.dictionaries(kinds, st.sampled_from([0.3, 0.55, 0.7])))
    names = Names([f"c{n}" for n in range(count)], {f"b{n}": form for n, form in enumerate(forms)})
    accord["powers"] = draw(powers(names))
    commitments: dict[str, Any] = {}
    for number, name in enumerate(names.commitments):
        place = places[number] if number < len(places) else None
        commitments[name] = draw(commitment(names, name, place))
        names.kinds[name] = next(k for k in ("achieve", "maintain", "refrain") if k in commitments[name])
        names.lodgeable[name] = commitments[name][names.kinds[name]].get("claim") == "paper"
    accord["commitments"] = commitments
    accord["benefits"] = {
        name: draw(benefit(names, form, stages if linked else []))
        for name, form in names.benefits.items()
    }
    if linkage is not None:
        accord["linkage"] = linkage
    return accord


@st.composite
def standards(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the standards of proof, at times with one for claims that name none."""
    found: dict[str, Any] = dict(STANDARDS)
    if draw(one_in(3)):
        found["default"] = {"credence": 0.65}
    return found


@st.composite
def claim(draw: st.DrawFn, written: dict[str, Any]) -> dict[str, Any]:
    """Draw a claim: its standard, its prior, and what shows something of all."""
    made = dict(written)
    standard = draw(st.sampled_from([None, "low", *STANDARDS]))
    if standard is not None and "determined_by" not in made:
        made["standard"] = standard
    if draw(one_in(6)):
        made["prior"] = draw(st.sampled_from([0.2, 0.45, 0.8]))
    if made.get("universal"):
        made["coverage"] = draw(coverage())
    return made


@st.composite
def coverage(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what must be examined before something is shown of all."""
    made: dict[str, Any] = {"population": "the register"}
    made["share"] = draw(st.sampled_from(["40%", "80%", "100%"]))
    if draw(one_in(3)):
        made["watch"] = draw(st.sampled_from(["P3D", "P8D"]))
    if draw(one_in(4)):
        made["examined_by"] = draw(st.sampled_from([["league"], ["court", "hills"]]))
    return made


@st.composite
def linkages(draw: st.DrawFn, cells: list[tuple[str, str]]) -> dict[str, Any]:
    """Draw how benefits hang on progress in every basket."""
    made: dict[str, Any] = {"rule": "every-basket"}
    made["floors"] = draw(st.sampled_from(["proportional", "proportional", "gate", "ratchet"]))
    made["exit"] = draw(st.sampled_from(["50%", "100%"]))
    if made["floors"] == "gate":
        made["floor"] = draw(st.sampled_from(["25%", "50%", "100%"]))
    if draw(one_in(5)):
        made["continuing"] = True
    if draw(one_in(4)):
        basket, stage = draw(st.sampled_from(cells))
        made["no_linkage"] = {draw(st.sampled_from([basket, f"{basket}/{stage}"])): "it was so agreed"}
    return made

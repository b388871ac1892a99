"""Records for generated accords: entries that flip states, come late, correct and contradict."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

SOURCES = {
    "watch": {"title": "Inspectors", "party": "league"},
    "sky": "Satellite pictures",
    "guild-1": {"title": "Traders", "owner": "guild"},
    "guild-2": {"title": "Brokers", "owner": "guild"},
    "ministry": {"title": "Ministry", "party": "coast"},
}
KINDS = ["inspection", "imagery", "measurement", "document", "testimony", "statement"]
ASPECTS = {"act": ["", ".adopted", ".in_force", ".ends"], "paper": ["", ".lodged", ".lodged"]}


@st.composite
def records(draw: st.DrawFn, accord: dict[str, Any], start: date, horizon: int) -> dict[str, Any]:
    """Draw a record about the claims, powers and benefits of an accord."""
    span = (start, horizon)
    entries: list[dict[str, Any]] = []
    for claim, kind in claims_of(accord).items():
        count = draw(st.integers(1, 6))
        entries += [draw(evidence(f"{claim}-{n}", (claim, kind), span)) for n in range(count)]
    for power, terms in accord["powers"].items():
        if draw(st.booleans()):
            entries.append(draw(act(power, terms["by"], accord, span)))
    for name, benefit in accord["benefits"].items():
        if "amount" in benefit:
            count = draw(st.integers(0, 3))
            entries += [draw(delivery(f"{name}-{n}", name, benefit, span)) for n in range(count)]
    entries += draw(corrections(entries, span))
    return {
        "format": "accordance-record/1",
        "sources": SOURCES,
        "entries": draw(st.permutations(entries)),
    }


def claims_of(accord: dict[str, Any]) -> dict[str, str]:
    """Give every claim, own ones included, as the kind of items that it takes."""
    found = {}
    for name, claim in accord["claims"].items():
        found[name] = "universal" if claim.get("universal") else claim["type"]
    for name, commitment in accord["commitments"].items():
        terms = next(commitment[k] for k in ("achieve", "maintain", "refrain") if k in commitment)
        if "claim" in terms or "requires" in terms:
            continue
        level = {"target", "at_least", "at_most"} & set(terms)
        found[name] = "universal" if "refrain" in commitment else "quantity" if level else "event"
    return found


@st.composite
def clocks(draw: st.DrawFn, span: tuple[date, int]) -> dict[str, Any]:
    """Draw when something happened and since when it was known, and to whom."""
    start, horizon = span
    first = start + timedelta(days=draw(st.integers(-3, horizon)))
    last = first + timedelta(days=draw(st.sampled_from([0, 0, 0, 3, 10])))
    known = last + timedelta(days=draw(st.sampled_from([0, 0, 0, 2, 15])))
    happened = first if first == last else f"{first}/{last}"
    if draw(st.integers(0, 5)) == 0:
        later = known + timedelta(days=7)
        choices = [{"hills": known, "public": later}, {"hills": known}, {"public": known}]
        return {"happened": happened, "known": draw(st.sampled_from(choices))}
    return {"happened": happened, "known": known}


@st.composite
def evidence(
    draw: st.DrawFn, name: str, about: tuple[str, str], span: tuple[date, int]
) -> dict[str, Any]:
    """Draw one item about a claim."""
    claim, kind = about
    item: dict[str, Any] = {"evidence": name}
    item["claim"] = claim + draw(st.sampled_from(ASPECTS.get(claim, [""])))
    item["kind"] = draw(st.sampled_from(KINDS))
    item["source"] = draw(st.sampled_from(list(SOURCES)))
    item["reliability"] = draw(st.sampled_from(["A", "A", "B", "B", "C", "F"]))
    item["credibility"] = draw(st.sampled_from([1, 1, 2, 2, 3, 6]))
    if kind == "quantity":
        low = draw(st.sampled_from([0, 10, 40, 50, 60, 75, 100, 120, 190]))
        item["value"] = [f"{low} t", f"{low + draw(st.sampled_from([0, 0, 15]))} t"]
    elif draw(st.integers(0, 2)) == 0:
        item["stance"] = "refutes"
    if kind == "universal":
        if item.get("stance") == "refutes":
            item["incident"] = draw(st.sampled_from(["i1", "i2"]))
        elif draw(st.integers(0, 2)) == 0:
            item |= {"incident": draw(st.sampled_from(["i1", "i2"])), "closes": True}
        else:
            item["examined"] = draw(st.sampled_from([40, 85, 100]))
    elif draw(st.integers(0, 5)) == 0 and item["source"] == "sky":
        item |= {"origin": "picture", "origin_by": "editor", "origin_reason": "one picture"}
    return item | draw(clocks(span))


@st.composite
def act(
    draw: st.DrawFn, power: str, by: str, accord: dict[str, Any], span: tuple[date, int]
) -> dict[str, Any]:
    """Draw an act of a power: by its holder or not, on something or on nothing."""
    start, horizon = span
    made = start + timedelta(days=draw(st.integers(0, horizon)))
    known = made + timedelta(days=draw(st.sampled_from([0, 0, 4])))
    done: dict[str, Any] = {"act": f"act-{power}", "power": power}
    done["by"] = draw(st.sampled_from([by, by, by, "coast"]))
    if draw(st.booleans()) and power != "veto":
        done["on"] = [draw(st.sampled_from(list(accord["benefits"])))]
    return done | {"happened": made, "known": known}


@st.composite
def delivery(
    draw: st.DrawFn, name: str, benefit_id: str, benefit: dict[str, Any], span: tuple[date, int]
) -> dict[str, Any]:
    """Draw a delivery, whether or not anything was due."""
    start, horizon = span
    made = start + timedelta(days=draw(st.integers(0, horizon)))
    given: dict[str, Any] = {"delivery": f"ship-{name}", "benefit": benefit_id}
    given["payer"] = draw(st.sampled_from(benefit["payer"]))
    given["amount"] = f"{draw(st.sampled_from([10, 25, 30, 50, 60, 100]))} USD"
    if "tranches" in benefit and draw(st.booleans()):
        part = draw(st.sampled_from(list(benefit["tranches"])))
        several = len(benefit["payer"]) > 1
        given["parcels"] = [f"{part}/{given['payer']}" if several else part]
    if draw(st.integers(0, 3)) == 0:
        given["accepted"] = True
    known = made + timedelta(days=draw(st.sampled_from([0, 0, 5])))
    return given | {"happened": made, "known": known}


@st.composite
def corrections(
    draw: st.DrawFn, entries: list[dict[str, Any]], span: tuple[date, int]
) -> list[dict[str, Any]]:
    """Draw corrections of single entries, and at times one that takes a correction back."""
    start, horizon = span
    made: list[dict[str, Any]] = []
    if not entries:
        return made
    targets = draw(st.lists(st.integers(0, len(entries) - 1), max_size=2, unique=True))
    for number, target in enumerate(targets):
        known = start + timedelta(days=draw(st.integers(0, horizon)))
        old = entries[target]
        name = old.get("evidence") or old.get("act") or old.get("delivery")
        one: dict[str, Any] = {"correction": f"k{number}", "reason": "a mistake"}
        if "evidence" in old and "value" in old and draw(st.booleans()):
            one |= {"corrects": name, "value": ["30 t", "45 t"]}
        elif "evidence" in old and not {"value", "incident"} & set(old) and draw(st.booleans()):
            other = "supports" if old.get("stance") == "refutes" else "refutes"
            one |= {"corrects": name, "stance": other}
        else:
            one["retracts"] = name
        made.append(one | {"happened": known, "known": known})
    if made and draw(st.integers(0, 3)) == 0:
        known = start + timedelta(days=draw(st.integers(0, horizon)))
        back = {"correction": "k9", "retracts": "k0", "reason": "no mistake"}
        made.append(back | {"happened": known, "known": known})
    return made

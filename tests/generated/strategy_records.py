"""Records for generated accords: entries that flip states, come late, correct and contradict."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from strategy_powers import one_in, some

SOURCES: dict[str, Any] = {
    "watch": {"title": "Inspectors", "party": "league"},
    "sky": "Satellite pictures",
    "guild-1": {"title": "Traders", "owner": "guild"},
    "guild-2": {"title": "Brokers", "owner": "guild"},
    "paper-1": {"title": "A paper", "owner": "guild-1"},
    "ministry": {"title": "Ministry", "party": "coast"},
    "agency": {"title": "Agency", "owner": "ministry"},
    "pier": {"title": "Pier", "party": "port"},
}
KINDS = ["inspection", "imagery", "measurement", "document", "testimony", "statement"]
ASPECTS = {
    "act": ["", "", ".adopted", ".in_force", ".ends"],
    "paper": ["", "", ".lodged"],
}
Span = tuple[date, int]


@st.composite
def records(draw: st.DrawFn, accord: dict[str, Any], start: date, horizon: int) -> dict[str, Any]:
    """Draw a record about the claims, powers and benefits of an accord."""
    span = (start, horizon)
    entries: list[dict[str, Any]] = []
    for claim, kind in claims_of(accord).items():
        count = draw(st.integers(0, 3 if kind in ("access", "credit") else 5))
        entries += [
            draw(evidence(f"{claim.replace('/', '-')}-{n}", (claim, kind), span))
            for n in range(count)
        ]
    for power, terms in accord["powers"].items():
        for n in range(draw(st.sampled_from([0, 0, 1, 1, 2, 3]))):
            entries.append(draw(act(f"act-{power}-{n}", (power, terms), accord, span)))
    for name, benefit in accord["benefits"].items():
        if "amount" in benefit:
            count = draw(st.integers(0, 4))
            entries += [draw(delivery(f"{name}-{n}", name, benefit, span)) for n in range(count)]
    entries += draw(corrections(entries, span))
    return {
        "format": "accordance-record/1",
        "sources": SOURCES,
        "entries": draw(st.permutations(entries)),
    }


def claims_of(accord: dict[str, Any]) -> dict[str, str]:
    """Give every claim, own and implied ones included, as the kind of items that it takes."""
    found = {}
    for name, claim in accord["claims"].items():
        found[name] = "universal" if claim.get("universal") else claim["type"]
        if "determined_by" in claim:
            found[name] = "ruled"
    for name, commitment in accord["commitments"].items():
        terms = next(commitment[k] for k in ("achieve", "maintain", "refrain") if k in commitment)
        if "credit_by" in commitment:
            found[f"{name}/credit"] = "credit"
        if "proof" in commitment and commitment["proof"].get("access", True):
            found[f"{name}/access"] = "access"
        if "claim" in terms or "requires" in terms:
            continue
        level = {"target", "at_least", "at_most"} & set(terms)
        found[name] = "universal" if "refrain" in commitment else "quantity" if level else "event"
    return found


@st.composite
def clocks(draw: st.DrawFn, span: Span) -> dict[str, Any]:
    """Draw when something happened and since when it was known, and to whom."""
    start, horizon = span
    first = start + timedelta(days=draw(st.integers(-3, horizon)))
    last = first + timedelta(days=draw(st.sampled_from([0, 0, 0, 3, 10])))
    known = last + timedelta(days=draw(st.sampled_from([0, 0, 0, 2, 12])))
    happened = first if first == last else f"{first}/{last}"
    if draw(one_in(6)):
        later = known + timedelta(days=7)
        choices = [{"hills": known, "public": later}, {"hills": known}, {"public": known}]
        return {"happened": happened, "known": draw(st.sampled_from(choices))}
    return {"happened": happened, "known": known}


@st.composite
def evidence(
    draw: st.DrawFn, name: str, about: tuple[str, str], span: Span
) -> dict[str, Any]:
    """Draw one item about a claim."""
    claim, kind = about
    item: dict[str, Any] = {"evidence": name}
    item["claim"] = claim + draw(st.sampled_from(ASPECTS.get(claim, [""])))
    item["kind"] = draw(st.sampled_from(KINDS))
    item["source"] = draw(st.sampled_from(["watch", "sky", *SOURCES]))
    item["reliability"] = draw(st.sampled_from(["A", "A", "B", "B", "C", "F"]))
    item["credibility"] = draw(st.sampled_from([1, 1, 2, 2, 3, 6]))
    if kind in ("ruled", "credit"):
        item["by"] = draw(st.sampled_from(["court" if kind == "ruled" else "league"] * 3 + ["coast"]))
    elif draw(one_in(8)):
        item["by"] = draw(st.sampled_from(["coast", "league", "hills"]))
    item |= draw(said(kind))
    if draw(one_in(6)):
        origin = draw(st.sampled_from(["picture", "picture", "guild", "sky"]))
        item |= {"origin": origin, "origin_by": "editor", "origin_reason": "one picture"}
    if draw(one_in(12)):
        item["outcome"] = draw(st.sampled_from(["death", "transfer"]))
    return item | draw(clocks(span))


@st.composite
def said(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    """Draw what an item says: a level, an incident, an examination, or yes or no."""
    if kind in ("quantity", "credit"):
        unit = "%" if kind == "credit" else " t"
        levels = [0, 10, 40, 50, 60, 75, 100, 120, 190]
        low = draw(st.sampled_from(levels[:7] if kind == "credit" else levels))
        high = low + draw(st.sampled_from([0, 0, 15]) if kind == "quantity" else st.just(0))
        return {"value": [f"{low}{unit}", f"{high}{unit}"]}
    refutes = draw(one_in(3 if kind != "access" else 2))
    item: dict[str, Any] = {"stance": "refutes"} if refutes else {}
    if kind in ("universal", "access"):
        if draw(st.booleans()):
            item["incident"] = draw(st.sampled_from(["i1", "i2"]))
            if draw(one_in(3)):
                item["closes"] = True
        elif not refutes:
            item["examined"] = draw(st.sampled_from([40, 85, 100]))
    return item


@st.composite
def act(
    draw: st.DrawFn, name: str, power: tuple[str, dict[str, Any]], accord: dict[str, Any], span: Span
) -> dict[str, Any]:
    """Draw an act of a power: by its holder or not, on something or on nothing."""
    start, horizon = span
    power_id, terms = power
    made = start + timedelta(days=draw(st.integers(0, horizon)))
    known = made + timedelta(days=draw(st.sampled_from([0, 0, 4, 20])))
    done: dict[str, Any] = {"act": name, "power": power_id}
    done["by"] = draw(st.sampled_from([terms["by"]] * 5 + ["coast"]))
    if draw(st.booleans()) and power_id != "veto":
        named = {"warn": "commitments", "rule": "commitments"}.get(power_id, "benefits")
        own = power_id in ("spare", "prolong", "undo")
        done["on"] = draw(some(terms["on"] if own else list(accord[named])))
    if power_id == "prolong" or draw(one_in(5)):
        done["until"] = made + timedelta(days=draw(st.sampled_from([0, 3, 15])))
    return done | {"happened": made, "known": known}


@st.composite
def delivery(
    draw: st.DrawFn, name: str, benefit_id: str, benefit: dict[str, Any], span: Span
) -> dict[str, Any]:
    """Draw a delivery, whether or not anything was due."""
    start, horizon = span
    made = start + timedelta(days=draw(st.integers(0, horizon)))
    given: dict[str, Any] = {"delivery": f"ship-{name}", "benefit": benefit_id}
    given["payer"] = draw(st.sampled_from(benefit["payer"]))
    unit = draw(st.sampled_from(["USD", "USD", "USD", "EUR"]))
    given["amount"] = f"{draw(st.sampled_from([10, 25, 30, 50, 60, 100]))} {unit}"
    if "tranches" in benefit and draw(st.booleans()):
        given["parcels"] = draw(some(list(benefit["tranches"])))
    elif len(benefit["payer"]) > 1 and "tranches" not in benefit and draw(one_in(3)):
        given["parcels"] = [f"all/{given['payer']}"]
    if draw(one_in(4)):
        given["accepted"] = True
    known = made + timedelta(days=draw(st.sampled_from([0, 0, 5])))
    return given | {"happened": made, "known": known}


@st.composite
def corrections(
    draw: st.DrawFn, entries: list[dict[str, Any]], span: Span
) -> list[dict[str, Any]]:
    """Draw corrections of single entries, and at times one that takes a correction back."""
    start, horizon = span
    made: list[dict[str, Any]] = []
    if not entries:
        return made
    targets = draw(st.lists(st.integers(0, len(entries) - 1), max_size=3))
    for number, target in enumerate(targets):
        known = start + timedelta(days=draw(st.integers(0, horizon)))
        old = entries[target]
        name = old.get("evidence") or old.get("act") or old.get("delivery")
        one: dict[str, Any] = {"correction": f"k{number}", "reason": "a mistake"}
        if "evidence" in old and "value" in old and draw(st.booleans()):
            one |= {"corrects": name, "value": restated(old["value"])}
        elif "delivery" in old and draw(st.booleans()):
            one |= {"corrects": name, "value": "20 USD"}
        elif "evidence" in old and "value" not in old and draw(st.booleans()):
            other = "supports" if old.get("stance") == "refutes" else "refutes"
            one |= {"corrects": name, "stance": other}
        else:
            one["retracts"] = name
        made.append(one | {"happened": known, "known": known})
    if made and draw(one_in(4)):
        known = start + timedelta(days=draw(st.integers(0, horizon)))
        back = {"correction": "k9", "retracts": "k0", "reason": "no mistake"}
        made.append(back | {"happened": known, "known": known})
    return made


def restated(value: list[str]) -> list[str]:
    """Give another level in the unit of one."""
    return ["30%", "30%"] if value[0].endswith("%") else ["30 t", "45 t"]

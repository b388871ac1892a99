"""Records for generated accords: entries that flip states, come late, correct and contradict."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chance import Chance
from draw_powers import parts

from accordance.accord.every import Every
from accordance.accord.recurring import spans
from accordance.kernel.days import Period

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
BREAKING = ("halt", "snap", "leave", "stop")
"""Powers of which no act is drawn in every second record, so that something comes to be given."""
LEVELS = [0, 10, 40, 50, 60, 75, 100, 120, 190]


def record(chance: Chance, accord: dict[str, Any]) -> dict[str, Any]:
    """Draw a record about the claims, powers and benefits of an accord."""
    entries: list[dict[str, Any]] = []
    kinds = claims_of(accord)
    for name, commitment in accord["commitments"].items():
        if "every" in commitment:
            kinds |= {f"{name}/{label}": kinds[name] for label in labels(commitment["every"])}
            kinds.pop(f"{name}/credit", None)
    for claim, kind in kinds.items():
        for n in range(chance.number(0, 3 if kind in ("access", "credit") else 5)):
            name = f"{claim.replace('/', '-')}-{n}"
            entries.append(evidence(chance, name, claim, kind))
    peace = chance.coin()
    for power, terms in accord["powers"].items():
        count = 0 if peace and power in BREAKING else chance.pick([0, 0, 1, 1, 2, 3])
        if count:
            count += 2 * ("jointly" in terms or "at_least" in terms)
        entries += [act(chance, f"act-{power}-{n}", (power, terms), accord) for n in range(count)]
    for name, benefit in accord["benefits"].items():
        if "status" not in benefit:
            ships = [f"ship-{name}-{n}" for n in range(chance.number(0, 4))]
            given = [delivery(chance, ship, name, benefit) for ship in ships]
            entries += given + refunds(chance, given) + forgiven(chance, accord, given)
    entries += corrections(chance, entries)
    if chance.coin():
        entries += discredited(chance, entries)
    return {
        "format": "accordance-record/1",
        "sources": SOURCES,
        "entries": chance.shuffled(entries),
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


def labels(every: dict[str, Any]) -> list[str]:
    """Name the copies of something that recurs, where each has a claim of its own."""
    if every.get("counts") == "total":
        return []
    terms = {"period": Period.parse(every["period"]), "from_": every["from"]}
    dated = Every(**terms, times=every["times"])
    return [one.label for one in spans(dated, "clamp")]


def clocks(chance: Chance) -> dict[str, Any]:
    """Draw when something happened and since when it was known, and to whom."""
    first = chance.day(-3)
    last = first + timedelta(days=chance.pick([0, 0, 0, 3, 10]))
    known = last + timedelta(days=chance.pick([0, 0, 0, 2, 12]))
    happened = first if first == last else f"{first}/{last}"
    if chance.one_in(6):
        later = known + timedelta(days=7)
        choices = [{"hills": known, "public": later}, {"hills": known}, {"public": known}]
        return {"happened": happened, "known": chance.pick(choices)}
    return {"happened": happened, "known": known}


def evidence(chance: Chance, name: str, claim: str, kind: str) -> dict[str, Any]:
    """Draw one item about a claim."""
    item: dict[str, Any] = {"evidence": name}
    item["claim"] = claim + chance.pick(ASPECTS.get(claim, [""]))
    item["kind"] = chance.pick(KINDS)
    item["source"] = chance.pick(["watch", "sky", *SOURCES])
    item["reliability"] = chance.pick(["A", "A", "B", "B", "C", "F"])
    item["credibility"] = chance.pick([1, 1, 2, 2, 3, 6])
    if kind in ("ruled", "credit"):
        body = "court" if kind == "ruled" else "league"
        item["by"] = chance.pick([body, body, body, "coast"])
    elif chance.one_in(8):
        item["by"] = chance.pick(["coast", "league", "hills"])
    item |= said(chance, kind)
    if chance.one_in(6):
        origin = chance.pick(["picture", "picture", "guild", "sky"])
        item |= {"origin": origin, "origin_by": "editor", "origin_reason": "one picture"}
    if chance.one_in(12):
        item["outcome"] = chance.pick(["death", "transfer"])
    return item | clocks(chance)


def said(chance: Chance, kind: str) -> dict[str, Any]:
    """Draw what an item says: a level, an incident, an examination, or yes or no."""
    if kind == "credit":
        low = chance.pick(LEVELS[:7])
        return {"value": [f"{low}%", f"{low}%"]}
    if kind == "quantity":
        low = chance.pick(LEVELS)
        return {"value": [f"{low} t", f"{low + chance.pick([0, 0, 15])} t"]}
    refutes = chance.one_in(2 if kind == "access" else 3)
    item: dict[str, Any] = {"stance": "refutes"} if refutes else {}
    if kind in ("universal", "access"):
        if chance.coin():
            item["incident"] = chance.pick(["i1", "i2"])
            if chance.one_in(3):
                item["closes"] = True
        elif not refutes:
            item["examined"] = chance.pick([40, 85, 100])
    return item


def act(
    chance: Chance, name: str, power: tuple[str, dict[str, Any]], accord: dict[str, Any]
) -> dict[str, Any]:
    """Draw an act of a power: by its holder or not, on something or on nothing."""
    power_id, terms = power
    made = chance.day()
    known = made + timedelta(days=chance.pick([0, 0, 4, 20]))
    done: dict[str, Any] = {"act": name, "power": power_id}
    holder = chance.pick(terms["by"]) if isinstance(terms["by"], list) else terms["by"]
    done["by"] = "coast" if chance.one_in(6) else holder
    if chance.coin() and power_id != "veto":
        named = {"warn": "commitments", "rule": "commitments"}.get(power_id, "benefits")
        own = power_id in ("spare", "prolong", "undo", "restore", "delay")
        some = chance.some(terms["on"] if own and "on" in terms else list(accord[named]))
        done["on"] = [parts(chance, accord, one) for one in some]
    if power_id == "prolong" or chance.one_in(5):
        done["until"] = made + timedelta(days=chance.pick([0, 3, 15]))
    if chance.one_in(4):
        done["takes_effect"] = made + timedelta(days=chance.pick([2, 9, 20]))
    if terms.get("retroactive") and chance.coin():
        done["takes_effect"] = made - timedelta(days=chance.pick([0, 3, 9]))
    return done | {"happened": made, "known": known}


def delivery(chance: Chance, name: str, benefit_id: str, benefit: dict[str, Any]) -> dict[str, Any]:
    """Draw a delivery, whether or not anything was due."""
    made = chance.day(0, 30) if "advance" in benefit else chance.day(8, 60)
    given: dict[str, Any] = {"delivery": name, "benefit": benefit_id}
    given["payer"] = chance.pick(
        benefit["payer"] + [benefit[one] for one in ("holder", "holder") if one in benefit]
    )
    unit = chance.pick(["USD", "USD", "USD", "EUR"])
    given["amount"] = f"{chance.pick([10, 25, 30, 50, 60, 100])} {unit}"
    if "tranches" in benefit and chance.coin():
        given["parcels"] = chance.some(list(benefit["tranches"]))
    elif len(benefit["payer"]) > 1 and "tranches" not in benefit and chance.one_in(3):
        given["parcels"] = [f"all/{chance.pick(benefit['payer'])}"]
    priced = next((one for one in ("scale", "bands") if one in benefit), "")
    if priced and chance.one_in(3):
        word = {"scale": "step", "bands": "band"}[priced]
        given["parcels"] = [chance.pick([word, f"{word}-2"])]
    if chance.one_in(4):
        given["accepted"] = True
    if chance.one_in(2 if "loan" in str(benefit) else 20):
        given["under"] = "loan"
    known = made + timedelta(days=chance.pick([0, 0, 5]))
    return given | {"happened": made, "known": known}


def refunds(chance: Chance, given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Draw what comes back of some deliveries, at once or in parts, and at times too much of it."""
    made = []
    for one in given:
        for number in range(chance.pick([0, 0, 1, 1, 2])):
            day = one["happened"] + timedelta(days=chance.pick([0, 1, 4, 12]))
            amount = f"{chance.pick([5, 10, 25, 60])} {chance.pick(['USD', 'USD', 'EUR'])}"
            back = {"delivery": f"back-{number}-{one['delivery']}", "returns": one["delivery"]}
            back |= {"payer": "coast", "amount": amount, "happened": day}
            made.append(
                back | {"known": max(one["known"], day + timedelta(chance.pick([0, 0, 3])))}
            )
    return made


def corrections(chance: Chance, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Draw corrections of single entries, and at times one that takes a correction back."""
    made: list[dict[str, Any]] = []
    if not entries:
        return made
    items = [one for one in entries if "evidence" in one]
    for number in range(chance.number(0, 4)):
        old = chance.pick(items if items and chance.coin() else entries)
        known = chance.day(20, 60) if "evidence" in old else chance.day()
        one = correction(chance, f"k{number}", old)
        made.append(one | {"happened": known, "known": known})
    if made and chance.one_in(4):
        known = chance.day()
        back = {"correction": "k9", "retracts": "k0", "reason": "no mistake"}
        made.append(back | {"happened": known, "known": known})
    return made


def discredited(chance: Chance, entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Draw that all that was said for a claim is taken back on one day."""
    claims = [one["claim"] for one in entries if "claim" in one]
    if not claims:
        return []
    claim, day = (
        chance.pick(["still", "still", "done", "stock", chance.pick(claims)]),
        chance.day(30, 55),
    )
    said = [one["evidence"] for one in entries if one.get("claim") == claim]
    given = {"reason": "all of it was invented", "happened": day, "known": day}
    return [{"correction": f"gone-{one}", "retracts": one} | given for one in said]


def correction(chance: Chance, name: str, old: dict[str, Any]) -> dict[str, Any]:
    """Draw what a correction makes of an entry: another level, amount or stance, or nothing."""
    target = old.get("evidence") or old.get("act") or old.get("delivery")
    one: dict[str, Any] = {"correction": name, "reason": "a mistake"}
    if chance.coin() or "act" in old:
        return one | {"retracts": target}
    if "delivery" in old:
        return one | {"corrects": target, "value": "20 USD"}
    if "value" in old:
        other = ["30%", "30%"] if old["value"][0].endswith("%") else ["30 t", "45 t"]
        return one | {"corrects": target, "value": other}
    stance = "supports" if old.get("stance") == "refutes" else "refutes"
    return one | {"corrects": target, "stance": stance}


def forgiven(
    chance: Chance, accord: dict[str, Any], given: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Draw acts that forgive deliveries, by powers that can and by some that cannot."""
    able = [one for one in accord["powers"].items() if one[1]["kind"] == "waive"]
    if not able or not given or not chance.one_in(4):
        return []
    found = []
    for one in chance.some(given, 2):
        name, terms = chance.pick(able)
        made = act(chance, f"let-{one['delivery']}", (name, terms), accord)
        found.append(made | {"on": [one["delivery"]]})
    return found

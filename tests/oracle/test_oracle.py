"""The oracle against the hand-written cases of the rules: each row of each expectation."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from oracle_amendments import governing
from oracle_parcels import parcels_of
from oracle_views import rule_c5

from accordance.accord.reading import read
from accordance.kernel.quantities import Quantity
from accordance.record.reading import read_yaml
from oracle import determine

RULES = Path(__file__).parent.parent / "rules"
WORDS = {True: "established", "unknown": "undetermined", False: "refuted"}
BESIDE = ("recoverable", "recovered", "unrecovered_loss", "advanced", "unallocated")
NOTHING = Decimal(0)
CASES = sorted(path.parent for path in RULES.glob("*/expect.yaml"))


def load(folder: Path) -> tuple[Any, Any]:
    """Give the accord and the record of a case, which must be without errors."""
    accord, problems = read((folder / "accord.yaml").read_text(), "accord.yaml")
    assert accord is not None, problems
    found = read_yaml((folder / "record.yaml").read_text(), "record.yaml")
    assert found.record is not None, found.problems
    return accord, found.record


def rows(folder: Path) -> list[dict[str, Any]]:
    """Give the rows of an expectation that ask one day."""
    expected = yaml.safe_load((folder / "expect.yaml").read_text())["expect"]
    return [row for row in expected if "on" in row or True in row]


BESIDE_THE_FOLD = (
    "unallocated", "settled", "void", "void_because", "effective", "deliveries", "beyond_cap", "net",
)  # fmt: skip
"""Fields that are told of a decision, and that no later day asks."""


def asked(row: dict[str, Any]) -> dict[str, Any]:
    """Give the day and the clocks of a row; plain YAML reads the key ``on`` as true."""
    day = row.get("on") or row[True]
    known_at = row.get("known_at")
    return {
        "as_of": day,
        "known_at": known_at,
        "known_to": row.get("known_to"),
        "hindsight": row.get("hindsight", False),
    }


def judged(folder: Path, accord: Any, record: Any, row: dict[str, Any]) -> dict[str, Any]:
    """Determine a row, under every combination of readings where there are any."""
    text = (folder / "accord.yaml").read_text()
    if "readings:" in text or row.get("view"):
        return rule_c5(text, record, view=row.get("view"), **asked(row))
    return determine(accord, record, **asked(row))


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_every_row_of_a_rule_holds(folder: Path) -> None:
    """What a case says by hand is what the literal reading determines."""
    accord, record = load(folder)
    for row in rows(folder):
        found = judged(folder, accord, record, row)
        day = row.get("on") or row[True]
        text = governing(accord, day, row.get("known_at") or day)
        for section in ("commitments", "benefits", "claims", "powers"):
            for name, wanted in row.get(section, {}).items():
                if section == "claims":
                    assert found["claims"][name] == wanted, (row, name)
                    continue
                fields = wanted if isinstance(wanted, dict) else {"state": wanted}
                seen = found[section][name]
                for key, value in fields.items():  # only what is named is checked
                    if key == "amounts":
                        for beside in BESIDE_THE_FOLD:
                            value.pop(beside, None)
                    if key in BESIDE_THE_FOLD:
                        continue
                    if key == "parcels":
                        parcels_hold(seen["parcels"], value)
                        continue
                    actual, hoped = field(seen, key, text, name), amount(value)
                    if key == "verdict":
                        hoped = WORDS.get(hoped, hoped)
                    if key == "amounts":
                        actual = {part: actual.get(part, NOTHING) for part in hoped}
                        hoped = {part: one.amount for part, one in hoped.items()}
                    assert actual == hoped, (row, name, key)


def parcels_hold(seen: dict[str, Any], wanted: dict[str, Any]) -> None:
    """Hold the state of each parcel, and what of it was delivered, against an expectation."""
    for name, value in wanted.items():
        fields = value if isinstance(value, dict) else {"state": value}
        for key, hoped in fields.items():
            if key == "delivered":
                assert seen[name][key] == Quantity.parse(hoped).amount, (name, key)
            elif key not in BESIDE_THE_FOLD:
                assert seen[name][key] == hoped, (name, key)


def field(seen: dict[str, Any], key: str, accord: Any, name: str) -> Any:
    """Give a field as an expectation writes it."""
    match key:
        case "progress":
            return Quantity(Decimal(seen["progress_bp"] // 100), "%")
        case "late":
            return max(0, (seen["first"] - seen["due"]).days)
        case "outside_rule":
            return Quantity(seen["outside_rule"], accord.benefits[name].amount.unit)
        case "amounts":
            return amounts(seen, accord, name)
        case _:
            return seen[key]


def amounts(seen: dict[str, Any], accord: Any, name: str) -> dict[str, Decimal]:
    """Sum the parcels of a transfer by state, and give what is told beside them."""
    parts: dict[str, Decimal] = {}
    for key, (_, _, whole) in parcels_of(accord, name).items():
        parcel = seen["parcels"][key]
        parts["delivered"] = parts.get("delivered", Decimal(0)) + parcel["delivered"]
        if parcel["state"] != "delivered" or parcel["beyond_cap"]:
            beyond = parcel["beyond_cap"]
            parts["not_due"] = parts.get("not_due", Decimal(0)) + beyond
            rest = whole - parcel["delivered"] - beyond
            parts[parcel["state"]] = parts.get(parcel["state"], Decimal(0)) + rest
    return parts | {key: seen[key] for key in BESIDE}


def amount(value: Any) -> Any:
    """Read what an expectation writes: amounts by state, shares, days and words."""
    if isinstance(value, dict):
        return {key: Quantity.parse(part) for key, part in value.items()}
    if isinstance(value, str) and value[:1].isdigit():
        return Quantity.parse(value)
    return value


@pytest.mark.parametrize("folder", CASES, ids=lambda path: path.name)
def test_the_order_of_entries_never_matters(folder: Path) -> None:
    """A record read backwards determines the same."""
    import msgspec

    accord, record = load(folder)
    day = max(asked(row)["as_of"] for row in rows(folder))
    backwards = msgspec.structs.replace(record, entries=record.entries[::-1])
    assert determine(accord, record, day) == determine(accord, backwards, day)


def test_asking_by_default_means_the_same_day() -> None:
    """Without a second clock the day asked is meant."""
    accord, record = load(RULES / "a4-two-clocks")
    day = date(2030, 4, 1)
    assert determine(accord, record, day) == determine(accord, record, day, known_at=day)

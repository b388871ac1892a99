import copy
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from accordance.accord.types import Accord
from accordance.kernel.json_schema import schema_of
from accordance.record.entries import Record

EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS = {"happened": "2020-01-01", "known": "2020-01-02"}
EVIDENCE = {"evidence": "a", "claim": "c", "kind": "report", **DAYS}

ACCORD = {
    "format": "accordance/1",
    "id": "pump",
    "title": "Pump",
    "calendar": {"in_force": "2020-01-01"},
    "parties": {"north": "North", "south": {"name": "South", "roles": ["provider"]}},
    "standards": {"clear": {"credence": 0.8, "from": "non-party"}},
    "commitments": {
        "stop": {
            "by": "north",
            "achieve": {"text": "Stop.", "due": "P60D after in_force", "baseline": [1, "2 t"]},
            "proof": "clear",
        }
    },
    "benefits": {
        "fuel": {
            "payer": ["south"],
            "amount": "50,000 t",
            "release": {"all": ["stop", {"any": ["stop.met", {"not": "stop.breached"}]}]},
            "suspend": {"commitment": "stop", "is": "breached"},
            "available_until": {"latest": ["2021-01-01", "P1Y clear after stop"]},
        }
    },
}


def checker(cls):
    """Give a validator for a format, itself held against the draft's own schema."""
    schema = schema_of(cls, "A format", "https://example.org/format.json")
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def record(*entries, **keys):
    """Give a record document with these entries."""
    return {"format": "accordance-record/1", "entries": list(entries), **keys}


def changed(document, value, *path):
    """Give a copy in which the value at a path is another."""
    other = copy.deepcopy(document)
    inside = other
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    return other


GOOD_RECORDS = {
    "no entries": record(sources={"s": "A title", "t": {"title": "T", "owner": "o"}}),
    "evidence": record(EVIDENCE | {"credibility": 2, "value": [181000, "213000 t"]}),
    "a law without a clock": record({k: v for k, v in EVIDENCE.items() if k != "known"}),
    "a clock of parties": record(
        EVIDENCE | {"known": {"usa": "2020-01-02", "public": "2021-01-01"}}
    ),
    "every other kind": record(
        {"delivery": "d", "payer": "usa", "amount": "50000 t", "parcels": "t1", **DAYS},
        {"act": "x", "power": "p", "by": "usa", "on": ["a", "b"], **DAYS},
        {"event": "e", "text": "t", **DAYS},
        {"correction": "k", "retracts": "e", **DAYS},
    ),
}
BAD_RECORDS = {
    "another format": record() | {"format": "accordance-record/2"},
    "an unknown key": record(colour="red"),
    "no kind": record({k: v for k, v in EVIDENCE.items() if k != "evidence"}),
    "two kinds": record(EVIDENCE | {"event": "e"}),
    "no claim": record({k: v for k, v in EVIDENCE.items() if k != "claim"}),
    "a word that is none": record(EVIDENCE | {"stance": "maybe"}),
    "a grade that is none": record(EVIDENCE | {"credibility": 7}),
    "a day that is none": record(EVIDENCE | {"known": "today"}),
    "known to nobody": record(EVIDENCE | {"known": {}}),
    "an act without a clock": record(
        {"act": "x", "power": "p", "by": "u", "happened": "2020-01-01"}
    ),
    "three ends of a range": record(EVIDENCE | {"value": [1, 2, 3]}),
}
GOOD_ACCORDS = {
    "an accord": ACCORD,
    "a share": changed(
        ACCORD,
        {"share": "60%", "of": [{"if": "stop", "weight": 2}]},
        "benefits", "fuel", "release",
    ),
    "conduct": changed(
        ACCORD,
        {"clean": "P1Y", "conduct": "stop", "reading": "verified"},
        "benefits", "fuel", "release",
    ),
}  # fmt: skip
BAD_ACCORDS = {
    "no title": {key: value for key, value in ACCORD.items() if key != "title"},
    "a list as a condition": changed(ACCORD, ["stop"], "benefits", "fuel", "release"),
    "an unknown condition": changed(ACCORD, {"every": ["stop"]}, "benefits", "fuel", "release"),
    "a day that is a claim": changed(ACCORD, "stop", "benefits", "fuel", "available_until"),
    "deep in a condition": changed(ACCORD, {"all": [{"not": []}]}, "benefits", "fuel", "release"),
    "a period that is none": changed(ACCORD, {"period": "P"}, "commitments", "stop", "cure"),
    "an id with a space": changed(ACCORD, {"a b": "North"}, "parties"),
}


@pytest.mark.parametrize("name", GOOD_RECORDS)
def test_a_sound_record_is_valid(name):
    """What the reader accepts, an editor does not underline."""
    assert list(checker(Record).iter_errors(GOOD_RECORDS[name])) == []


@pytest.mark.parametrize("name", BAD_RECORDS)
def test_a_faulty_record_is_not_valid(name):
    """An editor shows the fault while it is typed."""
    assert not checker(Record).is_valid(BAD_RECORDS[name])


@pytest.mark.parametrize("name", GOOD_ACCORDS)
def test_a_sound_accord_is_valid(name):
    """Short forms, long forms and nested conditions are all described."""
    assert list(checker(Accord).iter_errors(GOOD_ACCORDS[name])) == []


@pytest.mark.parametrize("name", BAD_ACCORDS)
def test_a_faulty_accord_is_not_valid(name):
    """The closed language of conditions is closed in the schema too."""
    assert not checker(Accord).is_valid(BAD_ACCORDS[name])


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.yaml")), ids=str)
def test_the_shipped_cases_are_valid(path):
    """The schema knows everything that the examples use."""
    kinds = {"accord": Accord, "record": Record}
    kind = next((cls for word, cls in kinds.items() if path.name.startswith(word)), None)
    if kind is None:
        return

    class Words(yaml.SafeLoader):
        """Reads as editors do: days are text, and so are words such as on and no."""

    Words.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    truths = {"true": True, "false": False}
    Words.add_constructor(
        "tag:yaml.org,2002:bool", lambda _, node: truths.get(node.value, node.value)
    )
    document = yaml.load(path.read_text(encoding="utf-8"), Words)  # noqa: S506 a safe loader
    assert [error.json_path for error in checker(kind).iter_errors(document)] == []


def test_structs_are_described_by_their_docstrings():
    """Hovering over a key says what it promises."""
    schema = schema_of(Accord, "An accord", "https://example.org/accord.json")
    assert schema["title"] == "An accord"
    assert schema["$defs"]["Commitment"]["description"].startswith("What a party must do")
    assert schema["$defs"]["Condition"]["anyOf"][1] == {"$ref": "#/$defs/All"}

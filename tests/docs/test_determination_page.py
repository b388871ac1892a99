"""The page of answers has every field, and real answers fit the schemas that are printed."""

from __future__ import annotations

import copy
import json
import re
from datetime import date
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from accordance.app.case import open_case
from accordance.app.expect import BenefitWord, CommitmentWord, PowerWord
from accordance.app.explaining import schema
from accordance.cli.show.data import of_reason
from accordance.decide import changes, determination, replay
from accordance.decide.decision import decide
from accordance.decide.reason import Reason, provisions
from accordance.decide.reasons import why
from accordance.findings.finding import Finding, Weightless
from accordance.kernel.canonical import canonical
from accordance.program import codes

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/reference/determination.md").read_text("utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)}
STRUCTS = [
    part
    for module in (determination, replay, changes)
    for part in vars(module).values()
    if isinstance(part, type) and issubclass(part, msgspec.Struct)
    and part.__module__ == module.__name__
] + [Finding, Reason, Weightless]  # fmt: skip
SHOWN = {"note": "role"}
ADDED = {Finding: {"percent"}}
DAYS = [date(2006, 10, 20), date(2007, 7, 20), date(2008, 8, 12), date(2009, 6, 1)]


def documented(name):
    """Give the fields that the section of a struct has rows for."""
    return set(re.findall(r"^\| `(\w+)` \|", SECTIONS[name], flags=re.MULTILINE))


@pytest.mark.parametrize("part", STRUCTS, ids=lambda part: part.__name__)
def test_every_field_of_an_answer_is_documented(part):
    """Each struct has a section with exactly the fields that are printed."""
    printed = {SHOWN.get(field, field) for field in part.__struct_encode_fields__}
    printed |= ADDED.get(part, set())
    assert documented(part.__name__) == printed


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("CommitmentState", CommitmentWord.__args__),
        ("BenefitState", (*codes.STATUS_STATES, *determination.BUCKETS)),
        ("ParcelState", codes.PARCEL_STATES),
        ("PowerState", PowerWord.__args__),
    ],
)
def test_every_state_is_documented(name, words):
    """Each word that a state can be stands in its section."""
    for word in words:
        assert f"`{word}`" in SECTIONS[name], word


def test_every_word_of_the_page_for_a_benefit_can_be_expected():
    """The states of the page are those that expectations know, too."""
    for word in codes.STATUS_STATES:
        assert word in BenefitWord.__args__


@pytest.fixture(scope="module")
def case():
    """The shipped Six-Party case."""
    return open_case(ROOT / "examples/six-party")


def checker(name):
    """Give a validator for a printed schema, itself held against the draft's own."""
    Draft202012Validator.check_schema(schema(name))
    return Draft202012Validator(schema(name), format_checker=FormatChecker())


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("hindsight", [False, True])
def test_a_determination_fits_its_schema(case, day, hindsight):
    """What status prints is what the schema of a determination allows."""
    decision = decide(case.accord, case.record, day, hindsight=hindsight)
    answer = json.loads(canonical(decision.determination))
    assert [error.json_path for error in checker("determination").iter_errors(answer)] == []


def test_a_replay_fits_its_schema(case):
    """What replay prints is what the schema of a replay allows."""
    answer = json.loads(canonical(replay.replay(case.accord, case.record, DAYS[-1])))
    assert answer["changes"]
    assert [error.json_path for error in checker("replay").iter_errors(answer)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "accordance-determination/2"),
        (("digest",), None),
        (("as_of",), 20080812),
        (("claims", "weapons"), "maybe"),
        (("exposure", "worth"), ["1"]),
        (("commitments",), []),
    ],
)
def test_another_answer_does_not_fit(case, path, value):
    """The schema refuses what no determination can say."""
    answer = json.loads(canonical(decide(case.accord, case.record, DAYS[0]).determination))
    faulty = copy.deepcopy(answer)
    inside = faulty
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    assert checker("determination").is_valid(answer)
    assert not checker("determination").is_valid(faulty)


def test_reasons_have_no_field_that_the_page_lacks(case):
    """Each step of each reason, and each finding in it, is made of documented fields."""
    decision = decide(case.accord, case.record, DAYS[2])
    for name in provisions(decision):
        waiting = [of_reason(why(decision, name))]
        while waiting:
            step = waiting.pop()
            assert set(step) <= documented("Reason")
            assert set(step.get("finding", {})) <= documented("Finding")
            waiting.extend(step["because"])

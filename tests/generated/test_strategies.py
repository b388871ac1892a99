"""The generated accords and records are what the readers accept, and the oracle answers them."""

from __future__ import annotations

from datetime import date

import yaml
from oracle_amendments import governing
from oracle_conditions import leaves_of
from oracle_parcels import parcels_of
from oracle_priced import rule_d5_tranches
from smaller import smaller
from strategies import Case, case

from accordance.accord.reading import read
from accordance.record.reading import read_yaml
from oracle import determine

PRICED = 8
"""The least number of steps and bands that the cases looked at must have."""


def test_generated_cases_are_valid() -> None:
    """Both readers take every generated text without an error."""
    for number in range(1000, 1150):
        one = case(number)
        accord, problems = read(one.accord, "accord.yaml")
        assert accord is not None, (number, [p for p in problems if p.severity == "error"])
        found = read_yaml(one.record, "record.yaml")
        assert found.record is not None, (number, found.problems)


def test_a_number_always_gives_the_same_case() -> None:
    """What is reported by its number can be drawn again."""
    assert case(7) == case(7)
    assert case(7) != case(8)


def test_parcels_are_never_given_beyond_their_amounts() -> None:
    """The oracle discharges no more than there is."""
    for number in range(1150, 1180):
        one = case(number)
        accord, _ = read(one.accord, "accord.yaml")
        record = read_yaml(one.record, "record.yaml").record
        found = determine(accord, record, one.as_of, one.known_at, one.known_to, one.hindsight)
        known = one.known_at or (date.max if one.hindsight else one.as_of)
        accord = governing(accord, one.as_of, known)
        assert set(found["commitments"]) == set(accord.commitments)
        for name, seen in found["benefits"].items():
            for key, (_, _, amount) in parcels_of(accord, name).items():
                assert 0 <= seen["parcels"][key]["delivered"] <= amount


def test_parts_are_counted_out_as_the_text_says() -> None:
    """Tranches, weights, scales and bands come to the parts that the text alone gives."""
    priced = 0
    for number in range(1200, 1250):
        text = case(number).accord
        accord, _ = read(text, "accord.yaml")
        for name, benefit in yaml.safe_load(text)["benefits"].items():
            if "status" in benefit:
                continue
            parts = rule_d5_tranches(benefit)
            found = accord.benefits[name]
            amounts = {key: one.amount.amount for key, one in found.tranches.items()}
            whole = {"all": found.amount.amount}
            assert (amounts or whole) == {key: one for key, (one, _) in parts.items()}, number
            for key, (_, level) in parts.items():
                priced += bool(level)
                assert level in levels(found.tranches[key].release if level else None), number
    assert priced > PRICED


def levels(condition: object) -> set[str]:
    """Give the levels that a condition asks, as a side and a number."""
    tests = [one for one in leaves_of(condition) if getattr(one, "level", None) is not None]
    return {"", *(f"{one.predicate} {one.level.amount}" for one in tests)}


def test_a_failing_case_is_made_small() -> None:
    """Only what a failure needs is left of it."""

    def fails(one: Case) -> bool:
        return "act-halt-0" in one.record and "humanitarian" in one.accord

    number = next(n for n in range(1000) if fails(case(n)))
    small = smaller(case(number), fails)
    assert len(small.record) < 100
    assert len(small.accord) < 100

"""The generated accords and records are what the readers accept."""

import sys
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from strategies import Case, cases

from accordance.accord.reading import read
from accordance.record.reading import read_yaml

sys.path.append(str(Path(__file__).parent.parent / "oracle"))


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_generated_cases_are_valid(case: Case) -> None:
    """Both readers take every generated text without an error."""
    accord, problems = read(case.accord, "accord.yaml")
    assert accord is not None, [one for one in problems if one.severity == "error"]
    found = read_yaml(case.record, "record.yaml")
    assert found.record is not None, [one for one in found.problems if one.severity == "error"]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_the_oracle_answers_every_generated_case(case: Case) -> None:
    """Nothing that is generated is beyond the literal reading, and parcels never exceed amounts."""
    from oracle_benefits import parcels_of

    from oracle import determine

    accord, _ = read(case.accord, "accord.yaml")
    record = read_yaml(case.record, "record.yaml").record
    found = determine(accord, record, case.as_of, case.known_at, case.known_to, case.hindsight)
    assert set(found["commitments"]) == set(accord.commitments)
    for name, seen in found["benefits"].items():
        for key, (_, _, amount) in parcels_of(accord, name).items():
            assert 0 <= seen["parcels"][key]["delivered"] <= amount

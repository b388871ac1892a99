"""What is given under another instrument: off what is owed here, and no exposure here (D3)."""

from datetime import date
from pathlib import Path

from accordance.accord.reading import read
from accordance.app.deliveries import check_deliveries
from accordance.decide.brief import money_of
from accordance.decide.decision import Decision, decide
from accordance.record.reading import read_yaml

CASE = Path(__file__).parents[2] / "examples" / "mechanisms" / "settled-elsewhere"


def decided(on: str, record: str = "") -> Decision:
    """Give how the port stands on a day."""
    accord, _ = read((CASE / "accord.yaml").read_text(), "accord.yaml")
    found = read_yaml(record or (CASE / "record.yaml").read_text(), "record.yaml")
    assert accord is not None
    assert found.record is not None
    return decide(accord, found.record, date.fromisoformat(on))


def test_a_payer_is_not_said_to_have_given_what_was_settled_elsewhere() -> None:
    """The money of the day and the exposure have nothing of it; the sum of the face has."""
    decision = decided("2030-04-01")
    (row,) = money_of(decision)
    assert (row.payer, row.amounts["delivered"], row.amounts["due"]) == ("hills", 0, 70_000_000)
    exposure = decision.determination.exposure
    assert (exposure.delivered, exposure.by_payer, exposure.worth) == ({}, {}, (0, 0))
    assert sum(decision.determination.benefits["port"].amounts.values()) == 100_000_000


def test_what_was_settled_elsewhere_is_never_claimed_back_here() -> None:
    """It was not due when it was given, and is neither undue nor outside the rule."""
    (given,) = decided("2030-03-01").determination.benefits["port"].deliveries
    assert (given.under, given.reason, given.recoverable, given.unrecovered_loss) == (
        "loan",
        "",
        0,
        0,
    )


def test_an_instrument_that_settles_nothing_is_reported() -> None:
    """A delivery under a source that no part names is R035, with what it could be."""
    accord, _ = read((CASE / "accord.yaml").read_text(), "accord.yaml")
    assert accord is not None
    text = (CASE / "record.yaml").read_text().replace("under: loan", "under: loam")
    (problem,) = check_deliveries(read_yaml(text, "record.yaml"), accord)
    assert (problem.code, problem.hint) == ("R035", 'did you mean "loan"?')

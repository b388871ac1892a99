"""Two determinations held against each other, and the input that differs first."""

from __future__ import annotations

import msgspec
from decide_cases import HEAD, accord_of, given, on, record_of, shown

from accordance.decide.differences import diff

REST = """\
commitments:
  open-gate: {by: coast, achieve: {text: the gate is open, due: 2030-12-31}, proof: seen}
benefits:
  grain: {payer: hills, to: coast, amount: 100 t, release: open-gate}
"""
ACCORD = accord_of(REST)
OPEN = shown("open-gate", "2030-03-01")


def fields(answer) -> dict[tuple[str, str], tuple[object, object]]:
    """Give what differs by provision and field."""
    return {(one.provision, one.field): (one.from_, one.to) for one in answer.differences}


def test_a_determination_does_not_differ_from_itself() -> None:
    """Equal inputs give no difference, and no input to name."""
    one, other = (on(ACCORD, record_of(OPEN), "2030-03-01").determination for _ in range(2))
    answer = diff(one, other)
    assert (answer.input, answer.differences) == ("", ())
    assert answer.first == answer.second == one.digest


def test_an_entry_more_is_a_difference_of_the_record() -> None:
    """Each field that follows from it is told, provision by provision, before and after."""
    before = on(ACCORD, record_of(), "2030-03-01").determination
    after = on(ACCORD, record_of(OPEN), "2030-03-01").determination
    answer = diff(before, after)
    assert answer.input == "record"
    found = fields(answer)
    assert found["open-gate", "state"] == ("open", "met")
    assert found["grain", "amounts.not_due"] == ("100", "0")
    assert found["grain", "amounts.due"] == ("0", "100")
    assert fields(diff(after, before))["open-gate", "state"] == ("met", "open")


def test_the_first_input_that_differs_is_named() -> None:
    """The accord comes before the record, and both before the day."""
    other = accord_of(REST.replace("2030-12-31", "2030-11-30"))
    one = on(ACCORD, record_of(), "2030-03-01").determination
    assert diff(one, on(other, record_of(OPEN), "2030-03-02").determination).input == "accord"
    assert diff(one, on(ACCORD, record_of(), "2030-03-02").determination).input == "as_of"


def test_knowledge_is_an_input() -> None:
    """The same day asked for another knower differs by that alone, where both know the same."""
    one = on(ACCORD, record_of(OPEN), "2030-03-01").determination
    other = on(ACCORD, record_of(OPEN), "2030-03-01", known_to="hills").determination
    answer = diff(one, other)
    assert (answer.input, answer.differences) == ("known_to", ())


def test_a_provision_of_one_accord_alone_is_absent_from_the_other() -> None:
    """It is told once, and not field by field."""
    other = accord_of(REST.replace("grain:", "seed:"), HEAD)
    one, two = (on(some, record_of(), "2030-03-01").determination for some in (ACCORD, other))
    found = fields(diff(one, two))
    assert found["grain", ""] == ("present", "absent")
    assert found["seed", ""] == ("absent", "present")


def test_what_was_given_differs_in_exposure() -> None:
    """A ship more is a difference of amounts and of exposure."""
    ship = given("ship", "grain", "30 t", "2030-03-01")
    one = on(ACCORD, record_of(OPEN), "2030-03-01").determination
    two = on(ACCORD, record_of(OPEN, ship), "2030-03-01").determination
    found = fields(diff(one, two))
    assert found["grain", "amounts.delivered"] == ("0", "30")
    assert found["exposure", "delivered.t"] == (None, "30")


def test_a_digest_alone_is_no_difference() -> None:
    """What differs is told; the line that sums it up is not one more."""
    one = on(ACCORD, record_of(OPEN), "2030-03-01").determination
    assert diff(one, msgspec.structs.replace(one, digest="other")).differences == ()

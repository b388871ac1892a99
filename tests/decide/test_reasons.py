"""Reasons say what a reader would otherwise miss, and say it once."""

from __future__ import annotations

import pytest
from decide_cases import accord_of, on, record_of, shown

from accordance.decide.reason import Reason
from accordance.decide.reasons import why

LAW = """
claims:
  repeal: {text: The old act is repealed., type: legal-act}
commitments:
  adopt: {by: coast, proof: seen, achieve: {requires: repeal.adopted}}
  repeal-it: {by: coast, proof: seen, achieve: {requires: {all: [repeal.in_force]}}}
"""
GAZETTE = 'kind: law, source: watch, reliability: A, credibility: "1", known: 2030-01-10'
ADOPTED = f"evidence: vote, claim: repeal.adopted, happened: 2030-01-10, {GAZETTE}"
BEGUN = f"evidence: force, claim: repeal.in_force, happened: 2030-02-01, {GAZETTE}"


def told(reason: Reason) -> list[tuple[str, str]]:
    """Give every step of a reason as what it is about and what is asked of it."""
    below = [step for part in reason.because for step in told(part)]
    return [(reason.provision, reason.asks), *below]


@pytest.mark.parametrize("force", ["practice", "advisory"])
def test_a_benefit_that_binds_nobody_is_said_never_to_begin(force: str) -> None:
    """All that it waits for may hold: the first step says that it gives nothing whatever happens."""
    accord = accord_of(f"""
commitments:
  shut: {{by: coast, proof: seen, achieve: {{text: Shut down.}}}}
benefits:
  fuel: {{payer: hills, to: coast, amount: 10 t, release: shut, force: {force}}}
""")
    reason = why(on(accord, record_of(shown("shut", "2030-02-01")), "2030-03-01"), "fuel")
    first, release = reason.because[:2]
    assert (first.note, first.asks, first.holds) == ("force", f"binds ({force})", False)
    assert release.holds is True
    assert reason.holds is False


def test_what_came_true_after_the_last_day_is_said_to_change_nothing() -> None:
    """A condition that holds beside a benefit that lapsed would puzzle; who has what lapsed is told."""
    accord = accord_of("""
commitments:
  shut: {by: coast, proof: seen, achieve: {text: Shut down.}}
benefits:
  fuel:
    {payer: hills, to: coast, amount: 10 t, release: shut, available_until: 2030-02-10, on_lapse: hills}
""")
    record = record_of(shown("shut", "2030-02-20"))
    before = on(accord, record, "2030-02-10")
    assert not [one for one in told(why(before, "fuel")) if "lapse" in one[1]]
    assert before.determination.benefits["fuel"].lapses_to == ""
    after = on(accord, record, "2030-03-01")
    late, whose = why(after, "fuel").because[-2:]
    assert late.asks == (
        "came true in time: it did on 2030-02-20, and what comes true after 2030-02-10 changes nothing"
    )
    assert late.holds is False
    assert whose.asks == "what has lapsed goes to Hills"
    assert after.determination.benefits["fuel"].lapses_to == "hills"


def test_a_condition_that_came_true_in_time_is_not_said_to_be_late() -> None:
    """What was due and was never given lapses too, and nobody was late but the payer."""
    accord = accord_of("""
commitments:
  shut: {by: coast, proof: seen, achieve: {text: Shut down.}}
benefits:
  fuel: {payer: hills, to: coast, amount: 10 t, release: shut, available_until: 2030-02-10}
""")
    decision = on(accord, record_of(shown("shut", "2030-02-01")), "2030-03-01")
    assert decision.determination.benefits["fuel"].state == "lapsed"
    assert not [asks for _, asks in told(why(decision, "fuel")) if "in time" in asks]


def test_a_law_is_the_same_whether_its_being_in_force_is_spelled_out_or_not() -> None:
    """``repeal.in_force`` is ``repeal``: one claim, one verdict, one normal form."""
    accord = accord_of(LAW)
    assert accord == accord_of(LAW.replace("[repeal.in_force]", "[repeal]"))
    claims = on(accord, record_of(ADOPTED, BEGUN), "2030-03-01").determination.claims
    assert claims["repeal"] == claims["repeal.adopted"] == "established"
    assert "repeal.in_force" not in claims


def test_why_of_a_law_is_about_its_being_in_force() -> None:
    """An aspect that is asked first, such as adoption, does not stand in for the law."""
    decision = on(accord_of(LAW), record_of(ADOPTED), "2030-03-01")
    reason = why(decision, "repeal")
    assert (reason.provision, reason.holds) == ("repeal", "unknown")
    assert decision.determination.claims["repeal"] == "undetermined"


def test_a_law_of_which_only_the_adoption_is_asked_has_a_verdict_of_its_own() -> None:
    """``claims`` tells whether it is in force even where no provision asks."""
    only = LAW.partition("  repeal-it")[0]
    decision = on(accord_of(only), record_of(ADOPTED), "2030-03-01")
    claims = decision.determination.claims
    assert (claims["repeal"], claims["repeal.adopted"]) == ("undetermined", "established")


@pytest.mark.parametrize("suspend", ["halt.in_force", "{any: [shut.breached, halt.in_force]}"])
def test_a_power_that_stops_by_its_kind_and_by_the_text_is_told_once(suspend: str) -> None:
    """Named in ``suspend:`` and of kind suspend, a power is one step of the reason."""
    accord = accord_of(f"""
commitments:
  shut: {{by: coast, proof: seen, achieve: {{text: Shut down., due: 2030-06-01}}}}
benefits:
  fuel: {{payer: hills, to: coast, amount: 10 t, release: shut, suspend: {suspend}}}
powers:
  halt: {{by: hills, kind: suspend, on: fuel}}
""")
    reason = why(on(accord, record_of(), "2030-03-01"), "fuel")
    assert told(reason).count(("halt", "halt.in_force")) == 1


def test_what_counts_no_progress_is_open_and_not_partly_met() -> None:
    """Half of a quantity is half met where it binds, and open where it is advice or practice."""
    text = """
commitments:
  rods: {by: coast, proof: seen, force: FORCE, achieve: {text: Discharge rods., type: quantity,
         unit: rods, baseline: 0 rods, target: 8000 rods, due: 2030-06-01}}
"""
    record = record_of(shown("rods", "2030-02-01", more="value: 4000 rods"))
    found = {}
    for force in ("binding", "political", "advisory", "practice"):
        decision = on(accord_of(text.replace("FORCE", force)), record, "2030-03-01")
        one = decision.determination.commitments["rods"]
        found[force] = (one.state, str(one.progress))
    assert found == {
        "binding": ("partly_met", "0.5"),
        "political": ("partly_met", "0.5"),
        "advisory": ("open", "0"),
        "practice": ("open", "0"),
    }

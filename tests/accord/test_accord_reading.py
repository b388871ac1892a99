"""Promises of reading: normal form, order of problems, and what is not a problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordance.accord import conditions as c
from accordance.accord.reading import read
from accordance.accord.walk import clauses, readings
from accordance.kernel.problems import failed, render

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(ROOT.joinpath("examples").rglob("accord.yaml"))

TEXT = """
format: accordance/1
id: pump
title: An accord
calendar: {in_force: 2020-01-01, months: clamp}
parties:
  north: {name: North, roles: [obligor]}
  south: {name: South, roles: [provider]}
standards:
  clear: {credence: 0.8}
claims:
  law: {text: The law is repealed., type: legal-act}
commitments:
  count: {by: north, proof: clear, achieve: {text: Rods out., persons: true, target: 80 rods}}
  hand-over: {by: north, proof: clear, achieve: {type: submission, text: Hand over the list.}}
  shut-down: {by: north, proof: clear, achieve: Shut down.}
  keep-shut: {by: north, proof: clear, maintain: Stay shut.}
  stay-below: {by: north, proof: clear, maintain: {text: Stay below., at_most: 5 kg}}
  no-transfer:
    by: north
    proof: clear
    refrain: {text: Transfer., coverage: {population: all exports}}
  repeal: {by: north, proof: clear, achieve: {requires: law.adopted}}
benefits:
  trade: {payer: south, to: north, status: Trade is open., release: {all: [repeal, law, certify]}}
  fuel:
    payer: south
    to: north
    amount: 100 t
    tranches:
      one: {amount: 40 t, release: shut-down}
      two:
        amount: 60 t
        release: {all: [trade, {conduct: no-transfer, clean: P60D, reading: verified}]}
  more: {payer: south, to: north, amount: 10 t, release: fuel}
powers:
  certify: {by: south, kind: certify, when: {any: [shut-down.breached, count.reached(50%)]}}
"""


@pytest.fixture(scope="module")
def accord():
    """The accord of this page."""
    found, problems = read(TEXT, "accord.yaml")
    assert problems == ()
    return found


def predicates_of(accord):
    """Every predicate of an accord as (kind, id, predicate)."""
    found = [one.test for clause in clauses(accord) for one in readings(clause)]
    return [(test.kind, test.id, test.predicate) for test in found]


def test_every_name_gets_its_kind_and_its_natural_predicate(accord):
    """A bare name is met, established, delivered or in force, by what it names."""
    assert predicates_of(accord) == [
        ("claim", "law", "adopted"),
        ("commitment", "repeal", "met"),
        ("claim", "law", "established"),
        ("power", "certify", "in_force"),
        ("commitment", "shut-down", "met"),
        ("benefit", "trade", "in_force"),
        ("benefit", "fuel", "delivered"),
        ("commitment", "shut-down", "breached"),
        ("commitment", "count", "reached"),
    ]


@pytest.mark.parametrize(
    ("name", "kind", "unit", "universal"),
    [
        ("count", "quantity", "rods", False),
        ("hand-over", "submission", "", False),
        ("shut-down", "event", "", False),
        ("keep-shut", "state", "", False),
        ("stay-below", "quantity", "kg", False),
        ("no-transfer", "event", "", True),
    ],
)
def test_a_commitment_without_a_claim_has_its_own(accord, name, kind, unit, universal):
    """The own claim stands among the claims under the commitment's name, typed by its goal."""
    claim, commitment = accord.claims[name], accord.commitments[name]
    goal = commitment.achieve or commitment.maintain or commitment.refrain
    assert (claim.type, claim.unit, claim.universal) == (kind, unit, universal)
    assert goal.claim == name
    assert claim.standard == "clear"


def test_an_own_claim_copies_persons_and_coverage(accord):
    """What the goal says of whom it counts and what must be examined is said of the claim too."""
    assert accord.claims["count"].persons
    assert accord.claims["no-transfer"].coverage.population == "all exports"


def test_a_commitment_that_requires_has_no_claim(accord):
    """With `requires` the condition is the goal, and no claim is made up."""
    assert accord.commitments["repeal"].achieve.claim is None
    assert "repeal" not in accord.claims


def test_conditions_keep_all_that_is_not_a_name(accord):
    """Normalising changes names alone; gates and clean conduct stand as written."""
    second = accord.benefits["fuel"].tranches["two"].release
    assert [type(one) for one in c.members(second)] == [c.Test, c.Clean]


def test_a_commitment_without_its_own_day_keeps_none(accord):
    """The accord's day in force is not copied into its provisions."""
    assert {commitment.in_force for commitment in accord.commitments.values()} == {None}


def test_normal_form_is_the_same_for_the_short_and_the_long_spelling(accord):
    """A bare name and its full test give one tree, and so one digest."""
    long = TEXT.replace("release: shut-down}", "release: {commitment: shut-down, is: met}}")
    assert long != TEXT
    assert read(long, "accord.yaml")[0] == accord


def test_problems_come_in_order_of_place():
    """Problems of all checks are told from the top of the file to its end."""
    text = TEXT.replace("credence: 0.8", "credence: 2").replace("10 t,", "0 t,")
    text = text.replace("by: south, kind", "by: soth, kind").replace("80 rods", "0 rods")
    _, problems = read(text, "accord.yaml")
    assert [problem.code for problem in problems] == ["A016", "A023", "A016", "A001"]
    assert [problem.span.line for problem in problems] == sorted(p.span.line for p in problems)


def test_a_warning_leaves_the_accord_usable():
    """Warnings and notes come beside the accord; only errors come in its place."""
    accord, problems = read(TEXT.replace("[provider]", "[observer]"), "accord.yaml")
    assert accord is not None
    assert {(problem.code, problem.severity) for problem in problems} == {("A044", "warning")}


def test_a_benefit_may_read_itself_and_another_that_reads_it():
    """Benefits read one another as of the day before, so that is no cycle."""
    text = TEXT.replace("release: fuel}", "release: {any: [shut-down, more.due, trade]}}")
    text = text.replace("[repeal, law, certify]", "[repeal, law, more.due]")
    assert read(text, "accord.yaml")[1] == ()


def test_a_deadline_that_a_fixed_day_can_begin_is_no_cycle():
    """Earliest of a day and another's deadline does without the other."""
    pair = "achieve: {text: Shut., due: {earliest: [2021-01-01, P30D after hand-over]}}"
    text = TEXT.replace("achieve: Shut down.", pair)
    text = text.replace("{type: submission,", "{due: P30D after shut-down, type: submission,")
    assert read(text, "accord.yaml")[1] == ()


def test_linkage_may_leave_a_basket_or_one_cell_for_a_reason():
    """`no_linkage` takes a basket for all stages, or basket/stage for one."""
    text = TEXT.replace("claims:\n", "baskets: {rights: Rights}\nstages: [one, two]\nclaims:\n")
    text = text.replace("to: north", "to: north, stage: two, worth: 1 USD")
    text = text.replace(
        "north, stage: two, worth: 1 USD\n", "north\n    stage: two\n    worth: 1 USD\n"
    )
    full = text + "linkage: every-basket\n"
    cells = [p.message for p in read(full, "a.yaml")[1] if p.code == "A030"]
    assert len(cells) == 2
    some = text + "linkage: {rule: every-basket, no_linkage: {rights/one: later}}\n"
    assert [p.code for p in read(some, "a.yaml")[1]] == ["A030"]
    none = text + "linkage: {rule: every-basket, no_linkage: {rights: never}}\n"
    assert read(none, "a.yaml")[1] == ()


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.parent.name for path in EXAMPLES])
def test_the_shipped_examples_read_without_an_error(path):
    """Every accord that ships is sound."""
    accord, problems = read(path.read_text(), "accord.yaml")
    assert accord is not None
    assert not failed(problems)


@pytest.mark.parametrize(
    ("spoilt", "advice"),
    [("\n\tid: x\n", "spaces, never tabs"), ("\n\n- x: [\n", "check quotes, brackets")],
)
def test_what_is_no_yaml_says_what_to_mend(spoilt, advice):
    """A tab is named as such; other faults of YAML get the advice that fits most."""
    _, (problem,) = read(TEXT + spoilt, "accord.yaml")
    assert problem.code == "Y001"
    assert advice in problem.expected


def test_a_key_that_stands_twice_causes_no_other_problem():
    """The first value stays, so that what rests on it is judged as it was meant."""
    _, problems = read(TEXT + "\ncurrency: EUR\ncurrency: USD\n", "accord.yaml")
    assert {problem.code for problem in problems} == {"Y002"}


def test_a_problem_is_shown_without_what_a_terminal_obeys():
    """The line that is shown beneath a problem can move no cursor."""
    text = 'format: accordance/1\ntitle: "x"\x1b[2J\n'
    _, problems = read(text, "accord.yaml")
    assert problems
    assert "\x1b" not in "".join(render(problem, text) for problem in problems)


def test_a_default_standard_proves_what_names_none():
    """Where the accord declares its own default, no commitment is left to the built-in standard."""
    text = Path(__file__).parents[1].joinpath("bad/A050-no-proof/accord.yaml").read_text()
    own = text.replace("  clear: {credence: 0.8}", "  default: {credence: 0.8}")
    assert "A050" in {one.code for one in read(text, "accord.yaml")[1]}
    assert "A050" not in {one.code for one in read(own, "accord.yaml")[1]}


def test_a_reading_can_ask_a_condition_where_the_text_asks_a_claim():
    """A key without a value is taken away, so that another can stand in its place."""
    text = TEXT.replace(
        "  repeal: {by: north, proof: clear, achieve: {requires: law.adopted}}",
        """  repeal:
    by: north
    proof: clear
    achieve: {claim: law, due: 2021-01-01}
    readings:
      passed: {text: Passed., reads: {achieve: {claim: null, requires: law.adopted}}}
      soon: {text: At any time., reads: {achieve: {due: null}, proof: null}}""",
    )
    accord, problems = read(text, "accord.yaml")
    assert accord is not None, problems
    passed, soon = (one.reads for one in accord.commitments["repeal"].readings.values())
    assert passed.achieve.claim is None
    assert isinstance(passed.achieve.requires, c.Test)
    assert passed.achieve.due is not None
    assert soon.achieve.claim == "law"
    assert soon.achieve.due is None
    assert soon.proof is None


def test_one_side_may_hold_the_text_as_it_is_written():
    """A reading of no changes is sound beside one that reads otherwise."""
    text = ROOT.joinpath("tests/bad/A071-both-as-written/accord.yaml").read_text()
    text = text.replace(
        "the works, held_by: north, reads: {}", "p, reads: {achieve: {text: The pumps.}}"
    )
    accord, problems = read(text, "accord.yaml")
    assert problems == ()
    assert (
        accord.commitments["shut-down"].readings["text"].reads.achieve.text
        == "Shut down the works."
    )

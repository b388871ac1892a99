import pytest

from accordance.record.checks import check_effect, check_names
from accordance.record.reading import read_yaml
from accordance.record.table import read_csv

HEAD = "format: accordance-record/1\nsources: {s: {title: S, party: usa}}\nentries:\n"
DAYS = "happened: 2020-01-01, known: 2020-01-02"
EVIDENCE = f"{DAYS}, kind: report, reliability: A, credibility: 1"
NAMES = {
    "claims": {
        "shut-down": "state",
        "declared": "submission",
        "law": "legal-act",
        "held": "quantity",
    },
    "benefits": {"fuel"},
    "powers": {"certify"},
    "parties": {"usa", "dprk"},
    "provisions": {"fuel", "shut-down"},
}

CASES = {
    f"- {{evidence: a, claim: shut-down, {EVIDENCE}}}": [],
    f"- {{evidence: a, claim: declared.lodged, {EVIDENCE}}}": [],
    f"- {{evidence: a, claim: law.in_force, {EVIDENCE}}}": [],
    f"- {{evidence: a, claim: held, value: [1, 2], {EVIDENCE}}}": [],
    f"- {{evidence: a, claim: shut-dwn, {EVIDENCE}}}": ["R010"],
    f"- {{evidence: a, claim: shut-down.lodged, {EVIDENCE}}}": ["R010"],
    f"- {{evidence: a, claim: law.inforce, {EVIDENCE}}}": ["R010"],
    f"- {{delivery: a, benefit: fule, payer: usa, amount: 1 t, {DAYS}}}": ["R011"],
    f"- {{delivery: a, benefit: fuel, payer: uas, amount: 1 t, {DAYS}}}": ["R013"],
    f"- {{delivery: a, payer: a-stranger, amount: 1 t, {DAYS}}}": [],
    f"- {{act: a, power: certfy, by: usa, {DAYS}}}": ["R012"],
    f"- {{act: a, power: certify, by: uas, {DAYS}}}": ["R013"],
    f"- {{act: a, power: certify, by: usa, on: fule, {DAYS}}}": ["R018"],
    "- {event: a, text: t, happened: 2020-01-01, known: {uas: 2020-01-02}}": ["R013"],
    f"- {{evidence: a, claim: held, {EVIDENCE}}}": ["R014"],
    f"- {{evidence: a, claim: shut-down, value: 5, {EVIDENCE}}}": ["R014"],
}


@pytest.mark.parametrize("entry", CASES)
def test_names_are_held_against_the_accord(entry):
    """A name that the accord lacks would silently count for nothing."""
    read = read_yaml(HEAD + entry + "\n", "record.yaml")
    assert read.record is not None, read.problems
    assert [one.code for one in check_names(read, **NAMES)] == CASES[entry]


@pytest.mark.parametrize(("day", "codes"), [("2019-12-31", ["R033"]), ("2020-12-31", [])])
def test_an_act_that_reaches_back_without_leave_is_warned_of(day, codes):
    """A first day of effect before the act was made counts only where the power reaches back."""
    read = read_yaml(
        HEAD + f"- {{act: a, power: certify, by: usa, takes_effect: {day}, {DAYS}}}\n",
        "record.yaml",
    )
    assert [one.code for one in check_effect(read, ())] == codes
    assert not list(check_effect(read, ["certify"]))


def test_a_name_problem_points_at_its_field_with_the_nearest_name():
    """The message is as good as one of the reader itself."""
    read = read_yaml(HEAD + f"- {{evidence: a, claim: shut-dwn, {EVIDENCE}}}\n", "record.yaml")
    (problem,) = check_names(read, **NAMES)
    assert (problem.span.line, problem.span.length) == (4, len("shut-dwn"))
    assert problem.hint == 'did you mean "shut-down"?'


def test_a_name_problem_of_a_table_points_at_its_cell():
    """The same check serves both forms."""
    text = (
        "id,claim,happened,known,kind,reliability,credibility\n"
        "a,shut-dwn,2020-01-01,2020-01-02,report,A,1\n"
    )
    (problem,) = check_names(read_csv(text, "r.csv"), **NAMES)
    assert (problem.span.line, problem.span.column) == (2, 3)


def test_the_party_of_a_source_is_one_of_the_accord():
    """A source of an obligor under a misspelt name would pass as independent."""
    read = read_yaml(HEAD.replace("party: usa", "party: dpkr") + "\n", "record.yaml")
    read = read_yaml(HEAD.replace("party: usa", "party: dpkr").replace("entries:\n", ""), "r.yaml")
    (problem,) = check_names(read, **NAMES)
    assert (problem.code, problem.hint) == ("R013", 'did you mean "dprk"?')

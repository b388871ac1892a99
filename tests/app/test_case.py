"""Opening cases: what is found, what is joined, and what is reported."""

from __future__ import annotations

import pytest

from accordance.app.case import open_case, read_case
from accordance.app.paths import NoCase
from accordance.kernel.problems import InputError

APART = """
format: accordance/1
id: apart
title: Fuel in two parts
calendar: {in_force: 2030-01-01}
parties:
  coast: {name: Coast, roles: [obligor]}
  hills: {name: Hills, roles: [provider]}
benefits:
  fuel:
    {payer: hills, to: coast, amount: 10 t, tranches: {first: {amount: 4 t}, second: {amount: 6 t}}}
powers:
  hold: {by: hills, kind: suspend, on: [fuel/first]}
"""


def change(path, old, new):
    """Replace a text in a file, which must have it."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_folder_and_its_accord_file_are_the_same_case(fresh):
    """An accord file brings the record that lies beside it."""
    assert open_case(fresh).record == open_case(fresh / "accord.yaml").record


def test_a_folder_without_an_accord_is_no_case(tmp_path):
    """What is missing is said, and how to make it."""
    with pytest.raises(NoCase, match=r"it has no accord\.yaml"):
        open_case(tmp_path)
    with pytest.raises(NoCase, match="no folder or file"):
        open_case(tmp_path / "nowhere")


def test_an_accord_without_a_record_has_an_empty_one(fresh):
    """A text can be opened before anything was shown."""
    (fresh / "record.yaml").unlink()
    assert open_case(fresh).record.entries == ()


def test_problems_of_accord_record_and_both_together_come_at_once(fresh):
    """One run names every fault, each in its file, with the texts to show them in."""
    change(fresh / "accord.yaml", "stage: opening", "stage: opning")
    change(fresh / "record.yaml", 'credibility: "3"', 'credibility: "9"')
    with pytest.raises(InputError) as raised:
        open_case(fresh)
    places = {(one.code, one.span.file) for one in raised.value.problems}
    assert ("A001", str(fresh / "accord.yaml")) in places
    assert ("S005", str(fresh / "record.yaml")) in places
    assert all(one.span.file in raised.value.texts for one in raised.value.problems)


def test_a_record_that_names_what_the_accord_lacks_is_reported(fresh):
    """Claims, benefits and parties of the record are held against the accord."""
    change(fresh / "record.yaml", "claim: open-accounts", "claim: open-acounts")
    found = read_case(fresh)
    assert [(one.code, one.hint) for one in found.problems] == [
        ("R010", 'did you mean "open-accounts"?')
    ]


def test_an_act_may_name_a_tranche_that_the_accord_has_and_no_other(fresh):
    """``BENEFIT/TRANCHE`` is a name of its own: a slip in it would silently stop nothing."""
    (fresh / "accord.yaml").write_text(APART)
    act = "{{act: a, power: hold, by: hills, on: {0}, happened: 2030-02-01, known: 2030-02-01}}"
    for tranche, codes in (("first", []), ("frist", ["R018"])):
        entry = act.format(f"fuel/{tranche}")
        text = f"format: accordance-record/1\nentries:\n  - {entry}\n"
        (fresh / "record.yaml").write_text(text)
        (fresh / "expect.yaml").unlink(missing_ok=True)
        assert [one.code for one in read_case(fresh).problems] == codes


def test_a_table_and_a_text_are_one_record(fresh):
    """Entries of record.csv stand beside those of record.yaml."""
    (fresh / "record.csv").write_text(
        "id,claim,happened,known,kind,reliability,credibility\n"
        "seen-again,shut-plant,2026-04-01,2026-04-02,inspection,A,1\n"
    )
    ids = [entry.id for entry in open_case(fresh).record.entries]
    assert "seen-again" in ids
    assert "shut-inspected" in ids


def test_an_id_is_its_own_across_both_files(fresh):
    """An id that stands in both files is reported with both places."""
    (fresh / "record.csv").write_text(
        "id,claim,happened,known,kind,reliability,credibility\n"
        "shut-inspected,shut-plant,2026-04-01,2026-04-02,inspection,A,1\n"
    )
    with pytest.raises(InputError) as raised:
        open_case(fresh)
    (problem,) = raised.value.problems
    assert problem.code == "R001"
    assert problem.span.file.endswith("record.csv")
    assert problem.see[0].file.endswith("record.yaml")


def test_a_file_that_is_not_utf8_is_a_problem_with_a_place(fresh):
    """Bytes that are no text are the input's fault, and are pointed at."""
    (fresh / "accord.yaml").write_bytes(b"format: accordance/1\nid: caf\xe9\n")
    with pytest.raises(InputError) as raised:
        open_case(fresh)
    first = raised.value.problems[0]
    assert (first.code, first.span.line, first.span.column) == ("Y001", 2, 8)


def test_a_record_that_is_a_folder_is_not_passed_over(fresh):
    """Nothing is decided on an empty record where one was meant."""
    (fresh / "record.yaml").unlink()
    (fresh / "record.yaml").mkdir()
    with pytest.raises(NoCase, match="a record must be one"):
        read_case(fresh)

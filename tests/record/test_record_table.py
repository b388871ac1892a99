from datetime import date
from decimal import Decimal

import pytest

from accordance.kernel.quantities import Range
from accordance.record.entries import Known
from accordance.record.reading import read_yaml
from accordance.record.table import read_csv
from accordance.record.writing import to_csv, to_yaml

HEADER = (
    "entry,id,claim,stance,value,happened,known,kind,source,origin,reliability,credibility,"
    "confidence,note\n"
)
ROW = "evidence,a,shut,supports,,2020-01-01,2020-01-02,inspection,iaea,,A,1,V,seen\n"


def found(text):
    """Give code, line and column of every problem."""
    return [
        (one.code, one.span.line, one.span.column) for one in read_csv(text, "record.csv").problems
    ]


def test_a_row_is_an_entry():
    """The fourteen columns give evidence with both clocks, grades and note."""
    (entry,) = read_csv(HEADER + ROW, "record.csv").record.entries
    assert (entry.id, entry.claim, entry.source, entry.note) == ("a", "shut", "iaea", "seen")
    assert entry.known == Known(date(2020, 1, 2))


def test_ranges_and_clocks_of_parties_fit_in_a_cell():
    """A margin and who knew first survive a spreadsheet."""
    row = (
        "evidence,a,held,,[181000..213000],2007-04-01/2007-05-01,usa=2007-05-31;public=2008-04-24,"
    )
    text = HEADER + row + "report,,,B,2,,\n"
    (entry,) = read_csv(text, "record.csv").record.entries
    assert entry.value == Range(Decimal(181000), Decimal(213000), "")
    assert entry.known == Known(date(2008, 4, 24), (("usa", date(2007, 5, 31)),))


def test_a_table_and_a_yaml_file_of_the_same_entries_are_one_record():
    """The form of a file is no part of what it says."""
    text = """\
format: accordance-record/1
accord: pump
sources: {iaea: {title: "IAEA, Vienna", owner: un}}
entries:
- {delivery: oil, benefit: fuel, parcels: [t1, t2], payer: usa, amount: "50,000 t",
   happened: 2007-07-14, known: 2007-07-14, source: iaea}
- {act: c, power: certify, by: usa, happened: 2008-06-26, known: 2008-06-26}
"""
    record = read_yaml(text, "r.yaml").record
    assert read_csv(to_csv(record), "r.csv").record == record
    assert read_yaml(to_yaml(record), "r.yaml").record == record


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_first_line_shows_what_parts_the_cells(mark):
    """Spreadsheets of every country are read, with or without a byte order mark."""
    text = "\ufeff" + (HEADER + ROW).replace(",", mark)
    assert read_csv(text, "record.csv").record.entries[0].id == "a"


def test_rows_without_a_kind_column_are_evidence():
    """A plain list of findings needs no column that says so."""
    text = "\n".join(line.partition(",")[2] for line in (HEADER + ROW).splitlines())
    assert read_csv(text, "record.csv").record.entries[0].id == "a"


def test_lines_may_be_given_one_by_one():
    """A file that is already open is read as its lines."""
    lines = (HEADER + ROW).splitlines(keepends=True)
    assert read_csv(lines, "record.csv").record == read_csv(HEADER + ROW, "record.csv").record


def test_empty_rows_are_passed_over():
    """What a spreadsheet leaves below the table is no entry."""
    assert len(read_csv(HEADER + ROW + "," * 13 + "\n\n", "r.csv").record.entries) == 1


def test_a_law_row_takes_its_clock_from_the_publication():
    """SEMANTICS A4 holds in tables too."""
    rows = (
        "evidence,a,act.in_force,,,2020-03-01,,law,,,A,1,,\n"
        "evidence,b,act.published,,,2020-01-05,,law,,,A,1,,\n"
    )
    entries = read_csv(HEADER + rows, "r.csv").record.entries
    assert {entry.known.public for entry in entries} == {date(2020, 1, 5)}


BAD = {
    "an unknown column": (HEADER.replace("stance", "stanze") + ROW, [("S001", 1, 16)]),
    "a column twice": (HEADER.replace("stance", "claim") + ROW, [("Y002", 1, 16)]),
    "no id column": ("entry,claim\nevidence,x\n", [("S002", 1, 1)]),
    "nothing at all": ("", [("S002", 1, 1)]),
    "a day that is none": (HEADER + ROW.replace("2020-01-01", "2020-02-30"), [("S007", 2, 27)]),
    "a word that is none": (HEADER + ROW.replace("supports", "suports"), [("S005", 2, 17)]),
    "an id with a space": (HEADER + ROW.replace(",a,", ",a b,"), [("S006", 2, 10)]),
    "no known": (HEADER + ROW.replace("2020-01-02", ""), [("R002", 2, 10)]),
    "no claim": (HEADER + ROW.replace("shut", ""), [("S002", 2, 10)]),
    "a cell too many": (HEADER + ROW.replace("seen", "seen,again"), [("R031", 2, 1)]),
    "a cell too few": (HEADER + ROW.replace(",seen", ""), [("R031", 2, 1)]),
    "an unknown kind": (HEADER + ROW.replace("evidence", "evidense"), [("S005", 2, 1)]),
    "a cell of another kind": (HEADER + ROW + "event,b,shut,,,2020-01-01,2020-01-01,,,,,,,\n",
                               [("S002", 1, 1), ("S001", 3, 9)]),
    "an id twice": (HEADER + ROW + ROW, [("R001", 3, 10)]),
    "an id twice, once unread": (
        HEADER + ROW.replace("2020-01-02", "?") + ROW, [("S007", 2, 38), ("R001", 3, 10)]),
    "known too early": (HEADER + ROW.replace("2020-01-02", "2019-12-31"), [("R003", 2, 38)]),
    "an open quote": (HEADER + ROW + 'evidence,"b', [("R032", 3, 1)]),
    "no grade in a cell": (HEADER + ROW.replace(",A,", ",,"), [("R020", 2, 66)]),
    "a source not listed": (
        HEADER[:-1] + ",title\n" + ROW[:-1] + ",\nsource,iaeb" + "," * 13 + "IAEB\n",
        [("R006", 2, 60)]),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_fault_has_its_row_and_its_column(name):
    """A spreadsheet's user is sent to the cell."""
    text, expected = BAD[name]
    assert found(text) == expected


def test_places_are_right_after_cells_with_line_breaks():
    """A note over several lines moves the rows below it, and the message knows."""
    first = ROW.replace("seen", '"seen, and\nsaid ""so"""')
    text = HEADER + first + ROW.replace(",a,", ",b,").replace("shut", "")
    read = read_csv(text, "record.csv")
    assert [(one.code, one.span.line) for one in read.problems] == [("S002", 4)]
    assert read.spans["a.note"].line == 2
    assert (read.spans["b"].line, read.spans["b"].column) == (4, 10)
    assert set(read.spans) == {"a", "b"}


@pytest.mark.parametrize(
    ("happened", "known"),
    [("9999-12-31", "2020-01-02"), ("2020-01-01", "9999-12-31"), ("0001-01-01", "2020-01-02"),
     ("2020-01-01/2501-01-01", "2020-01-02"), ("2020-01-01", "usa=1799-12-31")],
)  # fmt: skip
def test_a_year_that_cannot_be_meant_is_a_problem(happened, known):
    """Days of a record lie in the years 1800 to 2500, in every form in which a cell may hold one."""
    text = ROW.replace("2020-01-01", happened).replace("2020-01-02", known)
    assert [code for code, *_ in found(HEADER + text)] == ["S009"]


def test_a_column_that_is_not_there_is_told_once():
    """A table of many rows that lacks a column has one problem, at its head, for each such column."""
    text = "entry,id,claim,happened,source\n" + "".join(
        f"evidence,e{number},shut,2020-01-01,iaea\n" for number in range(40)
    )
    read = read_csv(text, "record.csv")
    assert read.record is None
    assert [(one.code, one.span.line) for one in read.problems] == [("R002", 1), ("S002", 1)]


def test_a_control_character_is_refused_in_a_table_too():
    """What a terminal would obey never comes in by a cell."""
    assert found(HEADER + ROW.replace("seen", "\x1b[2Jseen"))[:1] == [("Y009", 2, 72)]

"""The commands of the ledger, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CASES = sorted(path.parent for path in ROOT.glob("examples/**/accord.yaml"))
ENTRY = "event: e-1\ntext: They met.\nhappened: 2030-01-01\nknown: 2030-01-02\n"


@pytest.fixture
def ledger(accord, six_party, tmp_path):
    """A ledger with the record of the Six-Party case."""
    where = tmp_path / "l.db"
    assert accord("ledger", "init", where).code == 0
    assert accord("ledger", "import", where, six_party / "record.yaml").code == 0
    return where


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_a_determination_over_a_ledger_has_the_same_bytes(accord, case, tmp_path):
    """Of every shipped case: what the ledger holds decides as the file does."""
    record = case / "record.yaml"
    if not record.is_file():
        pytest.skip("the case has no record of its own")
    where = tmp_path / "l.db"
    accord("ledger", "init", where)
    assert accord("ledger", "import", where, record, "--case", case).code == 0
    for day in ("2008-07-01", "2031-01-01"):
        question = ("status", case, "--as-of", day, "--format", "json")
        assert accord(*question, "--ledger", where).out == accord(*question).out
    exported = tmp_path / "out.yaml"
    assert accord("ledger", "export", where, "--output", exported).code == 0
    again = tmp_path / "again.db"
    accord("ledger", "init", again)
    assert accord("ledger", "import", again, exported).code == 0
    assert accord("ledger", "export", again).out == exported.read_text()


def test_an_import_reports_entry_by_entry_and_may_be_repeated(accord, ledger, six_party):
    done = json.loads(
        accord("ledger", "import", ledger, six_party / "record.yaml", "--format", "json").out
    )
    assert (done["new"], done["size"]) == (0, len(done["entries"]))
    assert {one["state"] for one in done["entries"]} == {"standing"}


def test_a_file_with_one_fault_changes_nothing_and_each_fault_has_its_place(
    accord, ledger, tmp_path
):
    """All or nothing: what is wrong is told with its line, what is right waits for it."""
    before = accord("ledger", "verify", ledger, "--format", "json").out
    file = tmp_path / "more.yaml"
    file.write_text(
        "format: accordance-record/1\nentries:\n"
        "  - {event: e-9, text: Fine., happened: 2030-01-01, known: 2030-01-01}\n"
        "  - {event: talks-quit, text: Another., happened: 2030-01-01, known: 2030-01-01}\n"
    )
    ran = accord("ledger", "import", ledger, file)
    assert (ran.code, f"{file}:4:13: L031" in ran.err) == (1, True), ran.err
    with file.open("a") as more:
        more.write(
            "  - {correction: c-1, retracts: no-such, happened: 2030-01-01, known: 2030-01-01}\n"
        )
    ran = accord("ledger", "import", ledger, file)
    assert (ran.code, f"{file}:5:33: R005" in ran.err) == (1, True), ran.err
    assert accord("ledger", "verify", ledger, "--format", "json").out == before


def test_a_correction_may_name_what_stands_in_the_ledger(accord, ledger, tmp_path):
    file = tmp_path / "correction.yaml"
    file.write_text(
        "correction: c-1\nretracts: talks-quit\nreason: They came back.\n"
        "happened: 2030-01-01\nknown: 2030-01-01\n"
    )
    assert accord("ledger", "append", ledger, file).code == 0
    told = json.loads(accord("ledger", "history", ledger, "talks-quit", "--format", "json").out)
    assert [one["leaf"]["id"] for one in told["entries"]] == ["talks-quit", "c-1"]


def test_a_dry_run_says_what_would_be_and_does_nothing(accord, ledger, tmp_path):
    file = tmp_path / "e.yaml"
    file.write_text(ENTRY)
    before = accord("ledger", "verify", ledger).out
    assert "would be new" in accord("ledger", "append", ledger, file, "--dry-run").out
    assert (
        "would be erased"
        in accord("ledger", "erase", ledger, "talks-quit", "--reason", "x", "--dry-run").out
    )
    assert accord("ledger", "verify", ledger).out == before


def test_an_instant_needs_a_zone_and_names_are_those_of_the_case(
    accord, ledger, six_party, tmp_path
):
    """Without a zone nobody can say on which day an instant falls; with a case names are checked."""
    file = tmp_path / "e.yaml"
    file.write_text(ENTRY.replace("2030-01-01", "2030-01-01T23:00+00:00"))
    assert "S007" in accord("ledger", "append", ledger, file).err
    assert accord("ledger", "append", ledger, file, "--zone", "Asia/Seoul").code == 0
    body = json.loads(accord("ledger", "show", ledger, "e-1", "--format", "json").out)["body"]
    assert body["happened"]["start"] == "2030-01-02"
    file.write_text("dispute: d-1\nabout: nothing-such\nof: fact\nby: usa\n" + ENTRY[26:])
    assert "R027" in accord("ledger", "append", ledger, file, "--case", six_party).err


def test_what_is_erased_is_shown_as_erased_and_counts_no_more(accord, ledger, six_party):
    assert accord("ledger", "erase", ledger, "talks-quit", "--reason", "asked").code == 0
    shown = json.loads(accord("ledger", "show", ledger, "talks-quit", "--format", "json").out)
    assert (shown["body"], shown["leaf"]["id"]) == (None, "talks-quit")
    assert accord("ledger", "verify", ledger).code == 0
    assert "talks-quit" not in accord("ledger", "export", ledger).out
    assert accord("status", six_party, "--ledger", ledger).code == 0


def test_witness_and_bundle_from_the_first_key_to_a_stranger(accord, ledger, tmp_path, monkeypatch):
    """Two parties, a request that travels as a file, and a bundle that is verified elsewhere."""
    monkeypatch.setenv("ACCORD_PASSPHRASE", "a long sentence")
    trusted = json.loads(accord("ledger", "init", ledger, "--format", "json").out)["key"]
    for name in ("north", "south"):
        assert accord("key", "new", tmp_path / name, "--name", f"example.org/{name}").code == 0
    north, south = tmp_path / "north", tmp_path / "south"
    refused = accord("witness", ledger, "--key", north)
    assert (refused.code, refused.err[:4]) == (1, "L052")
    assert accord("witness", ledger, "--key", north, "--trust", trusted).code == 0
    asked, answer = tmp_path / "asked", tmp_path / "answer"
    assert accord("ledger", "checkpoint", ledger, "--output", asked).code == 0
    done = accord("witness", asked, "--key", south, "--trust", trusted, "--output", answer)
    assert done.code == 0
    pub = f"{south}.pub"
    assert "example.org/south" in accord("ledger", "cosign", ledger, answer, "--witness", pub).out
    bundle = tmp_path / "evidence.zip"
    assert accord("ledger", "bundle", ledger, "talks-quit", "3", "--output", bundle).code == 0
    ledger.unlink()
    told = accord(
        "ledger", "verify", bundle, "--trust", trusted, "--witness", pub, "--format", "json"
    )
    found = json.loads(told.out)
    assert (found["sound"], found["cosigned"]) == (True, ["example.org/south"])


def test_custody_and_the_six_checks_are_entries_that_touch_nothing(accord, ledger, six_party):
    before = accord(
        "status", six_party, "--ledger", ledger, "--as-of", "2008-07-01", "--format", "json"
    ).out
    asked = ("--from", "mission", "--to", "archive", "--medium", "sealed disk")
    assert (
        accord(
            "ledger", "hand", ledger, "talks-quit", *asked, "--at", "2030-01-31T14:00+01:00"
        ).code
        == 0
    )
    checks = ("--passed", "identity", "--passed", "availability", "--failed", "renderability")
    assert accord("ledger", "appraise", ledger, "talks-quit", "--by", "archive", *checks).code == 0
    told = json.loads(accord("ledger", "history", ledger, "talks-quit", "--format", "json").out)
    first, custody, appraisal = told["entries"]
    assert custody["leaf"]["custody"]["at"] == "2030-01-31T13:00:00.000000Z"
    assert appraisal["body"]["checks"] == {
        "authenticity": "not_checked", "availability": "passed", "identity": "passed",
        "persistence": "not_checked", "renderability": "failed", "understandability": "not_checked",
    }  # fmt: skip
    assert first["leaf"]["id"] == "talks-quit"
    after = accord(
        "status", six_party, "--ledger", ledger, "--as-of", "2008-07-01", "--format", "json"
    ).out
    assert after == before
    for wrong in (("--at", "2030-01-31"), ("--at", "noon")):
        assert accord("ledger", "hand", ledger, "talks-quit", *asked, *wrong).err[:4] == "L042"
    both = ("--passed", "identity", "--failed", "identity")
    assert accord("ledger", "appraise", ledger, "talks-quit", "--by", "x", *both).err[:4] == "L042"


def test_the_log_is_written_as_static_files_that_never_change(accord, ledger, tmp_path):
    """The tiles hash to the signed root, and a later export adds and changes none of them."""
    from accordance.ledger.log import checkpoints, notes, tiles, tree
    from accordance.ledger.log.hashing import leaf_hash

    folder = tmp_path / "log"
    assert accord("ledger", "export", ledger, "--tiles", folder).code == 0
    head = checkpoints.read(notes.parse((folder / "checkpoint").read_text()))
    (bundle,) = folder.glob("tile/entries/000.p/*")
    growing = tree.Growing()
    for leaf in tiles.unbundled(bundle.read_bytes()):
        growing.add(leaf_hash(leaf))
    assert (growing.size, growing.root()) == (head.size, head.root)
    kept = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    file = tmp_path / "e.yaml"
    file.write_text(ENTRY)
    accord("ledger", "append", ledger, file)
    accord("ledger", "export", ledger, "--tiles", folder)
    assert all(
        path.read_bytes() == data for path, data in kept.items() if path.name != "checkpoint"
    )


def test_the_doctor_says_what_a_ledger_is_not_protected_from(accord, ledger):
    out = accord("doctor", ledger).out
    assert "Nobody else has cosigned" in out
    assert "can write the whole ledger anew" in out
    assert (
        json.loads(accord("doctor", "--format", "json").out)["sections"][0]["title"]
        == "Installation"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "starts"),
    [
        (("ledger", "verify", "lost.db"), 2, "L002"),
        (("ledger", "init", "no/such/folder/l.db"), 2, "L001"),
        (("ledger", "verify", "mysql://host/l"), 2, "L001"),
        (("ledger", "verify", "postgresql://host/l"), 2, "L004"),
        (("key", "show", "lost.key"), 1, "L018"),
        (("status", "examples/six-party", "--ledger", "lost.db"), 2, "L002"),
    ],
)
def test_what_is_not_there_is_told_with_a_code(accord, monkeypatch, arguments, code, starts):
    monkeypatch.chdir(ROOT)
    ran = accord(*arguments)
    assert (ran.code, ran.err[:4], ran.out) == (code, starts, "")
    assert "accord explain" in ran.err


def test_a_broken_ledger_is_told_with_its_first_broken_entry(accord, ledger):
    import sqlite3

    with sqlite3.connect(ledger) as connection:
        connection.execute("DROP TRIGGER bodies_stay")
        connection.execute("UPDATE bodies SET body = '{}' WHERE entry IN (4, 7)")
    connection.close()
    ran = accord("ledger", "verify", ledger, "--format", "json")
    assert (ran.code, json.loads(ran.out)["first_broken"]) == (1, 4)
    assert "entry 4: L022" in accord("ledger", "verify", ledger).out


def test_a_file_that_is_no_database_is_told_so(accord, tmp_path):
    file = tmp_path / "l.db"
    file.write_text("nothing of the kind " * 100)
    ran = accord("ledger", "verify", file)
    assert (ran.code, ran.err[:4]) == (1, "L005")

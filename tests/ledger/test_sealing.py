"""People at risk: what is sealed is read by those named, moves no determination, and can be destroyed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from accordance.kernel.days import Interval
from accordance.ledger import authoring, keyring
from accordance.ledger.drafts import Draft
from accordance.ledger.entries import leaf as leaves
from accordance.ledger.entries import records, sealing
from accordance.ledger.entries.sealing import Reader
from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import Ledger
from accordance.ledger.log.hashing import leaf_hash
from accordance.ledger.verifying import verify
from accordance.record.entries import Evidence, Known, SourceNote

Make = Callable[..., Ledger]
DAY = date(2030, 1, 1)
TOLD = "The guard Kim of the north gate"
WITNESSED = Evidence(
    id="told-1", claim="shut", kind="testimony", happened=Interval(DAY, DAY), known=Known(DAY),
    reliability="B", credibility="2", note=TOLD, custody="from hand to hand", by="embassy",
)  # fmt: skip
NORTH, SOUTH = keyring.new("north"), keyring.new("south")


def reader(key: keyring.Key) -> Reader:
    return Reader(key.name, key.public().reads)


def test_what_is_sealed_is_read_by_those_named_and_nobody_else(make: Make) -> None:
    ledger = make()
    ledger.append(records.sealed(WITNESSED, [reader(NORTH)]))
    row = ledger.entry(0)
    leaf = leaves.read(row.leaf).sealed
    assert leaf is not None
    assert leaf.to == ("north",)
    face = records.read(row.body, records.FORMAT, 0)
    part = sealing.unseal(leaf, row.stored, row.wrapped, [NORTH.reading], 0)
    assert records.opened(face, part) == WITNESSED
    assert sealing.unseal(leaf, row.stored, row.wrapped, [SOUTH.reading], 0) is None
    assert sealing.unseal(leaf, row.stored, row.wrapped, [], 0) is None


def test_what_stands_open_has_all_that_a_rule_reads_and_no_content() -> None:
    draft = records.sealed(WITNESSED, [reader(NORTH), reader(SOUTH)])
    face = records.read(draft.body, records.FORMAT, 0)
    for name in (
        "id",
        "claim",
        "kind",
        "happened",
        "known",
        "reliability",
        "credibility",
        "source",
    ):
        assert getattr(face, name) == getattr(WITNESSED, name)
    assert face.note == "(sealed to north, south)"
    assert (face.custody, face.by) == ("", "")
    for text in (TOLD, "hand", "embassy"):
        assert text.encode() not in draft.body


def test_the_source_of_a_witness_is_sealed_but_for_what_decides_independence() -> None:
    body = records.SourceBody(id="s-7", note=SourceNote(title=TOLD, owner="mission", party="south"))
    draft = records.sealed(body, [reader(NORTH)])
    face = records.read(draft.body, records.FORMAT, 0)
    assert face.note == SourceNote(title="(sealed to north)", owner="mission", party="south")


def test_nothing_is_sealed_to_nobody_and_nothing_that_has_no_content() -> None:
    with pytest.raises(LedgerError, match="L040"):
        records.sealed(WITNESSED, [])
    bare = msgspec.structs.replace(WITNESSED, note="", custody="", by="")
    with pytest.raises(LedgerError, match="L040"):
        records.sealed(bare, [reader(NORTH)])
    with pytest.raises(LedgerError, match="L040"):
        records.sealed(WITNESSED, [Reader("north", "age1nothing")])


@pytest.mark.parametrize("part", ["sealed", "all"])
def test_an_erasure_destroys_what_was_told_and_every_proof_stands(
    make: Make, part: leaves.Part, tmp_path: Path
) -> None:
    ledger = make()
    ledger.append(records.sealed(WITNESSED, [reader(NORTH)]))
    before = ledger.proof(0)
    wrapped = ledger.entry(0).wrapped
    ledger.append(Draft(kind="erasure", version="x/1", body=b"{}", erases=0, part=part))
    row = ledger.entry(0)
    assert row.wrapped is None
    assert (row.body is None) == (part == "all")
    assert before.shows(leaf_hash(row.leaf))
    assert verify(ledger).sound
    if ledger.store.dialect == "sqlite":
        ledger.close()
        kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
        assert kept
        for data in kept:
            assert TOLD.encode() not in data
            assert wrapped[-60:] not in data


def test_an_open_body_that_is_erased_is_nowhere_any_more(make: Make, tmp_path: Path) -> None:
    """In SQLite not a byte of it is left in the database, its journal or the files beside it."""
    ledger = make()
    for number in range(40):
        one = msgspec.structs.replace(WITNESSED, id=f"told-{number}", note=f"{TOLD} {number:04}")
        ledger.append(records.draft(one))
    for number in (0, 17, 39):
        ledger.append(Draft(kind="erasure", version="x/1", body=b"{}", erases=number))
    assert verify(ledger).sound
    if ledger.store.dialect == "sqlite":
        ledger.close()
        for path in tmp_path.rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            for number in (0, 17, 39):
                assert f"{TOLD} {number:04}".encode() not in data, path


def test_sealed_bytes_that_were_changed_are_named(make: Make) -> None:
    ledger = make()
    ledger.append(records.sealed(WITNESSED, [reader(NORTH)]))
    lite = ledger.store.dialect == "sqlite"
    with ledger.store.writing() as connection:
        connection.exec_driver_sql(f"DROP TRIGGER sealed_stay{'' if lite else ' ON sealed'}")
        connection.exec_driver_sql("UPDATE sealed SET stored = (SELECT salt FROM bodies)")
    assert [(one.entry, one.code) for one in verify(ledger).faults] == [(0, "L022")]
    row = ledger.entry(0)
    with pytest.raises(LedgerError, match="L022"):
        sealing.unseal(leaves.read(row.leaf).sealed, row.stored, row.wrapped, [NORTH.reading], 0)


def test_an_author_signs_for_one_ledger_and_for_what_was_said(make: Make) -> None:
    ledger = make()
    signer = NORTH.signer()
    ledger.append(authoring.signed(records.draft(WITNESSED), signer, ledger.origin))
    leaf = leaves.read(ledger.entry(0).leaf)
    assert leaf.author is not None
    assert leaf.author.key == signer.verifier().text()
    assert leaf.signed(ledger.origin)
    assert not leaf.signed("example.org/another")
    assert not msgspec.structs.replace(leaf, commitment="00" * 32).signed(ledger.origin)
    assert not msgspec.structs.replace(leaf, id="told-2").signed(ledger.origin)
    assert verify(ledger).sound


def test_an_entry_under_a_stolen_name_is_found(make: Make) -> None:
    ledger = make()
    draft = authoring.signed(records.draft(WITNESSED), NORTH.signer(), "example.org/another")
    ledger.append(draft)
    assert [(one.entry, one.code) for one in verify(ledger).faults] == [(0, "L029")]


def test_a_key_file_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    path = tmp_path / "north.key"
    keyring.save(NORTH, path, "a long sentence")
    assert path.stat().st_mode & 0o777 == 0o600
    assert keyring.locked(path)
    assert NORTH.signing.encode() not in path.read_bytes()
    assert keyring.load(path, "a long sentence") == NORTH
    for wrong in ("", "another sentence"):
        with pytest.raises(LedgerError, match="L018"):
            keyring.load(path, wrong)
    with pytest.raises(LedgerError, match="L017"):
        keyring.save(SOUTH, path)


def test_a_public_key_file_is_no_key_file_and_the_other_way_about(tmp_path: Path) -> None:
    path, private = tmp_path / "north.pub", tmp_path / "north.key"
    path.write_text(keyring.written(NORTH.public()))
    keyring.save(NORTH, private)
    assert keyring.public(path) == NORTH.public()
    for load, file in (
        (keyring.load, path),
        (keyring.public, private),
        (keyring.public, tmp_path / "no"),
    ):
        with pytest.raises(LedgerError, match="L018"):
            load(file)

"""A bundle is verified by a stranger, without the ledger, and any change of it is named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from drafted import event

from accordance.ledger import bundles, keyring
from accordance.ledger import ledger as ledgers
from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import Ledger
from accordance.ledger.log import checkpoints
from accordance.ledger.log.notes import COSIGNATURE
from accordance.ledger.store.blobs import Blobs

PHOTO = b"\xff\xd8 a photograph " * 5000


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = ledgers.create(str(tmp_path / "l.db"))
    photo = Blobs(made.store.home / "blobs").add(io.BytesIO(PHOTO))
    for number in range(7):
        blobs = (photo,) if number == 3 else ()
        made.append(msgspec.structs.replace(event(number), blobs=blobs))
    yield made
    made.close()


@pytest.fixture
def bundle(ledger: Ledger, tmp_path: Path) -> Path:
    file = tmp_path / "evidence.zip"
    bundles.write(ledger, [3, 5], file)
    return file


def test_a_bundle_is_sound_and_outlives_its_ledger(ledger: Ledger, bundle: Path) -> None:
    key = ledger.key
    ledger.close()
    (bundle.parent / "l.db").unlink()
    found = bundles.verify(bundle, [key])
    assert (found.sound, found.entries, found.size) == (True, (3, 5), 7)
    assert found.signed == (key.name,)
    assert len(found.blobs) == 1


def test_a_bundle_carries_what_witnesses_cosigned(ledger: Ledger, tmp_path: Path) -> None:
    north = keyring.new("north").signer()
    note = ledger.checkpoint()
    seen = note.adding([checkpoints.cosignature(note, north, datetime(2030, 1, 1, tzinfo=UTC))])
    ledger.cosigned(seen, [north.verifier(COSIGNATURE)])
    bundles.write(ledger, [0], tmp_path / "b.zip")
    found = bundles.verify(tmp_path / "b.zip", [ledger.key], [north.verifier(COSIGNATURE)])
    assert found.cosigned == ("north",)


def test_the_same_entries_give_the_same_bytes(ledger: Ledger, tmp_path: Path) -> None:
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    for file in (one, two):
        bundles.write(ledger, [1, 3], file)
    assert one.read_bytes() == two.read_bytes()


def _changed(bundle: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    other = bundle.with_name("changed.zip")
    with zipfile.ZipFile(bundle) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name.startswith(part) else data)
    return other


@pytest.mark.parametrize(
    ("part", "entry", "code"),
    [
        ("entries/3/body", 3, "L022"),
        ("entries/3/salt", 3, "L022"),
        ("entries/5/leaf", 5, "L021"),
        ("entries/5/tlog-proof", 5, ""),
        ("blobs/", None, "L025"),
        ("checkpoint", None, ""),
    ],
)
def test_a_change_of_any_part_is_named(
    bundle: Path, ledger: Ledger, part: str, entry: int | None, code: str
) -> None:
    def flipped(data: bytes) -> bytes:
        place = len(data) // 2
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    try:
        faults = bundles.verify(_changed(bundle, part, flipped), [ledger.key]).faults
    except LedgerError as error:
        faults = (error.fault,)
    assert faults
    if code:
        assert (code, entry) in {(one.code, one.entry) for one in faults}, faults


def test_an_entry_of_another_ledger_does_not_pass(bundle: Path, tmp_path: Path) -> None:
    other = ledgers.create(str(tmp_path / "other.db"))
    found = bundles.verify(bundle, [other.key])
    other.close()
    assert [one.code for one in found.faults] == ["L013"]


def test_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    file.write_bytes(b"PK\x03\x04 nothing more")
    with pytest.raises(LedgerError, match="L056"):
        bundles.verify(file)
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("bundle.json", "{}")
    with pytest.raises(LedgerError, match="L056"):
        bundles.verify(file)


def test_a_missing_file_is_named_before_a_bundle_is_written(ledger: Ledger, tmp_path: Path) -> None:
    photo = next((ledger.store.home / "blobs").glob("*/*"))
    photo.write_bytes(b"another picture")
    with pytest.raises(LedgerError, match="L025"):
        bundles.write(ledger, [3], tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()

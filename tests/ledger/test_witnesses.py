"""Parties that witness each other notice what a ledger alone cannot show."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from drafted import event

from accordance.ledger import keyring, witnessing
from accordance.ledger import ledger as ledgers
from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import Ledger
from accordance.ledger.log import checkpoints
from accordance.ledger.log.notes import COSIGNATURE, Note, Signer
from accordance.ledger.verifying import verify
from accordance.ledger.witnessing import Memory

NOW = datetime(2030, 1, 1, tzinfo=UTC)
NORTH = keyring.new("example.org/north").signer()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = ledgers.create(str(tmp_path / "l.db"))
    for number in range(5):
        made.append(event(number))
    yield made
    made.close()


def seen(ledger: Ledger, memory: Memory, old: int | None = None) -> tuple[Note, Memory]:
    """Let the witness look at a ledger."""
    kept = memory.seen.get(ledger.origin)
    size = old if old is not None else kept.size if kept else 0
    return witnessing.cosign(witnessing.request(ledger, size), NORTH, memory, NOW, ledger.key)


def copied(tmp_path: Path, name: str) -> Ledger:
    """Copy the ledger with its key, as its keeper could."""
    where = tmp_path / name
    shutil.copy(tmp_path / "l.db", where)
    shutil.copytree(tmp_path / "l.db.files", f"{where}.files")
    return ledgers.open_ledger(str(where))


def test_a_witness_cosigns_what_goes_on(ledger: Ledger) -> None:
    note, memory = seen(ledger, Memory())
    assert ledger.cosigned(note, [NORTH.verifier(COSIGNATURE)]) == ("example.org/north",)
    ledger.append(event(9))
    note, memory = seen(ledger, memory)
    assert memory.seen[ledger.origin].size == 6
    assert ledger.cosigned(note, [NORTH.verifier(COSIGNATURE)]) == ("example.org/north",)
    assert ledger.witnessed() == {"example.org/north": 6}
    found = verify(ledger, [NORTH.verifier(COSIGNATURE)])
    assert (found.sound, found.cosigned) == (True, (("example.org/north", 6),))


def test_a_request_is_read_as_it_was_written(ledger: Ledger) -> None:
    asked = witnessing.request(ledger, 3)
    assert witnessing.parse(asked.written()) == asked
    for wrong in (
        "",
        "old 3\n",
        asked.written().replace("old 3", "old 03"),
        "old 3\nAAAA\n\n" + asked.note.written(),
    ):
        with pytest.raises(LedgerError, match=r"L051|L012"):
            witnessing.parse(wrong)


def test_an_older_backup_in_place_of_the_ledger_is_noticed_by_a_witness_alone(
    ledger: Ledger, tmp_path: Path
) -> None:
    backup = copied(tmp_path, "backup.db")
    ledger.append(event(8), event(9))
    _, memory = seen(ledger, Memory())
    assert verify(backup).sound, "by itself it cannot show what it lost"
    with pytest.raises(LedgerError, match="L050"):
        seen(backup, memory)
    with pytest.raises(LedgerError, match="L054"):
        witnessing.cosign(witnessing.request(backup, 0), NORTH, memory, NOW)
    backup.append(event(20), event(21), event(22))
    with pytest.raises(LedgerError, match="L054"):
        seen(backup, memory)
    backup.close()


def test_two_forks_shown_to_two_readers_cannot_both_be_cosigned(
    ledger: Ledger, tmp_path: Path
) -> None:
    other = copied(tmp_path, "fork.db")
    ledger.append(event(100, "It was destroyed."))
    other.append(event(100, "It was kept."))
    assert verify(ledger).sound
    assert verify(other).sound
    _, memory = seen(ledger, Memory())
    with pytest.raises(LedgerError, match="L054"):
        seen(other, memory)
    other.close()


def test_a_witness_takes_no_key_but_the_one_it_knows(ledger: Ledger) -> None:
    asked = witnessing.request(ledger, 0)
    with pytest.raises(LedgerError, match="L052"):
        witnessing.cosign(asked, NORTH, Memory(), NOW)
    _, memory = witnessing.cosign(asked, NORTH, Memory(), NOW, ledger.key)
    stranger = Signer.new(ledger.origin)
    with pytest.raises(LedgerError, match="L052"):
        witnessing.cosign(asked, NORTH, memory, NOW, stranger.verifier())
    forged = witnessing.Request(5, (), Note(asked.note.text).signed(stranger))
    with pytest.raises(LedgerError, match="L013"):
        witnessing.cosign(forged, NORTH, memory, NOW)


def test_a_request_from_another_size_than_was_seen_is_refused(ledger: Ledger) -> None:
    _, memory = seen(ledger, Memory())
    ledger.append(event(9))
    for old in (0, 3):
        with pytest.raises(LedgerError, match="L053"):
            seen(ledger, memory, old)


def test_what_a_witness_keeps_is_whole_or_as_before(tmp_path: Path, ledger: Ledger) -> None:
    path = tmp_path / "seen"
    assert witnessing.recall(path) == Memory()
    _, memory = seen(ledger, Memory())
    witnessing.keep(memory, path)
    assert witnessing.recall(path) == memory
    path.write_text("{")
    with pytest.raises(LedgerError, match="L055"):
        witnessing.recall(path)


def test_a_ledger_keeps_no_cosignature_of_what_it_did_not_sign(ledger: Ledger) -> None:
    head = ledger.head()
    other = checkpoints.Checkpoint(ledger.origin, head.size, bytes(32))
    note = Note(other.text()).signed(NORTH)
    with pytest.raises(LedgerError, match="L035"):
        ledger.cosigned(note, [NORTH.verifier(COSIGNATURE)])

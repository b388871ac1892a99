"""Two of everything: servers, clocks, backups and forks of one ledger; and a database that fails.

What no ledger can see of itself, an older backup in its place or a second story, a witness sees.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from drafted import event
from killing import Writers

from accordance.ledger import keyring
from accordance.ledger.drafts import Draft
from accordance.ledger.entries import leaf as leaves
from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import Ledger, create, open_ledger
from accordance.ledger.log.notes import Verifier
from accordance.ledger.verifying import verify
from accordance.ledger.witnessing import witness
from conftest import PostgreSQL, fresh

Make = Callable[..., Ledger]
NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


class Party:
    """A witness with a key and a memory of its own."""

    def __init__(self, name: str, folder: Path) -> None:
        self._signer = keyring.new(f"example.org/{name}").signer()
        self._memory = folder / f"{name}.seen"

    def sees(self, ledger: Ledger, key: Verifier | None = None) -> None:
        """Cosign the newest checkpoint, or refuse."""
        witness(ledger, self._signer, self._memory, lambda: NOON, key)


def _copied(ledger: Path, to: str) -> Path:
    """Take a backup of a ledger that nobody has open, with its key."""
    copy = ledger.with_name(to)
    shutil.copyfile(ledger, copy)
    shutil.copytree(f"{ledger}.files", f"{copy}.files")
    return copy


def _with(file: Path, *numbers: int) -> Ledger:
    """Open a ledger and append events to it."""
    ledger = open_ledger(str(file))
    for number in numbers:
        ledger.append(event(number))
    return ledger


def test_an_older_backup_in_its_place_is_seen_by_a_witness_alone(tmp_path: Path) -> None:
    """The ledger finds itself sound, and goes on; whoever saw more refuses both."""
    file, north = tmp_path / "l.db", Party("north", tmp_path)
    create(str(file)).close()
    _with(file, 0, 1, 2).close()
    backup = _copied(file, "backup.db")
    now = _with(file, 3, 4)
    north.sees(now, now.key)
    now.close()
    shutil.copyfile(backup, file)
    old = open_ledger(str(file))
    assert verify(old).sound
    with pytest.raises(LedgerError, match=r"L050|L054"):
        north.sees(old)
    for number in (5, 6, 7):  # grown past what was seen, it is another story
        old.append(event(number))
        with pytest.raises(LedgerError, match=r"L050|L054"):
            north.sees(old)
    assert verify(old).sound
    old.close()


def test_of_two_forks_shown_to_two_readers_each_refuses_the_other(tmp_path: Path) -> None:
    """Both are signed by the ledger's own key and sound; no witness of one cosigns the other."""
    one = tmp_path / "one.db"
    create(str(one)).close()
    _with(one, 0, 1).close()
    two = _copied(one, "two.db")
    ledgers = [_with(one, 2), _with(two, 3, 4)]
    readers = [Party("north", tmp_path), Party("south", tmp_path)]
    for reader, ledger in zip(readers, ledgers, strict=True):
        reader.sees(ledger, ledger.key)
        assert verify(ledger).sound
    for reader, ledger in zip(readers, reversed(ledgers), strict=True):
        with pytest.raises(LedgerError, match=r"L050|L054"):
            reader.sees(ledger)
    for reader, ledger in zip(readers, ledgers, strict=True):
        ledger.append(event(9))
        reader.sees(ledger)
        ledger.close()


def test_servers_whose_clocks_differ_append_in_turn_and_never_go_back(make: Make) -> None:
    """One is a day behind and one runs backwards: no entry is recorded before the one before it."""
    hours = iter(range(1000, 0, -1))
    servers = [
        make(now=lambda: NOON),
        make(again=True, now=lambda: NOON - timedelta(days=1)),
        make(again=True, now=lambda: NOON + timedelta(hours=next(hours))),
    ]
    for number in range(30):
        servers[number % 3].append(event(number))
    told = [leaves.read(row.leaf).recorded for row in servers[0].rows()]
    assert told == sorted(told)
    assert verify(servers[1]).sound


def test_who_verifies_while_others_append_and_erase_finds_nothing_wrong(make: Make) -> None:
    ledger, again = make(), make(again=True)
    for number in range(30):
        ledger.append(event(number))
    ending = threading.Event()

    def write() -> None:
        number = 30
        while not ending.is_set():
            ledger.append(event(number), event(number + 1))
            erased = Draft(kind="erasure", version="x/1", body=b"{}", erases=number - 30)
            ledger.append(erased)
            number += 3

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for _ in range(12):
            found = verify(again)
            assert found.sound, found.faults
    finally:
        ending.set()
        writing.join()
    assert verify(again).erased > 0


def test_a_ledger_whose_making_broke_off_after_its_tables_were_kept_finds_its_key(
    make: Make,
) -> None:
    """The key is put in its place by whoever appends first."""
    home = make().store.home
    (home / "key").rename(home / "key.coming")
    assert make(again=True).append(event(0))[0].entry == 0
    assert (home / "key").is_file()


def test_a_key_in_use_is_never_replaced(tmp_path: Path) -> None:
    """A folder with the key of a ledger whose database is gone takes no second ledger."""
    create(str(tmp_path / "l.db")).close()
    kept = (tmp_path / "l.db.files" / "key").read_bytes()
    (tmp_path / "l.db").unlink()
    with pytest.raises(LedgerError, match="L017"):
        create(str(tmp_path / "l.db"))
    assert (tmp_path / "l.db.files" / "key").read_bytes() == kept


@pytest.mark.parametrize("several", [1, 100])
def test_what_the_database_cannot_hold_fails_alone(make: Make, several: int) -> None:
    """PostgreSQL has no text with a zero in it: who asks for that fails, who came beside it not."""
    ledger, codes = make(), []
    bad = [Draft(kind="event", version="x/1", id=f"\x00{n}", body=b"{}") for n in range(several)]

    def send(number: int) -> None:
        try:
            ledger.append(*(bad if number == 5 else [event(number)]))
        except LedgerError as error:
            codes.append(error.fault.code)

    threads = [threading.Thread(target=send, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes in ([], ["L030"]), codes
    assert {f"e-{n}" for n in range(20) if n != 5} <= {row.id for row in ledger.rows()}
    assert verify(ledger).sound


@pytest.mark.server
def test_a_server_that_is_down_is_told_and_found_again(
    postgresql: PostgreSQL, tmp_path: Path
) -> None:
    """While it is down all fails with a code; when it is up the same ledger goes on."""
    ledger = create(fresh(postgresql), tmp_path / "home")
    ledger.append(event(0))
    postgresql.stop("immediate")
    try:
        for ask in (lambda: ledger.append(event(1)), ledger.size, lambda: verify(ledger)):
            with pytest.raises(LedgerError, match="L006"):
                ask()
    finally:
        postgresql.start()
    assert ledger.append(event(1))[0].entry == 1
    assert verify(ledger).sound
    ledger.close()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Where the lock by which writers take turns cannot be made, that is no traceback."""
    ledger = create(str(tmp_path / "l.db"))
    ledger.append(event(0))
    (tmp_path / "l.db.files" / "turn").unlink()
    (tmp_path / "l.db.files" / "turn").mkdir()
    with pytest.raises(LedgerError, match="L006"):
        ledger.append(event(1))
    ledger.close()


def test_two_programs_on_one_database_append_in_turn(tmp_path: Path) -> None:
    """Each goes on from what the other has written, and every number is given once."""
    where, home = str(tmp_path / "l.db"), tmp_path / "home"
    create(where, home).close()
    programs = [Writers(where, home, first=first) for first in (0, 1_000_000)]

    def go(writers: Writers) -> None:
        writers.round(lambda writers, _: writers.wait_for_more(20))

    threads = [threading.Thread(target=go, args=(one,)) for one in programs]
    for number, thread in enumerate(threads):
        thread.start()
        time.sleep(0.05 * number)
    for thread in threads:
        thread.join()
    assert not set(programs[0].kept) & set(programs[1].kept)
    for one in programs:
        one.check()
        one.close()

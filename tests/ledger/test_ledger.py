"""What a ledger promises, whichever database it lies in."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from drafted import event

from accordance.kernel.canonical import canonical
from accordance.ledger.drafts import Draft
from accordance.ledger.entries import leaf as leaves
from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import Ledger
from accordance.ledger.log import checkpoints, notes, proving
from accordance.ledger.log.hashing import leaf_hash
from accordance.ledger.store.tables import METADATA
from accordance.ledger.verifying import verify

Make = Callable[..., Ledger]


def test_what_was_appended_is_there_in_order_and_signed(make: Make) -> None:
    ledger = make()
    receipts = [ledger.append(event(n))[0] for n in range(5)]
    assert [one.entry for one in receipts] == list(range(5))
    assert [row.id for row in ledger.rows()] == [f"e-{n}" for n in range(5)]
    head = ledger.head()
    assert (head.size, head.origin) == (5, ledger.origin)
    assert notes.verified(receipts[-1].note, [ledger.key]) == (ledger.key,)
    assert checkpoints.read(receipts[-1].note) == head
    assert verify(ledger).sound


def test_it_is_the_same_ledger_when_it_is_opened_again(make: Make) -> None:
    first = make()
    first.append(event(0), event(1))
    again = make(again=True)
    (receipt,) = again.append(event(2))
    assert receipt.entry == 2
    assert first.append(event(3))[0].entry == 3, "each sees what the other has added"
    assert verify(first).sound


def test_every_entry_can_be_proved_and_every_size_is_consistent(make: Make) -> None:
    ledger = make()
    for n in range(9):
        ledger.append(event(n))
    head = ledger.head()
    for n in range(9):
        proof = ledger.proof(n)
        assert proof.shows(leaf_hash(ledger.entry(n).leaf))
        assert not proof.shows(leaf_hash(ledger.entry((n + 1) % 9).leaf))
        old = checkpoints.read(ledger.checkpoint(n + 1))
        steps = ledger.consistency(n + 1, 9)
        assert proving.consistent(n + 1, 9, steps, old.root, head.root)


def test_the_same_entry_sent_twice_stands_once(make: Make) -> None:
    ledger = make()
    first, again = ledger.append(event(1))[0], ledger.append(event(1), event(2))
    assert (again[0].entry, again[0].new, again[1].entry) == (first.entry, False, 1)
    assert ledger.size() == 2


@pytest.mark.parametrize(
    ("code", "drafts"),
    [
        ("L031", [event(2), event(1, "Something else.")]),
        ("L031", [event(3), event(3)]),
        ("L032", [event(4), event(5, "x" * (1 << 20))]),
        ("L033", [event(6), Draft(kind="erasure", version="x/1", body=b"{}", erases=99)]),
    ],
)
def test_of_drafts_that_go_together_one_that_fails_keeps_all_out(
    make: Make, code: str, drafts: list[Draft]
) -> None:
    ledger = make()
    ledger.append(event(1))
    with pytest.raises(LedgerError) as caught:
        ledger.append(*drafts)
    assert caught.value.fault.code == code
    assert ledger.size() == 1
    assert ledger.append(event(2))[0].entry == 1
    assert verify(ledger).sound


def test_a_draft_that_fails_keeps_none_out_that_came_beside_it(make: Make) -> None:
    """Many at once, each on its own: those that are wrong fail, all others are there."""
    ledger = make()
    ledger.append(event(0))
    failed: list[int] = []

    def send(number: int) -> None:
        try:
            ledger.append(event(number) if number % 3 else event(0, f"Other {number}."))
        except LedgerError:
            failed.append(number)

    _at_once(send, range(1, 31))
    assert sorted(failed) == list(range(3, 31, 3))
    assert ledger.size() == 21
    assert verify(ledger).sound


def test_two_servers_on_one_database_append_in_turn(make: Make) -> None:
    """No entry is lost, none stands twice, and the tree is one."""
    servers = [make(), make(again=True)]
    _at_once(lambda n: servers[n % 2].append(event(n)), range(40))
    assert {row.id for row in servers[0].rows()} == {f"e-{n}" for n in range(40)}
    assert verify(servers[1]).sound


def _at_once(work: Callable[[int], object], numbers: range) -> None:
    threads = [threading.Thread(target=work, args=(n,)) for n in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_the_clock_going_backwards_never_makes_an_entry_older_than_the_one_before(
    make: Make,
) -> None:
    now = datetime(2030, 1, 1, tzinfo=UTC)
    hours = iter([0, 5, 2, 1, 9])
    ledger = make(now=lambda: now + timedelta(hours=next(hours)))
    for n in range(4):
        ledger.append(event(n))
    told = [leaves.read(row.leaf).recorded for row in ledger.rows()]
    assert told == sorted(told)
    assert verify(ledger).sound


def test_what_is_erased_is_gone_and_every_proof_stands(make: Make) -> None:
    ledger = make()
    ledger.append(event(0), event(1, "A name."), event(2))
    before = ledger.proof(1)
    ledger.append(
        Draft(kind="erasure", version="x/1", body=canonical({"reason": "asked"}), erases=1)
    )
    row = ledger.entry(1)
    assert (row.body, row.salt) == (None, None)
    assert before.shows(leaf_hash(row.leaf))
    assert ledger.erasures() == {1: 3}
    assert verify(ledger).sound
    with pytest.raises(LedgerError, match="L034"):
        ledger.append(Draft(kind="erasure", version="x/1", body=b"{}", erases=1))
    with pytest.raises(LedgerError, match="L031"):
        ledger.append(event(1, "A name."))


def test_the_tables_are_those_of_the_code(make: Make) -> None:
    """The migrations lead to the very tables that the code reads and writes."""
    ledger = make()
    with ledger.store.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []


def _wronged(ledger: Ledger, *statements: str) -> None:
    """Do what only the owner of a database can: drop the guards, and change what is written."""
    lite = ledger.store.dialect == "sqlite"
    with ledger.store.writing() as connection:
        for table in ("entries", "bodies", "checkpoints", "erasures"):
            for guard in ("stay", "last"):
                on = "" if lite else f" ON {table}"
                connection.exec_driver_sql(f"DROP TRIGGER {table}_{guard}{on}")
        for statement in statements:
            connection.exec_driver_sql(statement)


def _copied(table: str, column: str, source: int, entry: int) -> str:
    value = f"SELECT {column} FROM {table} WHERE entry = {source}"
    return f"UPDATE {table} SET {column} = ({value}) WHERE entry = {entry}"


@pytest.mark.parametrize(
    ("entry", "code", "statement"),
    [
        (1, "L022", _copied("bodies", "body", 2, 1)),
        (1, "L022", _copied("bodies", "salt", 2, 1)),
        (2, "L024", _copied("entries", "leaf", 1, 2)),
        (2, "L024", _copied("entries", "hashes", 0, 2)),
        (3, "L026", "UPDATE entries SET id = 'e-9' WHERE entry = 3"),
        (3, "L028", "DELETE FROM bodies WHERE entry = 3"),
        (1, "L028", "INSERT INTO erasures (erased, entry) VALUES (1, 2)"),
    ],
)  # fmt: skip
def test_every_tampering_is_named_by_entry(
    make: Make, entry: int, code: str, statement: str
) -> None:
    ledger = make()
    for n in range(5):
        ledger.append(event(n))
    _wronged(ledger, statement)
    found = verify(ledger)
    assert (entry, code) in {(one.entry, one.code) for one in found.faults}, found.faults


def test_entries_cut_off_are_missed(make: Make) -> None:
    """The last entries taken away: the checkpoint that was signed for them says so."""
    ledger = make()
    for n in range(5):
        ledger.append(event(n))
    _wronged(ledger, "DELETE FROM bodies WHERE entry = 4", "DELETE FROM entries WHERE entry = 4")
    faults = verify(ledger).faults
    assert [(one.entry, one.code) for one in faults] == [(4, "L023")]


def test_the_database_refuses_to_change_what_is_written(make: Make) -> None:
    ledger = make()
    ledger.append(event(0), event(1))
    for statement in (
        "UPDATE entries SET id = 'other' WHERE entry = 1",
        "UPDATE bodies SET body = salt WHERE entry = 1",
        "UPDATE checkpoints SET size = 9 WHERE size = 2",
        "DELETE FROM entries WHERE entry = 1",
        "DELETE FROM bodies WHERE entry = 1",
        "DELETE FROM checkpoints WHERE size = 2",
        "UPDATE facts SET value = 'mine' WHERE name = 'key'",
    ):
        with pytest.raises(LedgerError, match="L030"), ledger.store.writing() as connection:
            connection.exec_driver_sql(statement)
    assert verify(ledger).sound

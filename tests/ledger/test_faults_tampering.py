"""What the owner of a database can do to it, with the guards dropped: all of it is found.

Verifying names the entry, and a writer refuses to go on from what the ledger has not signed; neither
ever ends without a code.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from drafted import event
from wronging import wronged

from accordance.kernel.canonical import canonical
from accordance.ledger.drafts import Draft
from accordance.ledger.faults import LedgerError
from accordance.ledger.ledger import Ledger
from accordance.ledger.store.blobs import Blobs
from accordance.ledger.verifying import verify

Make = Callable[..., Ledger]


def _filled(make: Make, several: int = 5) -> Ledger:
    ledger = make()
    for number in range(several):
        ledger.append(event(number))
    return ledger


def _found(ledger: Ledger) -> set[tuple[int | None, str]]:
    return {(one.entry, one.code) for one in verify(ledger).faults}


@pytest.mark.parametrize(
    ("code", "statements"),
    [
        ("L023", ["DELETE FROM bodies WHERE entry = 4", "DELETE FROM entries WHERE entry = 4"]),
        ("L013", ["DELETE FROM checkpoints WHERE size = 5"]),
        ("L013", ["INSERT INTO entries SELECT 5, 'e-x', leaf, hashes FROM entries WHERE entry = 1"]),
        ("L024", ["UPDATE entries SET hashes = leaf WHERE entry = 3"]),
        ("L024", ["UPDATE entries SET hashes = salt FROM bodies WHERE entries.entry = 3"]),
        ("L012", ["UPDATE checkpoints SET note = 'five' WHERE size = 5"]),
        ("L013", ["UPDATE checkpoints SET note = replace(note, 'accordance', 'other') WHERE size = 5"]),
    ],
)  # fmt: skip
def test_a_writer_refuses_to_go_on_from_what_was_not_signed(
    make: Make, code: str, statements: list[str]
) -> None:
    """Not one that has just opened it, nor one that runs; the ledger signs no second story."""
    ledger = _filled(make)
    wronged(ledger, *statements)
    before, signed = ledger.size(), ledger.head() if code != "L012" else None
    for _ in range(2):
        with pytest.raises(LedgerError) as caught:
            make(again=True).append(event(7))
        assert caught.value.fault.code == code
    assert ledger.size() == before
    assert signed is None or ledger.head() == signed
    assert not verify(ledger).sound


def test_a_writer_that_runs_sees_what_is_changed_behind_it(make: Make) -> None:
    """The newest checkpoint is no longer the one that it signed."""
    ledger = _filled(make)
    wronged(ledger, "DELETE FROM checkpoints WHERE size = 5")
    with pytest.raises(LedgerError, match="L013"):
        ledger.append(event(7))


@pytest.mark.parametrize(
    ("entry", "code", "statement"),
    [
        (1, "L022", "UPDATE bodies SET body = 'text' WHERE entry = 1"),
        (1, "L022", "UPDATE bodies SET salt = 7 WHERE entry = 1"),
        (2, "L021", "UPDATE entries SET leaf = 'text' WHERE entry = 2"),
        (2, "L024", "UPDATE entries SET hashes = 7 WHERE entry = 2"),
        (2, "L026", "UPDATE entries SET id = CAST('e-2' AS BLOB) WHERE entry = 2"),
        (2, "L028", "INSERT INTO erasures (erased, entry) VALUES (2, 'three')"),
        (None, "L013", "UPDATE checkpoints SET note = x'ff' WHERE size = 3"),
        (None, "L013", "UPDATE checkpoints SET note = 7 WHERE size = 3"),
        (None, "L013", "INSERT INTO cosignatures VALUES (3, 'w', 7)"),
    ],
)  # fmt: skip
def test_values_of_another_type_are_named(
    make: Make, entry: int | None, code: str, statement: str
) -> None:
    """SQLite holds anything in any column; PostgreSQL takes none of these."""
    ledger = _filled(make)
    if ledger.store.dialect != "sqlite":
        pytest.skip("PostgreSQL refuses this itself")
    wronged(ledger, statement)
    assert (entry, code) in _found(ledger)


@pytest.mark.parametrize(
    "leaf",
    [
        b"", b"{}", b'{"kind":"\xff"}', b"[" * 60_000, b'{"z":' + b"[" * 60_000 + b"}",
        b'{"format":"accordance-leaf/1","kind":"\xff"}', b'{"format":"accordance-leaf/2"}',
    ],
)  # fmt: skip
def test_a_leaf_that_is_none_is_named(make: Make, leaf: bytes) -> None:
    ledger = _filled(make)
    wronged(ledger, "UPDATE entries SET leaf = ? WHERE entry = 2", leaf=leaf)
    assert {(2, "L021"), (2, "L024")} <= _found(ledger)


@pytest.mark.parametrize(
    ("entry", "statement"),
    [
        (1, "DELETE FROM bodies WHERE entry = 1"),
        (1, "INSERT INTO erasures (erased, entry) VALUES (1, 99)"),
        (1, "INSERT INTO erasures (erased, entry) VALUES (1, 4)"),
        (9, "INSERT INTO erasures (erased, entry) VALUES (9, 4)"),
        (5, "DELETE FROM erasures"),
    ],
)
def test_erasures_that_never_were_are_named(make: Make, entry: int, statement: str) -> None:
    """A body can be gone only where an entry says so, and an entry that says so stands."""
    ledger = _filled(make)
    ledger.append(Draft(kind="erasure", version="x/1", body=b"{}", erases=3))
    wronged(ledger, statement)
    assert (entry, "L028") in _found(ledger)


@pytest.mark.parametrize("line", ["five", "\N{EM DASH} w AAAA", "a\n\nb"])
def test_a_cosignature_that_is_none_is_told(make: Make, line: str) -> None:
    ledger = _filled(make)
    wronged(ledger, "INSERT INTO cosignatures VALUES (3, 'w', ?)", line=line)
    assert _found(ledger) == {(None, "L013")}


def test_a_file_that_was_swapped_edited_or_lost_is_named_with_its_entry(make: Make) -> None:
    ledger = make()
    held = Blobs(ledger.store.home / "blobs")
    files = [held.add(io.BytesIO(f"photograph {n}".encode())) for n in range(4)]
    for number, file in enumerate(files):
        body = canonical({"entry": "event", "id": f"e-{number}"})
        ledger.append(Draft(kind="event", version="x/1", body=body, blobs=(file,)))
    assert verify(ledger).sound
    one, two, three = (held.place(file) for file in files[:3])
    swapped = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(swapped)
    three.unlink()
    assert _found(ledger) == {(0, "L025"), (1, "L025"), (2, "L025")}


@pytest.mark.parametrize("path", ["../../key", "a\x00b", "A" * 64, ""])
def test_a_digest_that_is_none_opens_no_file(make: Make, path: str) -> None:
    ledger = make()
    ledger.append(Draft(kind="event", version="x/1", body=b"{}", blobs=(path,)))
    assert _found(ledger) == {(0, "L025")}


@pytest.mark.parametrize("statement", ["DELETE FROM facts WHERE name = 'key'", "DELETE FROM facts"])
def test_a_ledger_that_says_not_what_it_is_is_not_opened(make: Make, statement: str) -> None:
    wronged(_filled(make), statement)
    with pytest.raises(LedgerError, match="L005"):
        make(again=True)


def test_another_key_in_place_of_the_ledgers_is_found(make: Make) -> None:
    """Neither what it signed before nor its own key file fits."""
    ledger = _filled(make)
    other = "example.org/other+2b8c5c5a+AfHbcCaT8Ld9AkhgNcDrbR93yDrPxAWJTrlRdMGZ9HhR"
    wronged(ledger, "UPDATE facts SET value = ? WHERE name = 'key'", value=other)
    with pytest.raises(LedgerError, match=r"L010|L019"):
        make(again=True).append(event(8))


@pytest.mark.parametrize("number", [-1, 5, 1 << 62, 1 << 63, 1 << 80])
def test_an_entry_that_is_not_there_has_a_code_however_large_its_number(
    make: Make, number: int
) -> None:
    ledger = _filled(make)
    with pytest.raises(LedgerError, match="L033"):
        ledger.entry(number)
    with pytest.raises(LedgerError, match="L033"):
        ledger.append(Draft(kind="erasure", version="x/1", body=b"{}", erases=number))

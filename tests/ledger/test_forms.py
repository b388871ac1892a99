"""The C2SP forms: notes, checkpoints, cosignatures, proof files and tiles."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

import pytest

from accordance.ledger.faults import LedgerError
from accordance.ledger.log import checkpoints, notes, proof_files, tiles, tree
from accordance.ledger.log.checkpoints import Checkpoint
from accordance.ledger.log.hashing import SIZE, leaf_hash
from accordance.ledger.log.notes import COSIGNATURE, Note, Signer, Verifier

PUBLISHED_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
PUBLISHED = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
NOW = datetime(2030, 1, 1, 12, tzinfo=UTC)


def head(size: int = 3) -> Note:
    return Note(Checkpoint("example.org/ledger", size, bytes(range(32))).text())


def test_the_published_note_is_verified_by_the_published_key() -> None:
    """The example of the specification, made by another program."""
    key, note = Verifier.read(PUBLISHED_KEY), notes.parse(PUBLISHED)
    assert notes.verified(note, [key]) == (key,)
    assert note.written() == PUBLISHED
    assert key.text() == PUBLISHED_KEY


def test_a_changed_text_or_signature_is_refused() -> None:
    key = Verifier.read(PUBLISHED_KEY)
    for wrong in (
        PUBLISHED.replace("example m", "exemple m"),
        PUBLISHED.replace("Uw2QOkn8", "Uw2QOkn9"),
    ):
        with pytest.raises(LedgerError, match="L013"):
            notes.verified(notes.parse(wrong), [key])


def test_signatures_of_others_are_kept_and_ignored() -> None:
    one, two = Signer.new("one"), Signer.new("two")
    note = head().signed(one).signed(two)
    assert notes.verified(note, [one.verifier()]) == (one.verifier(),)
    assert notes.parse(note.written()) == note
    namesake = Signer.new("one").verifier()
    with pytest.raises(LedgerError, match="no key that you trust"):
        notes.verified(note, [namesake])


@pytest.mark.parametrize(
    "text",
    ["", "a\n", "a\n\n", "a\n\nb\n", "a\n\n— x\n", "a\n\n— x !!!!\n", "a\tb\n\n— x AAAAAAAA\n",
     "a\n\n— x y AAAAAAAA\n", "a\n\n— x AAAA\n", "a\n\n— x AAAAAAAA"],
)  # fmt: skip
def test_what_is_no_note_is_refused(text: str) -> None:
    with pytest.raises(LedgerError, match="L012"):
        notes.parse(text)


@pytest.mark.parametrize(
    "text",
    ["", "north", PUBLISHED_KEY.replace("530d903a", "530d903b"), PUBLISHED_KEY[:-4],
     PUBLISHED_KEY.replace("Aeky", "Beky"), "a b+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"],
)  # fmt: skip
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(LedgerError, match="L010"):
        Verifier.read(text)


@pytest.mark.parametrize(
    "text",
    ["a\n1\n", "a\n01\nAAAA\n", "a\n-1\nAAAA\n", "a\n1\nAAAA\n", "a\n1\n%%%%\n", "a\n\n1\nAAAA\n"],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(LedgerError, match="L014"):
        checkpoints.read(Note(text))


def test_a_checkpoint_is_read_as_it_was_written_and_may_have_more_lines() -> None:
    note = head()
    assert checkpoints.read(note).text() == note.text
    assert checkpoints.read(Note(note.text + "more\n")) == checkpoints.read(note)


def test_a_cosignature_says_who_saw_it_and_when() -> None:
    witness = Signer.new("example.org/north")
    note = head().adding([checkpoints.cosignature(head(), witness, NOW)])
    (one,) = checkpoints.cosigned(note, [witness.verifier(COSIGNATURE)])
    assert (one.witness.name, one.at) == ("example.org/north", NOW)
    assert checkpoints.cosigned(note, [Signer.new("example.org/north").verifier(COSIGNATURE)]) == ()


def test_a_cosignature_whose_time_was_changed_is_refused() -> None:
    witness = Signer.new("w")
    good = checkpoints.cosignature(head(), witness, NOW)
    later = struct.pack(">Q", int(NOW.timestamp()) + 1) + good.value[8:]
    forged = notes.Signature(good.name, good.id, later)
    for note in (head().adding([forged]), head(4).adding([good])):
        with pytest.raises(LedgerError, match="L013"):
            checkpoints.cosigned(note, [witness.verifier(COSIGNATURE)])


def test_a_key_for_one_use_does_not_pass_for_the_other() -> None:
    """What a witness signs as a witness is no signature of a log, and the other way about."""
    signer = Signer.new("w")
    note = head().signed(signer)
    assert checkpoints.cosigned(note, [signer.verifier(COSIGNATURE)]) == ()
    cosigned = head().adding([checkpoints.cosignature(head(), signer, NOW)])
    with pytest.raises(LedgerError, match="L013"):
        notes.verified(cosigned, [signer.verifier()])


def grown(size: int) -> tuple[list[bytes], tree.Read]:
    growing = tree.Growing()
    leaves = [f"leaf {number}".encode() for number in range(size)]
    rows = [growing.add(leaf_hash(leaf)) for leaf in leaves]
    return leaves, lambda level, index: tree.stored(rows[tree.completer(level, index)], level)


def test_a_proof_file_is_read_as_it_was_written_and_shows_its_leaf_alone() -> None:
    leaves, read = grown(9)
    signer = Signer.new("log")
    note = Note(Checkpoint("log", 9, tree.root(9, read)).text()).signed(signer)
    for extra in (b"", b"anything"):
        proof = proof_files.ProofFile(5, tree.inclusion(5, 9, read), note, extra)
        again = proof_files.parse(proof.written())
        assert again == proof
        assert again.shows(leaf_hash(leaves[5]))
        assert not again.shows(leaf_hash(leaves[6]))


@pytest.mark.parametrize(
    ("old", "new"),
    [("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"), ("index 5", "index 05"),
     ("index 5\n", ""), ("\n\nlog", "\nAAAA\n\nlog")],
)  # fmt: skip
def test_what_is_no_proof_file_is_refused(old: str, new: str) -> None:
    _, read = grown(9)
    note = Note(Checkpoint("log", 9, tree.root(9, read)).text()).signed(Signer.new("log"))
    text = proof_files.ProofFile(5, tree.inclusion(5, 9, read), note).written()
    assert old in text
    with pytest.raises(LedgerError, match="L015"):
        proof_files.parse(text.replace(old, new))


def test_tiles_have_the_paths_and_widths_of_the_specification() -> None:
    """A tree of 70,000: the counts that the specification works out."""
    found = list(tiles.tiles(70_000))
    levels = [[one for one in found if one.level == level] for level in range(3)]
    assert [len(level) for level in levels] == [274, 2, 1]
    assert [level[-1].width for level in levels] == [112, 17, 1]
    assert levels[0][-1].path() == "tile/0/273.p/112"
    assert tiles.Tile(0, 1_234_067, 256).path() == "tile/0/x001/x234/067"
    assert tiles.Tile(0, 1_234_067, 5).bundle() == "tile/entries/x001/x234/067.p/5"
    assert list(tiles.tiles(0)) == []
    assert [one.path() for one in tiles.tiles(256)] == ["tile/0/000", "tile/1/000.p/1"]


def test_the_hashes_of_tiles_are_those_of_the_tree() -> None:
    leaves, read = grown(600)
    for tile in tiles.tiles(600):
        data = tile.hashes(read)
        assert len(data) == SIZE * tile.width
        span = 256**tile.level
        for number in range(tile.width):
            first = (tile.index * 256 + number) * span
            growing = tree.Growing()
            for leaf in leaves[first : first + span]:
                growing.add(leaf_hash(leaf))
            assert data[SIZE * number : SIZE * (number + 1)] == growing.root()


def test_an_entry_bundle_gives_its_leaves_back_and_is_refused_when_cut_off() -> None:
    leaves = [b"", b"a", b"b" * 65535]
    data = tiles.bundled(leaves)
    assert list(tiles.unbundled(data)) == leaves
    for cut in (1, len(data) - 1):
        with pytest.raises(LedgerError, match="L016"):
            tiles.unbundled(data[:cut])

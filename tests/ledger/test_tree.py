"""The tree: right against naive recursion, and its proofs accept exactly the right ones."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path

import pytest

from accordance.ledger.log import proving, tree
from accordance.ledger.log.hashing import EMPTY, leaf_hash, node_hash

VECTORS = Path(__file__).parents[3] / "shared" / "data" / "merkle" / "vectors.json"
SIZES = 130


def leaves(size: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(size)]


LEAVES = leaves(SIZES)


@cache
def naive(low: int, high: int) -> bytes:
    """MTH of RFC 6962, section 2.1, word for word."""
    if low == high:
        return hashlib.sha256(b"").digest()
    if high - low == 1:
        return LEAVES[low]
    k = 1
    while 2 * k < high - low:
        k *= 2
    return node_hash(naive(low, low + k), naive(low + k, high))


def naive_path(m: int, low: int, high: int) -> list[bytes]:
    """PATH of RFC 6962, section 2.1.1."""
    n = high - low
    if n == 1:
        return []
    k = 1
    while 2 * k < n:
        k *= 2
    if m < k:
        return [*naive_path(m, low, low + k), naive(low + k, high)]
    return [*naive_path(m - k, low + k, high), naive(low, low + k)]


def naive_proof(m: int, low: int, high: int, known: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962, section 2.1.2."""
    n = high - low
    if m == n:
        return [] if known else [naive(low, high)]
    k = 1
    while 2 * k < n:
        k *= 2
    if m <= k:
        return [*naive_proof(m, low, low + k, known), naive(low + k, high)]
    return [*naive_proof(m - k, low + k, high, False), naive(low, low + k)]


@pytest.fixture(scope="module")
def rows() -> list[bytes]:
    growing = tree.Growing()
    return [growing.add(leaf) for leaf in LEAVES]


@pytest.fixture(scope="module")
def read(rows: list[bytes]) -> tree.Read:
    return lambda level, index: tree.stored(rows[tree.completer(level, index)], level)


def test_the_root_of_every_size_is_that_of_the_text(read: tree.Read) -> None:
    growing = tree.Growing()
    assert growing.root() == EMPTY == tree.root(0, read)
    for size in range(1, SIZES + 1):
        growing.add(LEAVES[size - 1])
        assert growing.root() == tree.root(size, read) == naive(0, size)


def test_every_inclusion_proof_is_that_of_the_text_and_holds(read: tree.Read) -> None:
    for size in range(1, SIZES + 1):
        for index in range(size):
            proof = tree.inclusion(index, size, read)
            assert list(proof) == naive_path(index, 0, size)
            assert proving.included(LEAVES[index], index, size, proof, naive(0, size))


def test_every_consistency_proof_is_that_of_the_text_and_holds(read: tree.Read) -> None:
    for second in range(1, SIZES + 1):
        for first in range(1, second + 1):
            proof = tree.consistency(first, second, read)
            assert list(proof) == naive_proof(first, 0, second, True)
            assert proving.consistent(first, second, proof, naive(0, first), naive(0, second))


def test_a_proof_that_is_changed_anywhere_fails(read: tree.Read) -> None:
    """The classes of fault of the reference vectors, on our own proofs of every size up to 40."""
    for size in range(1, 41):
        for index in range(size):
            proof, top = tree.inclusion(index, size, read), naive(0, size)
            for wrong in _spoilt(proof, top):
                assert not proving.included(LEAVES[index], index, size, wrong, top)
            for at in {0, index - 1, index + 1, index ^ 1, size - 1, size, -1} - {index}:
                assert not proving.included(LEAVES[index], at, size, proof, top)
            assert not proving.included(LEAVES[index], index, 0, proof, top)
            assert not proving.included(LEAVES[index], index, size, proof, EMPTY)
            assert not proving.included(b"\0" * 32, index, size, proof, top)


def test_a_consistency_proof_that_is_changed_anywhere_fails(read: tree.Read) -> None:
    """Wrong sizes, wrong roots, roots swapped, a step changed, lost, doubled or moved."""
    for second in range(1, 41):
        for first in range(1, second + 1):
            proof = tree.consistency(first, second, read)
            old, new = naive(0, first), naive(0, second)
            for wrong in _spoilt(proof, new):
                assert not proving.consistent(first, second, wrong, old, new)
            if first != second:
                assert not proving.consistent(first, second, proof, new, old)
            assert not proving.consistent(first, second, proof, EMPTY, new)
            assert not proving.consistent(first, second, proof, old, EMPTY)
            assert not proving.consistent(second + 1, second, proof, old, new)
            assert not proving.consistent(0, second, proof, EMPTY, new)


def _spoilt(proof: tuple[bytes, ...], top: bytes) -> list[list[bytes]]:
    """Give a proof with each kind of fault, none of them equal to it."""
    steps = list(proof)
    wrong = [[*steps, top], [top, *steps], [*steps, b""], [*steps, b"\0" * 31]]
    for number, step in enumerate(steps):
        changed = bytes([step[0] ^ 1]) + step[1:]
        wrong.append([*steps[:number], changed, *steps[number + 1 :]])
        wrong.append([*steps[:number], *steps[number + 1 :]])
        wrong.append([*steps[:number], step, step, *steps[number + 1 :]])
        wrong.append([*steps[:number], step[:-1], *steps[number + 1 :]])
    if len(steps) > 1 and steps[0] != steps[-1]:
        wrong.append([steps[-1], *steps[1:-1], steps[0]])
    return wrong


def test_a_tree_has_no_proof_for_what_it_has_not(read: tree.Read) -> None:
    for index, size in ((5, 5), (-1, 5), (0, 0)):
        with pytest.raises(ValueError, match="no leaf"):
            tree.inclusion(index, size, read)
    with pytest.raises(ValueError, match="cannot go on"):
        tree.consistency(6, 5, read)


@pytest.mark.skipif(
    not VECTORS.is_file(), reason="the reference vectors are not beside the project"
)
def test_exactly_the_right_reference_vectors_are_accepted() -> None:
    found = json.loads(VECTORS.read_text(encoding="utf-8"))
    for case in found["inclusion"]:
        steps = [base64.b64decode(step) for step in case["proof"] or []]
        leaf, top = base64.b64decode(case["leafHash"] or ""), base64.b64decode(case["root"] or "")
        answer = proving.included(leaf, case["leafIdx"], case["treeSize"], steps, top)
        assert answer == (not case["wantErr"]), case["case"]
    for case in found["consistency"]:
        steps = [base64.b64decode(step) for step in case["proof"] or []]
        old, new = (base64.b64decode(case[key] or "") for key in ("root1", "root2"))
        answer = proving.consistent(case["size1"], case["size2"], steps, old, new)
        assert answer == (not case["wantErr"]), case["case"]
    assert (len(found["inclusion"]), len(found["consistency"])) == (98, 98)


def test_the_tree_of_eight_reference_leaves_has_the_published_root() -> None:
    data = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
    growing = tree.Growing()
    for one in data:
        growing.add(leaf_hash(bytes.fromhex(one)))
    published = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert growing.root().hex() == published


def test_a_proof_in_a_tree_of_a_million_reads_few_hashes() -> None:
    reads = 0

    def read(*_: int) -> bytes:
        nonlocal reads
        reads += 1
        return bytes(32)

    for index in (0, 1, 499_999, 524_288, 777_777, 999_999):
        reads = 0
        tree.inclusion(index, 1_000_000, read)
        assert reads < 40

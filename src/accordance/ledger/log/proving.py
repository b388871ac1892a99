"""Whether a proof holds, by the algorithms of RFC 9162 (2.1.3.2 and 2.1.4.2).

Each function accepts exactly the right proofs: of the right length, over the right hashes.
"""

from __future__ import annotations

from collections.abc import Sequence

from accordance.ledger.log.hashing import SIZE, node_hash


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether a proof shows that the leaf of this hash stands at an index of a tree."""
    if not 0 <= index < size or not _hashes(leaf, root, *proof):
        return False
    place, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(step, found)
            place, last = _risen(place, last)
        else:
            found = node_hash(found, step)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistent(
    first: int, second: int, proof: Sequence[bytes], root_first: bytes, root_second: bytes
) -> bool:
    """Say whether a proof shows that a tree begins with an earlier one, which is not empty."""
    if first == second:
        return first > 0 and not proof and root_first == root_second
    if not 0 < first < second or not _hashes(root_first, root_second, *proof):
        return False
    steps = list(proof)
    if first & (first - 1) == 0:
        steps.insert(0, root_first)
    if not steps:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            before, after = node_hash(step, before), node_hash(step, after)
            place, last = _risen(place, last)
        else:
            after = node_hash(after, step)
        place, last = place >> 1, last >> 1
    return last == 0 and before == root_first and after == root_second


def _risen(place: int, last: int) -> tuple[int, int]:
    """Rise past the levels on which a node has no sibling to its right."""
    while not place & 1 and place:
        place, last = place >> 1, last >> 1
    return place, last


def _hashes(*values: bytes) -> bool:
    return all(len(value) == SIZE for value in values)

"""Proofs about a Merkle tree: an entry is in it, and it only ever grew.

A proof lists the roots of the subtrees that its checker lacks, the smallest first. The house makes
proofs; `check_inclusion` and `check_consistency` are for whoever is handed one and has no log, so
nothing else here calls them.

Source: RFC 6962 sections 2.1.1 (audit paths) and 2.1.2 (consistency proofs).
"""

from collections.abc import Sequence

from commonweal.account.tree import EMPTY_ROOT, HASH_BYTES, node_hash, root, split
from commonweal.model.errors import Invalid, Tampered

_MOST_LEAVES = 1 << 53
"""Sizes travel as JSON numbers (RFC 8785)."""


def inclusion(leaves: Sequence[bytes], index: int, size: int) -> tuple[bytes, ...]:
    """The proof that leaf `index` (from 0) is in the tree over the first `size` leaf hashes.

    Raises:
        Invalid: there is no such leaf, or the list is shorter than `size`.
    """
    if not 0 <= index < size <= len(leaves):
        raise Invalid(
            detail=f"Entry {index} of a log of {size} cannot be proved: {len(leaves)} are here.",
            hint="Ask for an entry from 0 up to the size of the log.",
        )
    path: list[bytes] = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + split(stop - start)
        if index < middle:
            path.append(root(leaves[middle:stop]))
            stop = middle
        else:
            path.append(root(leaves[start:middle]))
            start = middle
    return tuple(reversed(path))


def consistency(leaves: Sequence[bytes], old: int, new: int) -> tuple[bytes, ...]:
    """The proof that the tree over the first `new` leaf hashes begins with the first `old`.

    Raises:
        Invalid: `old` is greater than `new`, or the list is shorter than `new`.
    """
    if not 0 <= old <= new <= len(leaves):
        raise Invalid(
            detail=f"Growth from {old} to {new} cannot be proved: {len(leaves)} entries are here.",
            hint="Ask for two sizes in order, up to the size of the log.",
        )
    path: list[bytes] = []
    start, stop = 0, new
    while 0 < old < stop:
        middle = start + split(stop - start)
        if old <= middle:
            path.append(root(leaves[middle:stop]))
            stop = middle
        else:
            path.append(root(leaves[start:middle]))
            start = middle
    if start:
        path.append(root(leaves[start:stop]))
    return tuple(reversed(path))


def check_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Say nothing if the proof shows `leaf` at `index` of the tree of `size` leaves and `root`.

    Raises:
        Tampered: it does not.
    """
    fits = 0 <= index < size <= _MOST_LEAVES and _hashes(leaf, root, *proof)
    if not fits or len(proof) != _depth(index, size) or _grown(leaf, index, size, proof) != root:
        raise Tampered(
            detail=f"The proof does not show entry {index} in the log of {size} entries.",
            hint="Ask the owner of the log for a new proof; if that fails too, it was changed.",
        )


def check_consistency(
    old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Say nothing if the proof shows that the new tree begins with all leaves of the old one.

    Raises:
        Tampered: it does not.
    """
    fits = 0 <= old_size <= new_size <= _MOST_LEAVES and _hashes(old_root, new_root, *proof)
    if not fits or not _continues(old_size, old_root, new_size, new_root, proof):
        raise Tampered(
            detail=f"The log of {new_size} entries does not continue the log of {old_size}.",
            hint="Keep both checkpoints: together they show that the log was rewritten.",
        )


def _hashes(*values: bytes) -> bool:
    return all(len(value) == HASH_BYTES for value in values)


def _depth(index: int, size: int) -> int:
    depth = 0
    while size > 1:
        left = split(size)
        index, size = (index, left) if index < left else (index - left, size - left)
        depth += 1
    return depth


def _grown(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    if size == 1:
        return leaf
    *inner, sibling = path
    left = split(size)
    if index < left:
        return node_hash(_grown(leaf, index, left, inner), sibling)
    return node_hash(sibling, _grown(leaf, index - left, size - left, inner))


def _continues(old: int, old_root: bytes, new: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    if old == 0:
        return not path and old_root == EMPTY_ROOT and (new > 0 or new_root == EMPTY_ROOT)
    roots = _regrown(old, new, path, known=(old_root,))
    return roots == (old_root, new_root)


def _regrown(
    old: int, new: int, path: Sequence[bytes], known: tuple[bytes, ...]
) -> tuple[bytes, bytes] | None:
    """Roots of the first `old` and of all `new` leaves; `known` is the old root if it is whole."""
    if old == new:
        whole = (*path, *known)
        return (whole[0], whole[0]) if len(whole) == 1 else None
    if not path:
        return None
    *inner, sibling = path
    left = split(new)
    if old <= left:
        both = _regrown(old, left, inner, known)
        return both and (both[0], node_hash(both[1], sibling))
    both = _regrown(old - left, new - left, inner, ())
    return both and (node_hash(sibling, both[0]), node_hash(sibling, both[1]))

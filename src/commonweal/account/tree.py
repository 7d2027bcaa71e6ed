"""A Merkle tree over an append-only list, kept as its frontier.

Source: RFC 6962 section 2.1: a leaf is hashed with the prefix 0x00, a node with 0x01.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""

HASH_BYTES = 32


def leaf_hash(body: bytes) -> bytes:
    """The 32-byte hash of one entry."""
    return sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The 32-byte hash over two subtrees."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The roots of the perfect subtrees that make up a tree of `size` leaves, largest first.

    Appending needs these alone: log2(size) hashes instead of the whole list.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def appended(self, leaf: bytes) -> "Frontier":
        """The frontier with one leaf hash more."""
        peaks = [*self.peaks, leaf]
        size = self.size
        while size & 1:
            right, left = peaks.pop(), peaks.pop()
            peaks.append(node_hash(left, right))
            size >>= 1
        return Frontier(size=self.size + 1, peaks=tuple(peaks))

    @property
    def root(self) -> bytes:
        """The root of the whole tree."""
        if not self.peaks:
            return EMPTY_ROOT
        *others, root = self.peaks
        for peak in reversed(others):
            root = node_hash(peak, root)
        return root


def frontier(leaves: Iterable[bytes]) -> Frontier:
    """The frontier of a list of leaf hashes."""
    found = Frontier()
    for leaf in leaves:
        found = found.appended(leaf)
    return found


def split(size: int) -> int:
    """How many of `size` leaves (at least 2) the left subtree has: the largest power of 2 below."""
    return 1 << (size - 1).bit_length() - 1


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over a list of leaf hashes, level by level; a node without a sibling moves up."""
    level = list(leaves)
    while len(level) > 1:
        pairs = [node_hash(*level[left : left + 2]) for left in range(0, len(level) - 1, 2)]
        level = pairs + level[2 * len(pairs) :]
    return level[0] if level else EMPTY_ROOT

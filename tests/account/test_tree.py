from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from commonweal.account.tree import EMPTY_ROOT, Frontier, frontier, leaf_hash, root, split

BODIES = st.lists(st.binary(max_size=8), max_size=70)


def defined(bodies: list[bytes]) -> bytes:
    """MTH of RFC 6962 section 2.1, word by word."""
    if not bodies:
        return sha256(b"").digest()
    if len(bodies) == 1:
        return sha256(b"\x00" + bodies[0]).digest()
    k = max(power for power in (2**i for i in range(20)) if power < len(bodies))
    return sha256(b"\x01" + defined(bodies[:k]) + defined(bodies[k:])).digest()


@given(BODIES)
def test_the_frontier_has_the_root_of_the_definition(bodies: list[bytes]) -> None:
    assert frontier(map(leaf_hash, bodies)).root == defined(bodies)


@given(BODIES)
def test_the_root_level_by_level_is_the_root_of_the_definition(bodies: list[bytes]) -> None:
    assert root([leaf_hash(body) for body in bodies]) == defined(bodies)


def test_an_empty_tree_has_the_hash_of_nothing_as_root() -> None:
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert bytes.fromhex(nothing) == EMPTY_ROOT == root([]) == Frontier().root


def test_a_leaf_is_never_taken_for_a_node() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != root([left, right])


@given(st.integers(min_value=2, max_value=2**60))
def test_the_left_subtree_is_perfect_and_at_least_as_large_as_the_right(size: int) -> None:
    left = split(size)
    assert left.bit_count() == 1
    assert left < size <= 2 * left


@given(st.lists(st.binary(min_size=1, max_size=4), min_size=2, max_size=40, unique=True))
def test_the_order_of_entries_is_part_of_the_root(bodies: list[bytes]) -> None:
    leaves = [leaf_hash(body) for body in bodies]
    assert root(leaves) != root(leaves[::-1])


@given(BODIES)
def test_a_frontier_keeps_one_hash_for_each_bit_of_its_size(bodies: list[bytes]) -> None:
    found = frontier(map(leaf_hash, bodies))
    assert len(found.peaks) == found.size.bit_count() == len(bodies).bit_count()

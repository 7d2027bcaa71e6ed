from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.account.proof import check_consistency, check_inclusion, consistency, inclusion
from commonweal.account.tree import EMPTY_ROOT, leaf_hash, root
from commonweal.model.errors import Invalid, Tampered
from tests.scale import size

LARGEST = 130
LEAVES = [leaf_hash(bytes([number])) for number in range(LARGEST)]


def left_size(n: int) -> int:
    return max(1 << i for i in range(20) if 1 << i < n)


def mth(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962 section 2.1, over leaf hashes."""
    if len(leaves) == 1:
        return leaves[0]
    k = left_size(len(leaves))
    return sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: Sequence[bytes]) -> tuple[bytes, ...]:
    """PATH of RFC 6962 section 2.1.1."""
    if len(leaves) == 1:
        return ()
    k = left_size(len(leaves))
    if m < k:
        return (*path(m, leaves[:k]), mth(leaves[k:]))
    return (*path(m - k, leaves[k:]), mth(leaves[:k]))


def subproof(m: int, leaves: Sequence[bytes], whole: bool) -> tuple[bytes, ...]:
    """SUBPROOF of RFC 6962 section 2.1.2."""
    n = len(leaves)
    if m == n:
        return () if whole else (mth(leaves),)
    k = left_size(n)
    if m <= k:
        return (*subproof(m, leaves[:k], whole), mth(leaves[k:]))
    return (*subproof(m - k, leaves[k:], False), mth(leaves[:k]))


def flipped(value: bytes, bit: int) -> bytes:
    changed = bytearray(value)
    changed[bit // 8 % len(value)] ^= 1 << bit % 8
    return bytes(changed)


@st.composite
def places(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(min_value=1, max_value=LARGEST))
    return draw(st.integers(min_value=0, max_value=n - 1)), n


@pytest.mark.parametrize("n", range(1, LARGEST + 1, size(quick=7, ci=1, full=1)))
def test_every_entry_of_every_tree_is_proved_as_rfc_6962_defines(n: int) -> None:
    for index in range(n):
        proof = inclusion(LEAVES, index, n)
        assert proof == path(index, LEAVES[:n])
        check_inclusion(LEAVES[index], index, n, proof, mth(LEAVES[:n]))


@pytest.mark.parametrize("n", range(1, LARGEST + 1, size(quick=7, ci=1, full=1)))
def test_every_growth_is_proved_as_rfc_6962_defines(n: int) -> None:
    for old in range(1, n + 1):
        proof = consistency(LEAVES, old, n)
        assert proof == subproof(old, LEAVES[:n], True)
        check_consistency(old, mth(LEAVES[:old]), n, mth(LEAVES[:n]), proof)


def test_the_seven_leaves_of_the_rfc_have_the_paths_it_draws() -> None:
    """The worked example of RFC 6962 section 2.1.3: nodes a to l over leaves d0 to d6."""
    a, b, c, d, e, f, j = LEAVES[:7]
    g, h, i = mth([a, b]), mth([c, d]), mth([e, f])
    k, l = mth([a, b, c, d]), mth([e, f, j])  # noqa: E741 - the letters of the RFC
    assert inclusion(LEAVES, 0, 7) == (b, h, l)
    assert inclusion(LEAVES, 3, 7) == (c, g, l)
    assert inclusion(LEAVES, 4, 7) == (f, j, k)
    assert inclusion(LEAVES, 6, 7) == (i, k)
    assert consistency(LEAVES, 3, 7) == (c, d, g, l)
    assert consistency(LEAVES, 4, 7) == (l,)
    assert consistency(LEAVES, 6, 7) == (i, j, k)


@given(places(), st.data())
@settings(max_examples=size(quick=200, ci=2000, full=20000), deadline=None)
def test_one_flipped_bit_anywhere_breaks_an_inclusion_proof(
    place: tuple[int, int], data: st.DataObject
) -> None:
    index, n = place
    parts = [LEAVES[index], root(LEAVES[:n]), *inclusion(LEAVES, index, n)]
    which = data.draw(st.integers(min_value=0, max_value=len(parts) - 1))
    parts[which] = flipped(parts[which], data.draw(st.integers(min_value=0, max_value=255)))
    leaf, top, *proof = parts
    with pytest.raises(Tampered):
        check_inclusion(leaf, index, n, proof, top)


@given(places(), st.data())
@settings(max_examples=size(quick=200, ci=2000, full=20000), deadline=None)
def test_one_flipped_bit_anywhere_breaks_a_consistency_proof(
    place: tuple[int, int], data: st.DataObject
) -> None:
    old, new = place[0] + 1, place[1]
    parts = [root(LEAVES[:old]), root(LEAVES[:new]), *consistency(LEAVES, old, new)]
    which = data.draw(st.integers(min_value=0, max_value=len(parts) - 1))
    parts[which] = flipped(parts[which], data.draw(st.integers(min_value=0, max_value=255)))
    old_root, new_root, *proof = parts
    with pytest.raises(Tampered):
        check_consistency(old, old_root, new, new_root, proof)


@given(places(), st.data())
def test_a_proof_proves_its_own_entry_at_its_own_place_alone(
    place: tuple[int, int], data: st.DataObject
) -> None:
    index, n = place
    other = data.draw(st.integers(min_value=0, max_value=n - 1))
    proof, top = inclusion(LEAVES, index, n), root(LEAVES[:n])
    for leaf, at in ((LEAVES[other], index), (LEAVES[index], other), (LEAVES[other], other)):
        if other != index:
            with pytest.raises(Tampered, match="does not show entry"):
                check_inclusion(leaf, at, n, proof, top)


@given(places(), st.data())
def test_a_log_that_was_rewritten_cannot_be_proved_to_continue(
    place: tuple[int, int], data: st.DataObject
) -> None:
    changed, old = place
    new = data.draw(st.integers(min_value=old, max_value=LARGEST))
    forged = [*LEAVES]
    forged[changed] = leaf_hash(b"forged")
    proof = consistency(forged, old, new)
    with pytest.raises(Tampered, match="does not continue"):
        check_consistency(old, root(LEAVES[:old]), new, root(forged[:new]), proof)


@given(places(), st.sampled_from(["shorter", "longer", "reversed", "truncated hash"]))
def test_a_proof_of_another_shape_is_refused(place: tuple[int, int], how: str) -> None:
    index, n = place
    proof = inclusion(LEAVES, index, n)
    shapes = {
        "shorter": proof[:-1],
        "longer": (*proof, LEAVES[0]),
        "reversed": proof[::-1],
        "truncated hash": tuple(value[:-1] for value in proof),
    }
    if shapes[how] == proof:
        return
    with pytest.raises(Tampered):
        check_inclusion(LEAVES[index], index, n, shapes[how], root(LEAVES[:n]))


@pytest.mark.parametrize(
    ("index", "n"), [(-1, 4), (4, 4), (0, 0), (0, -1), (0, 1 << 70), (1 << 69, 1 << 70)]
)
def test_impossible_places_are_refused(index: int, n: int) -> None:
    with pytest.raises(Tampered):
        check_inclusion(LEAVES[0], index, n, (), LEAVES[0])


@pytest.mark.parametrize(("old", "new"), [(-1, 4), (5, 4), (3, 1 << 70), (1 << 69, 1 << 70)])
def test_impossible_sizes_are_refused(old: int, new: int) -> None:
    with pytest.raises(Tampered):
        check_consistency(old, LEAVES[0], new, LEAVES[0], ())


def test_every_log_continues_the_empty_one_and_nothing_else_is_empty() -> None:
    check_consistency(0, EMPTY_ROOT, 3, root(LEAVES[:3]), consistency(LEAVES, 0, 3))
    check_consistency(0, EMPTY_ROOT, 0, EMPTY_ROOT, ())
    with pytest.raises(Tampered):
        check_consistency(0, LEAVES[0], 3, root(LEAVES[:3]), ())
    with pytest.raises(Tampered):
        check_consistency(0, EMPTY_ROOT, 0, LEAVES[0], ())
    with pytest.raises(Tampered):
        check_consistency(0, EMPTY_ROOT, 3, root(LEAVES[:3]), (LEAVES[0],))


@pytest.mark.parametrize(("index", "n"), [(-1, 3), (3, 3), (0, LARGEST + 1), (0, 0)])
def test_what_is_not_in_the_log_cannot_be_proved(index: int, n: int) -> None:
    with pytest.raises(Invalid, match="cannot be proved"):
        inclusion(LEAVES, index, n)


@pytest.mark.parametrize(("old", "new"), [(-1, 3), (4, 3), (0, LARGEST + 1)])
def test_growth_beyond_the_log_cannot_be_proved(old: int, new: int) -> None:
    with pytest.raises(Invalid, match="cannot be proved"):
        consistency(LEAVES, old, new)

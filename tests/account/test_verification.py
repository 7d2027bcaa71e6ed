from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.account.entry import canonical
from commonweal.account.tree import EMPTY_ROOT, frontier, leaf_hash
from commonweal.account.verification import Log, verify_log
from commonweal.model.errors import Tampered
from commonweal.model.evidence import Facts, Kind, Subject
from commonweal.model.ids import PartyId
from commonweal.model.ports import LoggedEntry
from tests.account.logs import (
    NODE,
    ORIGIN,
    OTHER,
    OWNER,
    PRIVATE,
    chained,
    entry,
    key,
    log,
    logged,
    signed,
    with_entry,
)
from tests.machine import patient
from tests.scale import size

ENTRIES = logged([entry(seq) for seq in range(9)])
BODIES = [one.body for one in ENTRIES]


def refusal(log: Log) -> Tampered:
    with pytest.raises(Tampered) as caught:
        verify_log(log)
    return caught.value


def test_a_log_that_fits_is_verified() -> None:
    verified = verify_log(log(ENTRIES, 3, 9))
    assert (verified.log, verified.entries, verified.checkpoints) == (OWNER, 9, 2)
    assert verified.root == frontier(map(leaf_hash, BODIES)).root
    assert verified.latest["grant", "gra_4"].seq == 4


def test_an_empty_log_is_verified() -> None:
    empty = replace(log([]), checkpoints=[signed(0, EMPTY_ROOT)])
    assert (verify_log(empty).entries, verify_log(empty).checkpoints) == (0, 1)


def test_entries_are_read_once_and_in_order() -> None:
    assert verify_log(replace(log(ENTRIES, 9), entries=iter(ENTRIES))).entries == 9


@given(st.data())
@settings(max_examples=size(quick=300, ci=3000, full=10000), deadline=None)
def test_one_flipped_bit_is_caught_and_its_entry_named(data: st.DataObject) -> None:
    """Every bit of every body, leaf hash and root."""
    seq = data.draw(st.integers(min_value=0, max_value=8))
    one = ENTRIES[seq]
    parts = [one.body, one.leaf, one.root]
    which = data.draw(st.integers(min_value=0, max_value=2))
    value = bytearray(parts[which])
    bit = data.draw(st.integers(min_value=0, max_value=8 * len(value) - 1))
    value[bit // 8] ^= 1 << bit % 8
    parts[which] = bytes(value)
    changed = LoggedEntry(seq=seq, body=parts[0], leaf=parts[1], root=parts[2])
    caught = refusal(with_entry(log(ENTRIES, 9), seq, changed))
    assert caught.fields == {"log": OWNER, "entry": seq}


MISFITS: dict[str, tuple[Callable[[LoggedEntry], LoggedEntry], str]] = {
    "not canonical": (
        lambda one: replace(one, body=one.body + b" "),
        "not the canonical JSON",
    ),
    "not JSON": (lambda one: replace(one, body=b"\xff"), "no evidence entry"),
    "another body": (
        lambda one: replace(one, body=one.body.replace(b"per_ram", b"per_sita")),
        "its leaf hash is not that of its bytes",
    ),
    "another body and leaf": (
        lambda one: chained([one.body.replace(b"per_ram", b"per_sita")])[0],
        "numbered 0 outside and 4 inside",
    ),
    "a gap outside": (lambda one: replace(one, seq=5), "numbered 5 outside and 4 inside"),
    "another root": (
        lambda one: replace(one, root=bytes(32)),
        "its root does not follow from the entries up to it",
    ),
    "an unknown kind": (
        lambda one: replace(one, body=one.body.replace(b"share.granted", b"share.stolen")),
        "its kind 'share.stolen' is unknown",
    ),
    "an unknown version": (
        lambda one: replace(one, body=one.body.replace(b'"v":1', b'"v":2')),
        "its version is 2",
    ),
}


@pytest.mark.parametrize(("tamper", "said"), MISFITS.values(), ids=MISFITS.keys())
def test_the_first_entry_that_does_not_fit_is_named(
    tamper: Callable[[LoggedEntry], LoggedEntry], said: str
) -> None:
    caught = refusal(with_entry(log(ENTRIES, 9), 4, tamper(ENTRIES[4])))
    assert caught.detail.startswith(f"Entry 4 of the log of {OWNER} does not fit: ")
    assert said in caught.detail
    assert caught.hint


def test_an_entry_left_out_is_named_by_its_place() -> None:
    caught = refusal(log([*ENTRIES[:4], *ENTRIES[5:]]))
    assert (caught.fields["entry"], "numbered 5" in caught.detail) == (4, True)


def test_an_entry_of_another_party_is_named() -> None:
    strange = logged([*(entry(seq) for seq in range(3)), entry(3, party=PartyId("par_x"))])
    assert "Entry 3" in refusal(log(strange)).detail
    assert "belongs to the log of 'par_x'" in refusal(log(strange)).detail


def test_time_that_goes_back_is_named() -> None:
    late = replace(entry(1), at=entry(2).at + timedelta(microseconds=1))
    caught = refusal(log(logged([entry(0), late, entry(2)])))
    assert caught.fields["entry"] == 2
    assert "lies before that of the entry before it" in caught.detail


def test_two_entries_of_one_instant_are_fine() -> None:
    same = replace(entry(1), at=entry(0).at)
    assert verify_log(log(logged([entry(0), same]))).entries == 2


def test_a_log_rewritten_with_all_its_hashes_fails_its_checkpoint_and_names_the_range() -> None:
    forged = [
        body.replace(b"per_ram", b"per_sita") if n == 5 else body for n, body in enumerate(BODIES)
    ]
    rewritten = replace(log(chained(forged)), checkpoints=log(ENTRIES, 3, 7, 9).checkpoints)
    caught = refusal(rewritten)
    assert "one of the entries 3 to 6 was changed" in caught.detail
    assert caught.fields["entry"] == 3


def test_a_log_cut_below_a_signed_checkpoint_is_caught() -> None:
    cut = replace(log(ENTRIES[:6]), checkpoints=log(ENTRIES, 3, 9).checkpoints)
    caught = refusal(cut)
    assert "ends after 6 entries, but its owner signed 9" in caught.detail
    assert caught.fields["entry"] == 6


def test_a_forged_checkpoint_beyond_the_end_does_not_accuse_the_log() -> None:
    forged = replace(log(ENTRIES), checkpoints=[signed(12, bytes(32), OTHER)])
    assert "checkpoint of par_ncell at 12 entries does not hold" in refusal(forged).detail


@pytest.mark.parametrize("head", [(8, ENTRIES[7].root), (10, ENTRIES[8].root), (9, bytes(32))])
def test_a_head_that_differs_from_the_entries_is_caught(head: tuple[int, bytes]) -> None:
    assert "The head of the log" in refusal(replace(log(ENTRIES, 3), head=head)).detail


def test_a_checkpoint_kept_under_another_size_is_caught() -> None:
    _, note = signed(5, ENTRIES[4].root)
    caught = refusal(replace(log(ENTRIES), checkpoints=[(6, note)]))
    assert "at 6 entries does not hold: It speaks of 5" in caught.detail


@pytest.mark.parametrize("note", ["", "\x00", "nonsense\n\n\N{EM DASH} a b\n"])
def test_a_broken_checkpoint_is_caught(note: str) -> None:
    assert "does not hold" in refusal(replace(log(ENTRIES), checkpoints=[(5, note)])).detail


def test_a_checkpoint_by_a_key_outside_the_history_is_caught() -> None:
    stranger = replace(log(ENTRIES), checkpoints=[signed(5, ENTRIES[4].root, OTHER)])
    assert "not signed by a key of" in refusal(stranger).detail


def test_checkpoints_are_compared_in_order_of_size_whatever_order_they_come_in() -> None:
    backwards = log(ENTRIES, 3, 6, 9)
    assert verify_log(replace(backwards, checkpoints=backwards.checkpoints[::-1])).checkpoints == 3


def key_entry(kind: Kind, seq: int, id: str, subject: str = OWNER) -> LoggedEntry:
    facts: Facts = (("key", id),)
    about = Subject(type="party", id=subject, version=seq + 1)
    entries = [entry(n) for n in range(seq)]
    return logged([*entries, entry(seq, kind=kind, subject=about, facts=facts)])[seq]


def history(kind: Kind, ended: str, subject: str = OWNER) -> list[LoggedEntry]:
    """Nine entries; the one at 4 says that a key has ended, or that a new one replaces it."""
    bodies = [*BODIES]
    bodies[4] = key_entry(kind, 4, ended, subject).body
    return chained(bodies)


def test_checkpoints_made_before_a_revocation_stay_valid() -> None:
    entries = history(Kind.KEY_REVOKED, "key_1")
    assert verify_log(log(entries, 3, 4)).checkpoints == 2


def test_a_revoked_key_cannot_sign_the_log_that_says_so() -> None:
    entries = history(Kind.KEY_REVOKED, "key_1")
    caught = refusal(log(entries, 4, 5))
    assert "at 5 entries does not hold: The key key_1 had ended" in caught.detail


def test_after_a_rotation_the_new_key_signs_and_the_old_one_no_more() -> None:
    entries = history(Kind.KEY_ROTATED, "key_2")
    both = replace(log(entries, 4), keys=(key("key_1", PRIVATE), key("key_2", OTHER)))
    new = [*both.checkpoints, signed(9, entries[8].root, OTHER)]
    assert verify_log(replace(both, checkpoints=new)).checkpoints == 2
    old = [*both.checkpoints, signed(9, entries[8].root, PRIVATE)]
    assert "The key key_1 had ended" in refusal(replace(both, checkpoints=old)).detail


def test_the_revoked_key_of_another_party_changes_nothing_here() -> None:
    entries = history(Kind.KEY_REVOKED, "key_1", subject="par_other")
    assert verify_log(log(entries, 9)).checkpoints == 1


def test_an_entry_that_tells_two_stories_of_one_version_is_caught() -> None:
    about = Subject(type="grant", id="gra_1", version=1)
    twice = logged([entry(0, subject=about), entry(1, subject=about)])
    assert "version 1 of the grant gra_1 with different digests" in refusal(log(twice)).detail


def test_the_origin_is_node_and_party() -> None:
    elsewhere = replace(log(ENTRIES, 9), node=f"not-{NODE}")
    assert f"{NODE}/{OWNER}" == ORIGIN
    assert "does not hold" in refusal(elsewhere).detail


def test_the_bytes_kept_are_the_bytes_hashed() -> None:
    """A body that says the same in another spelling has another leaf, and is no entry."""
    spelled = canonical(entry(2)).replace(b'{"count":1}', b'{"count": 1}')
    forged = chained([*BODIES[:2], spelled])
    assert refusal(log(forged)).fields["entry"] == 2


def test_a_public_key_is_what_binds_not_its_id() -> None:
    renamed = replace(log(ENTRIES, 9), keys=(key("key_1", OTHER),))
    assert "not signed by a key of" in refusal(renamed).detail


def test_a_hundred_thousand_entries_are_verified_in_five_seconds() -> None:
    """Of processor time, and in proportion at smaller scales; slower beside other tests."""
    count = size(quick=10_000, ci=100_000, full=100_000)
    entries = logged([entry(seq) for seq in range(count)])
    large = log(entries, *range(1000, count + 1, 1000))
    before = process_time()
    assert verify_log(large).entries == count
    seconds = process_time() - before
    assert seconds < patient(5 * count / 100_000 * size(quick=3, ci=2, full=1))

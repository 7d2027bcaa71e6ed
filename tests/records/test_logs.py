"""The logs of the hosted parties, to be read."""

from commonweal.account.tree import EMPTY_ROOT
from commonweal.adapters.records import Store
from tests.records.builders import HOLDER, USER, change, party


def test_a_party_without_entries_has_the_empty_tree(store: Store) -> None:
    assert store.logs.owners() == ()
    assert store.logs.head(HOLDER) == (0, EMPTY_ROOT)
    assert list(store.logs.entries(HOLDER)) == []


def test_entries_are_read_from_any_position(store: Store) -> None:
    store.records.commit(*[change(party(name=str(n)), n) for n in range(5)])
    assert [one.seq for one in store.logs.entries(HOLDER, 3)] == [3, 4]
    assert list(store.logs.entries(HOLDER, 5)) == []
    assert list(store.logs.entries(USER)) == []


def test_reading_can_stop_half_way_and_writing_goes_on(store: Store) -> None:
    store.records.commit(*[change(party(name=str(n)), n) for n in range(5)])
    half_read = store.logs.entries(HOLDER)
    next(half_read)
    store.records.commit(change(party(name="Other"), 5))
    del half_read
    assert store.logs.head(HOLDER)[0] == 6


def test_checkpoints_are_a_set_smallest_first(store: Store) -> None:
    for size, note in [(2, "b"), (1, "a"), (2, "b"), (10, "c")]:
        store.logs.keep_checkpoint(HOLDER, size, note)
    assert store.logs.checkpoints(HOLDER) == ((1, "a"), (2, "b"), (10, "c"))
    assert store.logs.checkpoints(USER) == ()


def test_a_second_note_of_one_size_is_kept_too_so_that_a_fork_shows(store: Store) -> None:
    store.logs.keep_checkpoint(HOLDER, 1, "one")
    store.logs.keep_checkpoint(HOLDER, 1, "other")
    assert store.logs.checkpoints(HOLDER) == ((1, "one"), (1, "other"))

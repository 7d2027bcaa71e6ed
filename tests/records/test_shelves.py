"""The records of this node, found by id or by column."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from commonweal.adapters.records import Store, tables
from commonweal.adapters.records.codec import encode
from commonweal.adapters.records.database import writing
from commonweal.model.agreement import Agreement, AgreementState
from commonweal.model.change import Record
from commonweal.model.errors import NotFound, Tampered
from commonweal.model.evidence import Subject
from commonweal.model.grant import Refusal
from commonweal.model.ids import PartyId
from commonweal.model.party import Party
from tests.records.builders import (
    AGREEMENT,
    COLLABORATION,
    agreement,
    change,
    everything,
    opened,
    party,
    refusal,
)


@pytest.fixture
def full(store: Store) -> Store:
    store.records.commit(*map(change, everything()))
    return store


def test_an_absent_record_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound, match="no party 'par_absent'"):
        store.records.get(Party, "par_absent")


def test_records_are_found_by_column(full: Store) -> None:
    found = full.records.find(Agreement, collaboration=COLLABORATION, state="draft")
    assert [one.record.id for one in found] == [AGREEMENT]
    assert full.records.find(Agreement, state=AgreementState.DRAFT) == found
    assert full.records.find(Agreement, state="active") == ()


def test_an_empty_value_finds_records_that_refer_to_nothing(full: Store) -> None:
    assert [one.record for one in full.records.find(Refusal, agreement="")] == [refusal()]


def test_records_come_oldest_first_whatever_their_ids_and_later_changes(store: Store) -> None:
    ids = [PartyId(f"par_{letter}") for letter in "zamyb"]
    store.records.commit(*[change(party(id)) for id in ids[:3]])
    store.records.commit(*[change(party(id)) for id in ids[3:]])
    store.records.commit(change(party(ids[0], name="Other"), 1))
    assert [one.record.id for one in store.records.find(Party)] == ids


def test_a_column_that_no_shelf_has_is_an_error_of_the_programmer(store: Store) -> None:
    with pytest.raises(KeyError, match="colour"):
        store.records.find(Party, colour="red")


def test_the_counter_moves_with_the_commits_of_any_store(store: Store, url: str) -> None:
    other = opened(url)
    seen = {store.records.counter()}
    for version in range(3):
        (store, other)[version % 2].records.commit(change(party(name=str(version)), version))
        assert store.records.counter() == other.records.counter()
        seen.add(store.records.counter())
    assert len(seen) == 4
    other.close()


def test_committing_nothing_changes_nothing(store: Store) -> None:
    before = store.records.counter()
    assert store.records.commit() == ()
    assert store.records.counter() == before


def _edit(store: Store, kind: type[Record], **columns: str | bytes) -> None:
    with writing(store.engine) as connection:
        connection.execute(update(tables.SHELVES[kind]).values(columns))


def _misfits(store: Store, before: dict[Subject, str]) -> list[str]:
    """The ids of the records whose digest is not what it was."""
    return [subject.id for subject, digest in store.records.census() if before[subject] != digest]


def test_an_edited_body_is_named_when_read_and_has_another_digest(full: Store) -> None:
    before = dict(full.records.census())
    for body in ("", "{}", "nonsense", "[]", '{"state":"active"}', "[" * 100_000):
        _edit(full, Agreement, body=body)
        with pytest.raises(Tampered, match=f"agreement {AGREEMENT}"):
            full.records.get(Agreement, AGREEMENT)
        with pytest.raises(Tampered):
            full.records.find(Agreement)
        assert _misfits(full, before) == [AGREEMENT]


def test_a_body_edited_into_another_valid_one_has_another_digest(full: Store) -> None:
    before = dict(full.records.census())
    _edit(full, Agreement, body=encode(replace(agreement(), title="Forged")))
    assert full.records.get(Agreement, AGREEMENT).record.title == "Forged"
    assert _misfits(full, before) == [AGREEMENT]


def test_a_column_that_was_edited_beside_the_body_is_noticed(full: Store) -> None:
    before = dict(full.records.census())
    for record in everything()[2:]:
        _edit(full, type(record), state="forged")
        with pytest.raises(Tampered, match=record.id):
            full.records.get(type(record), record.id)
    assert _misfits(full, before) == [record.id for record in everything()[2:]]


def test_a_salt_that_was_edited_gives_another_digest(full: Store) -> None:
    before = dict(full.records.census())
    _edit(full, Agreement, salt=b"")
    assert _misfits(full, before) == [AGREEMENT]


def test_bytes_that_are_no_text_any_more_still_have_a_digest(tmp_path: Path) -> None:
    full = opened(f"sqlite:///{tmp_path}/records.db")
    full.records.commit(*map(change, everything()))
    before = dict(full.records.census())
    with writing(full.engine) as connection:
        connection.exec_driver_sql("UPDATE agreement SET body = CAST(x'7bff7d' AS TEXT)")
    assert _misfits(full, before) == [AGREEMENT]
    with pytest.raises(Tampered):
        full.records.get(Agreement, AGREEMENT)
    full.close()


def test_the_census_reads_one_state_while_others_write(full: Store, url: str) -> None:
    census = full.records.census()
    next(census)
    other = opened(url)
    other.records.commit(change(party(name="Other"), 1), change(agreement(), 1))
    assert {one.version for one, _ in census} == {1}
    other.close()

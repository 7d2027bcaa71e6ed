"""The only function that writes state."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from commonweal.account.entry import canonical
from commonweal.account.tree import EMPTY_ROOT, frontier, leaf_hash
from commonweal.adapters.records import Store, tables
from commonweal.adapters.records.database import reading, writing
from commonweal.model.agreement import AgreementState
from commonweal.model.change import Change
from commonweal.model.collaboration import CollaborationState
from commonweal.model.errors import (
    ClockSetBack,
    CommonwealError,
    Conflict,
    Invalid,
    Refused,
    Tampered,
)
from commonweal.model.evidence import Kind, Subject, told_also
from commonweal.model.ids import MessageId, PartyId
from commonweal.model.party import Party
from tests.records.builders import (
    HOLDER,
    NOON,
    USER,
    Hands,
    agreement,
    change,
    collaboration,
    dataset,
    everything,
    opened,
    party,
    receipt,
)


def founded(store: Store) -> None:
    store.records.commit(change(party()), change(party(USER)), change(collaboration()))


def counts(store: Store) -> dict[str, int]:
    with reading(store.engine) as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in tables.metadata.tables.items()
        }


def test_every_kind_of_record_comes_back_as_it_was_written(store: Store) -> None:
    store.records.commit(*map(change, everything()))
    for record in everything():
        stored = store.records.get(type(record), record.id)
        assert (stored.record, stored.version) == (record, 1)


def test_a_version_counts_up_and_the_entry_names_it(store: Store) -> None:
    founded(store)
    (entry,) = store.records.commit(change(party(name="Other"), 1))
    assert entry.subject.version == 2
    stored = store.records.get(Party, HOLDER)
    assert (stored.record.name, stored.version) == ("Other", 2)


def test_later_changes_of_a_commit_build_on_earlier_ones(store: Store) -> None:
    store.records.commit(change(party()), change(party(name="B"), 1), change(party(name="C"), 2))
    assert store.records.get(Party, HOLDER).version == 3
    assert store.logs.head(HOLDER)[0] == 3


@pytest.mark.parametrize("version", [0, 2, 7])
def test_another_version_than_the_stored_one_is_a_conflict(store: Store, version: int) -> None:
    founded(store)
    with pytest.raises(
        Conflict, match=rf"party {HOLDER} is at version 1, not at .*{version or 'no'}"
    ):
        store.records.commit(change(party(name="Late"), version))


def test_a_record_that_does_not_exist_cannot_be_replaced(store: Store) -> None:
    with pytest.raises(Conflict, match="no version"):
        store.records.commit(change(party(), 1))


def test_a_step_the_life_does_not_know_is_refused(store: Store) -> None:
    founded(store)
    store.records.commit(change(agreement()))
    active = replace(agreement(), state=AgreementState.ACTIVE)
    with pytest.raises(Refused, match="cannot go from 'draft' to 'active'"):
        store.records.commit(change(active, 1))


def test_an_ended_collaboration_stays_ended(store: Store) -> None:
    founded(store)
    ended = replace(collaboration(), state=CollaborationState.ENDED)
    store.records.commit(change(ended, 1))
    with pytest.raises(Refused):
        store.records.commit(change(collaboration(), 2))


def _bad() -> list[tuple[str, type[CommonwealError], Change]]:
    lost = replace(dataset(), holder=PartyId("par_absent"))
    return [
        ("version", Conflict, change(party(), 4)),
        ("free text", Invalid, change(party(USER), facts=(("why", "x" * 201),))),
        ("message text", Invalid, _telling("x" * 201)),
        ("foreign key", Invalid, change(lost)),
        ("not finite", Invalid, change(party(USER, name="\ud800"))),
    ]


def _telling(text: str) -> Change:
    told = change(party(USER), tell=(HOLDER,))
    message = replace(told.messages[0], facts=(("why", text),))
    return replace(told, messages=(message,))


@pytest.mark.parametrize(("why", "error", "bad"), _bad(), ids=lambda case: str(case)[:12])
def test_a_refused_change_takes_the_whole_commit_with_it(
    store: Store, why: str, error: type[CommonwealError], bad: Change
) -> None:
    store.records.commit(change(party()))
    before, moved = counts(store), store.records.counter()
    with pytest.raises(error) as refused:
        store.records.commit(change(collaboration(), tell=(USER,)), bad)
    assert refused.value.hint
    assert counts(store) == before
    assert store.records.counter() == moved


def test_the_root_of_a_log_is_that_of_its_canonical_entries(store: Store) -> None:
    entries = store.records.commit(*map(change, everything()))
    entries += store.records.commit(change(party(name="Other"), 1))
    kept = list(store.logs.entries(HOLDER))
    assert [one.body for one in kept] == [canonical(entry) for entry in entries]
    for one in kept:
        upto = frontier(leaf_hash(other.body) for other in kept[: one.seq + 1])
        assert (one.leaf, one.root) == (leaf_hash(one.body), upto.root)
    assert store.logs.head(HOLDER) == (len(entries), kept[-1].root)


def test_each_party_has_a_log_of_its_own(store: Store) -> None:
    store.records.commit(change(party()), change(party(USER), log=USER), change(collaboration()))
    assert store.logs.owners() == (HOLDER, USER)
    assert [store.logs.head(log)[0] for log in (HOLDER, USER)] == [2, 1]


def test_the_digest_of_an_entry_is_that_of_the_stored_record(store: Store) -> None:
    entries = store.records.commit(*map(change, everything()))
    assert dict(store.records.census()) == {entry.subject: entry.digest for entry in entries}


def test_an_act_that_writes_more_than_its_subject_tells_of_each_version(store: Store) -> None:
    founded(store)
    act = change(dataset(), facts=(("files", 1),))
    further = replace(act, writes=(*change(party(name="Other"), 1).writes, *act.writes))
    (entry,) = store.records.commit(further)
    digests = dict(store.records.census())
    about = Subject(type="party", id=HOLDER, version=2)
    assert entry.facts[0] == ("files", 1)
    assert list(told_also(entry.facts)) == [(about, digests[about])]
    assert entry.digest == digests[entry.subject]


def test_an_act_without_a_write_has_no_digest(store: Store) -> None:
    founded(store)
    bare = replace(change(collaboration()), writes=())
    assert store.records.commit(bare)[0].digest == ""


def test_an_entry_has_the_time_of_its_commit(url: str) -> None:
    clock = Hands(NOON + timedelta(microseconds=1))
    store = opened(url, clock)
    (entry,) = store.records.commit(change(party()))
    assert entry.at == clock.at
    assert json.loads(next(store.logs.entries(HOLDER)).body)["at"] == "2015-04-25T12:00:00.000001Z"
    store.close()


def test_a_clock_set_back_by_minutes_keeps_the_time_of_the_last_entry(url: str) -> None:
    clock = Hands()
    store = opened(url, clock)
    founded(store)
    clock.forward(timedelta(minutes=-2))
    (entry,) = store.records.commit(change(party(name="Other"), 1))
    assert entry.at == NOON
    store.close()


def test_a_clock_set_back_further_is_named_and_nothing_is_written(url: str) -> None:
    clock = Hands()
    store = opened(url, clock)
    founded(store)
    before = counts(store)
    clock.forward(timedelta(minutes=-2, microseconds=-1))
    with pytest.raises(ClockSetBack, match="12:00:00 UTC") as refused:
        store.records.commit(change(party(name="Other"), 1))
    assert "clock" in refused.value.hint
    assert counts(store) == before
    store.close()


def test_a_receipt_is_entered_once(store: Store) -> None:
    founded(store)
    message = MessageId("msg_1")
    assert not store.outbox.received(message)
    store.records.commit(receipt(message))
    assert store.outbox.received(message)
    before = counts(store)
    with pytest.raises(Conflict, match="msg_1"):
        store.records.commit(receipt(message))
    assert counts(store) == before


def test_one_commit_cannot_enter_a_receipt_twice(store: Store) -> None:
    with pytest.raises(Conflict):
        store.records.commit(receipt(MessageId("msg_1")), receipt(MessageId("msg_1")))
    assert store.logs.head(USER) == (0, EMPTY_ROOT)


def test_only_the_act_of_receiving_marks_a_message_received(store: Store) -> None:
    store.records.commit(replace(receipt(MessageId("msg_1")), kind=Kind.EVENT_NOTED))
    assert not store.outbox.received(MessageId("msg_1"))


@pytest.mark.parametrize("forged", [{"root": b"\x00" * 32}, {"size": 4}, {"peaks": b"short"}])
def test_nothing_is_appended_to_a_log_whose_head_was_edited(
    store: Store, forged: dict[str, int | bytes]
) -> None:
    founded(store)
    with writing(store.engine) as connection:
        connection.execute(update(tables.log).values(forged))
    with pytest.raises(Tampered, match=f"log {HOLDER}"):
        store.records.commit(change(party(name="Other"), 1))

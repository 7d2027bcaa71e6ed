"""A fixed story of changes that can be told again from wherever it stopped."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from commonweal.account.tree import frontier, leaf_hash
from commonweal.adapters.records import Store, tables
from commonweal.adapters.records.database import reading
from commonweal.model.agreement import AgreementState
from commonweal.model.change import Change, Write
from commonweal.model.errors import NotFound
from commonweal.model.evidence import Subject, told_also
from commonweal.model.grant import DeliveryState
from tests.records.builders import (
    HOLDER,
    USER,
    agreement,
    change,
    collaboration,
    dataset,
    delivery,
    grant,
    party,
    promise,
    receipt,
)

Picture = dict[str, list[Any]]

_PROPOSED = replace(agreement(), state=AgreementState.PROPOSED)
_SIGNED = replace(agreement(), state=AgreementState.SIGNED)

_ACTIVE = replace(agreement(), state=AgreementState.ACTIVE)
_COUNTED = Write(record=replace(_ACTIVE, granted=1), expected_version=4)
_GRANTED = replace(change(grant()), writes=(*change(grant()).writes, _COUNTED))

_ACTS: tuple[tuple[Change, ...], ...] = (
    (change(party()), change(party(USER), log=USER)),
    (change(collaboration()), change(dataset(), facts=(("files", 1),), tell=(USER,))),
    (change(agreement(), tell=(USER,)), change(_PROPOSED, 1), change(_SIGNED, 2, log=USER)),
    (change(_ACTIVE, 3, tell=(USER,)), change(promise())),
    (_GRANTED,),
    (change(delivery(), log=USER, tell=(HOLDER,)),),
    (change(delivery(DeliveryState.SEALED), 1, log=USER, tell=(HOLDER,)),),
)


def tell(store: Store) -> Iterator[None]:
    """Do what of the story is not done yet; yields after each transaction."""
    for act in _ACTS:
        if not _done(store, act):
            store.records.commit(*act)
            yield
        yield from _relay(store)


def picture(store: Store) -> Picture:
    """What is in the store, without what chance put there: salts, digests, ids of messages."""
    wanted = {
        name: [column for column in table.c if column.name not in _BY_CHANCE[name]]
        for name, table in tables.metadata.tables.items()
        if name in _BY_CHANCE
    }
    with reading(store.engine) as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(*columns))), key=repr)
            for name, columns in wanted.items()
        }


def assert_whole(store: Store) -> None:
    """Records, logs, messages and receipts bear each other out."""
    logged = {log: list(store.logs.entries(log)) for log in store.logs.owners()}
    for log, entries in logged.items():
        grown = frontier(leaf_hash(one.body) for one in entries)
        assert store.logs.head(log) == (grown.size, grown.root)
        assert [one.seq for one in entries] == list(range(grown.size))
    told = [pair for entries in logged.values() for one in entries for pair in _told(one.body)]
    assert set(store.records.census()) <= set(told)
    leaves = {one.leaf.hex() for entries in logged.values() for one in entries}
    assert {posted.leaf for posted in store.outbox.waiting()} <= leaves
    with reading(store.engine) as connection:
        receipts = connection.scalars(select(tables.received.c.message)).all()
    entered = [subject.id for subject, _ in told if subject.type == "message"]
    assert sorted(receipts) == sorted(entered)


def _told(body: bytes) -> Iterator[tuple[Subject, str]]:
    """What an entry is about, and the further records that it tells of, with their digests."""
    entry = json.loads(body)
    yield Subject(**entry["subject"]), entry["digest"]
    yield from told_also(tuple(entry["facts"].items()))


_SHELF = {"salt"}
_BY_CHANCE = {
    **{shelf.name: _SHELF for shelf in tables.SHELVES.values()},
    "node": {"name"},
    "log": {"peaks", "root"},
    "entry": {"body", "leaf", "root", "subject_id"},
    "outbox": {"id", "leaf"},
    "received": {"message"},
}


def _done(store: Store, act: tuple[Change, ...]) -> bool:
    write = act[0].writes[0]
    try:
        return (
            store.records.get(type(write.record), write.record.id).version > write.expected_version
        )
    except NotFound:
        return False


def _relay(store: Store) -> Iterator[None]:
    for posted in store.outbox.waiting():
        if not store.outbox.received(posted.id):
            store.records.commit(receipt(posted.id, log=posted.message.recipient))
            yield
        store.outbox.done(posted.id)
        yield

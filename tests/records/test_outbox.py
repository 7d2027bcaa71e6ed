"""Messages on their way."""

import pytest
from sqlalchemy import update

from commonweal.adapters.records import Store, tables
from commonweal.adapters.records.database import writing
from commonweal.model.errors import NotFound, Tampered
from commonweal.model.ids import MessageId
from tests.records.builders import COLLABORATION, HOLDER, USER, change, collaboration, party, track


def told(store: Store) -> None:
    store.records.commit(change(party()), change(party(USER)))
    store.records.commit(change(collaboration(), facts=(("members", 2),), tell=(USER, HOLDER)))


def test_a_message_leaves_with_its_entry_and_names_its_leaf(store: Store) -> None:
    told(store)
    to_user, to_holder = store.outbox.waiting()
    entry = list(store.logs.entries(HOLDER))[-1]
    assert (to_user.message.recipient, to_holder.message.recipient) == (USER, HOLDER)
    assert to_user.message.facts == (("members", 2),)
    assert (to_user.sender, to_user.collaboration) == (HOLDER, "")
    assert to_user.leaf == to_holder.leaf == entry.leaf.hex()
    assert to_user.id != to_holder.id


def test_what_is_done_waits_no_more(store: Store) -> None:
    told(store)
    first, second = store.outbox.waiting()
    store.outbox.done(first.id)
    store.outbox.done(first.id)
    assert store.outbox.waiting() == (second,)


def test_an_attempt_that_failed_is_counted_and_waits_on(store: Store) -> None:
    told(store)
    first, _ = store.outbox.waiting()
    store.outbox.failed(first.id)
    store.outbox.failed(first.id)
    assert [one.attempts for one in store.outbox.waiting()] == [2, 0]


def test_messages_wait_in_the_order_of_their_acts(store: Store) -> None:
    for version in range(12):
        fact = (("n", version),)
        store.records.commit(change(party(name=str(version)), version, facts=fact, tell=(USER,)))
    assert [one.message.facts[0][1] for one in store.outbox.waiting()] == list(range(12))


def test_a_message_that_was_never_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.outbox.done(MessageId("msg_absent"))
    with pytest.raises(NotFound):
        store.outbox.failed(MessageId("msg_absent"))


@pytest.mark.parametrize(
    "forged", [{"facts": "nonsense"}, {"facts": "[1]"}, {"facts": '[["a"]]'}, {"kind": "no.kind"}]
)
def test_an_edited_message_is_named_and_not_sent(store: Store, forged: dict[str, str]) -> None:
    told(store)
    with writing(store.engine) as connection:
        connection.execute(update(tables.outbox).values(forged))
    with pytest.raises(Tampered, match="message msg_"):
        store.outbox.waiting()


def test_the_collaboration_of_the_act_goes_along(store: Store) -> None:
    told(store)
    store.records.commit(change(track(), tell=(USER,)))
    assert store.outbox.waiting()[-1].collaboration == COLLABORATION

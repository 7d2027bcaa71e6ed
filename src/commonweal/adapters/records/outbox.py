"""Messages on their way: committed with the act they tell of, handed over afterwards."""

import json

from sqlalchemy import Connection, Engine, Row, select, update

from commonweal.adapters.records.codec import tampered
from commonweal.adapters.records.database import reading, writing
from commonweal.adapters.records.facts import checked
from commonweal.adapters.records.tables import outbox, received
from commonweal.model.change import Change, Message
from commonweal.model.errors import NotFound
from commonweal.model.evidence import Facts, Kind
from commonweal.model.ids import MessageId, PartyId
from commonweal.model.ports import Posted

WAITING = "waiting"
DONE = "done"


class OutboxTable:
    """The port `Outbox`, answered by the tables `outbox` and `received`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def waiting(self) -> tuple[Posted, ...]:
        """What still has to go, oldest first."""
        todo = select(outbox).where(outbox.c.state == WAITING).order_by(outbox.c.ordinal)
        with reading(self._engine) as connection:
            return tuple(_posted(row) for row in connection.execute(todo))

    def received(self, id: MessageId) -> bool:
        """True if the entry of its receipt is in the receiver's log."""
        found = select(received.c.message).where(received.c.message == id)
        with reading(self._engine) as connection:
            return connection.scalar(found) is not None

    def done(self, id: MessageId) -> None:
        """Take it off the list; once is as good as twice. Raises NotFound."""
        with writing(self._engine) as connection:
            _mark(connection, id, state=DONE)

    def failed(self, id: MessageId) -> None:
        """Count one attempt more. Raises NotFound."""
        with writing(self._engine) as connection:
            _mark(connection, id, attempts=outbox.c.attempts + 1)


def row(
    message: Message, change: Change, leaf: bytes, *, id: str, ordinal: int
) -> dict[str, str | int]:
    """The row of a message of a change whose entry has that leaf hash.

    Raises:
        Invalid: facts that are no ids, counts and digests.
    """
    return {
        "id": id,
        "ordinal": ordinal,
        "sender": change.log,
        "recipient": message.recipient,
        "kind": message.kind.value,
        "collaboration": change.collaboration,
        "facts": json.dumps(checked(message.facts)),
        "leaf": leaf.hex(),
        "attempts": 0,
        "state": WAITING,
    }


def _mark(connection: Connection, id: MessageId, **values: object) -> None:
    marked = connection.execute(update(outbox).where(outbox.c.id == id).values(**values))
    if not marked.rowcount:
        raise NotFound(kind="message", id=id)


def _posted(row: Row[tuple[str, ...]]) -> Posted:
    message = _message(row)
    return Posted(
        id=MessageId(row.id),
        sender=PartyId(row.sender),
        message=message,
        collaboration=row.collaboration,
        leaf=row.leaf,
        attempts=row.attempts,
    )


def _message(row: Row[tuple[str, ...]]) -> Message:
    try:
        facts: Facts = tuple((str(name), value) for name, value in json.loads(row.facts))
        return Message(recipient=PartyId(row.recipient), kind=Kind(row.kind), facts=checked(facts))
    except (ValueError, TypeError) as error:
        raise tampered("message", row.id) from error

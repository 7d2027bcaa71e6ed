"""The only function that writes state: records, evidence and messages in one transaction."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

from sqlalchemy import Connection, insert, select, update

from commonweal.adapters.records import ledger, outbox, shelving
from commonweal.adapters.records.ledger import Appended
from commonweal.adapters.records.shelving import Shelved, Standing
from commonweal.adapters.records.tables import node, received
from commonweal.adapters.records.tables import outbox as outbox_table
from commonweal.model.change import Change, subject
from commonweal.model.errors import Conflict
from commonweal.model.evidence import Entry, Kind, Subject, also

MESSAGE = "message"
"""`Subject.type` of an entry about a message that came in."""


def commit(
    connection: Connection, changes: Sequence[Change], now: datetime, message_id: Callable[[], str]
) -> tuple[Entry, ...]:
    """Execute changes, in order, inside a writing transaction; returns their entries.

    The caller's transaction is what makes it all or nothing: whatever is raised must end it.

    Args:
        connection: of `database.writing`.
        changes: a later one may build on an earlier one.
        now: aware instant; the time of the entries.
        message_id: makes the id of each message in turn.

    Raises:
        Conflict: a version is not as it was read, or a message was received before.
        Refused: a record's life knows no such step.
        Invalid: facts that are no ids, counts and digests.
        ClockSetBack: `now` lies before the last entry of a log.
    """
    numbers = _drawn(connection, changes)
    digests = _write(connection, changes, numbers)
    new = _append(connection, changes, digests, now)
    _receive(connection, changes, new)
    _post(connection, changes, new, message_id, numbers)
    return tuple(one.entry for one in new)


def _drawn(connection: Connection, changes: Sequence[Change]) -> Iterator[int]:
    """Draw the ordinals of what will be written."""
    start = connection.scalar(select(node.c.count)) or 0
    drawn = sum(1 + len(change.writes) + len(change.messages) for change in changes)
    connection.execute(update(node).values(count=start + drawn))
    return count(start)


def _write(
    connection: Connection, changes: Sequence[Change], numbers: Iterator[int]
) -> dict[Subject, str]:
    """Put the written records on their shelves; the salted digest of each version."""
    writes = [write for change in changes for write in change.writes]
    stored = shelving.standings(connection, writes)
    present, rows = dict(stored), dict[shelving.Key, Shelved]()
    digests = {}
    for write in writes:
        key: shelving.Key = (type(write.record), write.record.id)
        present[key] = shelving.advanced(write, present.get(key, Standing()))
        ordinal = rows[key].ordinal if key in rows else next(numbers)
        rows[key] = shelving.shelved(write, ordinal)
        digests[subject(write)] = rows[key].digest
    shelving.put(connection, rows, stored)
    return digests


def _append(
    connection: Connection, changes: Sequence[Change], digests: dict[Subject, str], now: datetime
) -> list[Appended]:
    known = ledger.tails(connection, {change.log for change in changes})
    ends, new = dict(known), list[Appended]()
    for change in changes:
        told = replace(change, facts=(*change.facts, *_further(change, digests)))
        one = ledger.appended(ends.get(change.log), told, digests.get(change.subject, ""), now)
        ends[change.log] = one.tail
        new.append(one)
    ledger.keep(connection, known, new)
    return new


def _further(change: Change, digests: dict[Subject, str]) -> Iterator[tuple[str, str]]:
    """The facts about what an act wrote besides its subject, so that the log tells of it too."""
    for write in change.writes:
        about = subject(write)
        if about != change.subject:
            yield also(about, digests[about])


def _receive(connection: Connection, changes: Sequence[Change], new: list[Appended]) -> None:
    """Remember which messages were entered, so that none is entered twice."""
    receipts = [
        {"message": change.subject.id, "log": change.log, "seq": one.entry.seq}
        for change, one in zip(changes, new, strict=True)
        if change.kind is Kind.MESSAGE_RECEIVED and change.subject.type == MESSAGE
    ]
    if not receipts:
        return
    ids = [receipt["message"] for receipt in receipts]
    twice = connection.scalar(select(received.c.message).where(received.c.message.in_(ids)))
    if twice is not None:
        raise Conflict(
            detail=f"message {twice} is in the log already.",
            hint="Nothing more is to be done for it.",
        )
    connection.execute(insert(received), receipts)


def _post(
    connection: Connection,
    changes: Sequence[Change],
    new: list[Appended],
    message_id: Callable[[], str],
    numbers: Iterator[int],
) -> None:
    rows = [
        outbox.row(message, change, one.leaf, id=message_id(), ordinal=next(numbers))
        for change, one in zip(changes, new, strict=True)
        for message in change.messages
    ]
    if rows:
        connection.execute(insert(outbox_table), rows)

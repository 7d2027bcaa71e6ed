"""Appending to the logs: entries, leaf hashes and roots, in the transaction of the act.

Source: RFC 6962 section 2.1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from commonweal.account.entry import canonical
from commonweal.account.tree import HASH_BYTES, Frontier, leaf_hash
from commonweal.adapters.records.codec import tampered
from commonweal.adapters.records.facts import checked
from commonweal.adapters.records.instant import instant, micros
from commonweal.adapters.records.tables import entry as entry_table
from commonweal.adapters.records.tables import log as log_table
from commonweal.model.change import Change
from commonweal.model.errors import ClockSetBack
from commonweal.model.evidence import ENTRY_VERSION, Entry
from commonweal.model.ids import PartyId

TOLERANCE = timedelta(minutes=2)
"""A clock may be corrected by this much; entries then keep the time of the last one."""

_LONG_AGO = instant(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """Where a log ends."""

    frontier: Frontier
    latest: datetime
    """The time of the last entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appended:
    """An entry with its bytes and hashes, and the tail of its log after it."""

    entry: Entry
    body: bytes
    leaf: bytes
    tail: Tail


def tails(connection: Connection, logs: Iterable[PartyId]) -> dict[PartyId, Tail]:
    """The tails of those of the logs that exist. Raises Tampered if a head is not whole."""
    rows = connection.execute(select(log_table).where(log_table.c.party.in_(sorted(set(logs)))))
    return {PartyId(row.party): _tail(row.party, row.size, row) for row in rows}


def appended(tail: Tail | None, change: Change, digest: str, now: datetime) -> Appended:
    """The entry of a change at the end of its log.

    Raises:
        ClockSetBack: `now` lies more than two minutes before the last entry.
        Invalid: the facts are not ids, counts and digests.
    """
    before = tail or Tail(frontier=Frontier(), latest=_LONG_AGO)
    entry = Entry(
        v=ENTRY_VERSION,
        seq=before.frontier.size,
        at=_after(before.latest, now, change.log),
        kind=change.kind,
        actor=change.actor,
        party=change.log,
        collaboration=change.collaboration,
        subject=change.subject,
        digest=digest,
        facts=checked(change.facts),
    )
    body = canonical(entry)
    leaf = leaf_hash(body)
    after = Tail(frontier=before.frontier.appended(leaf), latest=entry.at)
    return Appended(entry=entry, body=body, leaf=leaf, tail=after)


def keep(connection: Connection, known: Iterable[PartyId], new: list[Appended]) -> None:
    """Write the entries, and where each log ends now; `known` are the logs that had a head."""
    heads = {one.entry.party: one.tail for one in new}
    old = set(known)
    born = [{"party": log, **_head(tail)} for log, tail in heads.items() if log not in old]
    grown = [{"party_": log, **_head(tail)} for log, tail in heads.items() if log in old]
    if born:
        connection.execute(insert(log_table), born)
    if grown:
        its_row = log_table.c.party == bindparam("party_")
        connection.execute(update(log_table).where(its_row), grown)
    connection.execute(insert(entry_table), [_row(one) for one in new])


def _after(latest: datetime, now: datetime, log: PartyId) -> datetime:
    if latest - now > TOLERANCE:
        raise ClockSetBack(
            detail=f"It is {now:%Y-%m-%d %H:%M:%S} UTC by this machine, but the log of {log} "
            f"ends at {latest:%Y-%m-%d %H:%M:%S} UTC.",
            hint="Set the clock of this machine right, then repeat the command.",
        )
    return max(latest, now)


def _tail(log: str, size: int, row: Row[Any]) -> Tail:
    starts = range(0, len(row.peaks), HASH_BYTES)
    peaks = tuple(row.peaks[start : start + HASH_BYTES] for start in starts)
    frontier = Frontier(size=size, peaks=peaks)
    if len(peaks) != size.bit_count() or frontier.root != row.root:
        raise tampered("log", log)
    return Tail(frontier=frontier, latest=instant(row.latest))


def _head(tail: Tail) -> dict[str, str | int | bytes]:
    return {
        "size": tail.frontier.size,
        "peaks": b"".join(tail.frontier.peaks),
        "root": tail.frontier.root,
        "latest": micros(tail.latest),
    }


def _row(one: Appended) -> dict[str, str | int | bytes]:
    entry = one.entry
    return {
        "log": entry.party,
        "seq": entry.seq,
        "at": micros(entry.at),
        "kind": entry.kind.value,
        "subject_type": entry.subject.type,
        "subject_id": entry.subject.id,
        "subject_version": entry.subject.version,
        "collaboration": entry.collaboration,
        "body": one.body,
        "leaf": one.leaf,
        "root": one.tail.frontier.root,
    }

"""Opening the records of a node: tables made or upgraded, ports answered."""

import re
import secrets
from dataclasses import dataclass

from sqlalchemy import Engine, insert, select

from commonweal.adapters.records.answers import AnswersTable
from commonweal.adapters.records.database import open_engine, reading, writing
from commonweal.adapters.records.logins import LoginTable
from commonweal.adapters.records.logs import LogTables
from commonweal.adapters.records.outbox import OutboxTable
from commonweal.adapters.records.replies import ReplyTable
from commonweal.adapters.records.schema import migrate
from commonweal.adapters.records.shelves import Shelves
from commonweal.adapters.records.tables import node as node_table
from commonweal.model.errors import CommonwealError, Invalid
from commonweal.model.ports import Clock, Ids

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_LENGTH = 8
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The open records of one node; close it when done."""

    records: Shelves
    logs: LogTables
    outbox: OutboxTable
    logins: LoginTable
    replies: ReplyTable
    answers: AnswersTable
    engine: Engine

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def open_store(url: str, *, clock: Clock, ids: Ids, node: str = "") -> Store:
    """The store behind a database URL; makes or upgrades its tables first.

    Args:
        url: such as `sqlite:////home/me/weal/records.db` or `postgresql://user@host/name`.
        clock: gives the time of each entry.
        ids: makes the ids of messages.
        node: the name of this node; given once, at first opening, or made then.

    Raises:
        Invalid: the URL, or a name this node does not have.
        Unavailable: the database cannot be opened or written.
    """
    engine = open_engine(url)
    try:
        migrate(engine)
        name = _settled(engine, node)
    except CommonwealError:
        engine.dispose()
        raise
    return Store(
        records=Shelves(engine, clock=clock, ids=ids),
        logs=LogTables(engine, name),
        outbox=OutboxTable(engine),
        logins=LoginTable(engine),
        replies=ReplyTable(engine),
        answers=AnswersTable(engine),
        engine=engine,
    )


def _settled(engine: Engine, wanted: str) -> str:
    """The name of this node, which never changes: logs and checkpoints carry it."""
    name = _name(engine) or _named(engine, wanted)
    if wanted not in ("", name):
        raise Invalid(
            detail=f"This is the node {name!r}, not {wanted!r}; its logs carry that name.",
            hint="Remove the setting, or open another home.",
        )
    return name


def _name(engine: Engine) -> str:
    with reading(engine) as connection:
        return str(connection.scalar(select(node_table.c.name)) or "")


def _named(engine: Engine, wanted: str) -> str:
    name = wanted or "node-" + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    if not _NAME.fullmatch(name):
        raise Invalid(
            detail=f"{name!r} cannot be the name of a node.",
            hint="Use up to 63 lower-case letters, digits, dots and hyphens.",
        )
    with writing(engine) as connection:
        if other := connection.scalar(select(node_table.c.name)):
            return str(other)
        connection.execute(insert(node_table), {"id": 1, "name": name})
    return name

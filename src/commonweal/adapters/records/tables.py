"""The tables of one node: a shelf for each kind of record, the logs, the outbox, the jobs.

A shelf keeps a record as canonical JSON in `body`; its other columns repeat fields of the body
so that the database can hold them together and find by them.
"""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from commonweal.model.change import NOUNS

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit whole number; STRICT tables of SQLite call it INTEGER."""


def _id(name: str = "id") -> Column[str]:
    return Column(name, Text, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


def _whole(name: str) -> Column[int]:
    return Column(name, WHOLE, nullable=False, default=0)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _refers(name: str, noun: str = "") -> Column[str | None]:
    """A field that names another record; an empty field is NULL."""
    return Column(name, Text, ForeignKey(f"{noun or name}.id"), nullable=True)


def _shelf(noun: str, *fields: Column[str | None]) -> Table:
    table = Table(
        noun,
        metadata,
        _id(),
        _whole("version"),
        _whole("ordinal"),
        _text("state"),
        *fields,
        _bytes("salt"),
        _text("body"),
        sqlite_strict=True,
    )
    for name in ("collaboration", "agreement"):
        if name in table.c:
            Index(None, table.c[name])
    return table


KEPT_BESIDE = frozenset({"version", "ordinal", "salt", "body"})
"""The columns of a shelf that repeat no field of the body."""

_shelf("party")
_shelf("person", _refers("party"))
_shelf("collaboration", _refers("founder", "party"))
_shelf("dataset", _refers("collaboration"), _refers("holder", "party"))
_shelf("assessment", _refers("collaboration"))
_shelf("questionnaire", _refers("collaboration"), _refers("assessment"))
_shelf("remark", _refers("collaboration"))
_shelf("surroundings", _refers("collaboration"))
_shelf("offers", _refers("collaboration"))
_shelf("package", _refers("collaboration"))
_shelf("frontier", _refers("collaboration"))
_shelf("limit", _refers("collaboration"), _refers("party"))
_shelf("approval", _refers("collaboration"), _refers("party"), _refers("package"))
_shelf("explanation", _refers("collaboration"))
_shelf("track", _refers("collaboration"))
_shelf("override", _refers("collaboration"), _refers("party"))
_shelf("agreement", _refers("collaboration"))
_shelf(
    "grant",
    _refers("collaboration"),
    _refers("agreement"),
    _refers("dataset"),
    _refers("recipient", "party"),
)
_shelf(
    "refusal",
    _refers("collaboration"),
    _refers("agreement"),
    Column("dataset", Text),
    _refers("party"),
)
_shelf(
    "delivery",
    _refers("collaboration"),
    _refers("agreement"),
    _refers("grant"),
    _refers("dataset"),
    _refers("recipient", "party"),
)
_shelf(
    "release",
    _refers("collaboration"),
    _refers("agreement"),
    _refers("grant"),
    _refers("dataset"),
    _refers("made_by", "party"),
)
_shelf(
    "return",
    _refers("collaboration"),
    _refers("agreement"),
    _refers("giver", "party"),
    _refers("recipient", "party"),
)

SHELVES: dict[type[object], Table] = {kind: metadata.tables[noun] for kind, noun in NOUNS.items()}
"""The shelf of each kind of record, named by its noun; each refers only to earlier ones."""

node = Table(
    "node",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="one"), primary_key=True),
    _text("name"),
    _whole("count"),
    sqlite_strict=True,
)
"""The one row of this node; `count` moves with every change, and numbers what is written."""

log = Table(
    "log",
    metadata,
    _id("party"),
    _whole("size"),
    _bytes("peaks"),
    _bytes("root"),
    _whole("latest"),
    sqlite_strict=True,
)
"""The head of each hosted party's log; `peaks` are the 32-byte hashes of its frontier in a row."""

entry = Table(
    "entry",
    metadata,
    Column("log", Text, ForeignKey("log.party"), primary_key=True),
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    _whole("at"),
    _text("kind"),
    _text("subject_type"),
    _text("subject_id"),
    _whole("subject_version"),
    _text("collaboration"),
    _bytes("body"),
    _bytes("leaf"),
    _bytes("root"),
    sqlite_strict=True,
)

checkpoint = Table(
    "checkpoint",
    metadata,
    _id("log"),
    Column("size", WHOLE, primary_key=True, autoincrement=False),
    Column("note", Text, primary_key=True),
    sqlite_strict=True,
)
"""Signed notes, a set: two notes of one size that differ are both kept, and checked."""

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _whole("ordinal"),
    _text("sender"),
    _text("recipient"),
    _text("kind"),
    _text("collaboration"),
    _text("facts"),
    _text("leaf"),
    _whole("attempts"),
    _text("state"),
    sqlite_strict=True,
)
Index(None, outbox.c.state)

received = Table(
    "received",
    metadata,
    _id("message"),
    _text("log"),
    _whole("seq"),
    sqlite_strict=True,
)
"""Messages whose receipt is in a log here: none is entered twice."""

login = Table(
    "login",
    metadata,
    _id("digest"),
    Column("person", Text, ForeignKey("person.id"), nullable=False),
    _whole("opened"),
    _whole("until"),
    _whole("closed"),
    sqlite_strict=True,
)
"""Who is logged in: SHA-256 of a token, instants in microseconds; `closed` is 0 while open."""
Index(None, login.c.person)

attempt = Table(
    "attempt",
    metadata,
    Column("who", Text, primary_key=True),
    Column("at", WHOLE, primary_key=True, autoincrement=False),
    Column("number", WHOLE, primary_key=True, autoincrement=False),
    sqlite_strict=True,
)
"""Tries to log in of the last minute, by the digest of what was typed as the name."""

reply = Table(
    "reply",
    metadata,
    Column("asker", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    _text("request"),
    _whole("begun"),
    _whole("status"),
    _text("media"),
    Column("body", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""What was answered to a request that named itself; `status` is 0 while it is being answered."""

answers = Table(
    "answers",
    metadata,
    _id("questionnaire"),
    _text("content"),
    sqlite_strict=True,
)
"""What a respondent has answered so far and not handed in: JSON; gone once they have."""

job = Table(
    "job",
    metadata,
    _id(),
    _text("kind"),
    _text("payload"),
    _text("person"),
    _text("party"),
    _text("state"),
    _whole("done"),
    _whole("total"),
    _text("unit"),
    _whole("not_before"),
    _whole("cancel"),
    _whole("attempts"),
    _whole("heartbeat"),
    _text("result"),
    sqlite_strict=True,
)
"""Long work; `payload` is JSON, `not_before` and `heartbeat` are microseconds since 1970 UTC."""
Index(None, job.c.state)

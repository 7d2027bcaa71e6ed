"""The first tables: shelves of records, logs, outbox, receipts, jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables as this revision wants them."""
    _shelves()
    _logs()
    _post()
    _jobs()


def _shelves() -> None:
    of = "collaboration"
    _shelf("party")
    _shelf("collaboration", founder="party")
    _shelf("dataset", collaboration=of, holder="party")
    for noun in ("assessment", "offers", "package", "track", "agreement"):
        _shelf(noun, collaboration=of)
    _shelf("grant", collaboration=of, agreement="agreement", dataset="dataset", recipient="party")
    _shelf("refusal", collaboration=of, agreement="agreement", dataset="", party="party")
    handed = {"agreement": "agreement", "grant": "grant", "dataset": "dataset"}
    _shelf("delivery", collaboration=of, **handed, recipient="party")
    _shelf("release", collaboration=of, **handed, made_by="party")
    _shelf("return", collaboration=of, agreement="agreement", giver="party", recipient="party")


def _shelf(noun: str, **refers: str) -> None:
    """`refers` gives for each field the shelf it refers to; empty if it only repeats a field."""
    fields = [sa.Column(name, sa.Text, nullable=True) for name in refers]
    bonds = [
        sa.ForeignKeyConstraint([name], [f"{other}.id"], name=f"fk_{noun}_{name}")
        for name, other in refers.items()
        if other
    ]
    _table(
        noun,
        _text("id"),
        _whole("version"),
        _whole("ordinal"),
        _text("state"),
        *fields,
        _bytes("salt"),
        _text("body"),
        *bonds,
        key=("id",),
    )
    for name in ("collaboration", "agreement"):
        if name in refers:
            op.create_index(f"ix_{noun}_{name}", noun, [name])


def _logs() -> None:
    one = sa.CheckConstraint("id = 1", name=op.f("ck_node_one"))
    number = sa.Column("id", sa.Integer, nullable=False)
    _table("node", number, _text("name"), _whole("count"), one, key=("id",))
    _table(
        "log",
        _text("party"),
        _whole("size"),
        _bytes("peaks"),
        _bytes("root"),
        _whole("latest"),
        key=("party",),
    )
    _table(
        "entry",
        _text("log"),
        _whole("seq"),
        _whole("at"),
        _text("kind"),
        _text("subject_type"),
        _text("subject_id"),
        _whole("subject_version"),
        _text("collaboration"),
        _bytes("body"),
        _bytes("leaf"),
        _bytes("root"),
        sa.ForeignKeyConstraint(["log"], ["log.party"], name="fk_entry_log"),
        key=("log", "seq"),
    )
    _table("checkpoint", _text("log"), _whole("size"), _text("note"), key=("log", "size", "note"))


def _post() -> None:
    _table(
        "outbox",
        _text("id"),
        _whole("ordinal"),
        _text("sender"),
        _text("recipient"),
        _text("kind"),
        _text("collaboration"),
        _text("facts"),
        _text("leaf"),
        _whole("attempts"),
        _text("state"),
        key=("id",),
    )
    op.create_index("ix_outbox_state", "outbox", ["state"])
    _table("received", _text("message"), _text("log"), _whole("seq"), key=("message",))


def _jobs() -> None:
    _table(
        "job",
        _text("id"),
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
        key=("id",),
    )
    op.create_index("ix_job_state", "job", ["state"])


def _table(name: str, *parts: sa.schema.SchemaItem, key: tuple[str, ...]) -> None:
    primary = sa.PrimaryKeyConstraint(*key, name=f"pk_{name}")
    op.create_table(name, *parts, primary, sqlite_strict=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, _WHOLE, nullable=False, autoincrement=False)


def _bytes(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary, nullable=False)

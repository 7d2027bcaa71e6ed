"""The people of a party: a shelf of persons, their logins, and tries to log in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables as this revision wants them."""
    _table(
        "person",
        _text("id"),
        _whole("version"),
        _whole("ordinal"),
        _text("state"),
        sa.Column("party", sa.Text, nullable=True),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        _text("body"),
        sa.ForeignKeyConstraint(["party"], ["party.id"], name="fk_person_party"),
        key=("id",),
    )
    _table(
        "login",
        _text("digest"),
        _text("person"),
        _whole("opened"),
        _whole("until"),
        _whole("closed"),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_login_person"),
        key=("digest",),
    )
    op.create_index("ix_login_person", "login", ["person"])
    _table("attempt", _text("who"), _whole("at"), _whole("number"), key=("who", "at", "number"))


def _table(name: str, *parts: sa.schema.SchemaItem, key: tuple[str, ...]) -> None:
    primary = sa.PrimaryKeyConstraint(*key, name=f"pk_{name}")
    op.create_table(name, *parts, primary, sqlite_strict=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, _WHOLE, nullable=False, autoincrement=False)

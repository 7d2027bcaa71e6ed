"""Answers to requests that named themselves with a key."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table as this revision wants it."""
    op.create_table(
        "reply",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("asker", "key", "request")),
        sa.Column("begun", _WHOLE, nullable=False),
        sa.Column("status", _WHOLE, nullable=False),
        sa.Column("media", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("asker", "key", name="pk_reply"),
        sqlite_strict=True,
    )

"""Win-win and align: frontiers, limits, approvals, explanations, overrides."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables as this revision wants them."""
    _shelf("frontier", "collaboration")
    _shelf("limit", "collaboration", "party")
    _shelf("approval", "collaboration", "party", "package")
    _shelf("explanation", "collaboration")
    _shelf("override", "collaboration", "party")


def _shelf(noun: str, *refers: str) -> None:
    op.create_table(
        noun,
        _text("id"),
        sa.Column("version", _WHOLE, nullable=False, autoincrement=False),
        sa.Column("ordinal", _WHOLE, nullable=False, autoincrement=False),
        _text("state"),
        *(sa.Column(name, sa.Text, nullable=True) for name in refers),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        _text("body"),
        *(
            sa.ForeignKeyConstraint([name], [f"{name}.id"], name=f"fk_{noun}_{name}")
            for name in refers
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{noun}"),
        sqlite_strict=True,
    )
    op.create_index(f"ix_{noun}_collaboration", noun, ["collaboration"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)

"""The fingerprint of the master key under which a database is sealed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the table; the first that opens the database writes the row."""
    op.create_table(
        "key_fingerprints",
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("purpose", name="pk_key_fingerprints"),
    )

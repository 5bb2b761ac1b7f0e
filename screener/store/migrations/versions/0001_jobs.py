"""Jobs, their pieces, and replays of answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes the first tables."""
    _make_jobs()
    op.create_table(
        "job_pieces",
        sa.Column("job_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("job_id", "kind", "attempt", "part", "number", name="pk_job_pieces"),
        sa.ForeignKeyConstraint(["job_id"], ["jobs.id"], name="fk_job_pieces_job_id", ondelete="CASCADE"),
    )
    op.create_table(
        "replays",
        sa.Column("key_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed_answer", sa.LargeBinary, nullable=False),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_replays"),
    )
    op.create_index("ix_replays_expires_at", "replays", ["expires_at"])


def _make_jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("failure", sa.String(40)),
        sa.Column("stage", sa.String(40), nullable=False, server_default=""),
        sa.Column("share", sa.Double, nullable=False, server_default="0"),
        sa.Column("attempt", sa.Integer, nullable=False, server_default="0"),
        sa.Column("losses", sa.Integer, nullable=False, server_default="0"),
        sa.Column("owner", sa.String(80)),
        sa.Column("lease_until", sa.Double),
        sa.Column("heartbeat_at", sa.Double),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("queued_at", sa.Double),
        sa.Column("ended_at", sa.Double),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index("ix_jobs_state_created_at", "jobs", ["state", "created_at"])
    op.create_index("ix_jobs_expires_at", "jobs", ["expires_at"])

"""Members who sign in, their sessions, webhooks with their deliveries, the registries seen, and whom to tell of a job's end."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables."""
    op.add_column("jobs", sa.Column("workspace_id", sa.String(32)))
    _make_members()
    _make_sessions()
    _make_webhooks()
    op.create_table(
        "registry_marks",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("version", sa.String(80), nullable=False),
        sa.Column("facts", sa.LargeBinary, nullable=False),
        sa.Column("seen_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_registry_marks"),
    )


def _make_members() -> None:
    op.create_table(
        "members",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("subject", name="uq_members_subject"),
        _refer("members", "workspace_id", "workspaces"),
    )
    op.create_index("ix_members_workspace_id", "members", ["workspace_id"])


def _make_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("key_id", sa.String(12)),
        sa.Column("member_id", sa.String(12)),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
        _refer("sessions", "workspace_id", "workspaces"),
        _refer("sessions", "key_id", "api_keys"),
        _refer("sessions", "member_id", "members"),
    )
    for column in ("expires_at", "workspace_id", "key_id", "member_id"):
        op.create_index(f"ix_sessions_{column}", "sessions", [column])


def _make_webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("events", sa.String(120), nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
        _refer("webhooks", "workspace_id", "workspaces"),
    )
    op.create_index("ix_webhooks_workspace_id", "webhooks", ["workspace_id"])
    op.create_table(
        "deliveries",
        sa.Column("id", sa.String(24), nullable=False),
        sa.Column("webhook_id", sa.String(16), nullable=False),
        sa.Column("event", sa.String(40), nullable=False),
        sa.Column("body", sa.String(1000), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", sa.Double, nullable=False),
        sa.Column("answer", sa.String(40), nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("ended_at", sa.Double),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        _refer("deliveries", "webhook_id", "webhooks"),
    )
    op.create_index("ix_deliveries_state_next_at", "deliveries", ["state", "next_at"])
    op.create_index("ix_deliveries_webhook_id_created_at", "deliveries", ["webhook_id", "created_at"])


def _refer(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE")

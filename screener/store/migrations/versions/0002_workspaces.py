"""Workspaces, their keys, what they keep, their answers, and the audit trail that takes no change."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_REFUSE_SQLITE = (
    "CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END"
)
_REFUSE_POSTGRES = (
    """CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the audit trail is only added to'; END $$""",
    "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()",
)


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "workspaces",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("retention_days", sa.Integer, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_workspaces"),
        sa.UniqueConstraint("name", name="uq_workspaces_name"),
    )
    _make_keys()
    _make_kept()
    _make_audit()


def _make_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("label", sa.String(120), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.Column("used_on", sa.Double),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_api_keys_workspace_id", ondelete="CASCADE"),
    )
    op.create_index("ix_api_keys_workspace_id", "api_keys", ["workspace_id"])


def _make_kept() -> None:
    op.create_table(
        "kept_items",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("created_at", sa.Double, nullable=False),
        sa.Column("expires_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_kept_items"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_kept_items_workspace_id", ondelete="CASCADE"),
    )
    op.create_index("ix_kept_items_workspace_id_created_at", "kept_items", ["workspace_id", "created_at"])
    op.create_index("ix_kept_items_expires_at", "kept_items", ["expires_at"])
    op.create_table(
        "answers",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("key_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("given_at", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key_hash", name="pk_answers"),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name="fk_answers_workspace_id", ondelete="CASCADE"),
    )


def _make_audit() -> None:
    op.create_table(
        "audit",
        sa.Column("workspace_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", sa.Double, nullable=False),
        sa.Column("actor", sa.String(40), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        sa.Column("chained", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "number", name="pk_audit"),
    )
    sqlite = [_REFUSE_SQLITE.format(verb=verb) for verb in ("UPDATE", "DELETE")]
    for statement in sqlite if op.get_bind().dialect.name == "sqlite" else _REFUSE_POSTGRES:
        op.execute(statement)

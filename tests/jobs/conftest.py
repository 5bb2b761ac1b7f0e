"""An office on either database, and a worker that runs in this process with a hand of its own."""

from __future__ import annotations

import threading

import pytest

from screener.jobs.office import open_office
from screener.jobs.worker import Worker
from screener.settings import Settings
from screener.store.database import open_database
from screener.store.schema import migrate

SECRET = "c2NyZWVuZXIgdGVzdHMgb25seSwgMzIgYnl0ZXMgbG9uZy4uLg=="


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """A compiled rulebook that all hands share."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def settings(address, cache):
    """Settings for an empty, migrated database."""
    database = open_database(address)
    migrate(database)
    database.close()
    return Settings(cache=cache, database_url=address, secret_key=SECRET, max_job_mb=3, max_jobs=20)


@pytest.fixture
def office(settings):
    """The office of one process."""
    office = open_office(settings)
    yield office
    office.database.close()


@pytest.fixture
def work(office):
    """Gives a function that works until no job waits."""

    def run():
        Worker(office).run(threading.Event(), once=True)

    return run

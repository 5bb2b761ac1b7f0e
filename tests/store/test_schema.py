"""Migrations on both databases."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import insert, select, text

from screener.errors import DatabaseUnready
from screener.store import tables
from screener.store.schema import list_differences, list_revisions, migrate, prepare, read_revision, require_current

STEPS = list(reversed(list_revisions()))
JOB = {"id": "a", "secret_hash": b"1" * 32, "state": "queued", "created_at": 1.0, "expires_at": 2.0}


def test_the_migrations_make_exactly_the_tables_that_the_program_knows(database):
    migrate(database)
    with database.read() as connection:
        assert list_differences(connection) == []


def test_each_step_up_stands_on_the_data_of_the_step_before(database):
    migrate(database, to=STEPS[0])
    with database.write() as connection:
        connection.execute(insert(tables.jobs), JOB)
    for step in STEPS:
        migrate(database, to=step)
        assert read_revision(database).found == step
    with database.read() as connection:
        assert connection.execute(select(tables.jobs.c.id)).scalars().all() == ["a"]


def test_migrating_twice_changes_nothing(database):
    migrate(database)
    migrate(database)
    require_current(database)


def test_two_that_migrate_together_both_find_it_done(database):
    faults = []

    def run():
        try:
            migrate(database)
        except Exception as error:  # noqa: BLE001 (the thread's fault is the test's)
            faults.append(error)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    require_current(database)


def test_an_empty_database_is_refused_and_the_command_named(database):
    with pytest.raises(DatabaseUnready, match="screener database migrate") as refused:
        require_current(database)
    assert refused.value.kind == "database_older"


def test_a_database_of_a_newer_version_is_refused_and_left_alone(database):
    migrate(database)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnready, match="newer version") as refused:
        prepare(database)
    assert refused.value.kind == "database_newer"


def test_sqlite_is_migrated_by_itself_and_a_server_only_when_told(database):
    if database.is_sqlite:
        prepare(database)
        require_current(database)
    else:
        with pytest.raises(DatabaseUnready, match="screener database migrate"):
            prepare(database)

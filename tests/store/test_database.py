"""Addresses, transactions and the clock."""

from __future__ import annotations

import threading
import time

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from screener.errors import DatabaseUnready, RequestRefused
from screener.store import tables
from screener.store.database import open_database, read_clock
from screener.store.schema import migrate

JOB = {"id": "a", "secret_hash": b"1" * 32, "state": "queued", "created_at": 1.0, "expires_at": 2.0}


@pytest.mark.parametrize(
    "address", ["", "x", "sqlite://", "sqlite:///:memory:", "mysql://a/b", "postgresql://", "postgresql:///", "file.db"]
)
def test_what_is_no_address_of_a_database_is_refused_and_not_repeated(address):
    with pytest.raises(RequestRefused) as refused:
        open_database(address)
    assert refused.value.kind == "database_url"


def test_a_password_is_in_no_text_of_the_database():
    database = open_database("postgresql://user:planted-password@127.0.0.1:1/name")
    with pytest.raises(DatabaseUnready) as refused, database.read():
        pass
    assert "planted" not in repr(database) + str(refused.value)


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(RequestRefused, match="cannot be made"):
        open_database(f"sqlite:///{tmp_path / 'file' / 'screener.db'}")


def test_a_file_of_sqlite_is_its_owners_alone(tmp_path):
    file = tmp_path / "new" / "screener.db"
    database = open_database(f"sqlite:///{file}")
    migrate(database)
    assert {item.stat().st_mode & 0o077 for item in (file, file.parent, *file.parent.iterdir())} == {0}


def test_the_clock_is_that_of_this_machine_and_goes_on_within_a_transaction(database):
    with database.read() as connection:
        first = read_clock(connection)
        time.sleep(0.05)
        assert first + 0.04 < read_clock(connection) < time.time() + 5
    assert abs(first - time.time()) < 5


def test_a_transaction_that_fails_leaves_nothing(database):
    migrate(database)
    with pytest.raises(IntegrityError), database.write() as connection:
        connection.execute(insert(tables.jobs), [JOB, JOB])
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(tables.jobs)).scalar_one() == 0


def test_many_writers_at_once_all_get_their_turn_and_lose_no_count(database):
    migrate(database)
    with database.write() as connection:
        connection.execute(insert(tables.jobs), JOB)

    def add():
        for _ in range(10):
            with database.write() as connection:
                connection.execute(update(tables.jobs).values(losses=tables.jobs.c.losses + 1))

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as connection:
        assert connection.execute(select(tables.jobs.c.losses)).scalar_one() == 80


def test_what_is_deleted_is_in_no_file_of_sqlite_once_it_is_tidied(tmp_path):
    database = open_database(f"sqlite:///{tmp_path / 'screener.db'}")
    migrate(database)
    planted = b"PLANTED" * 3000
    with database.write() as connection:
        connection.execute(insert(tables.jobs), JOB | {"wrapped_key": planted})
    database.tidy()
    assert planted[:100] in (tmp_path / "screener.db").read_bytes()
    with database.write() as connection:
        connection.execute(tables.jobs.delete())
    database.tidy()
    assert b"PLANTED" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())

"""A copy made while the database is in use, and put back."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, insert, select, text
from sqlalchemy.exc import DBAPIError

from screener.errors import DatabaseUnready, RequestRefused
from screener.store import audit, members, tables, webhooks, workspaces
from screener.store.backup import note_restore, restore_backup, write_backup
from screener.store.database import open_database
from screener.store.kept import Locker
from screener.store.schema import migrate, require_current

MASTER = bytes(range(32))
JOB = {"id": "planted-job", "secret_hash": b"1" * 32, "state": "queued", "created_at": 1.0, "expires_at": 2.0}


def make(folder):
    """A database with something that lasts, and a job."""
    database = open_database(f"sqlite:///{folder / 'screener.db'}")
    migrate(database)
    with database.write() as connection:
        connection.execute(text("CREATE TABLE lasting (word TEXT)"))
        connection.execute(text("INSERT INTO lasting VALUES ('kept')"))
        connection.execute(insert(tables.jobs), JOB)
    return database


@pytest.fixture
def backup(tmp_path):
    database = make(tmp_path / "first")
    file = tmp_path / "backup.db"
    with database.write() as connection:
        connection.execute(text("INSERT INTO lasting VALUES ('not yet')"))
        write_backup(database, file)
    return file


def read_words(database):
    with database.read() as connection:
        return connection.execute(text("SELECT word FROM lasting")).scalars().all()


def test_a_backup_made_while_another_writes_holds_what_stood_and_no_job(backup, tmp_path):
    assert b"planted-job" not in backup.read_bytes()
    assert backup.stat().st_mode & 0o777 == 0o600
    database = open_database(f"sqlite:///{tmp_path / 'second' / 'screener.db'}")
    restore_backup(database, backup, replace=False)
    require_current(database)
    assert read_words(database) == ["kept"]
    with database.read() as connection:
        assert connection.execute(select(tables.jobs)).first() is None


def test_what_a_database_holds_is_lost_only_when_told(backup, tmp_path):
    database = make(tmp_path / "second")
    with database.write() as connection:
        connection.execute(text("UPDATE lasting SET word = 'other'"))
    with pytest.raises(RequestRefused, match="--replace"):
        restore_backup(database, backup, replace=False)
    assert read_words(database) == ["other"]
    restore_backup(database, backup, replace=True)
    assert read_words(database) == ["kept"]


def test_what_a_workspace_keeps_comes_back_and_neither_sessions_nor_deliveries_do(tmp_path):
    first, second = make(tmp_path / "first"), open_database(f"sqlite:///{tmp_path / 'second' / 'screener.db'}")
    with first.write() as connection:
        mine = workspaces.make_workspace(connection, "Mine")
        kept = Locker(connection=connection, workspace=mine, master_key=MASTER).keep({"name": "x"}, label="June")
        person = members.add_member(connection, mine, subject="7f3c9a", role="reader")
        members.open_session(connection, members.find_subject(connection, "7f3c9a"), by_key=False)
        hook = webhooks.make_webhook(connection, mine, url="https://8.8.8.8/", events=["job.done"], master_key=MASTER)
        webhooks.announce(connection, "job.done", {}, workspace=mine.id)
        audit.note(connection, mine.id, actor="x", action="y", subject="z", master_key=MASTER)
    write_backup(first, tmp_path / "backup.db")
    restore_backup(second, tmp_path / "backup.db", replace=False)
    with second.write() as connection:
        assert Locker(connection=connection, workspace=mine, master_key=MASTER).find(kept.id).label == "June"
        assert [one.id for one in members.list_members(connection, mine)] == [person.id]
        assert [one.secret for one in webhooks.list_webhooks(connection, mine, master_key=MASTER)] == [hook.secret]
        assert audit.find_faults(connection, mine.id, master_key=MASTER) == []
        assert connection.execute(select(tables.sessions)).first() is None
        assert connection.execute(select(tables.deliveries)).first() is None
        with pytest.raises(DBAPIError, match="only added to"):
            connection.execute(delete(tables.audit))


@pytest.mark.parametrize("content", [b"", b"not a database", None])
def test_what_is_no_backup_is_refused_and_the_database_left(content, tmp_path):
    file = tmp_path / "wrong.db"
    if content is not None:
        file.write_bytes(content)
    database = make(tmp_path / "second")
    with pytest.raises(RequestRefused, match="no backup of ours"):
        restore_backup(database, file, replace=True)
    assert read_words(database) == ["kept"]


def test_a_damaged_backup_is_refused(backup, tmp_path):
    content = bytearray(backup.read_bytes())
    content[8192:12288] = bytes(range(256)) * 16
    backup.write_bytes(content)
    with pytest.raises(RequestRefused, match="damaged"):
        restore_backup(make(tmp_path / "second"), backup, replace=True)


def test_a_backup_of_a_newer_version_is_refused_before_anything_is_lost(tmp_path):
    newer = make(tmp_path / "first")
    with newer.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    write_backup(newer, tmp_path / "backup.db")
    database = make(tmp_path / "second")
    with pytest.raises(DatabaseUnready, match="newer version"):
        restore_backup(database, tmp_path / "backup.db", replace=True)
    require_current(database)


def test_a_file_that_is_there_is_not_written_over(tmp_path):
    (tmp_path / "backup.db").write_text("mine")
    with pytest.raises(RequestRefused, match="File exists"):
        write_backup(make(tmp_path / "first"), tmp_path / "backup.db")
    assert (tmp_path / "backup.db").read_text() == "mine"


def test_postgresql_is_left_to_its_own_tools(tmp_path):
    database = open_database("postgresql://user@127.0.0.1:1/name")
    with pytest.raises(RequestRefused, match="pg_dump"):
        write_backup(database, tmp_path / "backup.db")


def test_a_database_that_is_open_elsewhere_is_not_replaced(backup, tmp_path):
    running, mine = make(tmp_path / "second"), open_database(f"sqlite:///{tmp_path / 'second' / 'screener.db'}")
    with pytest.raises(RequestRefused, match="open elsewhere") as refused:
        restore_backup(mine, backup, replace=True)
    assert refused.value.kind == "database_open"
    with running.write() as connection:
        connection.execute(text("UPDATE lasting SET word = 'written after'"))
    assert read_words(running) == ["written after"]
    running.close()
    restore_backup(mine, backup, replace=True)
    assert read_words(mine) == ["kept"]


def test_each_trail_says_that_a_backup_was_put_back_and_holds(tmp_path):
    first = make(tmp_path / "first")
    with first.write() as connection:
        mine = workspaces.make_workspace(connection, "Mine")
        audit.note(connection, mine.id, actor="x", action="key revoked", subject="z", master_key=MASTER)
    write_backup(first, tmp_path / "backup.db")
    second = open_database(f"sqlite:///{tmp_path / 'second' / 'screener.db'}")
    restore_backup(second, tmp_path / "backup.db", replace=False)
    assert note_restore(second, MASTER, file=tmp_path / "backup.db") == 1
    with second.read() as connection:
        lines = list(audit.list_lines(connection, mine.id))
        assert [line.action for line in lines] == ["key revoked", "backup restored"]
        assert audit.find_faults(connection, mine.id, master_key=MASTER) == []

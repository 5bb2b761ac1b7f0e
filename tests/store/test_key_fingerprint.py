"""The key that a database is sealed under, on both databases."""

from __future__ import annotations

import base64

import pytest
from sqlalchemy import delete

from screener.errors import DatabaseUnready
from screener.store import audit, tables
from screener.store.database import open_database
from screener.store.key_fingerprint import open_master_key
from screener.store.master_key import read_master_key
from screener.store.schema import migrate

KEYS = [base64.b64encode(bytes([number]) * 32).decode() for number in (1, 2)]


def test_a_database_knows_the_key_it_is_sealed_under_and_opens_with_no_other(database):
    migrate(database)
    key = open_master_key(database, KEYS[0])
    assert open_master_key(database, KEYS[0]) == key == read_master_key(KEYS[0], file=None)
    with pytest.raises(DatabaseUnready, match="sealed under another key than that of SCREENER_SECRET_KEY") as refused:
        open_master_key(database, KEYS[1])
    assert refused.value.kind == "another_key"


def test_a_database_of_the_time_before_takes_the_key_of_its_trail_and_no_other(database):
    migrate(database)
    with database.write() as connection:
        audit.note(connection, "w", actor="x", action="y", subject="z", master_key=read_master_key(KEYS[0], file=None))
    with pytest.raises(DatabaseUnready, match="another key"):
        open_master_key(database, KEYS[1])
    assert open_master_key(database, KEYS[0])


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_key_file_that_is_lost_is_not_made_anew(tmp_path, forgotten):
    database = open_database(f"sqlite:///{tmp_path / 'screener.db'}")
    migrate(database)
    key = open_master_key(database, None)
    file = tmp_path / "screener.key"
    with database.write() as connection:
        audit.note(connection, "w", actor="x", action="y", subject="z", master_key=key)
        if forgotten:
            connection.execute(delete(tables.key_fingerprints))
    kept = file.read_bytes()
    file.unlink()
    with pytest.raises(DatabaseUnready, match=r"screener\.key"):
        open_master_key(database, None)
    assert not file.exists()
    file.write_bytes(kept)
    assert open_master_key(database, None) == key
    database.close()

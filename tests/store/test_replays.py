"""What was answered before is answered again, to the same request of the same member, for a day."""

from __future__ import annotations

from hashlib import sha256

import pytest
from sqlalchemy import select, update

from screener.errors import ReplayRefused
from screener.store.replays import Replay, recall, remember
from screener.store.schema import migrate
from screener.store.tables import replays

KEY = "a-key-nobody-else-has"


def make(key=KEY, scope="POST /v1/jobs one", body=b"body", master=b"m" * 32):
    return Replay(master_key=master, key=key, scope=scope, body_sha256=sha256(body).digest())


@pytest.fixture
def kept(database):
    migrate(database)
    with database.write() as connection:
        assert recall(connection, make()) is None
        remember(connection, make(), b"planted answer")
    return database


def test_the_same_request_gets_its_answer_and_another_body_is_refused(kept):
    with kept.write() as connection:
        assert recall(connection, make()) == b"planted answer"
        with pytest.raises(ReplayRefused):
            recall(connection, make(body=b"other"))


@pytest.mark.parametrize("other", [{"key": "another-key-altogether"}, {"scope": "POST /v1/jobs two"}, {"master": b"n" * 32}])
def test_the_key_of_another_is_another_key(kept, other):
    with kept.write() as connection:
        assert recall(connection, make(**other)) is None


def test_neither_key_nor_body_nor_answer_stands_in_the_row(kept):
    with kept.read() as connection:
        row = b"".join(bytes(value) for value in connection.execute(select(replays)).one()[:3])
    for text in (KEY.encode(), sha256(b"body").digest(), b"planted", sha256(KEY.encode()).digest()):
        assert text not in row


def test_after_a_day_the_key_is_free_again(kept):
    with kept.write() as connection:
        connection.execute(update(replays).values(expires_at=1.0))
    with kept.write() as connection:
        assert recall(connection, make(body=b"other")) is None
        remember(connection, make(body=b"other"), b"new")
        assert recall(connection, make(body=b"other")) == b"new"

"""People who sign in, and their sessions; on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from screener.errors import RequestRefused
from screener.store import members, workspaces
from screener.store.schema import migrate
from screener.store.tables import sessions


@pytest.fixture
def ready(database):
    migrate(database)
    return database


@pytest.fixture
def mine(ready):
    with ready.write() as connection:
        return workspaces.make_workspace(connection, "Mine")


def add(connection, mine, subject="7f3c9a", role="reviewer"):
    members.add_member(connection, mine, subject=subject, role=role)
    return members.find_subject(connection, subject)


def test_a_subject_is_who_the_operator_said_and_every_other_is_nobody(ready, mine):
    with ready.write() as connection:
        member = add(connection, mine)
        assert (member.workspace, member.role) == (mine, "reviewer")
        for other in ("", "7F3C9A", "7f3c9a ", "7f3c9", "%"):
            assert members.find_subject(connection, other) is None


def test_a_subject_belongs_to_one_workspace(ready, mine):
    with ready.write() as connection:
        add(connection, mine)
        yours = workspaces.make_workspace(connection, "Yours")
        with pytest.raises(RequestRefused, match="already"):
            members.add_member(connection, yours, subject="7f3c9a", role="reader")


@pytest.mark.parametrize("values", [{"role": "owner"}, {"subject": ""}, {"subject": "x" * 256}])
def test_a_member_without_a_sound_subject_or_role_is_refused(values, ready, mine):
    with ready.write() as connection, pytest.raises(RequestRefused):
        members.add_member(connection, mine, **{"subject": "7f3c9a", "role": "reader", **values})


def test_anothers_member_looks_like_no_member(ready, mine):
    with ready.write() as connection:
        member = add(connection, mine)
        yours = workspaces.make_workspace(connection, "Yours")
        with pytest.raises(RequestRefused, match="no member"):
            members.remove_member(connection, yours, member.key)
        assert members.find_subject(connection, "7f3c9a") == member


def test_a_session_is_known_by_its_token_alone_which_the_database_does_not_hold(ready, mine):
    with ready.write() as connection:
        member = add(connection, mine)
        token = members.open_session(connection, member, by_key=False)
        assert members.find_session(connection, token).member == member
        assert members.find_session(connection, token[:-1]) is None
        assert token not in str(connection.execute(select(sessions)).all())


@pytest.mark.parametrize("end", ["signing out", "its time", "the member's removal", "the workspace's deletion"])
def test_a_session_ends_with(end, ready, mine):
    with ready.write() as connection:
        member = add(connection, mine)
        token = members.open_session(connection, member, by_key=False)
        match end:
            case "signing out":
                members.end_session(connection, token)
            case "its time":
                connection.execute(update(sessions).values(expires_at=1.0))
            case "the member's removal":
                members.remove_member(connection, mine, member.key)
            case _:
                workspaces.delete_workspace(connection, mine)
        assert members.find_session(connection, token) is None
        members.sweep(connection)
        assert connection.execute(select(sessions)).all() == []


def test_a_session_has_the_role_that_the_key_has_now(ready, mine):
    with ready.write() as connection:
        key = workspaces.make_key(connection, mine, label="x", role="screener")
        token = members.open_session(connection, workspaces.find_member(connection, key.text), by_key=True)
        assert members.find_session(connection, token).member.role == "screener"
        workspaces.rotate_key(connection, mine, key.id, grace_days=0)
        assert members.find_session(connection, token) is None

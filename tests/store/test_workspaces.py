"""Workspaces: whose key it is, what is kept and for how long, and a trail that shows every change; on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DBAPIError

from screener.errors import RequestRefused
from screener.store import audit, workspaces
from screener.store.kept import KeptUnknown, Locker, sweep
from screener.store.schema import migrate
from screener.store.tables import api_keys, kept_items
from screener.store.tables import audit as audit_table

MASTER = bytes(range(32))
PLANTED = "Zanzibar Widgets"


@pytest.fixture
def ready(database):
    migrate(database)
    return database


@pytest.fixture
def mine(ready):
    with ready.write() as connection:
        return workspaces.make_workspace(connection, "Mine", retention_days=30)


@pytest.fixture
def yours(ready):
    with ready.write() as connection:
        return workspaces.make_workspace(connection, "Yours")


def locker(connection, workspace):
    return Locker(connection=connection, workspace=workspace, master_key=MASTER)


def test_a_key_is_its_workspaces_with_its_role_and_no_other_text_is(ready, mine, yours):
    with ready.write() as connection:
        key = workspaces.make_key(connection, mine, label="Orders", role="screener")
        member = workspaces.find_member(connection, key.text)
        assert (member.workspace.name, member.role, member.key) == ("Mine", "screener", key.id)
        assert member.may("reader")
        assert not member.may("reviewer")
        for wrong in (
            "",
            "scr_",
            key.text[:-1],
            key.text[:-1] + ("A" if key.text[-1] != "A" else "B"),
            key.text.upper(),
            PLANTED,
        ):
            assert workspaces.find_member(connection, wrong) is None


def test_the_database_holds_no_key(ready, mine):
    with ready.write() as connection:
        key = workspaces.make_key(connection, mine, label="Orders", role="screener")
        row = connection.execute(api_keys.select()).one()
    assert key.text[17:] not in str(row)
    assert key.text[17:].encode() not in bytes(row.secret_hash)


def test_a_key_ends_on_its_day_at_once_when_revoked_and_after_a_grace_when_rotated(ready, mine):
    with ready.write() as connection:
        keys = [workspaces.make_key(connection, mine, label=str(n), role="reader", days=10) for n in range(3)]
        connection.execute(update(api_keys).where(api_keys.c.id == keys[0].id).values(expires_at=1.0))
        workspaces.revoke_key(connection, mine, keys[1].id)
        new = workspaces.rotate_key(connection, mine, keys[2].id, grace_days=1)
        assert [workspaces.find_member(connection, key.text) is not None for key in (*keys, new)] == [False, False, True, True]
        listed = {key.id: key for key in workspaces.list_keys(connection, mine)}
        assert listed[keys[2].id].expires_at < listed[new.id].expires_at
        assert listed[new.id].label == "2"


def test_the_use_of_a_key_leaves_its_day_and_no_time(ready, mine):
    with ready.write() as connection:
        key = workspaces.make_key(connection, mine, label="Orders", role="reader")
        workspaces.note_use(connection, key.id)
        (listed,) = workspaces.list_keys(connection, mine)
    assert listed.used_on % workspaces.DAY_S == 0


def test_anothers_key_looks_like_no_key(ready, mine, yours):
    with ready.write() as connection:
        key = workspaces.make_key(connection, yours, label="Orders", role="reader")
        with pytest.raises(RequestRefused, match="no key"):
            workspaces.revoke_key(connection, mine, key.id)


@pytest.mark.parametrize("values", [{"role": "owner"}, {"label": ""}, {"label": "x" * 121}, {"days": 0}, {"days": 9999}])
def test_a_key_without_a_sound_role_label_or_end_is_refused(values, ready, mine):
    with ready.write() as connection, pytest.raises(RequestRefused):
        workspaces.make_key(connection, mine, **{"label": "Orders", "role": "reader", **values})


def test_what_is_kept_is_read_by_its_workspace_alone(ready, mine, yours):
    with ready.write() as connection:
        kept = locker(connection, mine).keep({"name": PLANTED}, label="June")
        assert locker(connection, mine).find(kept.id).record == {"name": PLANTED}
        assert [one.label for one in locker(connection, mine).list_kept()] == ["June"]
        assert list(locker(connection, yours).list_kept()) == []
        for touch in (locker(connection, yours).find, locker(connection, yours).delete):
            with pytest.raises(KeptUnknown):
                touch(kept.id)
        connection.execute(update(kept_items).values(workspace_id=yours.id))
        with pytest.raises(Exception, match="does not open"):
            locker(connection, yours).find(kept.id)


def test_what_is_kept_goes_on_its_day_and_no_later_than_the_workspace_keeps(ready, mine):
    with ready.write() as connection:
        short = locker(connection, mine).keep({}, label="a", days=2)
        long = locker(connection, mine).keep({}, label="b", days=999)
        assert round((short.expires_at - short.created_at) / workspaces.DAY_S) == 2
        assert round((long.expires_at - long.created_at) / workspaces.DAY_S) == 30
        connection.execute(update(kept_items).where(kept_items.c.id == short.id).values(expires_at=1.0))
        with pytest.raises(KeptUnknown):
            locker(connection, mine).find(short.id)
        assert sweep(connection) == 1
        assert [one.id for one in locker(connection, mine).list_kept()] == [long.id]


def test_an_answer_takes_the_place_of_an_older_one_and_can_be_taken_back(ready, mine, yours):
    with ready.write() as connection:
        for entity in ("posco-holdings", ""):
            locker(connection, mine).answer("isin:KR7005490008", {"entity": entity})
        assert locker(connection, mine).list_answers() == [{"entity": ""}]
        assert locker(connection, yours).list_answers() == []
        assert locker(connection, yours).take_back("isin:KR7005490008") is False
        assert locker(connection, mine).take_back("isin:KR7005490008") is True
        assert locker(connection, mine).list_answers() == []


def test_nothing_of_what_was_kept_is_left_in_the_file_or_its_log_when_it_is_deleted(ready, mine):
    with ready.write() as connection:
        kept = locker(connection, mine).keep({"name": PLANTED * 500}, label=PLANTED)
        sealed = bytes(connection.execute(kept_items.select()).one().sealed)
    with ready.write() as connection:
        locker(connection, mine).delete(kept.id)
    ready.tidy()
    if ready.file is None:
        with ready.read() as connection:
            assert connection.execute(kept_items.select()).all() == []
        return
    ready.close()
    for file in ready.file.parent.iterdir():
        content = file.read_bytes()
        assert sealed[20:60] not in content
        assert PLANTED.encode() not in content


def test_deleting_a_workspace_leaves_nothing_but_the_trail(ready, mine):
    with ready.write() as connection:
        workspaces.make_key(connection, mine, label="Orders", role="reader")
        locker(connection, mine).keep({}, label="a")
        locker(connection, mine).answer("k", {})
        audit.note(connection, mine.id, actor="cli", action="workspace deleted", subject=mine.id, master_key=MASTER)
        workspaces.delete_workspace(connection, mine)
        for table in ("workspaces", "api_keys", "kept_items", "answers"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
        assert len(list(audit.list_lines(connection, mine.id))) == 1


def trail(connection, workspace, number):
    for place in range(number):
        audit.note(connection, workspace.id, actor="cli", action="key made", subject=f"k{place}", master_key=MASTER)


def test_a_trail_holds_and_comes_to_every_head_it_had(ready, mine):
    with ready.write() as connection:
        trail(connection, mine, 2)
        head = audit.read_head(connection, mine.id)
        trail(connection, mine, 2)
        assert audit.find_faults(connection, mine.id, master_key=MASTER, head=head) == []
        assert [line.number for line in audit.list_lines(connection, mine.id)] == [1, 2, 3, 4]


@pytest.mark.parametrize("change", [update(audit_table).values(subject="other"), delete(audit_table)])
def test_the_database_itself_refuses_to_change_a_trail(change, ready, mine):
    with ready.write() as connection:
        trail(connection, mine, 1)
    with pytest.raises(DBAPIError, match="only added to"), ready.write() as connection:
        connection.execute(change)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (update(audit_table).where(audit_table.c.number == 2).values(subject="other"), "Line 2 does not follow"),
        (update(audit_table).where(audit_table.c.number == 2).values(at=5.0), "Line 2 does not follow"),
        (delete(audit_table).where(audit_table.c.number == 2), "Between line 1 and line 3"),
        (delete(audit_table).where(audit_table.c.number == 3), "its end was cut off"),
    ],
)
def test_who_changes_it_all_the_same_is_found_out(change, told, ready, mine):
    with ready.write() as connection:
        trail(connection, mine, 3)
        head = audit.read_head(connection, mine.id)
        for verb in ("update", "delete", "change"):
            place = "" if ready.is_sqlite else " ON audit"
            connection.execute(text(f"DROP TRIGGER IF EXISTS audit_no_{verb}{place}"))
        connection.execute(change)
        faults = audit.find_faults(connection, mine.id, master_key=MASTER, head=head)
    assert any(told in fault for fault in faults)


def test_who_has_not_the_master_key_cannot_write_a_trail_that_holds(ready, mine):
    with ready.write() as connection:
        audit.note(connection, mine.id, actor="cli", action="key made", subject="k", master_key=bytes(32))
        assert audit.find_faults(connection, mine.id, master_key=MASTER)

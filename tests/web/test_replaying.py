"""The same screening under the same Idempotency-Key is answered once, and what is remembered is unreadable."""

from __future__ import annotations

import uuid

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from screener.settings import Settings
from screener.store import tables, workspaces
from screener.store.database import open_database
from screener.store.schema import migrate
from screener.web.app import create_app

PLANTED = "Zanzibar Widgets"
BODY = {"positions": [{"name": "POSCO Holdings Inc", "isin": "KR7005490008"}, {"name": PLANTED}]}
FILE = {"file": ("h.csv", f"Name,ISIN\nPOSCO Holdings Inc,KR7005490008\n{PLANTED},\n".encode())}
SECRET = "c2VjcmV0" * 6


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def service(address, cache):
    """A service with workspaces, on both databases."""
    database = open_database(address)
    migrate(database)
    keys = {}
    with database.write() as connection:
        for name in ("mine", "yours"):
            workspace = workspaces.make_workspace(connection, name)
            for role in ("screener", "admin"):
                key = workspaces.make_key(connection, workspace, label="x", role=role).text
                keys[name, role] = {"authorization": f"Bearer {key}"}
    database.close()
    app = create_app(Settings(cache=cache, database_url=address, secret_key=SECRET, mode="workspaces", work_per_minute=1000))
    yield TestClient(app), keys
    app.state.workbench.office().database.close()


def send(client, headers, key, **sent):
    return client.post("/v1/screenings", headers={**headers, "Idempotency-Key": key}, **(sent or {"json": BODY}))


def test_the_same_request_is_answered_again_byte_for_byte(service):
    client, keys = service
    for sent in ({"json": BODY}, {"files": FILE}):
        key = str(uuid.uuid4())
        first, second = (send(client, keys["mine", "screener"], key, **sent) for _ in range(2))
        assert first.status_code == second.status_code == 200
        assert first.content == second.content
        assert "idempotent-replayed" not in first.headers
        assert second.headers["idempotent-replayed"] == "true"


def test_what_is_kept_is_kept_once_and_when_it_is_deleted_nothing_answers_for_it(service):
    client, keys = service
    key, headers = str(uuid.uuid4()), keys["mine", "screener"]
    answers = [send(client, headers, key, json={**BODY, "store": True}) for _ in range(3)]
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert len(client.get("/v1/stored", headers=headers).json()["stored"]) == 1
    client.delete(answers[0].headers["location"], headers=headers)
    gone = send(client, headers, key, json={**BODY, "store": True})
    assert (gone.status_code, gone.json()["code"]) == (404, "kept_unknown")


def test_another_body_under_the_same_key_is_refused(service):
    client, keys = service
    key = str(uuid.uuid4())
    send(client, keys["mine", "screener"], key)
    for sent in ({"json": {**BODY, "label": "June"}}, {"files": FILE}):
        other = send(client, keys["mine", "screener"], key, **sent)
        assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")


def test_anothers_key_neither_finds_nor_disturbs_it(service):
    client, keys = service
    key = str(uuid.uuid4())
    send(client, keys["mine", "screener"], key)
    theirs = send(client, keys["yours", "screener"], key, json={**BODY, "label": "June"})
    assert theirs.status_code == 200
    assert "idempotent-replayed" not in theirs.headers
    assert send(client, keys["mine", "screener"], key).headers["idempotent-replayed"] == "true"


def test_nothing_of_it_is_readable_in_the_database_nor_with_the_master_key_alone(service):
    client, keys = service
    key = str(uuid.uuid4())
    send(client, keys["mine", "screener"], key)
    office = client.app.state.workbench.office()
    with office.database.read() as connection:
        rows = str(connection.execute(select(tables.replays)).all())
        assert connection.execute(text("SELECT count(*) FROM kept_items")).scalar_one() == 0
    assert len(rows) > 100
    for word in (PLANTED, "POSCO", key):
        assert word not in rows


@pytest.mark.parametrize("key", ["short", "x" * 201, "with a blank in it, long"])
def test_a_key_that_another_might_choose_is_refused(key, service):
    client, keys = service
    told = send(client, keys["mine", "screener"], key)
    assert (told.status_code, told.json()["code"]) == (400, "idempotency_key_unusable")


def test_where_nothing_is_kept_no_request_is_known_again(cache):
    client = TestClient(create_app(Settings(cache=cache, mode="public", work_per_minute=1000)))
    told = send(client, {}, str(uuid.uuid4()))
    assert (told.status_code, told.json()["code"]) == (403, "access_refused")


def test_a_request_that_failed_is_not_remembered(service):
    client, keys = service
    key = str(uuid.uuid4())
    wrong = {"json": {**BODY, "policy": "nobody's"}}
    assert send(client, keys["mine", "screener"], key, **wrong).status_code == 404
    assert send(client, keys["mine", "screener"], key).status_code == 200

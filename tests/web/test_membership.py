"""Who may do what, and that nobody sees, guesses or touches what is another's."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from fastapi.testclient import TestClient

from screener.settings import Settings
from screener.store import workspaces
from screener.web.app import create_app

PLANTED = "Zanzibar Widgets"
BODY = {"positions": [{"name": "POSCO Holdings Inc", "isin": "KR7005490008"}, {"name": PLANTED}]}
ANSWER = {"name": PLANTED, "entity": "posco-holdings"}


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def service(address, cache):
    """A service with workspaces, on both databases."""
    from screener.store.database import open_database
    from screener.store.schema import migrate

    database = open_database(address)
    migrate(database)
    secret = "c2VjcmV0" * 6
    app = create_app(Settings(cache=cache, database_url=address, secret_key=secret, mode="workspaces", work_per_minute=1000))
    keys = {}
    with database.write() as connection:
        for name in ("mine", "yours"):
            workspace = workspaces.make_workspace(connection, name)
            for role in workspaces.ROLES:
                keys[name, role] = workspaces.make_key(connection, workspace, label=role, role=role).text
    database.close()
    yield TestClient(app), {place: {"authorization": f"Bearer {text}"} for place, text in keys.items()}
    app.state.workbench.office().database.close()


def keep(client, headers):
    answer = client.post("/v1/screenings", json={**BODY, "store": True}, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.headers["location"].rpartition("/")[2]


WORK = [
    ("POST", "/v1/screenings", {"json": BODY}, "screener"),
    ("POST", "/v1/explain", {"json": {"name": "POSCO"}}, "screener"),
    ("GET", "/v1/securities/isin:KR7005490008", {}, "screener"),
    ("POST", "/v1/securities/lookup", {"json": {"securities": ["PTT@XBKK"]}}, "screener"),
    (
        "POST",
        "/match/default",
        {"json": {"queries": {"q": {"schema": "Company", "properties": {"name": ["POSCO"]}}}}},
        "screener",
    ),
    ("GET", "/v1/stored", {}, "reader"),
    ("GET", "/v1/workspace", {}, "reader"),
    ("GET", "/v1/confirmations", {}, "reader"),
    ("POST", "/v1/confirmations", {"json": ANSWER}, "reviewer"),
    ("GET", "/v1/workspace/export", {}, "admin"),
    ("GET", "/v1/workspace/audit", {}, "admin"),
]


def test_who_has_a_key_that_holds_is_counted_by_it_and_not_with_others_of_the_same_address(cache, tmp_path):
    address = f"sqlite:///{tmp_path / 's.db'}"
    settings = Settings(cache=cache, database_url=address, mode="workspaces", reading_per_minute=3)
    client = TestClient(create_app(settings))
    with client.app.state.workbench.office().database.write() as connection:
        workspace = workspaces.make_workspace(connection, "mine")
        keys = [workspaces.make_key(connection, workspace, label=label, role="reader").text for label in "ab"]
    first, second = ({"authorization": f"Bearer {key}"} for key in keys)
    assert {client.get("/v1/workspace", headers=one).status_code for one in (first, second)} == {200}
    answers = [client.get("/v1/workspace", headers=first) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "POST /v1/jobs" in answers[-1].json()["help"]
    assert "under your key" in answers[-1].json()["detail"]
    assert client.get("/v1/workspace", headers=second).status_code == 200
    assert [client.get("/v1/policies").status_code for _ in range(2)] == [200, 429], "who has none shares what the address has"


def test_what_is_kept_and_the_trail_are_read_page_by_page_and_nothing_is_left_out_or_told_twice(service):
    client, keys = service
    admin = keys["mine", "admin"]
    made = [keep(client, admin) for _ in range(3)]
    for address, field, name in (("/v1/stored", "stored", "id"), ("/v1/workspace/audit", "lines", "number")):
        whole = client.get(address, headers=admin).json()
        assert whole["next"] is None
        found, cursor = [], {}
        while cursor is not None:
            page = client.get(address, params={"limit": 2, **cursor}, headers=admin).json()
            assert 1 <= len(page[field]) <= 2
            found += page[field]
            cursor = {"cursor": page["next"]} if page["next"] else None
        assert found == whole[field]
        assert len({one[name] for one in found}) == len(found) == 3
        for wrong in ("x", "1e5~a", "-1", "²", "9" * 20):
            refused = client.get(address, params={"cursor": wrong}, headers=admin)
            assert (refused.status_code, refused.json()["code"]) == (400, "cursor_unusable"), wrong
    assert {one["id"] for one in client.get("/v1/stored", headers=admin).json()["stored"]} == set(made)


def test_each_route_needs_a_key_of_its_role_and_no_less(service):
    client, keys = service
    for method, path, sent, role in WORK:
        without = client.request(method, path, **sent)
        assert (without.status_code, without.json()["code"]) == (401, "key_refused"), path
        assert without.headers["www-authenticate"] == "Bearer"
        for other in workspaces.ROLES:
            answer = client.request(method, path, headers=keys["mine", other], **sent)
            allowed = workspaces.ROLES.index(other) >= workspaces.ROLES.index(role)
            assert (answer.status_code < 300) is allowed, (path, other, answer.text)
            assert allowed or answer.status_code == 403


def test_the_registry_is_open_to_all(service):
    client, _ = service
    for path in ("/v1/entities", "/v1/policies", "/v1/exports/csv", "/healthz", "/entities/screener-posco-holdings"):
        assert client.get(path).status_code == 200, path


def test_what_one_workspace_keeps_another_cannot_see_read_or_delete(service):
    client, keys = service
    mine = keep(client, keys["mine", "screener"])
    nobody = client.get("/v1/stored/AAAAAAAAAAAAAAAA", headers=keys["yours", "admin"])
    for method in ("GET", "DELETE"):
        other = client.request(method, f"/v1/stored/{mine}", headers=keys["yours", "admin"])
        assert (other.status_code, other.json()) == (404, nobody.json())
    assert client.get("/v1/stored", headers=keys["yours", "admin"]).json() == {"stored": [], "next": None}
    with zipfile.ZipFile(io.BytesIO(client.get("/v1/workspace/export", headers=keys["yours", "admin"]).content)) as archive:
        assert all(PLANTED.encode() not in archive.read(name) for name in archive.namelist())
    record = client.get(f"/v1/stored/{mine}", headers=keys["mine", "reader"]).json()
    assert record["outcomes"]["listed"] == 1


def test_what_is_kept_goes_when_it_is_deleted(service):
    client, keys = service
    mine = keep(client, keys["mine", "screener"])
    assert client.delete(f"/v1/stored/{mine}", headers=keys["mine", "reader"]).status_code == 403
    assert client.delete(f"/v1/stored/{mine}", headers=keys["mine", "screener"]).status_code == 204
    assert client.get(f"/v1/stored/{mine}", headers=keys["mine", "reader"]).status_code == 404


def test_nothing_is_kept_unless_it_is_asked_for(service):
    client, keys = service
    answer = client.post("/v1/screenings", json=BODY, headers=keys["mine", "screener"])
    assert "location" not in answer.headers
    assert client.get("/v1/stored", headers=keys["mine", "reader"]).json() == {"stored": [], "next": None}


def test_an_answer_holds_for_its_workspace_alone_and_stands_in_the_receipt(service):
    client, keys = service
    before = client.post("/v1/screenings", json=BODY, headers=keys["mine", "screener"]).json()
    given = client.post("/v1/confirmations", json=ANSWER, headers=keys["mine", "reviewer"])
    assert given.status_code == 201
    after = client.post("/v1/screenings", json=BODY, headers=keys["mine", "screener"]).json()
    theirs = client.post("/v1/screenings", json=BODY, headers=keys["yours", "screener"]).json()
    assert [record["outcomes"]["listed"] for record in (before, after, theirs)] == [1, 2, 1]
    assert after["holdings"][1]["match"]["method"] == "confirmed"
    assert after["receipt"]["inputs"]["confirmations"]
    assert theirs["receipt"] == before["receipt"]
    key = client.get("/v1/confirmations", headers=keys["mine", "reader"]).json()["confirmations"][0]["key"]
    assert client.delete(f"/v1/confirmations/{key}", headers=keys["yours", "admin"]).status_code == 404
    assert client.delete(f"/v1/confirmations/{key}", headers=keys["mine", "reviewer"]).status_code == 204


@pytest.mark.parametrize(
    ("answer", "status", "code"),
    [
        ({"entity": "posco-holdings"}, 400, "nothing_asked"),
        ({"name": PLANTED, "entity": "none"}, 400, "nothing_rejected"),
        ({"name": PLANTED, "entity": "nobody"}, 404, "entity_unknown"),
        ({"name": PLANTED}, 422, "malformed"),
        ({"name": PLANTED, "entity": "posco-holdings", "colour": "red"}, 422, "malformed"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(answer, status, code, client, tmp_path, cache):
    own = TestClient(
        create_app(Settings(cache=cache, database_url=f"sqlite:///{tmp_path / 'own.db'}")), base_url="http://localhost"
    )
    told = own.post("/v1/confirmations", json=answer)
    assert (told.status_code, told.json()["code"]) == (status, code)


def test_the_trail_names_what_was_done_by_ids_alone(service):
    client, keys = service
    mine = keep(client, keys["mine", "screener"])
    client.get(f"/v1/stored/{mine}", headers=keys["mine", "reader"])
    client.post("/v1/confirmations", json=ANSWER, headers=keys["mine", "reviewer"])
    trail = client.get("/v1/workspace/audit", headers=keys["mine", "admin"]).json()
    assert [line["action"] for line in trail["lines"]] == ["screening kept", "screening read", "answer given"]
    assert trail["lines"][0]["subject"] == mine
    assert trail["faults"] == []
    assert PLANTED not in json.dumps(trail)


def test_who_guesses_keys_is_soon_not_listened_to(service):
    client, keys = service
    wrong = {"authorization": f"Bearer scr_{'0' * 12}_{'A' * 43}"}
    assert client.get("/v1/stored", headers=keys["yours", "reader"]).status_code == 200
    codes = [client.get("/v1/stored", headers=wrong).json()["code"] for _ in range(25)]
    assert codes[0] == "key_refused"
    assert codes[-1] == "key_guessed"
    unknown = client.get("/v1/stored", headers=keys["mine", "reader"])
    assert (unknown.status_code, unknown.json()["code"]) == (429, "key_guessed"), "not even one that holds"
    assert 0 < int(unknown.headers["retry-after"]) <= 61
    assert client.get("/v1/stored", headers=keys["yours", "reader"]).status_code == 200, "but for one that has held before"


def test_a_key_that_was_revoked_is_looked_at_no_more_than_any_other_that_does_not_hold(service):
    client, keys = service
    mine, wrong = keys["mine", "reader"], {"authorization": f"Bearer scr_{'0' * 12}_{'A' * 43}"}
    assert client.get("/v1/stored", headers=mine).status_code == 200
    for _ in range(20):
        client.get("/v1/stored", headers=wrong)
    with client.app.state.workbench.office().database.write() as connection:
        workspace = workspaces.find_workspace(connection, "mine")
        number = next(key.id for key in workspaces.list_keys(connection, workspace) if key.role == "reader")
        workspaces.revoke_key(connection, workspace, number)
    codes = [client.get("/v1/stored", headers=mine).json()["code"] for _ in range(2)]
    assert codes == ["key_refused", "key_guessed"]


def test_in_mode_public_nothing_is_kept_for_anybody(cache):
    client = TestClient(create_app(Settings(cache=cache, mode="public", work_per_minute=1000)))
    assert client.post("/v1/screenings", json=BODY).status_code == 200
    for answer in (
        client.post("/v1/screenings", json={**BODY, "store": True}),
        client.get("/v1/stored"),
        client.post("/v1/confirmations", json=ANSWER),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "access_refused")


def test_on_ones_own_machine_what_is_kept_is_ones_own_without_a_key(cache, tmp_path):
    client = TestClient(
        create_app(Settings(cache=cache, database_url=f"sqlite:///{tmp_path / 'own.db'}")), base_url="http://localhost"
    )
    form = {"file": ("h.csv", b"Name,ISIN\nPOSCO Holdings Inc,KR7005490008\n")}
    answer = client.post("/v1/screenings", files=form, data={"store": "true", "label": "June"})
    assert [one["label"] for one in client.get("/v1/stored").json()["stored"]] == ["June"]
    assert client.get(answer.headers["location"]).json() == answer.json()
    assert client.post("/v1/screenings", files=form, data={"store": "perhaps"}).json()["code"] == "not_a_choice"

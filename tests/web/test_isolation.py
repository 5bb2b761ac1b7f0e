"""Every route that leads to something of a workspace, tried from another: nothing is seen, guessed, timed or told apart."""

from __future__ import annotations

import io
import re
import secrets
import zipfile

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from screener.settings import Settings
from screener.store import workspaces
from screener.store.database import open_database
from screener.store.schema import migrate
from screener.web.app import create_app

PLANTED = "Zanzibar Widgets"
BODY = {"positions": [{"name": "POSCO Holdings Inc", "isin": "KR7005490008"}, {"name": PLANTED}], "store": True, "label": PLANTED}
ANSWER = {"name": PLANTED, "entity": "posco-holdings"}
HOOK = {"url": "https://8.8.8.8/a-token-of-mine", "events": ["job.done"]}
FILE = {"file": ("holdings.csv", f"Name\n{PLANTED}\n".encode())}

ONE = [
    ("GET", "/v1/stored/{id}", "stored"),
    ("GET", "/v1/stored/{id}/confirmations", "stored"),
    ("DELETE", "/v1/stored/{id}", "stored"),
    ("DELETE", "/v1/confirmations/{key}", "answer"),
    ("GET", "/v1/webhooks/{id}/deliveries", "webhook"),
    ("DELETE", "/v1/webhooks/{id}", "webhook"),
    ("GET", "/v1/jobs/{id}", "job"),
    ("GET", "/v1/jobs/{id}/result", "job"),
    ("DELETE", "/v1/jobs/{id}", "job"),
]
"""Routes that lead to one thing by its id."""
ALL = [
    ("GET", "/v1/stored"),
    ("GET", "/v1/confirmations"),
    ("GET", "/v1/webhooks"),
    ("GET", "/v1/workspace"),
    ("GET", "/v1/workspace/audit"),
    ("GET", "/v1/workspace/export"),
]
"""Routes that give what there is."""
MAKING = {("POST", "/v1/confirmations"), ("POST", "/v1/webhooks"), ("POST", "/v1/jobs")}
"""Routes that make something, and name nothing that is there."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def service(address, cache):
    """A service with two workspaces, on both databases: its client, and the headers of each one's admin."""
    database = open_database(address)
    migrate(database)
    keys = {}
    with database.write() as connection:
        for name in ("mine", "yours"):
            workspace = workspaces.make_workspace(connection, name)
            key = workspaces.make_key(connection, workspace, label=name, role="admin").text
            keys[name] = {"authorization": f"Bearer {key}"}
    database.close()
    secret = "c2VjcmV0" * 6
    app = create_app(
        Settings(
            cache=cache, database_url=address, secret_key=secret, mode="workspaces", work_per_minute=9999, reading_per_minute=9999
        )
    )
    yield TestClient(app), keys["mine"], keys["yours"]
    app.state.workbench.office().database.close()


@pytest.fixture
def held(service):
    """The ids of one thing of each kind that is mine."""
    client, mine, _ = service
    stored = client.post("/v1/screenings", json=BODY, headers=mine).headers["location"].rpartition("/")[2]
    answer = client.post("/v1/confirmations", json=ANSWER, headers=mine).json()["key"]
    webhook = client.post("/v1/webhooks", json=HOOK, headers=mine).json()["id"]
    job = client.post("/v1/jobs", files=FILE, headers=mine).json()["id"]
    return {"stored": stored, "answer": answer, "webhook": webhook, "job": job}


def take_out_secret(thing, kind):
    """What another may have come by of an id: of a job the public half, since its secret half is the right to it."""
    return f"{thing.partition('.')[0]}.{secrets.token_urlsafe(32)}" if kind == "job" else thing


def make_up(thing, kind):
    """An id in the form of another that nobody has."""
    made = re.sub(r"[0-9a-zA-Z]", lambda found: secrets.choice("0123456789abcdef"), thing)
    return made if kind != "answer" else f"made-up {made}"


def tell(answer):
    """All that an answer tells, but for the allowance that every answer counts down."""
    headers = {name: value for name, value in answer.headers.items() if not name.startswith("ratelimit-")}
    return answer.status_code, headers, answer.content


def ask(client, method, path, thing, headers):
    return client.request(method, re.sub(r"\{\w+\}", thing, path), headers=headers)


def test_no_route_of_a_workspace_is_left_out_here(service):
    client, *_ = service
    described = client.get("/openapi.json").json()["paths"]
    owned = {
        (method.upper(), path)
        for path, methods in described.items()
        for method, told in methods.items()
        if {"workspace", "jobs"} & set(told["tags"])
    }
    assert owned == {(method, path) for method, path, _ in ONE} | set(ALL) | MAKING


def test_what_is_anothers_and_what_is_not_there_are_told_in_the_same_words(service, held):
    client, _, yours = service
    for method, path, kind in ONE:
        theirs = ask(client, method, path, take_out_secret(held[kind], kind), yours)
        nobodys = ask(client, method, path, make_up(held[kind], kind), yours)
        assert tell(theirs) == tell(nobodys), (method, path)
        assert theirs.status_code == 404, (method, path)


def test_after_every_attempt_all_of_it_is_still_there(service, held):
    client, mine, yours = service
    before = [client.get(path, headers=mine).json() for _, path in ALL[:3]]
    for method, path, kind in ONE:
        ask(client, method, path, take_out_secret(held[kind], kind), yours)
    assert [client.get(path, headers=mine).json() for _, path in ALL[:3]] == before
    assert client.get(f"/v1/stored/{held['stored']}", headers=mine).status_code == 200
    assert client.get(f"/v1/jobs/{held['job']}").json()["state"] == "queued"


def test_lists_trail_and_export_hold_nothing_of_another(service, held):
    client, mine, yours = service
    words = [PLANTED, "POSCO", "a-token-of-mine", *(thing.partition(".")[0] for thing in held.values())]
    for method, path in ALL:
        content = unpack(client.request(method, path, headers=yours).content)
        assert not [word for word in words if word in content], path
        assert path == "/v1/workspace" or any(
            word in unpack(client.request(method, path, headers=mine).content) for word in words
        )


def unpack(content):
    if not content.startswith(b"PK"):
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def test_anothers_answers_change_no_screening(service, held):
    client, mine, yours = service
    listed = [client.post("/v1/screenings", json=BODY, headers=who).json()["outcomes"]["listed"] for who in (mine, yours)]
    assert listed == [2, 1]


def test_the_address_of_a_job_is_the_right_to_it_and_half_of_it_is_none(service, held):
    client, _, yours = service
    assert client.get(f"/v1/jobs/{held['job']}", headers=yours).status_code == 200, "whoever was given the secret may read it"
    public, _, secret = held["job"].partition(".")
    for half in (public, f"{public}.", f".{secret}", f"{public}.{secret[:-1]}", f"{public}.{secret}x"):
        assert client.get(f"/v1/jobs/{half}", headers=yours).status_code == 404, half


def test_the_database_is_asked_the_same_for_what_is_anothers_and_for_what_is_not_there(service, held):
    """The work tells no difference, so the time cannot; a clock would tell how busy the machine is."""
    client, _, yours = service
    told = []
    engine = client.app.state.workbench.office().database.engine
    event.listen(engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: told.append(statement))
    for method, path, kind in ONE:
        asked = []
        for thing in (take_out_secret(held[kind], kind), make_up(held[kind], kind)):
            told.clear()
            ask(client, method, path, thing, yours)
            asked.append([statement for statement in told if "used_on" not in statement])
        assert asked[0] == asked[1], path
        assert asked[0], path

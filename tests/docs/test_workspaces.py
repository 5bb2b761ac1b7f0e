"""Every command line of docs/workspaces.md is a call that works, on a workspace that has a key and a member."""

from __future__ import annotations

import json
import re
import shlex
import socket

import pytest
from fastapi.testclient import TestClient

from screener.jobs.courier import write_sample
from screener.settings import Settings
from screener.web.app import create_app
from tests.docs.test_api import call
from tests.web.portfolios import HOLDINGS

SECRET = "c2VjcmV0" * 6
PUBLIC = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 443))]


def list_lines(checkout, word):
    page = (checkout / "docs" / "workspaces.md").read_text(encoding="utf-8")
    indented = re.findall(rf"^    ({word} .+?)(?:[ ]{{3,}}.*)?$", page, re.MULTILINE)
    return indented + re.findall(rf"`({word} .+?)`", page)


@pytest.fixture
def fund(run, monkeypatch, tmp_path):
    """A workspace; the ids of what it has, by the command that takes them."""
    monkeypatch.setenv("SCREENER_DATABASE_URL", f"sqlite:///{tmp_path / 's.db'}")
    monkeypatch.setenv("SCREENER_SECRET_KEY", SECRET)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: PUBLIC)  # a test asks no name server
    run("workspace", "new", "North Fund")
    key = json.loads(run("workspace", "key", "add", "North Fund", "--role", "admin", "--label", "x", "--json").out)
    member = json.loads(run("workspace", "member", "add", "North Fund", "--subject", "first", "--role", "reader", "--json").out)
    head = json.loads(run("workspace", "audit", "verify", "North Fund", "--json").out)["head"]
    return {"key": key["id"], "member": member["id"], "head": head, "text": key["key"]}


def test_every_command_works(checkout, run, fund):
    lines = [line for line in list_lines(checkout, "screener") if " workspace " in line]
    assert len(lines) >= 15
    again = [line for line in lines if " delete " not in line and " new " not in line]
    for line in [*again, *(line for line in lines if " delete " in line), *(line for line in lines if " new " in line)]:
        words = shlex.split(line)[1:]
        ids = {"0a1b2c3d4e5f": fund.get(words[1], ""), "12:9f…": fund["head"]}
        ending = run(*(ids.get(word, word) for word in words))
        assert ending.status == 0, (line, ending.err)


def test_every_call_works(checkout, fund, tmp_path_factory, tmp_path):
    (tmp_path / "holdings.csv").write_bytes(HOLDINGS if isinstance(HOLDINGS, bytes) else HOLDINGS.encode())
    cache = tmp_path_factory.mktemp("cache")
    settings = Settings(cache=cache, mode="workspaces", database_url=f"sqlite:///{tmp_path / 's.db'}", secret_key=SECRET)
    service = TestClient(create_app(settings))
    calls = list_lines(checkout, "curl")
    assert len(calls) >= 5
    kept = ""
    for line in calls:
        words = line.replace("scr_…", fund["text"]).replace("/v1/stored/ID", kept)
        answer = call(shlex.split(words), service, tmp_path)
        kept = answer.headers.get("location", kept)
        assert answer.status_code in {200, 201}, (line, answer.text)


def test_the_delivery_that_the_page_shows_is_signed_as_deliveries_are(checkout):
    page = (checkout / "docs" / "workspaces.md").read_text(encoding="utf-8")
    secret = re.search(r"signed with the secret `(whsec_[^`]+)`", page)[1]
    shown = dict(re.findall(r"^    (Screener-\w+): (\S+)$", page, re.MULTILINE))
    body = re.search(r'^    (\{"id":"dlv_test".+\})$', page, re.MULTILINE)[1]
    headers, written = write_sample(shown["Screener-Event"], secret=secret, at=json.loads(body)["at"])
    assert body == written
    assert shown == {name: value for name, value in headers.items() if name in shown}
    assert len(shown) == 3

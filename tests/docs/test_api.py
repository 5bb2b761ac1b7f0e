"""Every curl line of docs/api.md is a call that works."""

from __future__ import annotations

import json
import re
import shlex
from urllib.parse import urlsplit

import pytest
import yaml
from fastapi.testclient import TestClient

from screener.settings import Settings
from screener.web.app import create_app
from tests.rulebook.test_policies import OWN

ORDER = {
    "format": "docx",
    "sender": {"name": "A. Saver", "email": "a.saver@example.org", "capacity": "shareholder"},
    "recipients": [
        {"entity": "posco-holdings", "company": "POSCO Holdings Inc.", "address_1": "440 Teheran-ro", "country": "KR"}
    ],
}
"""What the page puts beside a screening with jq."""


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'screener.db'}"
    app = create_app(Settings(cache=tmp_path_factory.mktemp("cache"), database_url=address))
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


@pytest.fixture(scope="module")
def folder(checkout, tmp_path_factory, service):
    made = tmp_path_factory.mktemp("files")
    holdings = (checkout / "sample_portfolios" / "broker_us.csv").read_bytes()
    for name in ("holdings.csv", "holdings-2.csv"):
        (made / name).write_bytes(holdings)
    (made / "positions.ndjson").write_text('{"name": "POSCO Holdings Inc", "isin": "KR7005490008"}\n', encoding="utf-8")
    screening = service.post("/v1/screenings", files={"file": ("holdings.csv", holdings)}).json()
    (made / "order.json").write_text(json.dumps({"screening": screening, **ORDER}), encoding="utf-8")
    (made / "policy.yaml").write_text(OWN, encoding="utf-8")
    (made / "world.csv").write_text("Name,ISIN,Weight\nNestle SA,CH0038863350,100%\n", encoding="utf-8")
    page = (checkout / "docs" / "api.md").read_text(encoding="utf-8")
    (made / "funds.yaml").write_text(page[page.index("    world.csv:") :].partition("\n\n")[0], encoding="utf-8")
    return made


def list_calls(checkout):
    page = (checkout / "docs" / "api.md").read_text(encoding="utf-8")
    return re.findall(r"^    (curl .+)$", page, re.MULTILINE)


def call(words, service, folder):
    options, url = words[1:-1], words[-1]
    sent = {"files": [], "headers": {}, "content": None}
    for name, value in zip(options[::2], options[1::2], strict=True):
        match name:
            case "-F":
                field, _, given = value.partition("=")
                content = (folder / given[1:]).read_bytes() if given[0] in "@<" else given.encode()
                sent["files"].append((field, (given[1:], content) if given[0] == "@" else (None, content)))
            case "-H":
                sent["headers"] |= dict([value.split(": ", 1)])
            case "-d" | "--data-binary":
                sent["content"] = (folder / value[1:]).read_bytes() if value[0] == "@" else value.encode()
            case "-o":
                assert value
            case _:
                pytest.fail(f"{name} is not an option this test knows")
    parts = urlsplit(url)
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    method = "POST" if sent["files"] or sent["content"] else "GET"
    return service.request(method, address, **{key: value for key, value in sent.items() if value})


def test_every_line_of_an_asset_managers_day_one_works(checkout, service, folder):
    calls = list_calls(checkout)
    assert len(calls) >= 14
    answers = {line: call(shlex.split(line), service, folder) for line in calls}
    made = {"/v1/confirmations": 201, "/v1/jobs": 202}
    wanted = {line: next((made[path] for path in made if path in line and " -" in line), 200) for line in calls}
    assert {line: answer.status_code for line, answer in answers.items()} == wanted
    assert yaml.safe_load(OWN)["id"] in "".join(answer.text for answer in answers.values() if "valid" in answer.text[:20])


def test_the_first_screening_lists_what_the_sample_holds(checkout, service, folder):
    line = next(line for line in list_calls(checkout) if "file=@holdings.csv" in line)
    assert call(shlex.split(line), service, folder).json()["outcomes"]["listed"] >= 1

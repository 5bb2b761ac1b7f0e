"""What an auditor repeats comes out the same: by the service, in any form of a call, and by `screener verify`."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from fastapi.testclient import TestClient

from screener.positions import read_position_lines
from screener.screening.record import write_screening
from screener.settings import Settings
from screener.store.kept import Locker
from screener.store.workspaces import find_workspace
from screener.web.app import create_app
from screener.web.orders import fill_order, read_order
from tests.cli.test_commands import POLICY
from tests.web.portfolios import HOLDINGS

POLICY_TEXT = f"{POLICY.lstrip()}\n"
RATES = "currency,rate,to,day\nUSD,0.9,EUR,2026-11-20\n\n"
ANSWER = {"name": "Adani Portz", "country": "IN", "entity": "adani-ports"}
POSITIONS = [
    {"name": "POSCO Holdings Inc", "isin": "KR7005490008", "market_value": "125000", "currency": "USD"},
    {"name": "Adani Portz", "country": "IN"},
    {"name": "", "isin": "KR7005490009"},
]


@pytest.fixture
def own(app, tmp_path):
    """A service whose workspace no other test has answered in."""
    settings = Settings(cache=app.state.workbench.settings.cache, database_url=f"sqlite:///{tmp_path / 'own.db'}")
    return TestClient(create_app(settings), base_url="http://localhost")


@pytest.fixture
def verify(run, app, tmp_path, monkeypatch):
    """Gives a function that keeps a record and its inputs as files, and repeats it on the command line."""
    monkeypatch.setenv("SCREENER_CACHE", str(app.state.workbench.settings.cache))

    def _verify(record, portfolio, **inputs):
        files = {"record.json": json.dumps(record), "portfolio.json": portfolio, **inputs}
        for name, content in files.items():
            (tmp_path / name).write_text(content, encoding="utf-8", newline="")
        words = [word for name in inputs for word in (f"--{name.partition('.')[0]}", tmp_path / name)]
        ending = run("verify", tmp_path / "record.json", tmp_path / "portfolio.json", *words, "--json")
        return json.loads(ending.out)["differences"]

    return _verify


@pytest.mark.parametrize("policy", [POLICY_TEXT, f"\ufeff{POLICY_TEXT}", POLICY_TEXT.replace("\n", "\r\n")])
def test_a_policy_of_ones_own_and_rates_have_one_hash_as_a_field_in_a_body_and_when_checked(client, policy):
    checked = client.post("/v1/policies/check", content=policy.encode()).json()
    field = client.post("/v1/screenings", files={"file": ("h.csv", HOLDINGS)}, data={"policy": policy, "rates": RATES}).json()
    body = client.post("/v1/screenings", json={"positions": POSITIONS, "policy": policy, "rates": RATES}).json()
    assert checked["valid"], checked["faults"]
    assert {one["receipt"]["policy"]["sha256"] for one in (field, body)} == {checked["policy"]["sha256"]}
    assert field["receipt"]["inputs"]["rates"] == body["receipt"]["inputs"]["rates"]


def test_a_screening_that_was_kept_is_repeated_from_what_the_workspace_gives_whatever_was_answered_since(own, verify):
    key = own.post("/v1/confirmations", json=ANSWER).json()["key"]
    body = {"positions": POSITIONS, "policy": POLICY_TEXT, "rates": RATES, "store": True}
    answer = own.post("/v1/screenings", json=body)
    record = answer.json()
    assert record["holdings"][1]["match"]["method"] == "confirmed"
    inputs = {"policy.yaml": POLICY_TEXT, "rates.csv": RATES}
    given = own.get("/v1/confirmations").text
    own.delete(f"/v1/confirmations/{key}")
    assert own.get("/v1/confirmations").json() == {"confirmations": []}
    kept = own.get(f"{answer.headers['location']}/confirmations")
    with zipfile.ZipFile(io.BytesIO(own.get("/v1/workspace/export").content)) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("-confirmations.json")]
        assert json.loads(archive.read(name)) == kept.json() == json.loads(given)
    assert verify(record, json.dumps(body), **inputs, **{"confirmations.json": kept.text}) == []


def test_of_a_screening_kept_before_answers_were_kept_with_it_none_are_given_and_everything_says_so(own):
    own.post("/v1/confirmations", json=ANSWER)
    record = own.post("/v1/screenings", json={"positions": POSITIONS, "store": True}).json()
    office = own.app.state.workbench.office()
    with office.database.write() as connection:
        workspace = find_workspace(connection, "own")
        old = Locker(connection=connection, workspace=workspace, master_key=office.master_key).keep(record, label="before")
    refused = own.get(f"/v1/stored/{old.id}/confirmations")
    assert (refused.status_code, refused.json()["code"]) == (404, "answers_not_kept")
    assert "not kept with this screening" in refused.json()["detail"]
    with zipfile.ZipFile(io.BytesIO(own.get("/v1/workspace/export").content)) as archive:
        said = {name: json.loads(archive.read(name)) for name in archive.namelist() if name.startswith("screenings/")}
    assert said[f"screenings/{old.id}.json"]["confirmations"] == "not kept with this screening"
    assert sum("confirmations" in one for one in said.values() if "screening" in one) == 1


@pytest.mark.parametrize("is_job", [False, True])
def test_positions_are_repeated_from_a_list_and_from_lines_whether_a_call_or_a_job_took_them(app, client, verify, is_job):
    lines = "\n".join(f"{json.dumps(position)}\n" for position in POSITIONS)
    if is_job:
        bench = app.state.workbench
        order = read_order({}, bench)
        record = write_screening(fill_order(order, read_position_lines(lines.encode(), file="positions"), bench).screening)
    else:
        record = client.post("/v1/screenings", json={"positions": POSITIONS}).json()
        assert verify(record, json.dumps(POSITIONS)) == []
    assert verify(record, lines) == []

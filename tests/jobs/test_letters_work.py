"""A campaign's letters as a job: printed one by one, sealed, taken as a ZIP, and never mistaken for a screening."""

from __future__ import annotations

import io
import zipfile
from threading import Event

import pytest
from fastapi.testclient import TestClient

from screener.jobs.worker import Worker
from screener.settings import Settings
from screener.web.app import create_app
from screener.web.pages.campaign import letters
from tests.web.campaigns import RECIPIENTS, send, write_plan


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters")
    app = create_app(Settings(cache=folder / "cache", database_url=f"sqlite:///{folder / 's.db'}"))
    yield TestClient(app, base_url="http://localhost", follow_redirects=False)
    app.state.workbench.office().database.close()


def _print(client, **files):
    answer = send(
        client, "/campaigns/drafts.zip", {"plan_text": write_plan(), "recipients_text": RECIPIENTS, **files}, ("form", "docx")
    )
    assert answer.status_code == 303, answer.text
    place = answer.headers["location"]
    Worker(client.app.state.workbench.office()).run(Event(), once=True)
    return place


def test_letters_are_printed_by_a_worker_and_are_no_screening(client, monkeypatch):
    monkeypatch.setattr(letters, "JOB_LETTERS", 1)
    place = _print(client)
    assert "Your letters are ready" in client.get(place).text
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{place}/campaign.zip").content))
    assert {"fjordheim-fund-enquiry.docx", "index.html", "manifest.csv"} <= set(archive.namelist())
    address = place.rpartition("/")[2]
    screening = client.get(f"/v1/jobs/{address}/result")
    assert (screening.status_code, screening.json()["code"]) == (404, "job_unknown")
    assert client.get(f"/jobs/{address}").status_code == 400
    assert client.get(f"{place}/campaign.zip").status_code == 200  # it can be taken again until it is deleted
    assert client.post(f"{place}/delete").status_code == 303
    assert client.get(f"{place}/campaign.zip").status_code == 404


def test_the_address_of_a_screening_gives_no_letters(client):
    sent = client.post("/v1/jobs", files={"file": ("h.csv", "Name,ISIN\nPOSCO HOLDINGS INC,KR7005490008\n")})
    address = sent.json()["id"]
    Worker(client.app.state.workbench.office()).run(Event(), once=True)
    for place in (f"/campaigns/jobs/{address}", f"/campaigns/jobs/{address}/campaign.zip"):
        assert client.get(place).status_code == 404

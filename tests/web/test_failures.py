"""What breaks shows a reference number and nothing else; neither the log nor the disk is told anything of a portfolio."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from reports.pdf import PdfPress
from screener.web.failures import FailureShield
from screener.web.problems import answer_problem

SECRET = "ZANZIBAR CLOVE TRUST"
PORTFOLIO = f"Name,ISIN,Market Value (USD)\n{SECRET},KR7005490008,8100.50\n{SECRET},XX0000000000,77.25\nPOSCO {SECRET},,5\n"


def _break(request):
    raise RuntimeError(f"could not read {SECRET}")


@pytest.fixture
def broken() -> TestClient:
    """A service that breaks with a message that quotes a portfolio."""
    app = Starlette(routes=[Route("/", _break), Route("/fine", lambda request: PlainTextResponse("fine"))])
    app.add_middleware(FailureShield, answer=lambda request, problem: answer_problem(problem))
    return TestClient(app)


def test_what_breaks_shows_a_reference_that_stands_in_the_log_and_nothing_else(broken, caplog):
    answer = broken.get("/")
    problem = answer.json()
    assert answer.status_code == 500
    assert set(problem) == {"type", "title", "status", "code", "detail", "reference"}
    assert problem["reference"] in caplog.text
    assert "RuntimeError" in caplog.text
    assert "_break" in caplog.text
    assert SECRET not in caplog.text
    assert SECRET not in answer.text


def test_what_does_not_break_passes(broken):
    assert broken.get("/fine").text == "fine"


@pytest.fixture
def folders(tmp_path, monkeypatch) -> list[Path]:
    """The folders where something could be left behind: home and temp, both empty."""
    made = [tmp_path / name for name in ("home", "temp")]
    for folder in made:
        folder.mkdir()
    monkeypatch.setenv("HOME", str(made[0]))
    monkeypatch.setenv("TMPDIR", str(made[1]))
    monkeypatch.setattr(tempfile, "tempdir", str(made[1]))
    return made


def _send_all(client) -> list[int]:
    file = {"file": ("secret-fund.csv", PORTFOLIO)}
    big = {"file": ("secret-fund.csv", PORTFOLIO.encode() * 20_000)}
    return [
        client.post("/v1/screenings", files=file).status_code,
        client.post("/screen", files=file).status_code,
        client.post("/screen", files={"pasted": (None, PORTFOLIO)}).status_code,
        client.post("/papers/holdings.xlsx", files=file).status_code,
        client.post("/papers/summary.pdf", files=file).status_code,
        client.post("/v1/screenings", files=file, data={"sheet": SECRET}).status_code,
        client.post("/screen", files=file, data={"as_of": SECRET}).status_code,
        client.post("/screen", files=big).status_code,
    ]


def test_success_and_refusal_leave_nothing_of_a_portfolio_in_logs_or_on_the_disk(client, caplog, capfd, folders):
    with caplog.at_level(logging.DEBUG):
        assert _send_all(client) == [200, 200, 200, 200, 200, 400, 400, 413]
    _find_nothing(caplog, capfd, folders)


def test_an_error_of_ours_leaves_nothing_of_a_portfolio_in_logs_or_on_the_disk(client, app, caplog, capfd, folders):
    bench = app.state.workbench
    kept, bench.press = bench.press, PdfPress(seconds=0.0)
    try:
        with caplog.at_level(logging.DEBUG):
            answer = client.post("/papers/summary.pdf", files={"file": ("secret-fund.csv", PORTFOLIO)})
    finally:
        bench.press.close()
        bench.press = kept
    assert answer.status_code == 500
    assert "Reference" in answer.text
    assert SECRET not in answer.text
    assert "PressTimedOut" in caplog.text
    _find_nothing(caplog, capfd, folders)


def _find_nothing(caplog, capfd, folders) -> None:
    printed = "".join(capfd.readouterr())
    for text in (caplog.text, printed):
        assert "ZANZIBAR" not in text.upper()
        assert "secret-fund" not in text
    left = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    assert not [file for file in left if b"ZANZIBAR" in file.read_bytes().upper() or "secret-fund" in file.name]

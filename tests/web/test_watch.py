"""What is counted and logged of requests, and what never is."""

from __future__ import annotations

import json
import logging

import pytest
from fastapi.testclient import TestClient

from screener.settings import Settings
from screener.web.app import create_app
from screener.web.logs import JsonLines

PLANTED = "Zanzibar Widgets"


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    return create_app(Settings(cache=tmp_path_factory.mktemp("cache"), log="requests"))


def test_a_request_is_counted_by_the_template_of_its_route(watched):
    client = TestClient(watched, base_url="http://localhost")
    client.get("/v1/entities/posco-holdings")
    client.get("/v1/entities", params={"q": PLANTED})
    client.get(f"/{PLANTED}")
    client.request("BREW", "/")
    client.head("/v1/policies")
    told = client.get("/metrics").text
    assert 'screener_requests_total{method="GET",route="/v1/entities/{entity_id}",status="200"} 1.0' in told
    assert 'route="none",status="404"' in told
    assert 'method="other"' in told
    assert 'screener_requests_total{method="HEAD",route="/v1/policies",status="200"} 1.0' in told
    assert "screener_registry_entities" in told
    assert "posco" not in told
    assert PLANTED not in told
    assert "Zanzibar" not in told


class Kept(logging.Handler):
    """Keeps the lines that would be written."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(JsonLines().format(record))


@pytest.fixture
def written():
    """The lines of the log, whatever another test has set up."""
    kept, loggers = Kept(), [logging.getLogger(name) for name in ("screener", "screener.requests")]
    levels = [logger.level for logger in loggers]
    loggers[0].addHandler(kept)
    for logger in loggers:
        logger.setLevel(logging.INFO)
    yield kept.lines
    loggers[0].removeHandler(kept)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def test_a_line_of_the_log_names_nothing_of_a_portfolio_and_nobody(watched, written):
    client = TestClient(watched, base_url="http://localhost")
    client.post("/v1/screenings", files={"file": (f"{PLANTED}.csv", f"Name,Value\n{PLANTED},1234567\n")})
    client.post("/v1/explain", json={"name": PLANTED})
    client.post("/v1/screenings", files={"file": (f"{PLANTED}.xlsx", b"PK broken")})
    assert len(written) >= 3
    for line in written:
        assert "Zanzibar" not in line
        assert "1234567" not in line
        assert "testclient" not in line
    assert {json.loads(line).get("route") for line in written} >= {"/v1/screenings", "/v1/explain"}


def test_a_record_that_carries_more_than_is_allowed_is_written_without_it():
    record = logging.makeLogRecord(
        {"name": "screener.web", "msg": "request", "levelname": "INFO", "portfolio": PLANTED, "status": 200}
    )
    written = json.loads(JsonLines().format(record))
    assert written["status"] == 200
    assert PLANTED not in json.dumps(written)


def test_an_exception_is_written_by_its_kind_and_not_by_its_words():
    error = ValueError(PLANTED)
    record = logging.makeLogRecord({"name": "screener", "msg": "broke", "exc_info": (ValueError, error, None)})
    assert json.loads(JsonLines().format(record))["exception"] == "ValueError"
    assert PLANTED not in JsonLines().format(record)


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        ({"mode": "own"}, {}, 200),
        ({"mode": "public"}, {}, 404),
        ({"mode": "public", "metrics_token": "s3" * 10}, {}, 404),
        ({"mode": "public", "metrics_token": "s3" * 10}, {"authorization": "Bearer wrong"}, 404),
        ({"mode": "public", "metrics_token": "s3" * 10}, {"authorization": f"Bearer {'s3' * 10}"}, 200),
    ],
)
def test_counters_are_shown_on_ones_own_machine_and_elsewhere_for_a_token(settings, headers, status, tmp_path):
    client = TestClient(create_app(Settings(cache=tmp_path, **settings)), base_url="http://localhost")
    assert client.get("/metrics", headers=headers).status_code == status

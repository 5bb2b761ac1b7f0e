"""One application for all tests of the service, with the shipped rulebook and small limits."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest
from fastapi.testclient import TestClient
from msoffcrypto.format.ooxml import OOXMLFile

from screener.jobs import ledger
from screener.jobs.work import Bench, do_job
from screener.settings import Settings
from screener.web.app import create_app
from tests.web.portfolios import HOLDINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fastapi import FastAPI

    from screener.jobs.office import Office


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The service, refusing files over 1 MB."""
    address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'screener.db'}"
    return create_app(Settings(cache=tmp_path_factory.mktemp("cache"), max_upload_mb=1, max_job_mb=3, database_url=address))


@pytest.fixture(scope="session")
def client(app: FastAPI) -> TestClient:
    """A program or browser that speaks to it."""
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


@pytest.fixture
def office(app: FastAPI) -> Office:
    """Where its jobs wait."""
    found: Office = app.state.workbench.office()
    return found


@pytest.fixture
def work(app: FastAPI, office: Office) -> Callable[[], None]:
    """Does all that waits, other tests' jobs too, as a hand does; hands that are processes, and their deaths, are tests/jobs/."""
    bench = app.state.workbench
    bench = Bench(replace(bench.settings, max_upload_mb=bench.settings.max_job_mb), rulebook=bench.rulebook, index=bench.index)

    def run() -> None:
        while (public := office.queue.take()) is not None:
            with office.database.write() as connection:
                ticket = ledger.claim(connection, public, owner="here")
            if ticket is not None:
                do_job(ticket, bench=bench, database=office.database, master_key=office.master_key)

    return run


@pytest.fixture(scope="session")
def samples(checkout: Path) -> list[Path]:
    """The sample portfolios."""
    return sorted(file for file in (checkout / "sample_portfolios").iterdir() if file.suffix in {".csv", ".xlsx"})


@pytest.fixture(scope="session")
def workbook() -> bytes:
    """A workbook of one sheet, "Holdings"."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Holdings"
    for line in HOLDINGS.splitlines():
        sheet.append(line.split(","))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@pytest.fixture(scope="session")
def locked_workbook(workbook: bytes) -> bytes:
    """The same workbook under a password."""
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook)).encrypt("a password", target)
    return target.getvalue()

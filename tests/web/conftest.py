"""One application for all tests of the service, with the shipped rulebook and small limits."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest
from fastapi.testclient import TestClient
from msoffcrypto.format.ooxml import OOXMLFile

from screener.settings import Settings
from screener.web.app import create_app
from tests.web.portfolios import HOLDINGS

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The service, refusing files over 1 MB."""
    address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'screener.db'}"
    return create_app(Settings(cache=tmp_path_factory.mktemp("cache"), max_upload_mb=1, max_job_mb=3, database_url=address))


@pytest.fixture(scope="session")
def client(app: FastAPI) -> TestClient:
    """A program or browser that speaks to it."""
    return TestClient(app, base_url="http://localhost", follow_redirects=False)


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

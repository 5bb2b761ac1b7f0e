"""The shipped naming tables, and an index of an invented registry."""

from __future__ import annotations

from importlib.resources import files

import pytest

from screener.issuers.index import IssuerIndex, build_index
from screener.issuers.names import NameReader
from screener.rulebook.naming import Naming, read_naming
from tests.issuers.builders import INVENTED, build_registry


@pytest.fixture(scope="session")
def naming() -> Naming:
    return read_naming(files("rules"))


@pytest.fixture(scope="session")
def reader(naming: Naming) -> NameReader:
    return NameReader(naming)


@pytest.fixture(scope="session")
def index(naming: Naming) -> IssuerIndex:
    return build_index(build_registry(*INVENTED), naming)

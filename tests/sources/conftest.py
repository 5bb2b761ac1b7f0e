"""Fixtures for lists: the rulebook's naming and registry, and how a real or an invented file is read."""

from __future__ import annotations

import pytest

from screener.rulebook.naming import read_naming
from screener.rulebook.registry import read_registry
from screener.rulebook.vocabulary import read_vocabulary
from screener.sources.proposal import propose_entries
from screener.sources.publishers import read_list, receive_list


@pytest.fixture(scope="session")
def naming(checkout):
    return read_naming(checkout / "rules")


@pytest.fixture(scope="session")
def shipped(checkout):
    """The registry as it ships."""
    return read_registry(checkout / "rules", vocabulary=read_vocabulary(checkout / "rules"))


@pytest.fixture(scope="session")
def real(reference):
    """Reads real lists by their file names, each once in a session."""
    done = {}

    def _read(source, *files):
        if (source, files) not in done:
            done[source, files] = read_list(
                source, [receive_list((reference / "lists" / file).read_bytes(), file=file) for file in files]
            )
        return done[source, files]

    return _read


@pytest.fixture
def invented():
    """Reads invented files: names and bytes."""

    def _read(source, **files):
        return read_list(source, [receive_list(content, file=name.replace("_", ".")) for name, content in files.items()])

    return _read


@pytest.fixture
def compare(naming):
    """Compares a reading with a registry, as on the day these tests were written."""

    def _compare(reading, registry):
        return propose_entries(reading, registry, naming=naming, read_on="2026-11-24")

    return _compare

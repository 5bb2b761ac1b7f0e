"""Fixtures shared by all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("steady")  # a slow machine is no fault, and CI tries the same examples each time

pytest_plugins = ("tests.commands", "tests.databases")

CHECKOUT = Path(__file__).resolve().parents[1]
REFERENCE = CHECKOUT.parent / "shared" / "reference"


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The checkout's root folder."""
    return CHECKOUT


@pytest.fixture(scope="session")
def reference() -> Path:
    """The folder of reference material; absent in a lone clone, where the tests that need it are skipped, never in CI."""
    if not REFERENCE.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("CI must have the reference material beside the checkout (../shared/reference)")
        pytest.skip("the reference material (../shared/reference) is not beside this checkout")
    return REFERENCE


@pytest.fixture(scope="session")
def proc() -> Path:
    """The folder in which Linux lists its processes; without it the tests that kill some are skipped, never in CI."""
    folder = Path("/proc")
    if not (folder / "self" / "stat").is_file():
        if os.environ.get("CI") == "true":
            pytest.fail("CI must list its processes in /proc")
        pytest.skip("this machine does not list its processes in /proc")
    return folder

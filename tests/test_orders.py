"""The words of a call: which day it asks about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from screener.errors import RequestRefused
from screener.orders import parse_day_of_answer
from tests.issuers.builders import build_registry

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("day", "version", "has_come"),
    [
        ("2026-11-24", "2026.11.01", True),
        ("2026-11-25", "2026.11.01", True),
        ("2026-11-26", "2026.11.01", False),
        ("2030-01-01", "2026.11.01", False),
        ("2026-12-05", "2026.12.05", True),
        ("2026-12-06", "2026.12.05", False),
        ("2026-11-26", "my-own", False),
    ],
)
def test_a_day_that_has_come_nowhere_on_earth_is_refused_unless_the_registry_is_of_it(day, version, has_come):
    registry = replace(build_registry(), version=version)
    if has_come:
        assert parse_day_of_answer(day, today=TODAY, registry=registry) == date.fromisoformat(day)
    else:
        with pytest.raises(RequestRefused, match="has not come yet"):
            parse_day_of_answer(day, today=TODAY, registry=registry)

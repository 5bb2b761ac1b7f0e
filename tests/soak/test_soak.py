"""A short run of script/soak: spoiled files of every format, driven by hypothesis."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.soak.mutations import spoil
from tests.soak.seeds import SEEDS
from tests.soak.soak import FAULTS, read_spoiled

IN_A_CHILD = sorted(name for name in SEEDS if not name.startswith("csv") and name in {
    "xlsx", "xlsb", "xls", "ods", "spreadsheetml", "html", "nport", "13f", "submission", "flex", "json",
})  # fmt: skip
AS_TEXT = sorted(set(SEEDS) - set(IN_A_CHILD))


@pytest.mark.parametrize("name", SEEDS)
def test_a_healthy_file_of_the_format_has_holdings(name):
    assert read_spoiled(SEEDS[name]) == ("holdings", "")


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(AS_TEXT), st.randoms(use_true_random=False))
def test_no_spoiled_text_crashes_the_reader_or_ends_in_silence(name: str, chance: Random):
    assert read_spoiled(spoil(SEEDS[name], chance))[0] not in FAULTS


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.sampled_from(IN_A_CHILD), st.randoms(use_true_random=False))
def test_no_spoiled_workbook_or_filing_crashes_the_reader_or_ends_in_silence(name: str, chance: Random):
    assert read_spoiled(spoil(SEEDS[name], chance))[0] not in FAULTS

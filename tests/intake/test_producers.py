"""Exports in the manner of producers we have never seen a file of: read as a careful person would."""

from __future__ import annotations

import pytest

from screener.intake.record import write_reading
from tests.intake.builders import read
from tests.intake.producers import EXPORTS

CODES = ("isin", "sedol", "cusip", "wkn", "ticker")


def describe(holding):
    code = next((holding["identifiers"][scheme] for scheme in CODES if scheme in holding["identifiers"]), "")
    numbers = (holding[name] or "" for name in ("quantity", "market_value", "value_currency", "weight"))
    return (holding["name"] or "", code, *numbers, holding["line"] == "cash")


@pytest.mark.parametrize("producer", EXPORTS)
def test_an_export_in_the_manner_of_a_producer_is_read_line_by_line(producer):
    export = EXPORTS[producer]
    record = write_reading(read(export.content, file="export"))
    assert [describe(holding) for holding in record["holdings"]] == export.lines
    assert record["tables"][0]["as_of"] == export.as_of
    assert sorted(p["code"] for p in record["problems"] if p["severity"] != "note") == export.codes

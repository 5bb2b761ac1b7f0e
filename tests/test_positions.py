"""Positions become holdings, exactly."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from screener.errors import UploadRefused
from screener.model import HOLDING_COLUMNS
from screener.positions import Position, read_position_file, read_position_lines, read_positions
from screener.web.api.shapes import PositionsBody, read_body


def test_positions_have_every_column_in_its_order_and_their_numbers_exactly():
    sent = {"name": " PTT ", "ticker": "ptt", "mic": "xbkk", "country": "th", "market_value": "15577005133.15", "weight": 0.1}
    body = read_body(json.dumps({"positions": [sent]}).encode(), PositionsBody)
    frame = read_positions(body.positions).holdings.frame
    assert tuple(frame.columns) == HOLDING_COLUMNS
    line = frame.iloc[0]
    assert (line["row"], line["name"], line["ticker"], line["mic"], line["country"]) == (1, "PTT", "PTT", "XBKK", "TH")
    assert (line["market_value"], line["weight"], line["quantity"]) == ("15577005133.15", "0.1", "")


@pytest.mark.parametrize(
    ("value", "text"), [("1E3", "1000"), ("-0.50", "-0.50"), (12, "12"), ("0.000000000001", "0.000000000001")]
)
def test_a_number_is_written_without_an_exponent_and_with_its_decimals(value, text):
    frame = read_positions([Position(market_value=value)]).holdings.frame
    assert frame.iloc[0]["market_value"] == text


@pytest.mark.parametrize(
    ("content", "names", "readings"),
    [
        (b'{"positions": [{"name": "A"}, {"name": "B"}]}', ["A", "B"], 1),
        (b'[{"name": "A"}]', ["A"], 1),
        (b'{"name": "A"}', ["A"], 2),
        (b'{"name": "A"}\n{"name": "B"}\n', ["A", "B"], 2),
    ],
)
def test_a_file_of_positions_is_an_object_a_list_or_lines_of_which_one_alone_is_enough(content, names, readings):
    read = read_position_file(content, file="sent.json")
    assert [list(reading.holdings.frame["name"]) for reading in read] == [names] * readings


@pytest.mark.parametrize(
    ("content", "code"),
    [(b'{"nmae": "A"}', "lines_unreadable"), (b'{"positions": 1}', "positions_unreadable"), (b"7", "positions_unreadable")],
)
def test_a_file_that_is_no_positions_is_refused(content, code):
    with pytest.raises(UploadRefused) as refusal:
        read_position_file(content, file="sent.json")
    assert refusal.value.kind == code


def test_cash_is_a_cash_line_and_a_name_has_at_most_a_thousand_characters():
    frame = read_positions([Position(name="Cash", asset_class="cash"), Position(name="x" * 1_000)]).holdings.frame
    assert list(frame["line"]) == ["cash", "position"]
    assert len(frame.iloc[1]["name"]) == 1_000
    with pytest.raises(ValidationError):
        Position(name="x" * 1_001)


def test_the_same_positions_have_the_same_hash_and_others_another():
    one, other = [Position(name="PTT")], [Position(name="PTTEP")]
    assert read_positions(one).upload.sha256 == read_positions(one).upload.sha256 != read_positions(other).upload.sha256


LINES = b"""{"name": "POSCO Holdings Inc", "isin": "KR7005490008"}

{"name": "Nestle SA", "isin": "CH0038863351", "market_value": "80000.10"}
"""


def test_lines_of_positions_keep_their_numbers_and_an_empty_line_is_none():
    reading = read_position_lines(LINES, file="fund.ndjson")
    assert reading.holdings.frame["row"].tolist() == [1, 3]
    assert reading.holdings.frame["market_value"].tolist() == ["", "80000.10"]
    assert [(problem.code, problem.row) for problem in reading.problems] == [("invalid_identifier", 3)]
    assert (reading.upload.file, reading.upload.format) == ("fund.ndjson", "ndjson")


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "empty_file", "holds no position"),
        (b"\n \n", "empty_file", "holds no position"),
        (b'{"name": "A"}\n[1]\n', "lines_unreadable", "line 2"),
        (b'{"name": "A", "qty": 1}', "lines_unreadable", "line 1: qty"),
        (b'{"name": "A"', "lines_unreadable", "line 1"),
        (b'{"name": "A"}\n{"name": "A", "name": "B"}', "lines_unreadable", "line 2: a field stands twice"),
        (b"\xff\xfe{}", "lines_unreadable", "line 1"),
    ],
)
def test_what_is_no_line_of_a_position_is_refused_with_its_number(content, code, said):
    with pytest.raises(UploadRefused, match=said) as refused:
        read_position_lines(content, file="fund.ndjson")
    assert refused.value.kind == code

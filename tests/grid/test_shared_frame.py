"""The reader of long text gives what the general reader gives, cell for cell, and the same holdings come of it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from screener.grid.shared_frame import read_shared_frame
from screener.grid.table import read_tables
from screener.grid.text_frame import read_text_frame
from screener.grid.upload import receive_upload
from screener.intake.holdings import read_holdings

LIMITS = (2_000_000, 500)
CELLS = st.text(alphabet="aB 0\u00a0é語-.'x", max_size=20)
LINES = st.lists(st.lists(CELLS, max_size=6).map(",".join), min_size=1, max_size=30)

HEADER = "Name,ISIN,Ticker,Quantity,Market Value (EUR),Weight (%),Country,Asset Class"
ODD = (
    "Cash,,,,250.00,0.5 %,,Cash",
    "\u00a0Posco Holdings Inc. ,KR7005490008,005490,7,(1 365.00),1.2e-05,Korea,Equity",
    "Nippon Steel,JP3381000003,5401,,n/a,-,Japan,Equity",
    "Not a number,US0378331005,AAPL,five,12,0.1,United States,Equity",
    ",,,,,,,",
    "ETF call 12 stock,,,1,1,1,,",
    "Total,,,,99999.5,100,,",
    "Data as of 30 June 2026",
)


@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_text_without_quotation_marks_has_the_same_cells_to_both_readers(lines, ending, ended):
    text = ending.join(lines) + (ending if ended else "")
    shared = read_shared_frame(text.encode(), delimiter=",", limits=LIMITS, fewest=0)
    if len(text.encode()) < 8 or not text.strip("\r\n"):
        return
    cells, _ = read_text_frame(text, delimiter=",")
    wide = shared.astype(object).to_numpy()
    assert wide[:, : cells.shape[1]].tolist() == cells.to_numpy(dtype=object).tolist()
    assert not any(map(any, wide[:, cells.shape[1] :]))


def write_text(lines: int) -> str:
    draw = np.random.default_rng(4)
    rows = [
        f"Cedar Works {number % 70},US{number % 70:09}0,CW{number % 70},{draw.integers(1, 10**6)},"
        f"{draw.integers(1, 10**9) / 100},{draw.integers(1, 99) / 10**5},Germany,Equity"
        for number in range(lines)
    ]
    every = max(1, lines // len(ODD))
    for number, odd in enumerate(ODD):
        rows.insert(number * every, odd)
    return "\n".join(["A fund,,", "", HEADER, *rows]) + "\n"


@pytest.mark.parametrize("lines", [40, 3000])
def test_the_same_holdings_and_problems_come_of_both_readers(lines):
    text = write_text(lines)
    upload = receive_upload(text.encode(), file="holdings.csv")
    (table,) = read_tables(upload)
    shared = read_shared_frame(text.encode(), delimiter=",", limits=LIMITS, fewest=0)
    ours = read_holdings(upload, (dataclasses.replace(table, cells=shared),))
    theirs = read_holdings(upload, (table,))
    pd.testing.assert_frame_equal(ours.holdings.frame, theirs.holdings.frame)
    assert ours.problems == theirs.problems
    assert ours.tables == theirs.tables
    assert len(theirs.problems) > 1


def test_a_long_text_is_read_by_the_reader_of_long_text_and_a_quoted_one_by_the_general_one():
    long = (HEADER + "\n" + "Kirin,JP3258000003,2503,1,2,3,Japan,Equity\n" * 20_000).encode()
    read = [read_tables(receive_upload(text, file="x.csv"))[0] for text in (b"\xef\xbb\xbf" + long, long + b'"Posco, Inc",,\n')]
    assert [table.reader for table in read] == ["shared_frame", "pandas"]
    assert read[0].cells.iloc[20_000].tolist() == read[1].cells.iloc[20_000].tolist()
    assert read[0].rows.tolist() == read[1].rows.tolist()[:-1]


@pytest.mark.parametrize("odd", ['say "so"', "a\rb", "a\x00b", "x" * 300])
def test_what_it_cannot_be_sure_of_is_left_to_the_general_reader(odd):
    text = f"Name,Value\nKirin,1\n{odd},2\n" * 3
    assert read_shared_frame(text.encode(), delimiter=",", limits=LIMITS, fewest=0) is None


def test_a_long_text_whose_byte_order_mark_is_wrong_about_some_of_it_is_read_all_the_same():
    content = b"\xef\xbb\xbfName,Value\n" + b"Kirin,1\n" * 20_000 + b"Caf\xe9 Noir,2\n"
    (table,) = read_tables(receive_upload(content, file="x.csv"))
    assert table.reader == "pandas"
    assert table.cells.iloc[-1].tolist() == ["Caf\ufffd Noir", "2"]

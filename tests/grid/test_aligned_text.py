"""Text set with spaces."""

from __future__ import annotations

from screener.grid.aligned_text import split_aligned
from tests.intake.builders import list_holdings

SET = (
    "NAME                      CUSIP       SHARES     VALUE\n"
    "ALDER STEEL CO            037833100    1,000    12,000\n"
    "BIRCH FOODS INC           594918104    2,000    24,000\n"
)


def test_columns_set_with_spaces_are_read_as_a_table():
    assert [(h["name"], h["identifiers"]["cusip"], h["quantity"], h["market_value"]) for h in list_holdings(SET)] == [
        ("ALDER STEEL CO", "037833100", "1000", "12000"),
        ("BIRCH FOODS INC", "594918104", "2000", "24000"),
    ]


def test_an_empty_cell_keeps_its_place():
    assert (
        split_aligned(SET + "CEDAR BANK                                        500\n").splitlines()[-1] == "CEDAR BANK\t\t\t500"
    )


def test_words_and_lists_are_not_taken_apart():
    assert split_aligned("Dear Sir,\n  I write to you.\n  Yours\n") is None
    assert split_aligned("POSCO Holdings\nTotalEnergies SE\n") is None

"""Options: their symbols and descriptions say what they rest on."""

from __future__ import annotations

import pytest

from screener.intake.options import read_option
from tests.intake.builders import read

TEXTS = [
    ("CVX   260116C00150000", ("CVX", "")),
    (" -CVX260116C150", ("CVX", "")),
    ("BRK.B260116P00350000", ("BRK.B", "")),
    ("CVX1 260116C00150000", ("CVX", "")),
    ("CVX Jan 16 2026 150 Call", ("CVX", "")),
    ("CVX Jan 16 '26 $150 Put", ("CVX", "")),
    ("CVX 01/16/2026 150.00 C", ("CVX", "")),
    ("CVX 16JAN26 150 C", ("CVX", "")),
    ("CVX US 01/15/27 C160 Equity", ("CVX", "")),
    ("CALL (CVX) ALDER OIL CORP JAN 16 26 $150 (100 SHS)", ("CVX", "ALDER OIL CORP")),
    ("PUT ALDER OIL CORP     $150     EXP 01/16/26", ("", "ALDER OIL CORP")),
    ("CALL CVX 150.00 EXP 01-16-26", ("CVX", "")),
    ("ALDER OIL CORP", None),
    ("CALL-NET ENTERPRISES 2026", None),
    ("CEDAR 4.5% 05/31/2030 CALL", None),
    ("A260116", None),
    ("ALDER OIL 150 01/16/2026", None),
]


@pytest.mark.parametrize(("text", "found"), TEXTS)
def test_an_options_text_gives_its_root_and_its_companys_name(text, found):
    assert read_option(text) == found


def test_an_option_rests_on_the_share_of_its_root_beside_it_else_on_the_root_and_on_no_index():
    lines = (
        "Symbol,Description,Quantity,Value USD,Type\nCVX,ALDER OIL CORP,10,1900,Cash\n"
        "-CVX260116C150,CVX JAN 16 2026 $150 CALL,1,400,Margin\n"
        "-CDR260116C50,CDR JAN 16 2026 $50 CALL,1,5,Margin\nSPX260116C6000,SPX JAN 16 2026 6000 CALL,1,5,Margin\n"
    )
    frame = read(lines).holdings.frame
    assert list(zip(frame["asset_class"], frame["underlying"], strict=True)) == [
        ("", ""),
        ("derivative", "ALDER OIL CORP"),
        ("derivative", "CDR"),
        ("derivative", ""),
    ]


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("Birch Bank 8% Autocallable 2028 on Alder", "derivative"),
        ("Birch Open End Turbo Long Alder", "derivative"),
        ("Birch Reverse Convertible 12/26", "derivative"),
        ("Birch Bank CD 4.20% 02/17/2028", ""),
        ("Turbo Power Systems plc", ""),
        ("Bitcoin Depot Inc", ""),
        ("Knock Nevis Shipping", ""),
    ],
)
def test_what_rests_on_something_unsaid_is_a_derivative_and_a_deposit_has_its_bank(name, classes):
    frame = read(f"Name,Quantity,Value USD\nAlder SE,10,10\n{name},5,50\n").holdings.frame
    assert frame["asset_class"].tolist() == ["", classes]


@pytest.mark.parametrize(
    ("said", "classes"),
    [("Stocks / Options", ["", ""]), ("Fixed Income & Cash", ["", ""]), ("Equity Option", ["derivative", "derivative"])],
)
def test_an_asset_class_that_says_two_things_says_of_no_line_which(said, classes):
    frame = read(
        f"Name,ISIN,Value USD,Asset class\nAlder SE,DE0008404005,10,{said}\nCedar,US0378331005,5,{said}\n"
    ).holdings.frame
    assert frame["asset_class"].tolist() == classes

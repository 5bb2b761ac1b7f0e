"""The user's own columns beside the holdings: as the file has them, in its order, however many sheets it has."""

import pytest

import screener.intake.own_columns
from screener.orders import read_portfolio
from screener.settings import Settings
from tests.intake.builders import workbook

MINE = """My broker
Account;Security;ISIN;Code;Value (USD);ISIN;;Note
ISA;POSCO HOLDINGS INC;KR7005490008;0123456;2.500,00;x1;;=1+1

SIPP;NESTLE SA;CH0038863350;TRUE;600,25;;;NA
;Total;;;3.100,25;;;
"""


def read(content, file="mine.csv"):
    return read_portfolio(content, file=file, settings=Settings(), own_columns=True)


def list_lines(own):
    return list(zip(*own.columns, strict=True))


def test_every_column_stands_as_in_the_file_and_in_its_order():
    reading = read(MINE.encode())
    assert reading.own.headings == ("Account", "Security", "ISIN", "Code", "Value (USD)", "ISIN", "Note")
    assert list_lines(reading.own) == [
        ("ISA", "POSCO HOLDINGS INC", "KR7005490008", "0123456", "2.500,00", "x1", "=1+1"),
        ("SIPP", "NESTLE SA", "CH0038863350", "TRUE", "600,25", "", "NA"),
        ("", "Total", "", "", "3.100,25", "", ""),
    ]
    assert len(reading.own.columns[0]) == len(reading.holdings)


@pytest.mark.parametrize("typed", ["Code", "code"])
def test_a_column_that_is_not_used_stays_among_the_users_own_under_the_files_heading(typed):
    whole = read(MINE.encode()).own
    columns = {"unused": typed}
    assert read_portfolio(MINE.encode(), file="mine.csv", settings=Settings(), columns=columns, own_columns=True).own == whole


def test_sheets_of_one_shape_share_columns_and_have_their_own():
    content = workbook(
        ("Equities", [["Name", "ISIN", "Value", "Desk"], ["POSCO HOLDINGS INC", "KR7005490008", "2500", "A"]]),
        ("Bonds", [["Name", "ISIN", "Value", "Coupon"], ["NESTLE FINANCE INTL", "XS0000000009", "70", "3.5"]]),
    )
    reading = read(content, "mine.xlsx")
    assert reading.own.headings == ("Name", "ISIN", "Value", "Desk", "Coupon")
    assert [line[3:] for line in list_lines(reading.own)] == [("A", ""), ("", "3.5")]
    assert reading.holdings.frame["sheet"].tolist() == ["Equities", "Bonds"]


NONE = {
    "a pasted list": ("posco.txt", b"POSCO HOLDINGS INC\nNESTLE SA\n"),
    "records": (
        "posco.json",
        b'[{"name": "POSCO HOLDINGS INC", "market_value": "5"}, {"name": "NESTLE SA", "market_value": "6"}]',
    ),
}


@pytest.mark.parametrize(("file", "content"), NONE.values(), ids=NONE.keys())
def test_where_nobody_sees_columns_there_are_none(file, content):
    assert read(content, file).own is None


def test_nothing_is_kept_where_no_workbook_is_made():
    assert read_portfolio(MINE.encode(), file="mine.csv", settings=Settings()).own is None


def test_columns_that_are_too_many_for_a_workbook_are_counted(monkeypatch):
    monkeypatch.setattr(screener.intake.own_columns, "MOST_CELLS", 20)
    own = read(MINE.encode()).own
    assert (own.headings, own.columns, own.left_out) == ((), (), 8)

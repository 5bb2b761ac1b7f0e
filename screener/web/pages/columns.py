"""Columns: a portfolio whose columns are in doubt goes in; the page on which a person says which column is what comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.journey_pages import Carried, ColumnLine, ColumnsPage
from screener.errors import RequestRefused
from screener.grid.table import read_tables
from screener.grid.upload import receive_upload
from screener.model import UNUSED
from screener.orders import parse_columns
from screener.web.pages.answers import answer_page, write_problem_line, write_refusal
from screener.web.pages.carrying import COLUMN_FIELDS, COLUMNS_SHOWN
from screener.web.problems import write_problem
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi.responses import HTMLResponse

    from screener.errors import UploadRefused
    from screener.model import Reading, Table
    from screener.web.body import Form
    from screener.web.seal import CarriedPortfolio
    from screener.web.workbench import Workbench

FIELDS = ("name", "isin", "cusip", "sedol", "figi", "lei", "ticker", "market_value", "weight", "quantity", "currency",
          "country", "asset_class")  # fmt: skip
"""What a column can be said to be, in the order of the list; or UNUSED."""
DOUBTS = frozenset({"no_header", "column_not_numbers", "names_not_found"})
"""Problems that stop on the way to the result; any other stands on it."""
LINES_SHOWN = 5
SEARCHED = 100
CELL = 60


def is_unsure(reading: Reading) -> bool:
    """Whether the columns were guessed at so that a person should look before relying on the answer."""
    return any(problem.code in DOUBTS for problem in reading.problems)


def read_chosen_columns(form: Form) -> dict[str, str]:
    """Gives the headings that a person chose for fields. Raises RequestRefused where one field was chosen twice.

    Any number may be UNUSED; each is then named with its number.
    """
    chosen: dict[str, str] = {}
    for at, name in enumerate(COLUMN_FIELDS):
        field, _, heading = (form.text(name) or "").partition("=")
        if field == UNUSED:
            field = f"{UNUSED}-{at + 1}"
        if field and heading:
            if field in chosen:
                raise RequestRefused(
                    f'Two columns were said to be the {field.replace("_", " ")}: "{chosen[field][:60]}" and "{heading[:60]}".',
                    help="Choose one of them.",
                    code="column_twice",
                )
            chosen[field] = heading
    return chosen


def show_columns(
    portfolio: CarriedPortfolio, bench: Workbench, *, reading: Reading | None = None, error: UploadRefused | None = None
) -> HTMLResponse:
    """Gives the page; with `reading` or `error` what is in doubt stands on it."""
    tables = _open_tables(portfolio, bench)
    if error and not any(one.cells.size for one in tables):
        raise error
    table = max(tables, key=lambda one: one.cells.size)
    line, taken = _find_headings(table, reading)
    cells = table.cells.iloc[:, :COLUMNS_SHOWN]
    headings = [str(text).strip() for text in cells.iloc[line]] if len(cells) else []
    fields = {heading: field for field, heading in taken.items()} | dict.fromkeys(_list_unused(portfolio), UNUSED)
    if error and sum(map(bool, headings)) < 2:
        raise error  # there is nothing to choose from
    words = {name: text for name, text in portfolio.words.items() if name != "columns"}
    page = ColumnsPage(
        file=cut_name(portfolio.name),
        carried=Carried(portfolio=bench.sealer.seal_portfolio(replace(portfolio, words=words))),
        columns=tuple(ColumnLine(at, text[:200], fields.get(text, "")) for at, text in enumerate(headings)),
        fields=(UNUSED, *FIELDS),
        lines=tuple(
            tuple(cut_name(str(cell), CELL) for cell in row)
            for row in cells.iloc[line + 1 : line + 1 + LINES_SHOWN].itertuples(index=False)
        ),
        refusal=write_refusal(write_problem(error)) if error else None,
        doubts=tuple(write_problem_line(one) for one in reading.problems if one.code in DOUBTS) if reading else (),
    )
    return answer_page(page, bench, status=error.status if error else 200)


def _list_unused(portfolio: CarriedPortfolio) -> list[str]:
    """The headings that were said to be unused before, so that the page shows them so."""
    named = parse_columns(portfolio.words.get("columns")) or {}
    return [heading for field, heading in named.items() if field.partition("-")[0] == UNUSED]


def _open_tables(portfolio: CarriedPortfolio, bench: Workbench) -> Sequence[Table]:
    settings = bench.settings
    upload = receive_upload(portfolio.content, file=portfolio.name, max_bytes=settings.max_upload_mb * 2**20)
    return read_tables(upload, sheet=portfolio.words.get("sheet"), seconds=settings.read_timeout_s)


def _find_headings(table: Table, reading: Reading | None) -> tuple[int, dict[str, str]]:
    """The line of the headings, by the reader's word where it has one, else the fullest line; and what was taken for what."""
    view = next((one for one in reading.tables if one.sheet == table.sheet), None) if reading else None
    if view and view.header_row is not None:
        places = [at for at, row in enumerate(table.rows) if row == view.header_row]
        if places:
            return places[0], dict(view.columns)
    top = table.cells.head(SEARCHED)
    return (int((top != "").sum(axis=1).to_numpy().argmax()) if len(top) else 0), dict(view.columns) if view else {}

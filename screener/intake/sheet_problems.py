"""A Sheet goes in; Problems about it as a whole come out: columns set aside, values in thousands, no header, weights, trades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.errors import Problem
from screener.intake.currency_words import states_scale
from screener.intake.header_columns import AMOUNTS
from screener.intake.layouts.layout import LIST
from screener.intake.weights import check_weights
from screener.model import BARE_SIGN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.intake.header_columns import Header
    from screener.intake.sheets import Sheet


def collect_sheet_problems(sheet: Sheet) -> list[Problem]:
    """Gives the Problems of the sheet's lines, then those of the sheet."""
    problems = [problem for block in sheet.blocks for problem in block.problems]
    first = sheet.blocks[0].header
    for name, kept, aside in first.set_aside:
        problems.append(_explain_aside(name, kept, aside, sheet.table.sheet))
    problems += [_explain_unfit(name, text, sheet.table.sheet) for name, text in first.unfit]
    problems += [_explain_unnamed(text, sheet.table.sheet) for text in first.unnamed[:1]]
    value = first.columns.get("market_value")
    if value is not None and states_scale(value.header):
        problems.append(_explain_scale(value.header, sheet.table.sheet))
    if sheet.layout is LIST:
        problems.append(_explain_list(sheet))
    if first.line is None:
        problems.append(_explain_no_header(first, sheet.table.sheet))
    problems += _explain_trades(sheet)
    assumed = next((block.header for block in sheet.blocks if block.assumed_currency), None)
    if assumed is not None:
        problems.append(_explain_currency(assumed, sheet.table.sheet))
    signed = next((block for block in sheet.blocks if block.bare_sign), None)
    if signed is not None:
        problems.append(_explain_sign(signed.bare_sign, signed.header.columns["market_value"].header, sheet.table.sheet))
    if "weight" in first.columns:
        totals = [block.weight for block in sheet.blocks if block.weight is not None]
        header = first.columns["weight"].header
        problems += check_weights(sum(totals), header=header, sheet=sheet.table.sheet) if totals else []
    return problems


def explain_nothing_held(sheets: Sequence[Sheet]) -> Problem:
    """Gives the Problem of a file whose tables are understood and hold no position: a normal answer, and said."""
    seen = ", ".join(dict.fromkeys(column.header for sheet in sheets for column in sheet.blocks[0].header.columns.values()))
    return Problem(
        code="no_positions",
        severity="note",
        message=f"The columns were understood ({seen[:200]}), but no line below them is a position.",
        help="If there should be holdings, export the file again.",
    )


def _explain_aside(name: str, kept: str, aside: str, sheet: str | None) -> Problem:
    field = name.replace("_", " ")
    return Problem(
        code="column_set_aside",
        severity="note",
        message=f'Two columns can be the {field}: "{kept}" was read, "{aside}" was not.',
        help=f"To choose, name the column: {name}={aside}.",
        sheet=sheet,
        column=aside,
    )


def _explain_unfit(name: str, header: str, sheet: str | None) -> Problem:
    field = name.replace("_", " ")
    return Problem(
        code="column_not_numbers",
        severity="warning",
        message=f'Column "{header}" should be the {field}, but most of its cells are no numbers we can read; it was not read.',
        help="Write them with digits alone, for example 1234.56, or name another column.",
        sheet=sheet,
        column=header,
    )


def _explain_unnamed(header: str, sheet: str | None) -> Problem:
    return Problem(
        code="names_not_found",
        severity="warning",
        message=f'No column was taken for the names of what is held, and column "{header}" was not read.',
        help=f"If it holds the names, name the column: name={header}.",
        sheet=sheet,
        column=header,
    )


def _explain_scale(header: str, sheet: str | None) -> Problem:
    return Problem(
        code="scaled_values",
        severity="note",
        message=f'The values in column "{header}" are in thousands, millions or the like; they stay as written.',
        help="No currency is claimed for them; for sums in a currency, write the values in full.",
        sheet=sheet,
        column=header,
    )


def _explain_no_header(header: Header, sheet: str | None) -> Problem:
    words = {name: name.replace("_", " ") for name in header.columns}
    taken = ", ".join(f"{column.header} as {words[name]}" for name, column in header.columns.items())
    rest = "" if set(AMOUNTS) & set(header.columns) else ", and no numbers"
    return Problem(
        code="no_header",
        severity="warning",
        message=f"No line names the columns; by what they hold we took {taken}{rest}.",
        help="Put a line with the columns' names above the holdings: Name, ISIN, Market value.",
        sheet=sheet,
    )


def _explain_currency(header: Header, sheet: str | None) -> Problem:
    column, values = header.columns["currency"].header, header.columns["market_value"].header
    return Problem(
        code="value_currency_assumed",
        severity="warning",
        message=f'The values in column "{values}" were taken to be in the currency of column "{column}", line by line.',
        help=f'The file does not say so. Where all values are in one currency, name it in their header: "{values} (EUR)".',
        sheet=sheet,
        column=values,
    )


def _explain_sign(sign: str, header: str, sheet: str | None) -> Problem:
    return Problem(
        code=BARE_SIGN,
        severity="note",
        message=f'The values in column "{header}" are written with {sign}; which currency that is, the file does not say.',
        help=f'Where all values are in one currency, name it in their header: "{header} (USD)".',
        sheet=sheet,
        column=header,
        found=sign,
    )


def _explain_list(sheet: Sheet) -> Problem:
    return Problem(
        code="read_as_list",
        severity="note",
        message=f"No table was seen, but a list: {sheet.held} names and identifiers were taken, and no amounts.",
        help="For amounts, put a line with the columns' names above: Name, ISIN, Market value.",
        sheet=sheet.table.sheet,
    )


def _explain_trades(sheet: Sheet) -> list[Problem]:
    name, rows = sheet.table.sheet, sheet.table.rows
    if any(block.trades for block in sheet.blocks):
        return [
            Problem(
                code="looks_like_trades",
                severity="warning",
                message="This table seems to list trades and payments, not what is held: its amounts are those of the trades.",
                help="Ask your broker for the positions or holdings on one day; the names were looked up all the same.",
                sheet=name,
            )
        ]
    return [
        Problem(
            code="trades_left_out",
            severity="note",
            message=f"The table under row {int(rows[block.header.line or 0])} lists trades or payments, and was left out.",
            help="What is held was read from the other tables.",
            row=int(rows[block.header.line or 0]),
            sheet=name,
        )
        for block in sheet.trades
    ]

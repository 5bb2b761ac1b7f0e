"""A table's lines and its header go in; Problems with their place come out: wrong identifiers, no numbers, endless names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screener.errors import Problem
from screener.identifiers import SCHEMES
from screener.intake.columns import find_filled, list_distinct, list_texts
from screener.intake.identification import check_identifiers, list_repairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from screener.intake.amounts import Amounts
    from screener.intake.header_columns import Header
    from screener.intake.lines import Mask

LONGEST_NAME = 1000
MAX_PLACED = 100


def collect_line_problems(
    frame: pd.DataFrame,
    header: Header,
    raw: Mapping[str, pd.Series[str]],
    amounts: Mapping[str, Amounts],
    *,
    sheet: str | None,
) -> list[Problem]:
    """Gives the Problems of the lines that are holdings, at most a hundred of a kind."""
    headers = {name: column.header for name, column in header.columns.items()}
    headers |= {scheme: headers["identifier"] for scheme in SCHEMES if scheme not in headers and "identifier" in headers}
    listed = (frame["line"] == "position").to_numpy(dtype=bool)
    columns = {scheme: _choose(frame[scheme], listed) for scheme in SCHEMES if find_filled(frame[scheme])[listed].any()}
    problems = check_identifiers(columns, _choose(frame["row"], listed), headers=headers, sheet=sheet)
    problems += list_repairs(columns, raw, headers=headers, sheet=sheet)
    held = (frame["line"] != "not_a_holding").to_numpy()
    for name, parsed in amounts.items():
        if name != "price" and parsed.unreadable.any():
            problems += _report_unreadable(frame, raw[name], held & parsed.unreadable, headers[name], sheet)
    return [*problems, *_report_long_names(_choose(frame["name"], held), _choose(frame["row"], held), sheet)]


def report_sums(lines: pd.DataFrame, rows: pd.Series[int], *, sheet: str | None) -> list[Problem]:
    """Tells which lines were taken for sums by their amount alone: one that is a holding would not be screened."""
    where = lines["summed"].to_numpy(dtype=bool)
    place = f' of sheet "{sheet}"' if sheet else ""
    return [
        Problem(
            code="taken_for_sum",
            severity="note",
            message=f'Row {row}{place}: "{label[:60]}" was taken for a sum, since it is what the lines beside it add up to.',
            help="If it is a holding of its own, give its ISIN or another identifier, or a file without the lines beside it.",
            row=int(row),
            sheet=sheet,
            found=label[:200],
        )
        for row, label in list(zip(rows[where], lines["label"][where], strict=True))[:MAX_PLACED]
    ]


def _choose(column: pd.Series[Any], where: Mask) -> pd.Series[Any]:
    return column if where.all() else column[where]


def _report_unreadable(frame: pd.DataFrame, texts: pd.Series[str], where: Mask, header: str, sheet: str | None) -> list[Problem]:
    place = f' of sheet "{sheet}"' if sheet else ""
    return [
        Problem(
            code="unreadable_number",
            severity="warning",
            message=f'Row {row}{place}: "{text[:60]}" in column "{header}" is not a number.',
            help="Write it with digits, for example 1234.56, or leave it empty.",
            row=int(row),
            sheet=sheet,
            column=header,
            found=text[:200],
        )
        for row, text, name in list(zip(frame["row"][where], texts[where], frame["name"][where], strict=True))[:MAX_PLACED]
        if text != name  # "Cash" at the head of a line is its name, whatever the column
    ]


def _report_long_names(names: pd.Series[str], rows: pd.Series[int], sheet: str | None) -> Iterator[Problem]:
    if max(map(len, list_distinct(names)), default=0) <= LONGEST_NAME:
        return
    long = [(row, name) for row, name in zip(rows.tolist(), list_texts(names), strict=True) if len(name) > LONGEST_NAME]
    for row, name in long[:MAX_PLACED]:
        yield Problem(
            code="name_cut",
            severity="note",
            message=f"Row {row}: the name has {len(name):,} characters; we kept the first {LONGEST_NAME:,}.",
            help="Check that the cell holds one name.",
            row=int(row),
            sheet=sheet,
            found=name[:60],
        )

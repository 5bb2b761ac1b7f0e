"""A table's lines and its header go in; Problems with their place come out: wrong identifiers, no numbers, endless names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.errors import Problem
from screener.identifiers import SCHEMES
from screener.intake.columns import list_texts
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
    positions = frame[frame["line"] == "position"]
    columns = {scheme: positions[scheme] for scheme in SCHEMES if (positions[scheme] != "").any()}
    problems = check_identifiers(columns, positions["row"].tolist(), headers=headers, sheet=sheet)
    problems += list_repairs(columns, raw, headers=headers, sheet=sheet)
    held = (frame["line"] != "not_a_holding").to_numpy()
    for name, parsed in amounts.items():
        if name != "price" and parsed.unreadable.any():
            problems += _report_unreadable(frame, raw[name], held & parsed.unreadable, headers[name], sheet)
    return [*problems, *_report_long_names(frame[held], sheet)]


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
        for row, text in list(zip(frame["row"][where], texts[where], strict=True))[:MAX_PLACED]
    ]


def _report_long_names(held: pd.DataFrame, sheet: str | None) -> Iterator[Problem]:
    names = list_texts(held["name"])
    if max(map(len, names), default=0) <= LONGEST_NAME:
        return
    long = [(row, name) for row, name in zip(held["row"].tolist(), names, strict=True) if len(name) > LONGEST_NAME]
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

"""Tables go in; Holdings, how they were understood, and every Problem, placed, come out."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pandas as pd

from screener.errors import UploadRefused
from screener.intake.header_columns import HELD
from screener.intake.own_columns import keep_own_columns
from screener.intake.sheet_problems import collect_sheet_problems, explain_nothing_held
from screener.intake.sheets import choose_sheets
from screener.intake.unused import read_sheet_without, split_unused
from screener.intake.views import write_views
from screener.model import HOLDING_COLUMNS, UNUSED, Holdings, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from screener.model import Table, Upload

WORKBOOKS = frozenset({"xlsx", "xls", "xlsb", "ods", "spreadsheetml"})
OPENED = 0.3
"""The share of the time that lies behind once the file's tables are open."""


def read_holdings(
    upload: Upload,
    tables: Sequence[Table],
    *,
    columns: Mapping[str, str] | None = None,
    own_columns: bool = False,
    progress: Callable[[str, float], None] | None = None,
) -> Reading:
    """Gives the holdings of an upload's tables. `columns` is the user's own mapping from a field, or `unused`, to a header.

    With `own_columns` the user's own columns are kept beside them, for a workbook.

    Weights are fractions of one; every non-empty line below a header is a line of the frame. No position, or cash alone, is a
    normal answer. Raises UploadRefused: `no_table` where no table of holdings is recognised, `unknown_column` for a mapping to
    a header or a field that is not there. `progress` is told what is being done, and which share of reading lies behind.
    """
    wanted, unused = split_unused(columns or {})
    _check_fields(upload, wanted)
    sheets, unseen = [], set(unused)
    for number, table in enumerate(tables):
        if progress:
            progress(f"Reading the holdings of {upload.file}", OPENED + (1 - OPENED) * number / len(tables))
        sheet, found = read_sheet_without(table, wanted, unused)
        if sheet is not None:
            sheets.append(sheet)
        unseen -= found
    if not sheets or unseen:
        raise _refuse(upload, tables, tuple(wanted.values()) if not sheets else tuple(sorted(unseen)))
    taken, problems = choose_sheets(sheets)
    for sheet in taken:
        problems += collect_sheet_problems(sheet)
    if not any(sheet.held for sheet in taken):
        problems.append(explain_nothing_held(taken))
    frames = [block.frame for sheet in taken for block in sheet.blocks]
    frame = frames[0].reset_index(drop=True) if len(frames) == 1 else pd.concat(frames, ignore_index=True)
    views = tuple(view for sheet in taken for view in write_views(sheet))
    return Reading(
        upload=upload,
        tables=views,
        holdings=Holdings(frame=frame[list(HOLDING_COLUMNS)]),
        problems=tuple(problems),
        own=keep_own_columns(taken, form=upload.format) if own_columns else None,
    )


def _check_fields(upload: Upload, wanted: Mapping[str, str]) -> None:
    unknown = [name for name in wanted if name not in HELD]
    if unknown:
        raise UploadRefused(
            f'"{unknown[0]}" is no field a column of "{upload.file}" can be named for.',
            help=f"The fields are: {', '.join(HELD)}; and {UNUSED}, for a column that is not to be read.",
            code="unknown_column",
        )


def _refuse(upload: Upload, tables: Sequence[Table], named: Sequence[str]) -> UploadRefused:
    seen = [text.strip()[:40] for table in tables for text in _find_widest(table) if text.strip()][:12]
    if not seen:
        return _refuse_empty(upload)
    shown = ", ".join(f'"{text}"' for text in seen)
    if named:
        asked = ", ".join(f'"{text}"' for text in named)
        return UploadRefused(
            f'No line of "{upload.file}" has the columns you named: {asked}.',
            help=f"The fullest line has: {shown}.",
            code="unknown_column",
        )
    return UploadRefused(
        f'No table of holdings was recognised in "{upload.file}"; its fullest line has: {shown}.',
        help="Say which column is what, in the field “Columns” or with --columns, for example "
        "name=Security,isin=ISIN,market_value=Value.",
        code="no_table",
    )


def _refuse_empty(upload: Upload) -> UploadRefused:
    what = "workbook" if upload.format in WORKBOOKS else "file"
    return UploadRefused(
        f"The {what} has no lines.", help="See whether it is the right one, and export it again.", code="no_table"
    )


def _find_widest(table: Table) -> tuple[str, ...]:
    lines = (line for line in table.cells.itertuples(index=False, name=None) if any(map(str.strip, line)))
    return max(islice(lines, 100), key=lambda line: sum(bool(text.strip()) for text in line), default=())

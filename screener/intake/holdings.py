"""Tables go in; Holdings, how they were understood, and every Problem, placed, come out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from screener.errors import Problem, UploadRefused
from screener.intake.block import Block, read_block
from screener.intake.columns import list_distinct
from screener.intake.dates import find_as_of, find_date
from screener.intake.header import find_headers
from screener.intake.header_columns import HELD, Header
from screener.intake.header_inference import infer_header
from screener.intake.layouts import find_layout
from screener.intake.value_currency import states_scale
from screener.intake.vocabulary import fold_text
from screener.intake.weights import check_weights
from screener.model import HOLDING_COLUMNS, Holdings, Reading, TableView

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from screener.intake.layouts.layout import Layout
    from screener.model import Table, Upload

OPENED = 0.3
"""The share of the time that lies behind once the file's tables are open."""
_SAME_NAMES = 0.5
_SAME_HEADER = 0.6


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table as it was understood: its blocks, and the layout that recognised it."""

    table: Table
    layout: Layout
    blocks: tuple[Block, ...]

    @property
    def names(self) -> set[str]:
        return {
            fold_text(name)
            for block in self.blocks
            for name in list_distinct(block.frame["name"][block.frame["line"] == "position"])
        }

    @property
    def held(self) -> int:
        return sum(int((block.frame["line"] != "not_a_holding").sum()) for block in self.blocks)


def read_holdings(
    upload: Upload,
    tables: Sequence[Table],
    *,
    columns: Mapping[str, str] | None = None,
    progress: Callable[[str, float], None] | None = None,
) -> Reading:
    """Gives the holdings of an upload's tables. `columns` is the user's own mapping from a field to a header.

    Weights are fractions of one; every non-empty line below a header is a line of the frame. No position, or cash alone, is a
    normal answer. Raises UploadRefused: `no_table` where no table of holdings is recognised, `unknown_column` for a mapping to
    a header or a field that is not there. `progress` is told what is being done, and which share of reading lies behind.
    """
    wanted = dict(columns or {})
    _check_fields(upload, wanted)
    sheets = []
    for number, table in enumerate(tables):
        if progress:
            progress(f"Reading the holdings of {upload.file}", OPENED + (1 - OPENED) * number / len(tables))
        sheet = _read_sheet(table, wanted)
        if sheet is not None:
            sheets.append(sheet)
    if not sheets:
        raise _refuse(upload, tables, wanted)
    taken, problems = _choose(sheets)
    for sheet in taken:
        problems += _collect_problems(sheet)
    frame = pd.concat([block.frame for sheet in taken for block in sheet.blocks], ignore_index=True)
    views = tuple(view for sheet in taken for view in _write_views(sheet))
    return Reading(upload=upload, tables=views, holdings=Holdings(frame=frame[list(HOLDING_COLUMNS)]), problems=tuple(problems))


def _check_fields(upload: Upload, wanted: Mapping[str, str]) -> None:
    unknown = [name for name in wanted if name not in HELD]
    if unknown:
        raise UploadRefused(
            f'"{unknown[0]}" is no field a column of "{upload.file}" can be named for.',
            help=f"The fields are: {', '.join(HELD)}.",
            code="unknown_column",
        )


def _read_sheet(table: Table, wanted: Mapping[str, str]) -> _Sheet | None:
    layout = find_layout(table)
    if layout.arrange is not None:
        table = layout.arrange(table)
    headers = find_headers(table.cells, columns=wanted, hints=layout.columns)
    if wanted:
        headers = [header for header in headers if _has_columns(header, wanted)]
    elif not headers and (inferred := infer_header(table.cells)) is not None:
        headers = [inferred]
    if not headers:
        return None
    return _Sheet(table=table, layout=layout, blocks=tuple(read_block(table, header, layout) for header in headers))


def _has_columns(header: Header, wanted: Mapping[str, str]) -> bool:
    return all(
        name in header.columns and fold_text(header.columns[name].header) == fold_text(text) for name, text in wanted.items()
    )


def _choose(sheets: list[_Sheet]) -> tuple[list[_Sheet], list[Problem]]:
    """Takes the sheet with most holdings, and others of the same shape that do not repeat it; never adds up blindly."""
    if len(sheets) == 1:
        return sheets, []
    main = max(sheets, key=lambda sheet: sheet.held)
    taken, problems, seen = [], [], set(main.names)
    for sheet in sheets:
        if sheet is main or (sheet.held and _has_same_header(sheet, main) and not _repeats(sheet, seen)):
            taken.append(sheet)
            seen |= sheet.names
        elif sheet.held:
            problems.append(_leave_out(sheet, main, repeats=_repeats(sheet, seen)))
    return taken, problems


def _has_same_header(sheet: _Sheet, main: _Sheet) -> bool:
    ours, theirs = (set(map(fold_text, one.blocks[0].header.texts)) - {""} for one in (sheet, main))
    return bool(ours & theirs) and len(ours & theirs) >= _SAME_HEADER * len(ours | theirs)


def _repeats(sheet: _Sheet, seen: set[str]) -> bool:
    return len(sheet.names & seen) > _SAME_NAMES * max(1, len(sheet.names))


def _leave_out(sheet: _Sheet, main: _Sheet, *, repeats: bool) -> Problem:
    name, first = sheet.table.sheet, main.table.sheet
    if repeats:
        message = f'Sheet "{name}" was left out: it repeats holdings of the sheet that was read, "{first}".'
    else:
        lines = "1 line" if sheet.held == 1 else f"{sheet.held:,} lines"
        message = f'Sheet "{name}" was left out, with {lines}: its columns differ from those of "{first}", which was read.'
    return Problem(
        code="sheet_left_out",
        severity="note" if repeats else "warning",
        message=message,
        help="If its holdings should count, read the file once more and name that sheet.",
        sheet=name,
    )


def _collect_problems(sheet: _Sheet) -> list[Problem]:
    problems = [problem for block in sheet.blocks for problem in block.problems]
    first = sheet.blocks[0].header
    for name, kept, aside in first.set_aside:
        problems.append(_explain_aside(name, kept, aside, sheet.table.sheet))
    value = first.columns.get("market_value")
    if value is not None and states_scale(value.header):
        problems.append(_explain_scale(value.header, sheet.table.sheet))
    if first.line is None:
        problems.append(_explain_no_header(first, sheet.table.sheet))
    if "weight" in first.columns:
        weights = pd.concat([block.frame["weight"] for block in sheet.blocks])
        problems += check_weights(weights, header=first.columns["weight"].header, sheet=sheet.table.sheet)
    return problems


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
    taken = ", ".join(f"{column.header} as {name}" for name, column in header.columns.items())
    return Problem(
        code="no_header",
        severity="warning",
        message=f"No line names the columns; by what they hold we took {taken}, and no numbers.",
        help="Put a line with the columns' names above the holdings: Name, ISIN, Market value.",
        sheet=sheet,
    )


def _write_views(sheet: _Sheet) -> list[TableView]:
    """Gives a view per block that holds anything; one at least, so that an empty table still shows how it was understood."""
    shown = [block for block in sheet.blocks if (block.frame["line"] != "not_a_holding").any()] or list(sheet.blocks[:1])
    return [_write_view(sheet, block) for block in shown]


def _write_view(sheet: _Sheet, block: Block) -> TableView:
    header = block.header
    named = {name: column.header for name, column in header.columns.items() if name in HELD}
    line = None if header.line is None else int(sheet.table.rows[header.line]) or None
    return TableView(
        sheet=sheet.table.sheet,
        header_row=line,
        layout=sheet.layout.name,
        delimiter=sheet.table.delimiter,
        columns=named,
        as_of=_find_as_of(sheet, header),
    )


def _find_as_of(sheet: _Sheet, header: Header) -> str | None:
    """The lines above the header say the day, or a column of one date throughout. CUSIPs are American, as 2/9/2026 is."""
    cells = sheet.table.cells
    american = True if "cusip" in header.columns else None
    above = cells.iloc[max(0, (header.line or 0) - 25) : header.line or 0]
    lines = [" ".join(filter(None, row)) for row in above.itertuples(index=False, name=None)]
    if found := find_as_of(lines, month_first=american):
        return found
    column = header.columns.get("date")
    if column is None:
        return None
    texts = cells.iloc[header.first : header.last + 1, column.position]
    days = [day for text in list_distinct(texts)[:200] if (day := find_date(text, month_first=american))]
    return max(days, key=days.count) if len(set(days)) == 1 else None


def _refuse(upload: Upload, tables: Sequence[Table], wanted: Mapping[str, str]) -> UploadRefused:
    seen = [text.strip()[:40] for table in tables for text in _find_widest(table) if text.strip()][:12]
    shown = ", ".join(f'"{text}"' for text in seen) or "nothing"
    if wanted:
        asked = ", ".join(f'"{text}"' for text in wanted.values())
        return UploadRefused(
            f'No line of "{upload.file}" has the columns you named: {asked}.',
            help=f"The fullest line has: {shown}.",
            code="unknown_column",
        )
    return UploadRefused(
        f'No table of holdings was recognised in "{upload.file}"; its fullest line has: {shown}.',
        help="Say which column is what (on the command line: --columns), for example name=Security,isin=ISIN,market_value=Value.",
        code="no_table",
    )


def _find_widest(table: Table) -> tuple[str, ...]:
    top = table.cells.head(100)
    if top.empty:
        return ()
    return tuple(top.iloc[int((top != "").sum(axis=1).to_numpy().argmax())])

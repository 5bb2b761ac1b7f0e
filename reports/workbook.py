"""The workbook: its document goes in; an XLSX in which every word is text, never a formula or a link, comes out."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.utility import xl_range

from reports.filters import is_number, write_date, write_percent
from reports.own_sheet import arrange_added, label_added, label_own, list_own_cells, measure_widths
from reports.render import render_headline
from reports.sheets import PLAIN, cut_cell
from reports.wording import read_wording
from reports.workbook_document import ADDED_HEADINGS, EXPOSURE_HEADINGS, FINDING_HEADINGS, HOLDING_HEADINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reports.wording import Wording
    from reports.workbook_document import OwnTable, WorkbookDocument

_WIDTHS = {"row": 7, "sheet": 14, "name": 34, "entity_name": 28, "outcome": 22, "reason": 48, "policy_reason": 48, "sources": 60,
           "summary": 70, "market_value": 20, "weight": 10, "company_response": 48, "title": 60, "url": 70, "through": 48,
           "table": 26, "counterparty": 34, "issuers": 48, "rows": 48, "publisher": 34}  # fmt: skip
_NUMBERS = frozenset({"row", "market_value", "weight"})
_LIMITS = (
    "Not listed is not cleared. The whole holding is counted, not the share of the company’s business. "
    "Not legal, tax or investment advice."
)
SHEET_LINES = 1_000_000
"""A sheet holds 1,048,576 rows; what does not fit goes on in the next sheet."""
_WORDS = {
    "outcome": "outcomes", "decision": "decisions", "party": "parties", "severity": "severities", "confidence": "confidences",
    "channel": "channels", "basis": "bases", "tie": "ties", "status": "statuses", "method": "methods",
    "table": "exposure_tables", "chapter": "chapters", "way": "ways",
}  # fmt: skip


def write_xlsx(document: WorkbookDocument) -> bytes:
    """Gives the workbook: holdings, findings, exposure, sources, receipt. No author, no time: same document, same bytes."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, PLAIN)
    book.set_properties({"title": "Screening", "created": datetime.fromisoformat(document.summary.provenance.as_of)})
    wording = read_wording(document.summary.language)
    looks = _Looks(book)
    for number, start in enumerate(range(0, max(len(document.holdings), 1), SHEET_LINES), start=1):
        title = "Holdings" if number == 1 else f"Holdings {number}"
        lines = document.holdings[start : start + SHEET_LINES]
        if document.own and document.own.headings:
            _write_own_sheet(book, title, document.own, lines, start=start, wording=wording, looks=looks)
        else:
            _write_sheet(book, title, HOLDING_HEADINGS, lines, wording=wording, looks=looks)
    _write_sheet(book, "Findings", FINDING_HEADINGS, document.findings.lines, wording=wording, looks=looks)
    _write_sheet(book, "Exposure", EXPOSURE_HEADINGS, document.exposure, wording=wording, looks=looks)
    sources = [(note.publisher, note.title, note.date, note.url) for note in document.sources]
    _write_sheet(book, "Sources", ("publisher", "title", "date", "url"), sources, wording=wording, looks=looks)
    _write_receipt(book, document, wording=wording, looks=looks)
    book.close()
    return target.getvalue()


class _Looks:
    def __init__(self, book: Any) -> None:  # noqa: ANN401 (xlsxwriter has no types)
        self.heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.added = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#E8EDF2"})
        self.own = book.add_format({"valign": "top"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"num_format": "#,##0.00##", "valign": "top"})
        self.row = book.add_format({"num_format": "0", "valign": "top"})
        self.weight = book.add_format({"num_format": "0.00 %", "valign": "top"})

    def of(self, heading: str) -> Any:  # noqa: ANN401
        return {"row": self.row, "weight": self.weight}.get(heading, self.number)


def _write_own_sheet(
    book: Any,  # noqa: ANN401
    title: str,
    own: OwnTable,
    lines: Sequence[Sequence[str | int]],
    *,
    start: int,
    wording: Wording,
    looks: _Looks,
) -> None:
    """The user's columns in front, as text and as they stood; ours behind them, their headings shaded."""
    sheet, wide = book.add_worksheet(title), len(own.headings)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    for column, (label, width) in enumerate(zip(label_own(own), measure_widths(own), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, label, looks.heading)
    for line, column, text in list_own_cells(own, start=start, stop=start + len(lines)):
        sheet.write_string(line + 1, column, text, looks.own)
    sheet.ignore_errors({"number_stored_as_text": xl_range(1, 0, max(len(lines), 1), wide - 1)})
    for column, (heading, label) in enumerate(zip(ADDED_HEADINGS, label_added(own, wording), strict=True), start=wide):
        sheet.set_column(column, column, _WIDTHS.get(heading, 16))
        sheet.write_string(0, column, label, looks.added)
    _write_lines(sheet, ADDED_HEADINGS, map(arrange_added, lines), first=wide, wording=wording, looks=looks)
    sheet.autofilter(0, 0, len(lines), wide + len(ADDED_HEADINGS) - 1)


def _write_sheet(
    book: Any,  # noqa: ANN401
    title: str,
    headings: Sequence[str],
    lines: Sequence[Sequence[str | int]],
    *,
    wording: Wording,
    looks: _Looks,
) -> None:
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, headings.index("name") + 1 if "name" in headings else 0)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, _WIDTHS.get(heading, 16))
        sheet.write_string(0, column, wording.word(heading, "headings"), looks.heading)
    _write_lines(sheet, headings, lines, first=0, wording=wording, looks=looks)
    sheet.autofilter(0, 0, len(lines), len(headings) - 1)


def _write_lines(
    sheet: Any,  # noqa: ANN401
    headings: Sequence[str],
    lines: Iterable[Sequence[str | int]],
    *,
    first: int,
    wording: Wording,
    looks: _Looks,
) -> None:
    for number, line in enumerate(lines, start=1):
        for column, (heading, cell) in enumerate(zip(headings, line, strict=True), start=first):
            _write_cell(
                sheet.write_string, sheet.write_number, (number, column), heading=heading, cell=cell, wording=wording, looks=looks
            )


def _write_cell(
    write_string: Callable[..., object],
    write_number: Callable[..., object],
    place: tuple[int, int],
    *,
    heading: str,
    cell: str | int,
    wording: Wording,
    looks: _Looks,
) -> None:
    if heading in _NUMBERS and _fits_a_number(str(cell)):
        write_number(*place, float(cell), looks.of(heading))
    elif cell != "":
        write_string(*place, _choose_word(heading, str(cell), wording), looks.text)


def _fits_a_number(text: str) -> bool:
    # A spreadsheet keeps about 15 digits: a sum that would lose a cent stays text.
    return is_number(text) and Decimal(repr(float(text))) == Decimal(text)


def _choose_word(heading: str, cell: str, wording: Wording) -> str:
    kind = _WORDS.get(heading)
    text = wording.word(cell, kind) if kind else cell
    if heading == "decision":
        text = f"{wording.word(cell, 'marks')} {text}"
    return cut_cell(text)


def _write_receipt(book: Any, document: WorkbookDocument, *, wording: Wording, looks: _Looks) -> None:  # noqa: ANN401
    sheet = book.add_worksheet("Receipt")
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    for number, (label, text) in enumerate(_list_receipt(document, wording)):
        sheet.write_string(number, 0, label, looks.heading)
        sheet.write_string(number, 1, text, looks.text)


def _list_receipt(document: WorkbookDocument, wording: Wording) -> Iterable[tuple[str, str]]:
    summary, made = document.summary, document.summary.provenance
    yield "Portfolio", summary.portfolio_label
    yield "Screened as of", write_date(made.as_of)
    yield "Policy", f"{summary.policy_title} ({made.policy_id}, version {made.policy_version})"
    yield "Registry", made.registry_version
    for line in summary.coverage:
        value = f"{write_percent(line.by_value)} of the value, " if line.by_value is not None else ""
        share = f"{value}{write_percent(line.by_count)} of the lines ({line.lines:,})"
        yield f"Coverage: {wording.word(line.part, 'parts')}", share
    if document.own and document.own.left_out:
        yield "Your own columns", f"Left out: {document.own.left_out:,} columns are too many for a workbook of so many lines."
    yield "Answer", render_headline(summary)
    for outcome, number in summary.outcomes.items():
        yield f"Lines: {wording.word(outcome, 'outcomes')}", f"{number:,}. {wording.word(outcome, 'outcome_explanations')}"
    yield (
        "Limits",
        _LIMITS,
    )
    for item in made.hashes:
        yield f"SHA-256: {wording.word(item.part, 'hashes')}", item.sha256 or "not given"

"""Papers: a labelled screening goes in; the bytes of its summary, workbook, table, record and letters come out."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fastapi.responses import Response

from reports.enclosures import enclose_summary
from reports.render import render_html
from reports.table import write_findings_csv
from reports.workbook import write_xlsx
from screener.errors import RequestRefused
from screener.screening.record import write_screening
from screener.writing.brief import write_brief
from screener.writing.letters import write_letters
from screener.writing.summary import write_summary
from screener.writing.workbook import write_findings_table, write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reports.documents import SummaryDocument
    from reports.letter_document import LetterDocument
    from screener.web.seal import LabelledScreening
    from screener.web.workbench import Workbench

_DAY = (1980, 1, 1, 0, 0, 0)
"""The day a ZIP's entries bear: no time of day leaves with a letter."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to hand over."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


def write_paper(name: str, labelled: LabelledScreening, bench: Workbench) -> Paper:
    """Gives one of PAPERS. Raises RequestRefused for another name."""
    if name not in PAPERS:
        raise RequestRefused(f'There is no paper "{name[:60]}".', help=f"There are: {', '.join(PAPERS)}.", code="paper_unknown")
    media_type, write = PAPERS[name]
    return Paper(name=name, media_type=media_type, content=write(labelled, bench))


def write_summary_document(labelled: LabelledScreening) -> SummaryDocument:
    """Gives the summary's document under the screening's labels."""
    return write_summary(
        labelled.screening,
        portfolio_label=labelled.label,
        policy_title=labelled.policy_title,
        policy_summary=labelled.policy_summary,
        holdings_date=labelled.holdings_date,
    )


def print_letters(letters: Sequence[LetterDocument], bench: Workbench) -> list[Paper]:
    """Gives each letter as a PDF, named for its entity and kind."""
    pdfs = bench.print_pages([render_html(letter) for letter in letters])
    return [
        Paper(name=f"{letter.entity}-{letter.kind}.pdf", media_type="application/pdf", content=pdf)
        for letter, pdf in zip(letters, pdfs, strict=True)
    ]


def hand_over(paper: Paper) -> Response:
    """Gives the paper as a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{paper.name}"'}
    return Response(paper.content, media_type=paper.media_type, headers=headers)


def zip_papers(papers: Sequence[Paper]) -> bytes:
    """Gives a ZIP of papers; the same papers give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        for paper in papers:
            archive.writestr(zipfile.ZipInfo(paper.name, date_time=_DAY), paper.content, compress_type=zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _print_summary(labelled: LabelledScreening, bench: Workbench) -> bytes:
    summary = write_summary_document(labelled)
    return bench.print_page(render_html(summary), enclose_summary(summary))


def _print_brief(labelled: LabelledScreening, bench: Workbench) -> bytes:
    return bench.print_page(render_html(write_brief(write_summary_document(labelled))))


def _write_workbook(labelled: LabelledScreening, _: Workbench) -> bytes:
    return write_xlsx(write_workbook(labelled.screening, summary=write_summary_document(labelled)))


def _write_table(labelled: LabelledScreening, _: Workbench) -> bytes:
    return write_findings_csv(write_findings_table(labelled.screening))


def _write_record(labelled: LabelledScreening, _: Workbench) -> bytes:
    return json.dumps(write_screening(labelled.screening), ensure_ascii=False, indent=1).encode()


def _zip_drafts(labelled: LabelledScreening, bench: Workbench) -> bytes:
    letters = write_letters(labelled.screening, sender=None, recipients=None)
    if not letters:
        raise RequestRefused(
            "There is no letter to write: nothing is asked of any issuer in this portfolio.",
            help="The summary says what was screened and what could not be.",
            code="no_letters",
        )
    return zip_papers(print_letters(letters, bench))


PAPERS: dict[str, tuple[str, Callable[[LabelledScreening, Workbench], bytes]]] = {
    "summary.pdf": ("application/pdf", _print_summary),
    "trustees.pdf": ("application/pdf", _print_brief),
    "holdings.xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _write_workbook),
    "findings.csv": ("text/csv; charset=utf-8", _write_table),
    "letters.zip": ("application/zip", _zip_drafts),
    "screening.json": ("application/json", _write_record),
}
"""What can be taken away from a result: media type and how it is written."""

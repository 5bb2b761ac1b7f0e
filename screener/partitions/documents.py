"""A screening goes in; its documents, as bytes by path within its folder, come out: record and tables, and papers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reports.enclosures import enclose_summary
from reports.pdf import PressFailed
from reports.render import render_html
from reports.table import write_findings_csv
from reports.workbook import write_xlsx
from screener.errors import PaperFailed
from screener.screening.record import write_screening
from screener.writing.brief import write_brief
from screener.writing.letters import write_letters
from screener.writing.summary import write_summary
from screener.writing.workbook import write_findings_table, write_workbook

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reports.documents import SummaryDocument
    from reports.press_room import PressRoom
    from screener.model import Policy, Reading, Screening

RECORD = "screening.json"


def make_documents(screening: Screening, *, reading: Reading, policy: Policy, room: PressRoom | None) -> dict[str, bytes]:
    """Gives holdings.xlsx and findings.csv; with a room to print in, the papers; and the record, last.

    Raises PaperFailed where a page cannot be laid out.
    """
    summary = write_summary(
        screening,
        portfolio_label=reading.upload.file,
        policy_title=policy.title,
        policy_summary=policy.summary,
        holdings_date=reading.day,
    )
    printed = _order_papers(screening, summary, room) if room else {}
    return {
        "holdings.xlsx": write_xlsx(write_workbook(screening, summary=summary)),
        "findings.csv": write_findings_csv(write_findings_table(screening)),
        **{path: _await(paper) for path, paper in printed.items()},
        RECORD: json.dumps(write_screening(screening), ensure_ascii=False, indent=1).encode(),
    }


def _order_papers(screening: Screening, summary: SummaryDocument, room: PressRoom) -> dict[str, Future[bytes]]:
    letters = write_letters(screening, sender=None, recipients=None)
    pages = {"trustees.pdf": render_html(write_brief(summary))}
    pages |= {f"letters/{letter.entity}-{letter.kind}.pdf": render_html(letter) for letter in letters}
    room.expect(len(pages) + 1)
    printed = {"summary.pdf": room.order(render_html(summary), enclose_summary(summary))}
    return {**printed, **{path: room.order(page) for path, page in pages.items()}}


def _await(printed: Future[bytes]) -> bytes:
    try:
        return printed.result()
    except PressFailed as error:
        raise PaperFailed(
            str(error), help="Leave the papers out with --no-papers, or raise SCREENER_RENDER_TIMEOUT_S."
        ) from error

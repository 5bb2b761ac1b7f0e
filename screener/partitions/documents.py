"""A screening goes in; its documents, by path within its folder, come out: record and tables at once, papers once printed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.enclosures import enclose_letter, enclose_summary
from reports.letter_forms import LetterUnprintable, render_letter
from reports.pdf import PressFailed
from reports.render import render_html
from reports.table import write_findings_csv
from reports.workbook import write_xlsx
from screener.errors import PaperFailed
from screener.orders import LETTER_UNPRINTABLE
from screener.partitions.assignment import LETTERS, RECORD
from screener.screening.record import write_screening
from screener.writing.brief import write_brief
from screener.writing.letters import LetterOrder, Refusal, write_correspondence
from screener.writing.summary import write_summary
from screener.writing.workbook import write_findings_table, write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Future

    from reports.change_document import Changes
    from reports.documents import SummaryDocument
    from reports.letter_document import LetterDocument
    from reports.press_room import PressRoom
    from screener.model import Policy, Reading, Screening

_HELP = "Leave the papers out with --no-papers, or raise SCREENER_RENDER_TIMEOUT_S."


@dataclass(frozen=True, slots=True)
class Documents:
    """What is written of one screening.

    `tables` are holdings.xlsx, findings.csv and, last, the record; `papers` summary.pdf, trustees.pdf and the drafts of letters,
    none where they are not asked for; `refused` the drafts that may not be written, with their reasons.
    """

    tables: Mapping[str, bytes] = field(repr=False)
    papers: Mapping[str, Future[bytes]] = field(default_factory=dict, repr=False)
    refused: tuple[Refusal, ...] = ()


def make_documents(
    screening: Screening, *, reading: Reading, policy: Policy, room: PressRoom | None, changes: Changes | None = None
) -> Documents:
    """Makes the documents; papers where there is a room to print in. `changes` are told in the summary."""
    summary = write_summary(
        screening,
        portfolio_label=reading.upload.file,
        policy_title=policy.title,
        policy_summary=policy.summary,
        holdings_date=reading.day,
        changes=changes,
    )
    papers, refused = _order_papers(screening, summary, room) if room else ({}, ())
    tables = {
        "holdings.xlsx": write_xlsx(write_workbook(screening, summary=summary, own=reading.own)),
        "findings.csv": write_findings_csv(write_findings_table(screening)),
        RECORD: json.dumps(write_screening(screening), ensure_ascii=False, indent=1).encode(),
    }
    return Documents(tables=tables, papers=papers, refused=refused)


def await_paper(printed: Future[bytes]) -> bytes:
    """Gives a paper's PDF. Raises PaperFailed where its page cannot be laid out."""
    try:
        return printed.result()
    except PressFailed as error:
        raise PaperFailed(str(error), help=_HELP) from error


def _order_papers(
    screening: Screening, summary: SummaryDocument, room: PressRoom
) -> tuple[dict[str, Future[bytes]], tuple[Refusal, ...]]:
    printed = {
        "summary.pdf": room.order(render_html(summary), enclose_summary(summary)),
        "trustees.pdf": room.order(render_html(write_brief(summary))),
    }
    drafts = write_correspondence(screening, LetterOrder(), None)
    room.expect(len(printed) + len(drafts.letters))
    refused = list(drafts.refused)
    for letter, html in _render_letters(drafts.letters, refused):
        printed[f"{LETTERS}/{letter.entity}-{letter.kind}.pdf"] = room.order(html, enclose_letter(letter))
    return printed, tuple(refused)


def _render_letters(letters: tuple[LetterDocument, ...], refused: list[Refusal]) -> Iterator[tuple[LetterDocument, str]]:
    """One letter that cannot be set as it is costs no other paper."""
    for letter in letters:
        try:
            yield letter, render_letter(letter)
        except LetterUnprintable as error:
            refused.append(Refusal(letter.entity, code=LETTER_UNPRINTABLE, message=str(error), help=error.help))

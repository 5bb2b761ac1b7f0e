"""Papers: a labelled screening goes in; the bytes of its summary, workbook, table, record and letters come out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi.responses import Response

from reports.archive import write_zip
from reports.enclosures import enclose_letter, enclose_summary
from reports.letter_archive import LetterFile, write_letters_zip
from reports.letter_forms import FORMS, LetterUnprintable, Mail, needs_pdf, render_letter, write_form
from reports.render import render_html
from reports.table import write_findings_csv, write_lines_csv
from reports.workbook import write_xlsx
from screener.errors import LetterRefused, RequestRefused
from screener.orders import refuse_unprintable
from screener.screening.record import write_screening
from screener.web.follow_up import LETTERS, enclose_follow_up
from screener.web.letter_orders import read_bench_registry
from screener.writing.brief import write_brief
from screener.writing.letters import LetterOrder, Refusal, write_correspondence
from screener.writing.summary import write_summary
from screener.writing.workbook import write_findings_table, write_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from reports.documents import SummaryDocument
    from reports.letter_document import LetterDocument
    from screener.web.seal import LabelledScreening
    from screener.web.workbench import Workbench
    from screener.writing.correspondents import Recipient


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


def print_letters(
    letters: Sequence[LetterDocument],
    bench: Workbench,
    *,
    forms: Iterable[str] = ("pdf",),
    recipients: Mapping[str, Recipient] | None = None,
) -> list[LetterFile]:
    """Gives each letter in each form, named for it. Raises LetterRefused for one that cannot be set as it is."""
    chosen = tuple(form for form in FORMS if form in set(forms))
    return [file for letter in letters for file in _print_letter(letter, bench, chosen, (recipients or {}).get(letter.entity))]


def _print_letter(letter: LetterDocument, bench: Workbench, forms: Sequence[str], to: Recipient | None) -> Iterator[LetterFile]:
    company, country = (to.company, to.country) if to else ("", "")
    mail = Mail(to.email, to.person or to.company) if to else Mail()
    try:
        html = render_letter(letter)
        pdf = bench.print_page(html, enclose_letter(letter)) if needs_pdf(forms) else b""
        for form in forms:
            yield LetterFile(f"{letter.id}.{form}", letter, write_form(form, letter, html, pdf, mail), company, country)
    except LetterUnprintable as error:
        raise refuse_unprintable(error) from error


def hand_over_letter(file: LetterFile) -> Response:
    """Gives one letter as a file to keep."""
    return hand_over(Paper(file.name, FORMS[file.name.rpartition(".")[2]], file.content))


def hand_over_letters(files: Sequence[LetterFile], *, beside: Mapping[str, bytes] | None = None) -> Response:
    """Gives letters as a ZIP with an index, a manifest of hashes, and what is to lie `beside` them."""
    return hand_over(Paper("letters.zip", "application/zip", write_letters_zip(files, title=LETTERS, beside=beside)))


def hand_over(paper: Paper) -> Response:
    """Gives the paper as a file to keep."""
    told = f'filename="{paper.name}"' if paper.name.isascii() else f"filename*=UTF-8''{quote(paper.name)}"  # RFC 8187
    headers = {"Content-Disposition": f"attachment; {told}"}
    return Response(paper.content, media_type=paper.media_type, headers=headers)


def zip_papers(papers: Sequence[Paper]) -> bytes:
    """Gives a ZIP of papers; the same papers give the same bytes."""
    return write_zip({paper.name: paper.content for paper in papers})


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
    """Drafts of the screening's day, their claims checked against the registry as it is now; `refused.csv` names the others."""
    drafts = write_correspondence(labelled.screening, LetterOrder(live=read_bench_registry(bench)), None)
    refused = list(drafts.refused)
    files = [file for letter in drafts.letters for file in _print_draft(letter, bench, refused)]
    if not files:
        raise _refuse_drafts(refused)
    beside = enclose_follow_up(files) | ({"refused.csv": _write_refused(refused)} if refused else {})
    return write_letters_zip(files, title=LETTERS, beside=beside)


def _print_draft(letter: LetterDocument, bench: Workbench, refused: list[Refusal]) -> list[LetterFile]:
    """One letter that cannot be set as it is costs no other."""
    try:
        return print_letters([letter], bench)
    except LetterRefused as error:
        refused.append(Refusal(letter.entity, code=error.kind, message=error.message, help=error.help))
        return []


def _refuse_drafts(refused: Sequence[Refusal]) -> LetterRefused | RequestRefused:
    if refused:
        return LetterRefused(refused[0].message, help=refused[0].help, code=refused[0].code)
    return RequestRefused(
        "There is no letter to write: nothing is asked of any issuer in this portfolio.",
        help="The summary says what was screened and what could not be.",
        code="no_letters",
    )


def _write_refused(refused: Sequence[Refusal]) -> bytes:
    lines = ((one.entity, one.code, one.message, one.help) for one in refused)
    return write_lines_csv(("entity", "code", "reason", "what_to_do"), lines)


PAPERS: dict[str, tuple[str, Callable[[LabelledScreening, Workbench], bytes]]] = {
    "summary.pdf": ("application/pdf", _print_summary),
    "trustees.pdf": ("application/pdf", _print_brief),
    "holdings.xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _write_workbook),
    "findings.csv": ("text/csv; charset=utf-8", _write_table),
    "letters.zip": ("application/zip", _zip_drafts),
    "screening.json": ("application/json", _write_record),
}
"""What can be taken away from a result: media type and how it is written."""

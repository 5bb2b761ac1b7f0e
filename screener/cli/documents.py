"""The documents of a screening, written into a folder: record, summary, workbook, table and draft letters."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track

from reports.enclosures import enclose_letter, enclose_summary
from reports.letter_forms import LetterUnprintable, render_letter
from reports.pdf import PressFailed
from reports.render import render_html
from reports.table import write_findings_csv
from reports.workbook import write_xlsx
from screener.cli.desk import say, write_file
from screener.errors import LetterRefused, PaperFailed
from screener.screening.record import write_screening
from screener.writing.brief import write_brief
from screener.writing.kinds import KINDS
from screener.writing.letters import LetterOrder, write_correspondence
from screener.writing.summary import write_summary
from screener.writing.workbook import write_findings_table, write_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from reports.change_document import Changes
    from reports.letter_document import LetterDocument
    from reports.press_room import PressRoom
    from screener.model import Policy, Reading, Screening

    OrderedLetter = tuple[LetterDocument, Future[bytes]]


def write_documents(
    screening: Screening, *, reading: Reading, policy: Policy, folder: Path, room: PressRoom, changes: Changes | None = None
) -> None:
    """Writes `screening.json`, `summary.pdf`, `trustees.pdf`, `holdings.xlsx`, `findings.csv` and `letters/*.pdf` (drafts)."""
    summary = write_summary(
        screening,
        portfolio_label=reading.upload.file,
        policy_title=policy.title,
        policy_summary=policy.summary,
        holdings_date=reading.day,
        changes=changes,
    )
    printed = room.order(render_html(summary), enclose_summary(summary))
    brief = room.order(render_html(write_brief(summary)))
    drafts = write_correspondence(screening, LetterOrder(), None)
    for refusal in drafts.refused:
        say(f"No draft, {refusal.entity}: {refusal.message} {refusal.help}")
    letters = order_letters(drafts.letters, room=room)
    record = json.dumps(write_screening(screening), ensure_ascii=False, indent=1)
    write_file(folder / "screening.json", record.encode())
    write_file(folder / "holdings.xlsx", write_xlsx(write_workbook(screening, summary=summary)))
    write_file(folder / "findings.csv", write_findings_csv(write_findings_table(screening)))
    write_file(folder / "summary.pdf", _await(printed))
    write_file(folder / "trustees.pdf", _await(brief))
    _remove_drafts(folder / "letters")
    take_letters(letters, folder=folder / "letters")


def order_letters(letters: Sequence[LetterDocument], *, room: PressRoom) -> list[OrderedLetter]:
    """Orders one PDF per letter."""
    room.expect(len(letters))
    return [(letter, room.order(_render_letter(letter), enclose_letter(letter))) for letter in letters]


def _render_letter(letter: LetterDocument) -> str:
    try:
        return render_letter(letter)
    except LetterUnprintable as error:
        raise LetterRefused(str(error), help=error.help, code="letter_unprintable") from error


def take_letters(ordered: Sequence[OrderedLetter], *, folder: Path) -> list[Path]:
    """Writes each letter, named for its entity and kind. Raises PaperFailed for the first that cannot be laid out."""
    shown = track(ordered, description="Letters", console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)
    return [write_file(folder / f"{letter.entity}-{letter.kind}.pdf", _await(printed)) for letter, printed in shown]


def _remove_drafts(folder: Path) -> None:
    """A draft of an earlier screening would pass for one of this."""
    for kind in KINDS:
        for old in folder.glob(f"*-{kind}.pdf"):
            old.unlink()


def _await(printed: Future[bytes]) -> bytes:
    try:
        return printed.result()
    except PressFailed as error:
        raise PaperFailed(str(error), help="Screen fewer holdings at once, or raise SCREENER_RENDER_TIMEOUT_S.") from error

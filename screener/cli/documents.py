"""The documents of a screening, written into a folder: record, summary, workbook, table and draft letters."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track

from reports.pdf import PdfPress
from reports.render import render_html
from reports.table import write_findings_csv
from reports.workbook import write_xlsx
from screener.cli.desk import write_file
from screener.screening.record import write_screening
from screener.writing.letters import write_letters
from screener.writing.summary import write_summary
from screener.writing.workbook import write_findings_table, write_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reports.documents import LetterDocument
    from screener.model import Policy, Reading, Screening
    from screener.settings import Settings

KINDS = ("enquiry", "engagement")


def write_documents(screening: Screening, *, reading: Reading, policy: Policy, folder: Path, settings: Settings) -> None:
    """Writes `screening.json`, `summary.pdf`, `holdings.xlsx`, `findings.csv` and `letters/*.pdf` (drafts)."""
    record = json.dumps(write_screening(screening), ensure_ascii=False, indent=1)
    write_file(folder / "screening.json", record.encode())
    day = next((table.as_of for table in reading.tables if table.as_of), None)
    summary = write_summary(
        screening,
        portfolio_label=reading.upload.file,
        policy_title=policy.title,
        policy_summary=policy.summary,
        holdings_date=day,
    )
    with PdfPress(seconds=settings.render_timeout_s) as press:
        write_file(folder / "summary.pdf", press.write(render_html(summary)))
        print_letters(write_letters(screening, sender=None, recipients=None), folder=folder / "letters", press=press)
    write_file(folder / "holdings.xlsx", write_xlsx(write_workbook(screening, summary=summary)))
    write_file(folder / "findings.csv", write_findings_csv(write_findings_table(screening)))


def print_letters(letters: Sequence[LetterDocument], *, folder: Path, press: PdfPress) -> list[Path]:
    """Writes one PDF per letter, named for its entity and kind; those of an earlier run in the same folder go first."""
    for kind in KINDS:
        for old in folder.glob(f"*-{kind}.pdf"):
            old.unlink()
    shown = track(letters, description="Letters", console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)
    return [write_file(folder / f"{letter.entity}-{letter.kind}.pdf", press.write(render_html(letter))) for letter in shown]

"""The documents of one screening go in; they lie in its folder, with a bar while papers are printed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track

from screener.cli.desk import say, write_file
from screener.cli.journal import clear_results
from screener.partitions.documents import await_paper

if TYPE_CHECKING:
    from pathlib import Path

    from screener.partitions.documents import Documents


def write_documents(documents: Documents, *, folder: Path) -> None:
    """Writes tables and record, then the papers; what an earlier screening left there is taken away first.

    Raises PaperFailed for the first paper that cannot be laid out, and RequestRefused where the folder cannot be written.
    """
    for refusal in documents.refused:
        say(f"No draft, {refusal.entity}: {refusal.message} {refusal.help}")
    clear_results(folder)
    for path, content in documents.tables.items():
        write_file(folder / path, content)
    quiet = not sys.stderr.isatty()
    papers = list(documents.papers.items())
    for path, printed in track(papers, description="Papers", console=Console(stderr=True), disable=quiet, transient=True):
        write_file(folder / path, await_paper(printed))

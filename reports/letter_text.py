"""Letters as plain text: the page of a letter goes in; its words, line by line, its notes in brackets, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.customs import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reports.letter_page import Block, LetterPage


def write_letter_text(page: LetterPage) -> str:
    """Gives the letter without its letterhead, as the text of an e-mail: a blank line between paragraphs, one line for each."""
    body = "\n\n".join(_join_asks(_write_blocks(page.body)))
    notes = "\n".join(f"[{number}] {_write_runs(note)}" for number, note in enumerate(page.notes, start=1))
    small = "\n\n".join(_write_runs(block) for block in page.colophon)
    pieces = [f"[{page.draft}]" if page.draft else "", body, f"{page.sources}\n{notes}" if notes else "", small]
    return "\n\n".join(piece for piece in pieces if piece).replace(NO_BREAK, " ") + "\n"


def _write_blocks(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Each block's list, or nothing, and its text."""
    number, group = 0, ""
    for block in blocks:
        listed = block.group if block.role == "li" else ""
        number = number + 1 if listed and listed == group else 1
        group = listed
        mark = f"{number}. " if listed.startswith("list-ol") else "- " if listed else ""
        yield listed, mark + _write_runs(block)


def _join_asks(blocks: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Items of one list stand under each other without a blank line."""
    group, lines = "", list[str]()
    for listed, text in blocks:
        if lines and not (listed and listed == group):
            yield "\n".join(lines)
            lines = []
        lines.append(text)
        group = listed
    if lines:
        yield "\n".join(lines)


def _write_runs(block: Block) -> str:
    pieces = [f"[{run.text}]" if run.manner == "note" and run.text.strip().isdigit() else run.text for run in block.runs]
    return "".join(
        "" if run.manner == "note" and run.text == ", " else piece for run, piece in zip(block.runs, pieces, strict=True)
    )

"""What `screener letters` is given beside a screening: files in; sender, recipients and earlier letters out, or every fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screener.cli.desk import read_text, say
from screener.errors import LetterRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from reports.letter_document import EarlierLetter
    from screener.errors import Problem
    from screener.writing.correspondents import Recipient, Sender


def load_sender(file: Path) -> Sender:
    """Reads who writes. Raises LetterRefused naming every fault with its line."""
    from screener.writing.correspondents import read_sender

    reading = read_sender(read_text(file))
    if reading.sender is None:
        raise LetterRefused(_say_all(file, reading.problems))
    return reading.sender


def load_recipients(file: Path) -> Mapping[str, Recipient]:
    """Reads who is written to, by entity; what is odd is said. Raises LetterRefused naming every fault with its line."""
    from screener.writing.correspondents import read_recipients

    reading = read_recipients(read_text(file))
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        raise LetterRefused(_say_all(file, errors))
    for problem in reading.problems:
        say(_say_all(file, [problem]))
    return reading.recipients


def load_earlier(file: Path | None) -> Mapping[str, tuple[EarlierLetter, ...]]:
    """Reads what was written before, by entity; what is odd is said. Raises LetterRefused naming every fault with its line."""
    from screener.writing.earlier_letters import read_earlier_letters

    if file is None:
        return {}
    reading = read_earlier_letters(read_text(file))
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        raise LetterRefused(_say_all(file, errors))
    for problem in reading.problems:
        say(_say_all(file, [problem]))
    return reading.letters


def _say_all(file: Path, problems: Iterable[Problem]) -> str:
    return "\n".join(
        f"{file.name}{f', line {problem.row}' if problem.row else ''}: {problem.message} {problem.help}".rstrip()
        for problem in problems
    )

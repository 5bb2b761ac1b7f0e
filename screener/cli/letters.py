"""`screener letters`: a screening, a sender and recipients in; final letters out, or what is missing."""

from __future__ import annotations

import json as json_text
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screener.cli.desk import print_json, read_text, say
from screener.errors import LetterRefused, ScreeningUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from screener.errors import Problem
    from screener.model import Screening
    from screener.writing.correspondents import Recipient, Sender


def letters(
    screening: Annotated[Path, typer.Argument(metavar="SCREENING.json", help="The screening.json that screen --out wrote.")],
    sender: Annotated[Path, typer.Option(help="A YAML file about you: name or organisation, address, email, capacity.")],
    recipients: Annotated[Path, typer.Option(help="A CSV of addresses, one line for each entity you write to.")],
    kind: Annotated[str | None, typer.Option(help="enquiry or engagement; the one each finding allows where left out.")] = None,
    profile: Annotated[str, typer.Option(help="Where the address stands: universal, de-b, ch-right or us.")] = "universal",
    language: Annotated[str, typer.Option(help="The language of the letters: en.")] = "en",
    format: Annotated[
        list[str] | None,
        typer.Option(help="pdf, docx, eml, or zip for one archive of them; may be given again. pdf where left out."),
    ] = None,
    out: Annotated[Path, typer.Option(help="The folder for the letters.")] = Path("letters"),
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document naming the letters.")] = False,
) -> None:
    """Write final letters. A missing required field means no letter, and is named."""
    from reports.press_room import PressRoom
    from screener.cli.letter_files import choose_forms, write_letter_files
    from screener.settings import read_settings
    from screener.writing.letters import write_letters

    if language != "en":
        raise LetterRefused(f'There are no letters in "{language}" yet.', help="Leave --language out for English.")
    choose_forms(format or [])
    record, addressed = load_screening(screening), _load_recipients(recipients)
    documents = write_letters(record, sender=_load_sender(sender), recipients=addressed, kind=kind, profile=profile)
    with PressRoom(seconds=read_settings().render_timeout_s) as room:
        files = write_letter_files(documents, formats=format or [], recipients=addressed, folder=out, room=room)
    written: list[dict[str, Any]] = [
        {
            "file": str(file),
            "entity": letter.entity,
            "kind": letter.kind,
            "reply_by": letter.reply_by,
            "claims": list(letter.claim_ids),
        }
        for file, letter in files
    ]
    if json:
        print_json({"letters": written})
        return
    for line in written:
        typer.echo(f"{line['file']}  ({line['kind']}, reply by {line['reply_by']})")


def load_screening(file: Path) -> Screening:
    """Reads a screening.json. Raises ScreeningUnreadable where it is not one, or was changed after it was made."""
    from screener.screening.receipt import hash_result
    from screener.screening.record import read_screening

    try:
        values = json_text.loads(read_text(file))
    except json_text.JSONDecodeError as error:
        raise ScreeningUnreadable(
            f'"{file.name}" is not JSON (line {error.lineno}).', help="Give the screening.json that screen --out wrote."
        ) from error
    screening = read_screening(values)
    if hash_result(values) != screening.receipt.result_sha256:
        raise ScreeningUnreadable(
            f'"{file.name}" was changed after it was made: its contents are not those its receipt names.',
            help="Screen the portfolio again and use the new screening.json.",
        )
    return screening


def _load_sender(file: Path) -> Sender:
    from screener.writing.correspondents import read_sender

    reading = read_sender(read_text(file))
    if reading.sender is None:
        raise LetterRefused(_say_all(file, reading.problems))
    return reading.sender


def _load_recipients(file: Path) -> Mapping[str, Recipient]:
    from screener.writing.correspondents import read_recipients

    reading = read_recipients(read_text(file))
    errors = [problem for problem in reading.problems if problem.severity == "error"]
    if errors:
        raise LetterRefused(_say_all(file, errors))
    for problem in reading.problems:
        say(_say_all(file, [problem]))
    return reading.recipients


def _say_all(file: Path, problems: Iterable[Problem]) -> str:
    return "\n".join(
        f"{file.name}{f', line {problem.row}' if problem.row else ''}: {problem.message} {problem.help}".rstrip()
        for problem in problems
    )

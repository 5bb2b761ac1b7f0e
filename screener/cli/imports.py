"""`screener registry import`: an official list against the registry; what it would change, and the change once accepted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.desk import open_desk, print_json, read_bytes, say, write_file
from screener.errors import RequestRefused, RulebookFault, RulebookFaults
from screener.settings import read_today

if TYPE_CHECKING:
    from collections.abc import Iterable

    from screener.sources.proposal import Proposals
    from screener.sources.reading import Proposal


def import_list(
    source: Annotated[str, typer.Argument(help="Whose list: ofac, uk, eu, ca, au, un, ftm or gleif.")],
    files: Annotated[list[Path], typer.Argument(help="The list's files as its publisher gives them.")],
    accept: Annotated[
        bool, typer.Option("--accept", help="Write the proposals into the checkout named by SCREENER_RULES.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Accept the proposals of this entity alone; may be repeated.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Compare an official list with the registry: what is new, changed or gone. Nothing is written without --accept."""
    from screener.sources.proposal import propose_entries, write_answer
    from screener.sources.publishers import read_list, receive_list

    desk = open_desk()
    if accept and desk.settings.rules is None:
        raise RequestRefused(
            "Proposals are accepted into a checkout of the rules.", help="Name its rules folder in SCREENER_RULES."
        )
    reading = read_list(source, [receive_list(read_bytes(file), file=file.name) for file in files])
    book, today = desk.rulebook, read_today().isoformat()
    proposals = propose_entries(reading, book.registry, naming=book.naming, read_on=today)
    if json:
        print_json(write_answer(proposals))
    else:
        typer.echo(_print_proposals(proposals))
    if accept and desk.settings.rules is not None:
        chosen = [item for item in proposals.items if not only or item.entity in only]
        written = accept_proposals(chosen, desk.settings.rules)
        reminder = ["Look at them, and say in rules/CHANGELOG.md what is flagged now that was not."] if written else []
        say("\n".join([f"{len(written)} files written.", *(str(file) for file in written), *reminder]))


def accept_proposals(proposals: Iterable[Proposal], rules_folder: Path) -> list[Path]:
    """Writes the proposals into the dossiers under `rules_folder` and gives the files written.

    The registry is read again afterwards; where it is then at fault every file is put back and the faults are raised.
    """
    from screener.rulebook.pages import list_pages
    from screener.sources.acceptance import revise_pages

    pages = {f"registry/{path}": item.read_text(encoding="utf-8") for path, item in list_pages(rules_folder / "registry")}
    revised = revise_pages(proposals, pages)
    written = [write_file(rules_folder / path, text.encode()) for path, text in sorted(revised.items())]
    try:
        _check_registry(rules_folder)
    except (RulebookFault, RulebookFaults):
        for path in revised:
            _put_back(rules_folder / path, pages.get(path))
        raise
    return written


def _check_registry(rules_folder: Path) -> None:
    from screener.rulebook.registry import read_registry
    from screener.rulebook.vocabulary import read_vocabulary

    read_registry(rules_folder, vocabulary=read_vocabulary(rules_folder))


def _put_back(file: Path, text: str | None) -> None:
    if text is None:
        file.unlink()
    else:
        write_file(file, text.encode())


def _print_proposals(proposals: Proposals) -> str:
    from screener.sources.proposal import KINDS

    reading, items = proposals.reading, proposals.items
    skipped = ", ".join(f"{count} {kind}" for kind, count in reading.skipped.items())
    counts = ", ".join(f"{sum(1 for item in items if item.kind == kind)} {kind}" for kind in KINDS)
    lines = [
        f"{reading.publication.title} ({reading.publication.publisher})",
        f"{reading.read} records read, {reading.organisations} organisations{'; not taken over: ' + skipped if skipped else ''}.",
        f"Against the registry: {counts}; {proposals.not_compared} entries of the registry this list cannot speak to.",
    ]
    if reading.left_over:
        lines.append(f"Fields nobody knows: {', '.join(f'{name} ({count})' for name, count in reading.left_over.items())}.")
    for item in items:
        place = item.entity if item.known else f"{item.entity} (not in the registry)"
        lines += [
            "",
            f"{item.kind:<8}{place}: {item.authority} {item.reference}".rstrip(),
            *(f"        {text}" for text in item.differs),
        ]
    return "\n".join(lines)

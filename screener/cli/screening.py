"""`screener screen`: holdings files in; screenings, and with --out their documents, out."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.answer import mark_decision, print_answer
from screener.cli.desk import (
    open_desk,
    print_json,
    read_confirmations,
    read_funds,
    read_portfolio,
    read_rates,
    say,
)
from screener.cli.many import Wish, screen_many
from screener.cli.own_results import refuse_overwriting
from screener.cli.portfolios import take_name
from screener.cli.screenings import fill_orders
from screener.errors import RequestRefused, UploadRefused
from screener.orders import DEFAULT_POLICY, Order, parse_columns, parse_day_of_answer
from screener.settings import read_today

if TYPE_CHECKING:
    from reports.change_document import Changes
    from reports.press_room import PressRoom
    from screener.cli.desk import Desk
    from screener.cli.screenings import Filled
    from screener.model import Reading, Screening


def screen(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE|FOLDER...", help="Holdings files, as your broker or fund company gave them, or folders of them."
        ),
    ],
    policy: Annotated[
        list[str] | None, typer.Option(help="A policy's name, or a YAML file of your own; may be given again.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="The day to answer for, as 2026-11-24; today where left out.")] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet to read, where a workbook has several.")] = None,
    columns: Annotated[
        str | None, typer.Option(help="Your own naming of columns: name=Stock,isin=Code; unused=Note keeps one from being read.")
    ] = None,
    funds: Annotated[
        Path | None, typer.Option(help="A folder of fund files: holdings that are these funds are looked through.")
    ] = None,
    rates: Annotated[Path | None, typer.Option(help="A CSV of exchange rates: currency,rate,to,day")] = None,
    confirmations: Annotated[
        Path | None, typer.Option(help="Your answers to what needed your check, as `screener confirm` writes them.")
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option(
            metavar="OLD.json", help="An earlier screening.json of one portfolio: the summary tells what changed since."
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A folder for the summary, letters, workbook, table and record.")] = None,
    fail_on_listed: Annotated[
        bool, typer.Option("--fail-on-listed", help="Exit with status 1 where something is listed.")
    ] = False,
    papers: Annotated[
        bool | None,
        typer.Option("--papers/--no-papers", help="Summary and letters as PDF: for files yes, for folders no, unless said."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="So many processes for a folder or many files; one for each processor.")
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Go on where a stopped call into the same --out ended; what has changed is done again."),
    ] = False,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Screen on a Dask cluster: the address of its scheduler.")
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document (screening/1; of a folder, portfolios/1).")
    ] = False,
) -> None:
    """Screen portfolios: what is listed, why, and what the policy asks.

    Of a folder, or of several files with --out, each portfolio gets a folder of its own within --out, beside a summary with a
    line for each; a file that cannot be used is told on its line, and the rest goes on.
    """
    wish = Wish(papers=papers, workers=workers, resume=resume, cluster=cluster)
    many = wish.is_for_many or any(file.is_dir() for file in files) or (len(files) > 1 and out is not None)
    earlier = _load_earlier(since, files, papers_wanted=out is not None and papers is not False and not many)
    room = _open_room() if out is not None and papers is not False and not many else None
    desk = open_desk()
    day = parse_day_of_answer(as_of, today=read_today(), registry=desk.rulebook.registry)
    named, given = parse_columns(columns), read_rates(rates)
    library, answers = read_funds(funds, settings=desk.settings), read_confirmations(confirmations)
    orders = [
        Order(policy=desk.policy(name), as_of=day, columns=named, sheet=sheet, rates=given, funds=library, confirmations=answers)
        for name in policy or [DEFAULT_POLICY]
    ]
    if many:
        listed, usable = screen_many(files, orders, desk, wish=wish, out=out, json=json)
    else:
        listed, usable = _screen_few(files, orders, desk, room=room, out=out, json=json, earlier=earlier)
    raise typer.Exit(2 if not usable else 1 if fail_on_listed and listed else 0)


def _screen_few(
    files: list[Path],
    orders: list[Order],
    desk: Desk,
    *,
    room: PressRoom | None,
    out: Path | None,
    json: bool,
    earlier: Screening | None,
) -> tuple[bool, bool]:
    """Says whether anything is listed, and whether any file could be used."""
    readings, failed = _read_files(files, orders[0], desk, own_columns=out is not None)
    filled = fill_orders(orders, readings, desk)
    if out is not None:
        with room or nullcontext():
            _write_all(filled, files, room=room, out=out, earlier=earlier)
    if json:
        _print_records(filled, failed=failed, one=len(files) * len(orders) == 1)
    else:
        _print_answers(filled, policies=len(orders))
    return any(finding.decision != "none" for one in filled for finding in one.screening.findings), bool(filled)


def _read_files(files: list[Path], order: Order, desk: Desk, *, own_columns: bool) -> tuple[list[Reading], dict[str, str]]:
    """Of several files, one that cannot be used is told, and the rest goes on."""
    readings: list[Reading] = []
    failed: dict[str, str] = {}
    for file in files:
        try:
            readings.append(
                read_portfolio(file, settings=desk.settings, sheet=order.sheet, columns=order.columns, own_columns=own_columns)
            )
        except (UploadRefused, RequestRefused) as error:
            if len(files) == 1:
                raise
            failed[str(file)] = str(error)
            say(f"{file}: {error}")
    return readings, failed


def _open_room() -> PressRoom:
    """Its presses unpack their fonts while this process reads the file."""
    from reports.press_room import PressRoom
    from screener.settings import read_settings

    room = PressRoom(seconds=read_settings().render_timeout_s)
    room.start()
    return room


def _write_all(filled: list[Filled], files: list[Path], *, room: PressRoom | None, out: Path, earlier: Screening | None) -> None:
    folders = [out / name for name in (_name_folders(filled) if len(filled) > 1 else ["."])]
    refuse_overwriting(files, folders=folders)
    for one, folder in zip(filled, folders, strict=True):
        _write_one(one, room=room, folder=folder, earlier=earlier)
        say(f"Written to {folder}")


def _write_one(one: Filled, *, room: PressRoom | None, folder: Path, earlier: Screening | None) -> None:
    from screener.cli.documents import write_documents
    from screener.partitions.documents import make_documents

    changes = None if earlier is None else _tell_changes(earlier, one.screening)
    made = make_documents(one.screening, reading=one.reading, policy=one.policy, room=room, changes=changes)
    write_documents(made, folder=folder)


def _load_earlier(since: Path | None, files: list[Path], *, papers_wanted: bool) -> Screening | None:
    """Of several portfolios, or without a summary to tell it in, nothing can be said of what changed."""
    if since is None:
        return None
    if len(files) != 1 or not papers_wanted:
        raise RequestRefused(
            "--since tells in the summary of one portfolio what changed since an earlier screening of it.",
            help="Give one file, and --out; `screener compare` prints the changes of any two screenings.",
        )
    from screener.cli.letters import load_screening

    return load_screening(since)


def _tell_changes(earlier: Screening, now: Screening) -> Changes:
    from screener.screening.comparison import compare_screenings, write_comparison
    from screener.writing.changes import write_changes

    return write_changes(write_comparison(compare_screenings(earlier, now)))


def _name_folders(filled: list[Filled]) -> list[str]:
    """A folder for each screening, by file and policy."""
    taken: set[str] = set()
    return [take_name(f"{Path(one.reading.upload.file).stem}-{one.policy.id}", taken) for one in filled]


def _print_records(filled: list[Filled], *, failed: dict[str, str], one: bool) -> None:
    from screener.screening.record import write_screening

    records = [write_screening(each.screening) for each in filled]
    print_json(records[0] if one else {"schema": "screenings/1", "screenings": records, "failed": failed})


def _print_answers(filled: list[Filled], *, policies: int) -> None:
    for one in filled:
        print_answer(one.reading, one.policy, one.screening)
    if policies > 1:
        for start in range(0, len(filled), policies):
            _print_side_by_side(filled[start : start + policies])


def _print_side_by_side(same: list[Filled]) -> None:
    """One portfolio under several policies: each issuer with what each of them asks."""
    asked = {finding.entity: finding.name for one in same for finding in one.screening.findings if finding.decision != "none"}
    decisions = [{finding.entity: finding.decision for finding in one.screening.findings} for one in same]
    typer.echo(f"\n{same[0].reading.upload.file}, side by side")
    typer.echo(f"{'':40}" + "".join(f"{one.policy.id:>16}" for one in same))
    for entity, name in asked.items():
        words = [mark_decision(found.get(entity, "none")) for found in decisions]
        typer.echo(f"{name[:39]:40}" + "".join(f"{word:>16}" for word in words))

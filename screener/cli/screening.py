"""`screener screen`: holdings files in; screenings, and with --out their documents, out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screener.cli.desk import hash_columns, open_desk, parse_columns, parse_day, print_json, read_portfolio, say

if TYPE_CHECKING:
    from datetime import date

    from reports.press_room import PressRoom
    from screener.cli.desk import Desk
    from screener.issuers.index import IssuerIndex
    from screener.model import Policy, Reading, Screening
    from screener.screening.decisions import Verdict
    from screener.screening.money import Rates


def screen(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Holdings files, as your broker or fund company gave them.")
    ],
    policy: Annotated[
        list[str] | None, typer.Option(help="A policy's name, or a YAML file of your own; may be given again.")
    ] = None,
    as_of: Annotated[str | None, typer.Option(help="The day to answer for, as 2026-11-24; today where left out.")] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet to read, where a workbook has several.")] = None,
    columns: Annotated[str | None, typer.Option(help="Your own naming of columns: name=Stock,isin=Code")] = None,
    rates: Annotated[Path | None, typer.Option(help="A CSV of exchange rates: currency,rate,to,day")] = None,
    out: Annotated[Path | None, typer.Option(help="A folder for the summary, letters, workbook, table and record.")] = None,
    fail_on_listed: Annotated[
        bool, typer.Option("--fail-on-listed", help="Exit with status 1 where something is listed.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document (screening/1).")] = False,
) -> None:
    """Screen portfolios: what is listed, why, and what the policy asks."""
    from screener.cli.rates import read_rates

    room = None if out is None else _open_room()
    desk = open_desk()
    day = parse_day(as_of)
    policies = [desk.policy(name) for name in policy or ["standard"]]
    given = parse_columns(columns)
    table = None if rates is None else read_rates(rates)
    readings = [read_portfolio(file, settings=desk.settings, sheet=sheet, columns=given) for file in files]
    screenings = _screen_all(desk, readings, policies, day=day, columns=hash_columns(given), rates=table)
    if out is not None and room is not None:
        with room:
            _write_all(screenings, room=room, out=out)
    if json:
        _print_records(screenings)
    else:
        for reading, chosen, screening in screenings:
            _print_answer(reading, chosen, screening)
    listed = any(screening.outcomes["listed"] for _, _, screening in screenings)
    raise typer.Exit(1 if fail_on_listed and listed else 0)


def _open_room() -> PressRoom:
    """Its presses unpack their fonts while this process reads the file."""
    from reports.press_room import PressRoom
    from screener.settings import read_settings

    room = PressRoom(seconds=read_settings().render_timeout_s)
    room.start()
    return room


def _screen_all(
    desk: Desk,
    readings: list[Reading],
    policies: list[Policy],
    *,
    day: date,
    columns: str | None,
    rates: tuple[Rates, str] | None,
) -> list[tuple[Reading, Policy, Screening]]:
    from screener.screening.decisions import judge_registry

    book, index = desk.rulebook, desk.index()
    verdicts = {policy.id: judge_registry(book.registry, policy, as_of=day) for policy in policies}
    return [
        (
            reading,
            policy,
            _screen_one(desk, reading, policy, verdicts[policy.id], index=index, day=day, columns=columns, rates=rates),
        )
        for reading in readings
        for policy in policies
    ]


def _screen_one(
    desk: Desk,
    reading: Reading,
    policy: Policy,
    verdicts: dict[str, Verdict],
    *,
    index: IssuerIndex,
    day: date,
    columns: str | None,
    rates: tuple[Rates, str] | None,
) -> Screening:
    from screener.pipeline import screen as apply

    return apply(
        reading,
        registry=desk.rulebook.registry,
        index=index,
        policy=policy,
        verdicts=verdicts,
        naming_sha256=desk.rulebook.naming.sha256,
        as_of=day,
        inputs={"portfolio": reading.upload.sha256, "columns": columns, "rates": rates[1] if rates else None},
        rates=rates[0] if rates else None,
    )


def _write_all(screenings: list[tuple[Reading, Policy, Screening]], *, room: PressRoom, out: Path) -> None:
    from screener.cli.documents import write_documents

    many = len(screenings) > 1
    for reading, policy, screening in screenings:
        folder = out / f"{Path(reading.upload.file).stem}-{policy.id}" if many else out
        write_documents(screening, reading=reading, policy=policy, folder=folder, room=room)
        say(f"Written to {folder}")


def _print_records(screenings: list[tuple[Reading, Policy, Screening]]) -> None:
    from screener.screening.record import write_screening

    records = [write_screening(screening) for _, _, screening in screenings]
    print_json(records[0] if len(records) == 1 else {"schema": "screenings/1", "screenings": records})


def _print_answer(reading: Reading, policy: Policy, screening: Screening) -> None:
    from reports.render import render_headline
    from screener.writing.summary import write_summary

    summary = write_summary(
        screening, portfolio_label=reading.upload.file, policy_title=policy.title, policy_summary=policy.summary
    )
    typer.echo(f"{reading.upload.file}, as of {screening.receipt.as_of}, policy {policy.title} {policy.version}")
    shares = screening.coverage.by_value or screening.coverage.by_count
    by = "by value" if screening.coverage.by_value else "by number of holdings"
    typer.echo(f"Coverage {by}: " + ", ".join(f"{key.replace('_', ' ')} {float(share):.1%}" for key, share in shares.items()))
    typer.echo(render_headline(summary))
    marks = {"exclude": "■", "engage": "▲", "observe": "●", "none": "○"}
    for finding in screening.findings:
        ties = "; ".join(
            dict.fromkeys(f"{tie.channel.replace('_', ' ')} ({tie.status.replace('_', ' ')})" for tie in finding.involvements)
        )
        typer.echo(f"  {marks[finding.decision]} {finding.decision:<8} {finding.name}: {ties}")
    errors = [problem for problem in screening.problems if problem.severity != "note"]
    for problem in errors[:10]:
        say(f"{problem.severity}: {f'row {problem.row}: ' if problem.row else ''}{problem.message} {problem.help}".rstrip())
    typer.echo("Not listed is not cleared.")

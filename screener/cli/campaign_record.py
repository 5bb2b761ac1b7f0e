"""`screener campaign record` and `status`: what happened to a letter in; where every letter stands, and what is due, out."""

from __future__ import annotations

from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screener.campaigns import plan as plans
from screener.campaigns import recording, tracker
from screener.campaigns.recalls import say_recall, split_token
from screener.cli.campaign_folder import REPLIES, add_events, check_folder, read_events
from screener.cli.desk import open_desk, print_json, read_bytes, read_text, say, write_file
from screener.errors import RequestRefused
from screener.orders import parse_day, read_live_registry
from screener.settings import read_today
from screener.writing.earlier_letters import SENT_BY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from screener.campaigns.plan import Plan
    from screener.campaigns.standing import Standing
    from screener.cli.desk import Desk

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The campaign's folder.")]
MOST_REPLY_BYTES = 20 * 2**20


def record(
    folder: Folder,
    letter: Annotated[str, typer.Argument(metavar="LETTER", help="The letter's id, as status shows it; or all.")],
    event: Annotated[str, typer.Argument(metavar="WHAT", help=f"One of: {', '.join(tracker.RECORDED)}.")],
    on: Annotated[str | None, typer.Option("--on", help="The day it happened, as 2026-11-24; today where left out.")] = None,
    by: Annotated[str, typer.Option(help=f"How it was sent: {', '.join(SENT_BY)}; what the letter says where left out.")] = "",
    note: Annotated[str, typer.Option(help="A note of your own; it is never published.")] = "",
    reply: Annotated[Path | None, typer.Option(help="The reply's file; a copy is kept in the folder replies.")] = None,
    claim: Annotated[
        list[str] | None,
        typer.Option("--claim", help="With corrected: a claim whose reader was told; all that are to be told where left out."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document: the lines added.")] = False,
) -> None:
    """Record what happened to a letter: a line is added to tracker.csv, and what cannot have happened is refused."""
    check_folder(folder)
    today = read_today()
    day = parse_day(on, today=today)
    told_of = recording.Told(letter, event, day, by=by, note=note, claims=tuple(claim or ()))
    desk = open_desk()
    live = read_live_registry(desk.rulebook, settings=desk.settings)
    lines = recording.record(told_of, tracker.group_events(read_events(folder)), today=today, live=live)
    kept = _keep_reply(folder, lines[0], reply) if reply else ("", "")
    told = [replace(line, reply=kept[0], sha256=kept[1]) for line in lines]
    add_events(folder, told)
    if json:
        print_json({"recorded": [asdict(line) for line in told]})
        return
    for line in told:
        typer.echo(f"{line.company}: {tracker.say(line.event)} on {line.on}{_say_claims(line)}")


def _say_claims(line: tracker.Event) -> str:
    if line.event != "corrected":
        return ""
    claims = [split_token(token)[1] for token in line.claims.split()]
    return f", of {', '.join(claims)}" if claims else ", of no claim: none that it carries has changed"


def _keep_reply(folder: Path, line: tracker.Event, reply: Path) -> tuple[str, str]:
    content = read_bytes(reply)
    if len(content) > MOST_REPLY_BYTES:
        raise RequestRefused(f'"{reply}" has {len(content):,} bytes.', help=f"At most {MOST_REPLY_BYTES:,} are kept.")
    digest = sha256(content).hexdigest()
    suffix = reply.suffix.casefold() if reply.suffix[1:].isalnum() and reply.suffix.isascii() else ""
    name = f"{line.letter}-{line.on}-{digest[:8]}{suffix}"
    write_file(folder / REPLIES / name, content)
    return f"{REPLIES}/{name}", digest


def status(
    folder: Folder,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day to stand on, as 2026-11-24; today where left out.")
    ] = None,
    ics: Annotated[Path | None, typer.Option(help="Write the days of replies and reminders to this calendar file.")] = None,
    public: Annotated[
        Path | None, typer.Option(help="Write the publishable table: asked, answered, silent; .csv or .html.")
    ] = None,
    earlier: Annotated[Path | None, typer.Option(help="Write the letters sent as an earlier.csv, for the next round.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say who was asked, who answered, what is due, and which letters carry a claim that no longer stands."""
    check_folder(folder)
    desk, day = open_desk(), parse_day(as_of, today=read_today())
    plan = _read_plan(folder, desk)
    standings = _list_standings(folder, plan, desk, day)
    files = [
        *_write_calendar(ics, plan, standings, day),
        *_write_public(public, plan, standings, desk, day),
        *_write_earlier(earlier, plan, standings),
    ]
    if json:
        print_json(_make_record(standings, files, day))
        return
    typer.echo("\n".join(_print(standings, folder)) or "No letter was prepared yet.")
    for file in files:
        say(str(file))


def _read_plan(folder: Path, desk: Desk) -> Plan:
    from reports.catalogues import LANGUAGES

    reading = plans.read_plan(read_text(folder / plans.FILE), registry=desk.rulebook.registry, languages=LANGUAGES)
    if reading.plan is None:
        raise RequestRefused("\n".join(map(str, reading.faults)), code="campaign_unreadable")
    return reading.plan


def _list_standings(folder: Path, plan: Plan, desk: Desk, day: date) -> tuple[Standing, ...]:
    from screener.campaigns.standing import list_standings

    live = read_live_registry(desk.rulebook, settings=desk.settings)
    return list_standings(read_events(folder), today=day, reminder_days=plan.reminder_days, live=live)


def _write_calendar(file: Path | None, plan: Plan, standings: Sequence[Standing], day: date) -> Iterator[Path]:
    from screener.campaigns.deadlines import write_calendar
    from screener.campaigns.standing import list_deadlines

    if file is not None:
        yield write_file(file, write_calendar(plan.title, list_deadlines(standings, reminder_days=plan.reminder_days), day=day))


def _write_public(file: Path | None, plan: Plan, standings: Sequence[Standing], desk: Desk, day: date) -> Iterator[Path]:
    from reports.render import render_html
    from reports.table import write_lines_csv
    from screener.campaigns.tables import list_outcomes, write_asked

    if file is None:
        return
    names = {key: entity.name for key, entity in desk.rulebook.registry.entities.items()}
    if file.suffix.casefold() in {".html", ".htm"}:
        yield write_file(file, render_html(write_asked(standings, names, title=plan.title, day=day.isoformat())).encode())
    else:
        yield write_file(file, write_lines_csv(*list_outcomes(standings, names)))


def _write_earlier(file: Path | None, plan: Plan, standings: Sequence[Standing]) -> Iterator[Path]:
    from reports.table import write_lines_csv
    from screener.campaigns.tables import list_earlier

    if file is not None:
        yield write_file(file, write_lines_csv(*list_earlier(standings, to_issuers=plan.writes_to == "issuers")))


DUE = {
    "send": "not sent yet",
    "write_again": "not sent yet, and not to be sent: a claim has changed; write it again",
    "record_answer_or_silence": "its reply day has passed: record the answer, or silent",
    "remind": "a reminder is due",
}


def _print(standings: Sequence[Standing], folder: Path) -> Iterator[str]:
    from screener.campaigns.tables import OUTCOME_WORDS, count_outcomes

    if not standings:
        return
    width = max(len(one.letter) for one in standings)
    yield from (_print_line(one, width) for one in standings)
    counts = count_outcomes(standings)
    told = ", ".join(f"{counts[key]} {word}" for key, word in OUTCOME_WORDS.items())
    yield f"\n{len(standings)} {'letter' if len(standings) == 1 else 'letters'}, {counts['asked']} asked: {told}"
    remind = [one.letter for one in standings if "remind" in one.due]
    if remind:
        yield f"Remind: {', '.join(remind)}. Then: screener campaign record {folder} LETTER reminded --on DAY"
    for one in standings:
        if one.recall:
            claims = "; ".join(map(say_recall, one.recall))
            advice = f"Tell {one.company}, record it corrected." if one.asked_on else "Do not send it; write it again."
            yield f"Recall: {one.letter}: {claims}. {advice}"


def _print_line(one: Standing, width: int) -> str:
    asked = f"asked {one.asked_on}" if one.asked_on else "not asked"
    line = f"{one.letter:<{width}}  {tracker.say(one.state):<16}  {asked:<16}  reply by {one.reply_by or 'none':<10}"
    return f"{line}  {_say_due(one)}".rstrip()


def _say_due(one: Standing) -> str:
    claims = dict.fromkeys(recall.claim for recall in one.recall) if one.asked_on else ()
    return "; ".join([*(f"recall {claim}" for claim in claims), *(DUE[word] for word in one.due)])


def _make_record(standings: Sequence[Standing], files: Sequence[Path], day: date) -> dict[str, Any]:
    from screener.campaigns.tables import count_outcomes

    return {
        "as_of": day.isoformat(),
        "counts": count_outcomes(standings),
        "letters": [asdict(one) for one in standings],
        "files": [str(file) for file in files],
    }

"""Many portfolios: the words of a call go in; folders, files and lines for each portfolio come out, by processes or a cluster."""

from __future__ import annotations

import json as text
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from screener.cli.desk import print_json, say
from screener.cli.journal import JOURNAL, SUMMARIES
from screener.cli.own_results import refuse_overwriting
from screener.cli.portfolios import list_places
from screener.errors import RequestRefused
from screener.partitions.assignment import FAILED, Assignment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from screener.cli.call import Call
    from screener.cli.desk import Desk
    from screener.orders import Order


@dataclass(frozen=True, slots=True)
class Wish:
    """What a call says about how many portfolios are worked at; `papers` is None where it says nothing of them."""

    papers: bool | None = None
    workers: int | None = None
    resume: bool = False
    cluster: str | None = None

    @property
    def is_for_many(self) -> bool:
        """Says whether any of it has a meaning for many portfolios alone."""
        return self.workers is not None or self.resume or self.cluster is not None


def screen_many(
    files: Sequence[Path], orders: Sequence[Order], desk: Desk, *, wish: Wish, out: Path | None, json: bool
) -> tuple[bool, bool]:
    """Screens each portfolio of the files and folders; says whether anything is listed, and whether any file could be used.

    Raises RequestRefused for words that do not go together, a folder without a file, and a cluster that cannot be used.
    """
    from screener.cli.call import Call
    from screener.cli.portfolio_summary import print_lines, say_end, write_summary

    within = any(file.is_dir() for file in files)
    papers = _choose_papers(wish, folders=within, out=out)
    found = list_places(files, policies=[order.policy.id for order in orders], out=out)
    assignment = _write_assignment(orders, desk, tables=out is not None, papers=papers)
    if out is not None:
        folders = [out / name for place in found.places for name in place.names]
        refuse_overwriting(
            [place.path for place in found.places], folders=folders, beside=[out / name for name in (JOURNAL, *SUMMARIES)]
        )
    if found.left_out.say():
        say(found.left_out.say())
    call = Call(assignment, found, out=out, resume=wish.resume)
    call.run(workers=wish.workers or _count_processors(), cluster=wish.cluster)
    document = write_summary(call)
    if json:
        print_json(document if within or out is None else _collect_records(call, out))
    else:
        print_lines(call.lines)
    say_end(call)
    return any(line.issuers for line in call.lines), any(line.status != FAILED for line in call.lines)


def _choose_papers(wish: Wish, *, folders: bool, out: Path | None) -> bool:
    """Papers are for people to read one by one: where a folder is given, only if asked for."""
    if out is None and (wish.papers or wish.resume):
        raise RequestRefused("Papers are written, and a call is resumed, in a folder of results.", help="Give it with --out.")
    if wish.cluster and wish.papers:
        raise RequestRefused("A cluster makes no papers.", help="Leave --papers out, and screen what needs a letter by itself.")
    default = not folders and not wish.cluster and out is not None
    return default if wish.papers is None else wish.papers


def _write_assignment(orders: Sequence[Order], desk: Desk, *, tables: bool, papers: bool) -> Assignment:
    from screener.partitions.program import hash_whole_program

    return Assignment(
        settings=desk.settings,
        rulebook=desk.rulebook,
        orders=tuple(orders),
        program=hash_whole_program(),
        tables=tables,
        papers=papers,
    )


def _collect_records(call: Call, out: Path) -> dict[str, object]:
    """Gives files named one by one as they are given without --out: every record whole, in one document."""
    from screener.partitions.assignment import RECORD

    done = [line for line in call.lines if line.status != FAILED]
    return {
        "schema": "screenings/1",
        "screenings": [text.loads((out / line.name / RECORD).read_bytes()) for line in done],
        "failed": {line.file: line.message for line in call.lines if line.status == FAILED},
    }


def _count_processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

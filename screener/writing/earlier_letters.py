"""Earlier letters: the text of a CSV goes in; what was written to whom, when, and what came back, and Problems come out."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reports.letter_document import EarlierLetter
from screener.errors import Problem
from screener.grid.delimiter import choose_delimiter
from screener.model import is_day
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

EARLIER_COLUMNS = ("entity", "date", "channel", "reply", "reply_date")
REQUIRED_COLUMNS = ("entity", "date", "channel", "reply")
TRACKER_COLUMNS = ("recipient", "entity", "kind", "language", "date", "reply_by", "channel", "status", "reply_date", "note")
"""The columns of the tracker beside letters: `channel` is filled in when a letter goes out, `status` when an answer comes.

It can be given as it is; those of its columns that only people read are passed over.
"""
COLUMN_WORDS = {"status": "reply", "letter date": "date", "letter_date": "date", "sent_by": "channel", "sent by": "channel"}
"""Other words people use for the columns."""
SENT_BY = ("post", "email", "post_and_email", "form", "meeting")
REPLIES = ("none", "acknowledged", "partly", "answered")
"""From nothing to an answer: a bare acknowledgement and an answer that leaves asks open are replies, but not an answer."""
OTHER_WORDS = {
    "e-mail": "email",
    "mail": "post",
    "letter": "post",
    "": "none",
    "no": "none",
    "silent": "none",
    "inadequate": "partly",
    "answered_in_part": "partly",
    "yes": "answered",
}
"""Other words people use for a channel and for a reply."""
MOST_LINES = 50_000


@dataclass(frozen=True, slots=True)
class EarlierReading:
    """What the file gave: the letters by entity id, the oldest first, and all Problems with their lines."""

    letters: Mapping[str, tuple[EarlierLetter, ...]]
    problems: tuple[Problem, ...]


def read_earlier_letters(text: str) -> EarlierReading:
    """Gives the earlier letters of a CSV with the columns entity, date, channel, reply and, where there was one, reply_date.

    The tracker that lies beside letters is such a CSV; those of its letters that nobody has sent are left out with a warning.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=choose_delimiter(text))
    try:
        lines = [(reader.line_num, line) for line in reader if any(cell.strip() for cell in line)]
    except csv.Error:
        return EarlierReading({}, (_complain("not_csv", "The file is not CSV.", row=reader.line_num),))
    if not lines:
        return EarlierReading({}, (_complain("no_letters", "The file has no letters.", row=1),))
    written = [cell.strip().casefold() for cell in lines[0][1]]
    headings = [COLUMN_WORDS.get(word, word) for word in written]
    problems = list(_check_headings(headings, row=lines[0][0], count=len(lines) - 1))
    letters: dict[str, list[EarlierLetter]] = defaultdict(list)
    for row, line in lines[1:] if not problems else ():
        cells = {heading: cell.strip() for heading, cell in zip(headings, line, strict=False)}
        found = [_say_unsent(cells, row=row)] if _is_unsent(cells, written) else list(_check_line(cells, row=row))
        problems += found
        if not found:
            letters[cells["entity"]].append(_make_letter(cells))
    in_order = {key: tuple(sorted(sent, key=lambda letter: letter.date)) for key, sent in letters.items()}
    return EarlierReading(in_order, tuple(problems))


def _check_headings(headings: Sequence[str], *, row: int, count: int) -> Iterator[Problem]:
    for column in REQUIRED_COLUMNS:
        if column not in headings:
            yield _complain("missing_column", f'The file has no column "{column}".', row=row, column=column)
    for column in headings:
        if column not in {*EARLIER_COLUMNS, *TRACKER_COLUMNS}:
            yield _complain("unknown_column", f'"{cut_name(column)}" is not a column of earlier letters.', row=row, column=column)
    if count > MOST_LINES:
        yield _complain("too_many", f"The file has {count:,} letters; at most {MOST_LINES:,} are read.", row=row)


def _is_unsent(cells: Mapping[str, str], written: Sequence[str]) -> bool:
    """A tracker has a line for each letter that was made, and its channel stays blank until the letter goes out."""
    return "status" in written and not cells.get("channel") and not cells.get("reply")


def _say_unsent(cells: Mapping[str, str], *, row: int) -> Problem:
    message = f'Line {row}, to "{cut_name(cells.get("entity", ""))}", does not say that its letter was sent: it is left out.'
    advice = f'If it was, write in "channel" how: {", ".join(SENT_BY)}.'
    return replace(_complain("not_sent", message, row=row, column="channel", advice=advice), severity="warning")


def _check_line(cells: Mapping[str, str], *, row: int) -> Iterator[Problem]:
    if not cells.get("entity"):
        yield _complain("missing_field", f'Line {row} has no "entity".', row=row, column="entity")
    for column in ("date", "reply_date"):
        cell = cells.get(column, "")
        if not is_day(cell) and (cell or column == "date"):
            message = f'"{cut_name(cell)}" in line {row} is not a day.'
            yield _complain("not_a_day", message, row=row, column=column, advice="Write it as 2026-03-31.")
    for column, allowed in (("channel", SENT_BY), ("reply", REPLIES)):
        if _read_word(cells.get(column, "")) not in allowed:
            message = f'"{cut_name(cells.get(column, ""))}" in line {row} is not a word for "{column}".'
            yield _complain("unknown_word", message, row=row, column=column, advice=f"Use one of: {', '.join(allowed)}.")
    yield from _check_reply(cells, row=row)


def _check_reply(cells: Mapping[str, str], *, row: int) -> Iterator[Problem]:
    sent, replied = cells.get("date", ""), cells.get("reply_date", "")
    if not (is_day(sent) and is_day(replied)):
        return
    if replied < sent:
        yield _complain("reply_before_letter", f"The reply in line {row} is older than its letter.", row=row, column="reply_date")
    if _read_word(cells.get("reply", "")) == "none":
        yield _complain("no_reply_with_a_day", f"Line {row} has no reply, but a day for one.", row=row, column="reply_date")


def _read_word(cell: str) -> str:
    word = cell.strip().casefold().replace(" ", "_")
    return OTHER_WORDS.get(word, word)


def _make_letter(cells: Mapping[str, str]) -> EarlierLetter:
    return EarlierLetter(
        date=cells["date"],
        channel=_read_word(cells["channel"]),
        reply=_read_word(cells.get("reply", "")),
        reply_date=cells.get("reply_date") or None,
    )


def _complain(code: str, message: str, *, row: int, column: str | None = None, advice: str = "") -> Problem:
    help_ = advice or f"Its columns are: {', '.join(EARLIER_COLUMNS)}."
    return Problem(code=code, severity="error", message=message, help=help_, row=row, column=column)

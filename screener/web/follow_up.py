"""Follow-up: letters go in; the tracker in which to note what came of each, and the calendar of their reply days, come out.

Both are files for whoever wrote, and nothing of them stays here. The tracker is given back with the next letter.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from reports.table import write_lines_csv
from screener.campaigns.deadlines import write_calendar
from screener.campaigns.standing import Deadline
from screener.grid.delimiter import choose_delimiter
from screener.writing.earlier_letters import COLUMN_WORDS, TRACKER_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reports.letter_archive import LetterFile
    from reports.letter_document import LetterDocument

TRACKER, CALENDAR = "tracker.csv", "reply-days.ics"
BLANK = "–"
"""What stands in for a field that was left empty while a letter is written; the letter then shows a blank in its place."""
LETTERS = "Letters"
"""What several letters are called together."""


def enclose_follow_up(files: Sequence[LetterFile], *, before: str = "") -> dict[str, bytes]:
    """Gives what lies beside letters, by name; no calendar where none of them asks for a reply."""
    calendar = write_reply_days(files)
    return {TRACKER: write_tracker(files, before=before), **({CALENDAR: calendar} if calendar else {})}


def write_tracker(files: Sequence[LetterFile], *, before: str = "") -> bytes:
    """Gives a line for each letter, what came of it left blank, behind those of the tracker that was given `before`."""
    lines = [*_read_lines(before), *(_write_line(file) for file in _list_letters(files))]
    return write_lines_csv(TRACKER_COLUMNS, list(dict.fromkeys(lines)))


def write_reply_days(files: Sequence[LetterFile]) -> bytes | None:
    """Gives the calendar with an entry for each day by which a reply is asked, naming to whom; None where none is."""
    letters = [file for file in _list_letters(files) if file.letter.reply_by]
    days: dict[str, list[str]] = defaultdict(list)
    for file in letters:
        days[file.letter.reply_by].append(_name(file))
    deadlines = [Deadline(day, "reply", tuple(names)) for day, names in sorted(days.items())]
    title = _name(letters[0]) if len(letters) == 1 else LETTERS
    ids = "\n".join(file.letter.id for file in letters)
    return write_calendar(title, deadlines, day=date.fromisoformat(letters[0].letter.date), known_by=ids) if letters else None


def _list_letters(files: Sequence[LetterFile]) -> list[LetterFile]:
    """A letter in several forms is one letter."""
    return list({file.letter.id: file for file in reversed(files)}.values())[::-1]


def _name(file: LetterFile) -> str:
    return file.company.strip(BLANK) or file.letter.name


def _write_line(file: LetterFile) -> tuple[str, ...]:
    letter: LetterDocument = file.letter
    return (_name(file), letter.entity, letter.kind, letter.language, letter.date, letter.reply_by, "", "", "", "")


def _read_lines(text: str) -> Iterator[tuple[str, ...]]:
    """The lines of a tracker as they stand; of another list of earlier letters, what it says under the tracker's headings."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=choose_delimiter(text))
    for line in reader:
        named = {(key or "").strip().casefold(): value.strip() for key, value in line.items() if isinstance(value, str)}
        cells = {COLUMN_WORDS.get(word, word): value for word, value in named.items()}
        if any(cells.values()):
            yield tuple(cells.get(COLUMN_WORDS.get(column, column), "") for column in TRACKER_COLUMNS)

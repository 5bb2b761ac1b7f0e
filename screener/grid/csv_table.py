"""An Upload of delimited text goes in; its one Table comes out."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter

from screener.errors import UploadRefused
from screener.grid.aligned_text import split_aligned
from screener.grid.encoding import decode_text
from screener.grid.text_frame import read_long_frame, read_text_frame
from screener.model import Table, Upload

DELIMITERS = ",;\t|"
SAMPLE_LINES = 400
SAMPLE_LETTERS = 400_000
SCATTERED = 0.5
"""A delimiter that fewer of the lines agree on may be none: the columns may be set with spaces."""
_RULE = re.compile(r"^ *\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:?)? *\r?$", re.MULTILINE)
"""The line under the header of a table in Markdown."""
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)([^|\n]+?)(?<=\S)\1")
_LINK = re.compile(r"\[([^\]|\n]+)\]\([^)|\s]*\)")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")


def read_csv_table(upload: Upload) -> Table:
    """Gives the table. Raises UploadRefused (`unreadable`) on text that is no table."""
    return _read_long_table(upload) or _read_any_table(upload)


def _read_long_table(upload: Upload) -> Table | None:
    """A text of a hundred megabytes is not decoded as a whole; its first lines say what stands between the cells."""
    if upload.encoding not in {"utf-8", "utf-8-sig"}:
        return None
    content = upload.content.removeprefix(codecs.BOM_UTF8)
    head = content[: SAMPLE_LETTERS + 1].decode("utf-8", errors="ignore")
    delimiter, left = find_delimiter(head)
    found = read_long_frame(content, delimiter=delimiter) if left is head else None
    return found and Table(sheet=None, cells=found[0], rows=found[1], delimiter=delimiter, reader="shared_frame")


def _read_any_table(upload: Upload) -> Table:
    text, _ = decode_text(upload.content, file=upload.file)
    text = text.replace("\x00", "")
    delimiter, text = find_delimiter(text)
    if delimiter == "|" and _RULE.search(text):
        text = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))
    if '="' in text:  # ="0601" is how spreadsheets are told that digits are text
        text = re.sub(
            rf'(^|{re.escape(delimiter)})=(?="[^"\n]*"(?:{re.escape(delimiter)}|\r?$))', r"\1", text, flags=re.MULTILINE
        )
    try:
        cells, rows = read_text_frame(text, delimiter=delimiter)
    except ValueError as error:
        raise UploadRefused(
            f'"{upload.file}" cannot be read as a table: {error}.',
            help="Save the holdings as XLSX, and send that.",
            code="unreadable",
        ) from error
    return Table(sheet=None, cells=cells, rows=rows, delimiter=delimiter, reader="pandas")


def find_delimiter(text: str) -> tuple[str, str]:
    """Gives the character between the cells and the text; a first line `sep=;` (as spreadsheets write) decides and is blanked."""
    first = text[:10].split("\n", 1)[0].strip().strip('"')
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], text.replace(text.split("\n", 1)[0], "", 1)
    lines = [line for line in text[:SAMPLE_LETTERS].splitlines() if line.strip()][:SAMPLE_LINES]
    scores = {delimiter: _consistency(lines, delimiter) for delimiter in DELIMITERS}
    best = max(scores.values(), default=0.0)
    if best < SCATTERED and (aligned := split_aligned(text)) is not None:
        return "\t", aligned
    tied = [delimiter for delimiter, score in scores.items() if score >= 0.9 * best and score > 0]
    if len(tied) == 1:
        return tied[0], text
    return _sniff("\n".join(lines), tied), text


def _sniff(sample: str, tied: list[str]) -> str:
    try:
        return csv.Sniffer().sniff(sample, delimiters="".join(tied) or DELIMITERS).delimiter
    except csv.Error:
        return tied[0] if tied else ","


def _consistency(lines: list[str], delimiter: str) -> float:
    """Gives the share of lines that agree on their most frequent number of cells (two or more); wider tables win ties.

    A line whose commas all stand between digits has decimal commas, and no cells.
    """
    split = [line[:100_000] for line in lines if delimiter != "," or _DECIMAL_COMMA.sub("", line).count(",")]
    widths = Counter(len(cells) for cells in csv.reader(split, delimiter=delimiter) if len(cells) > 1)
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count / len(lines) * (1 + min(width, 20) / 100)

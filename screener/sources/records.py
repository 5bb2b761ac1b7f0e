"""Records: a file of a list goes in; its records come out, each field taken once, and what nobody took counted.

Every value is taken, ignored by name, or left over; a line that cannot be right is refused, with its number.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Union

from screener.errors import UploadRefused
from screener.grid.encoding import decode_text
from screener.grid.table import read_tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from screener.model import Upload

Value = Union[str, "Record"]
HEADER_WITHIN = 10
"""Lists have their header in the first rows, below a title or a date at most."""


@dataclass(slots=True)
class Record:
    """One record of a file; `fields` has no empty values. Taking a field removes it."""

    file: str
    line: int
    fields: dict[str, list[Value]]
    unit: str = "Line"

    def fault(self, message: str, *, help: str = "Download the list again from its publisher.") -> UploadRefused:
        """Gives the refusal to raise, placed at this record."""
        return refuse(self.file, self.line, message, unit=self.unit, help=help)

    def text(self, field: str) -> str:
        """Takes the one value that must be there. Raises UploadRefused where it is missing."""
        value = self.optional(field)
        if not value:
            raise self.fault(f'"{field}" is empty or missing')
        return value

    def optional(self, field: str) -> str:
        """Takes the one value, `""` where there is none. Raises UploadRefused where there are several."""
        values = self.texts(field)
        if len(values) > 1:
            raise self.fault(f'"{field}" stands there {len(values)} times')
        return values[0] if values else ""

    def texts(self, field: str) -> tuple[str, ...]:
        """Takes all values of a field that holds text."""
        values = self.fields.pop(field, [])
        if not all(isinstance(value, str) for value in values):
            raise self.fault(f'"{field}" holds fields of its own, where text is expected')
        return tuple(value for value in values if isinstance(value, str))

    def records(self, field: str) -> list[Record]:
        """Takes the records nested under a field."""
        return [value for value in self.fields.pop(field, []) if isinstance(value, Record)]

    def word(self, field: str, words: Mapping[str, str]) -> str:
        """Takes a word and gives what it stands for. Raises UploadRefused for one that is not among `words`."""
        found = self.text(field)
        if found.strip().casefold() not in words:
            raise self.fault(f'"{found}" is not a known {field}; known are {", ".join(words)}')
        return words[found.strip().casefold()]

    def day(self, field: str, form: str) -> str | None:
        """Takes a date written as `form` (strptime) and gives it as ISO, None where it is empty."""
        found = self.optional(field)
        if not found:
            return None
        try:
            return datetime.strptime(found, form).date().isoformat()  # noqa: DTZ007 (a day, without a time)
        except ValueError as error:
            raise self.fault(f'"{found}" in "{field}" is not a date as this list writes them') from error

    def number(self, field: str) -> int:
        """Takes a whole number. Raises UploadRefused for anything else."""
        found = self.text(field)
        if not found.isascii() or not found.isdigit():
            raise self.fault(f'"{found[:60]}" in "{field}" is not a number')
        return int(found)

    def ignore(self, *fields: str) -> None:
        """Drops fields that are known and not needed."""
        for field in fields:
            self.fields.pop(field, None)

    def left_over(self) -> Counter[str]:
        """Counts the values of fields that nobody took or ignored."""
        return Counter({field: len(values) for field, values in self.fields.items()})


def refuse(file: str, line: int, message: str, *, unit: str = "Line", help: str = "") -> UploadRefused:
    """Gives a refusal of a list, placed at a line or row of its file."""
    return UploadRefused(f'{unit} {line} of "{file}": {message}.', help=help, code="list_refused")


def read_first_rows(upload: Upload, *, count: int = 4) -> list[set[str]]:
    """Gives the cells of the first lines of delimited text; nothing for a workbook, which is too costly to open twice."""
    if upload.format != "csv":
        return []
    return [{cell.strip() for cell in cells} for (_, cells), _ in zip(read_rows(upload), range(count), strict=False)]


def read_rows(upload: Upload) -> Iterator[tuple[int, list[str]]]:
    """Gives line (or row) and cells of delimited text or of a workbook's first sheet. Raises UploadRefused on damage."""
    if upload.format == "csv":
        yield from _read_csv_rows(upload)
        return
    tables = read_tables(upload)
    if not tables:
        raise UploadRefused(f'"{upload.file}" holds no table.', help="Download the list again.", code="list_refused")
    yield from zip(tables[0].rows.tolist(), tables[0].cells.to_numpy().tolist(), strict=True)


def _read_csv_rows(upload: Upload) -> Iterator[tuple[int, list[str]]]:
    text, _ = decode_text(upload.content, file=upload.file)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 0
    try:
        for cells in reader:
            yield line + 1, cells
            line = reader.line_num
    except csv.Error as error:
        raise refuse(
            upload.file, line + 1, f"the record that begins here cannot be read ({error}); the file looks cut short"
        ) from error
    if not text.endswith(("\n", "\r", "\x1a")) and "\x1a" not in text[-200:]:
        raise refuse(upload.file, line, "the last line does not end; the file looks cut short", help="Download the list again.")


def read_records(
    upload: Upload, *, required: Collection[str], rows: Iterable[tuple[int, list[str]]] | None = None
) -> Iterator[Record]:
    """Gives the records below the header, which must have the `required` columns. Raises UploadRefused with the line.

    `rows` are the upload's own where the caller has read them already.
    """
    unit = "Line" if upload.format == "csv" else "Row"
    rows = iter(rows) if rows is not None else read_rows(upload)
    place, header = _find_header(rows, required=required, file=upload.file, unit=unit)
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            if unit == "Line" and len(cells) != len(header):
                raise refuse(upload.file, line, f"{len(cells)} fields, where the header in line {place} has {len(header)}")
            yield make_record(header, cells, file=upload.file, line=line, unit=unit)


def make_record(header: Sequence[str], cells: Iterable[str], *, file: str, line: int, unit: str = "Line") -> Record:
    """Gives the record of one row; empty cells are left out."""
    fields: dict[str, list[Value]] = {}
    for name, cell in zip(header, cells, strict=False):
        if cell.strip():
            fields[name] = [cell.strip()]
    return Record(file=file, line=line, fields=fields, unit=unit)


def _find_header(
    rows: Iterator[tuple[int, list[str]]], *, required: Collection[str], file: str, unit: str
) -> tuple[int, list[str]]:
    nearest: tuple[int, list[str]] = (1, [])
    for (line, cells), _ in zip(rows, range(HEADER_WITHIN), strict=False):
        header = [cell.strip() for cell in cells]
        known = [name for name in required if name in header]
        if len(known) == len(required):
            _check_header(header, file=file, line=line, unit=unit)
            return line, header
        nearest = (line, known) if len(known) > len(nearest[1]) else nearest
    missing = ", ".join(f'"{name}"' for name in required if name not in nearest[1])
    raise refuse(file, nearest[0], f"the header does not have {missing}", unit=unit, help="Is this the list you named?")


def _check_header(header: list[str], *, file: str, line: int, unit: str) -> None:
    twice = [name for name, count in Counter(header).items() if name and count > 1]
    if twice:
        raise refuse(file, line, f'the column "{twice[0]}" stands there twice', unit=unit)

"""The United Kingdom: the UK Sanctions List (ODS) or OFSI's consolidated list (XLSX, CSV) go in; a ListReading comes out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from screener.errors import UploadRefused
from screener.sources.reading import Coverage, ListEntry, ListReading, Publication, merge_entries
from screener.sources.records import read_first_rows, read_records, read_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.model import Upload
    from screener.sources.records import Record

    Rows = list[tuple[int, list[str]]]

PUBLICATION = Publication(
    publisher="UK Foreign, Commonwealth & Development Office",
    title="UK Sanctions List",
    url="https://www.gov.uk/government/publications/the-uk-sanctions-list",
    licence="Open Government Licence v3.0",
)
SANCTIONS_LIST = ("Unique ID", "OFSI Group ID", "Name", "Regime Name", "Type", "Designation source", "Date Designated")
CONSOLIDATED = ("Name 6", "Group Type", "Alias Type", "Regime", "Listed On", "UK Sanctions List Date Designated", "Group ID")
KINDS = {"entity": "organisation", "individual": "persons", "ship": "ships"}
ALIAS_TYPES = {"primary name": "primary", "primary name variation": "variation", "aka": "aka", "fka": "fka"}
DESIGNATED_BY = {"uk": "UK", "un": "UN", "uk|un": "UK and UN"}
PROGRAMMES = {
    "Myanmar": "Myanmar (Sanctions) Regulations 2021",
    "Global Human Rights": "Global Human Rights Sanctions Regulations",
}
"""How the registry words a regime; other regimes keep the list's word."""
_REFERENCE = re.compile(r"\(UK Sanctions List Ref\): ?([A-Z]{2,4}\d{4})")
_WORKBOOKS = frozenset({"ods", "xlsx", "xls"})
_PERSONAL = (
    "Title", "Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "DOB", "Town of Birth", "Country of Birth", "Nationality",
    "Passport Number", "Passport Details", "National Identification Number", "National Identification Details", "Position",
)  # fmt: skip
_PLACES = ("Address 1", "Address 2", "Address 3", "Address 4", "Address 5", "Address 6", "Post/Zip Code")
_UNUSED = ("Non-Latin Script Type", "Non-Latin Script Language", "Alias Quality", "Listed On", "Last Updated")


def recognises(upload: Upload) -> bool:
    """Says whether it is a workbook, or a CSV file in whose first lines the columns of one of the two lists stand."""
    if upload.format in _WORKBOOKS:
        return True
    return any(names.issuperset(SANCTIONS_LIST) or names.issuperset(CONSOLIDATED) for names in read_first_rows(upload))


def read(uploads: Sequence[Upload]) -> ListReading:
    """Gives the organisations of one list. Raises UploadRefused with the row where it cannot be right, or for two lists."""
    if len(uploads) != 1:
        raise UploadRefused("The UK publishes one file at a time.", help="Name one file.", code="list_refused")
    rows = list(read_rows(uploads[0]))
    if any("Alias Type" in cells for _, cells in rows[:4]):
        return _read_consolidated(uploads[0], rows)
    return _read_sanctions_list(uploads[0], rows)


def _read_sanctions_list(upload: Upload, rows: Rows) -> ListReading:
    kinds, left, entries, seen = Counter[str](), Counter[str](), list[ListEntry](), dict[str, int]()
    newest = ""
    for record in read_records(upload, required=SANCTIONS_LIST, rows=rows):
        kind, entry = _read_sanctions_list_entry(record)
        if entry.reference in seen:
            raise record.fault(f'"{entry.reference}" already stands in row {seen[entry.reference]}')
        seen[entry.reference] = record.line
        kinds[kind] += 1
        left += record.left_over()
        newest = max(newest, entry.listed_on or "")
        if kind == "organisation":
            entries.append(entry)
    return _make_reading(
        entries, kinds=kinds, left=left, read=len(seen), as_of=newest, dated=False, last_line=max(seen.values(), default=0)
    )


def _read_sanctions_list_entry(record: Record) -> tuple[str, ListEntry]:
    kind, regime = record.word("Type", KINDS), record.text("Regime Name")
    record.word("Designation source", DESIGNATED_BY)
    record.ignore("OFSI Group ID", "Sanctions Imposed", *(["Name"] if kind != "organisation" else []))
    entry = ListEntry(
        "UK",
        record.text("Unique ID"),
        # the marks behind some names refer to a note
        record.text("Name").rstrip("* ") if kind == "organisation" else "",
        record.line,
        programme=PROGRAMMES.get(regime, f"UK Sanctions List, {regime}"),
        myanmar=regime == "Myanmar",
        listed_on=record.day("Date Designated", "%d-%m-%Y"),
    )
    return kind, entry


def _read_consolidated(upload: Upload, rows: Rows) -> ListReading:
    groups, left = defaultdict[str, list[tuple[str, str, ListEntry]]](list), Counter[str]()
    read = last_line = 0
    for record in read_records(upload, required=CONSOLIDATED, rows=rows):
        group, row = _read_consolidated_row(record)
        groups[group].append(row)
        left += record.left_over()
        read, last_line = read + 1, record.line
    kinds = Counter(_only_kind(rows, upload=upload) for rows in groups.values())
    entries = [
        merge_entries([(alias, entry) for _, alias, entry in rows]) for rows in groups.values() if rows[0][0] == "organisation"
    ]
    day = _find_last_updated(rows[0][1], file=upload.file)
    return _make_reading(entries, kinds=kinds, left=left, read=read, as_of=day, dated=True, last_line=last_line)


def _read_consolidated_row(record: Record) -> tuple[str, tuple[str, str, ListEntry]]:
    group, kind, regime = record.text("Group ID"), record.word("Group Type", KINDS), record.text("Regime")
    about = _REFERENCE.search(record.optional("Other Information"))
    alias, native = record.word("Alias Type", ALIAS_TYPES), record.optional("Name Non-Latin Script")
    entry = ListEntry(
        "UK",
        about[1] if about else f"OFSI {group}",
        record.text("Name 6"),
        record.line,
        aliases=(native,) if native else (),
        programme=PROGRAMMES.get(regime, f"UK Sanctions List, {regime}"),
        myanmar=regime == "Myanmar",
        listed_on=record.day("UK Sanctions List Date Designated", "%d/%m/%Y"),
        country=record.optional("Country"),
    )
    record.ignore(*_PERSONAL, *_PLACES, *_UNUSED)
    return group, (kind, alias, entry)


def _only_kind(rows: list[tuple[str, str, ListEntry]], *, upload: Upload) -> str:
    kinds = {kind for kind, _, _ in rows}
    if len(kinds) > 1:
        raise UploadRefused(
            f'Row {rows[-1][2].line} of "{upload.file}": the group that begins in row {rows[0][2].line} is of two kinds.',
            code="list_refused",
        )
    return kinds.pop()


def _find_last_updated(cells: list[str], *, file: str) -> str:
    words = [cell.strip() for cell in cells if cell.strip()]
    day = words[1].split("/") if words[:1] == ["Last Updated"] and len(words) > 1 else []
    if len(day) != 3:
        raise UploadRefused(f'Row 1 of "{file}" does not say when the list was last updated.', code="list_refused")
    return f"{day[2]}-{day[1]}-{day[0]}"


def _make_reading(
    entries: list[ListEntry], *, kinds: Counter[str], left: Counter[str], read: int, as_of: str, dated: bool, last_line: int
) -> ListReading:
    return ListReading(
        source="uk",
        publication=PUBLICATION,
        read=read,
        organisations=kinds.pop("organisation", 0),
        entries=tuple(entries),
        as_of=as_of or None,
        is_dated=dated,
        last_line=last_line,
        skipped=dict(kinds),
        left_over=dict(left),
        coverage=(Coverage("UK", as_of=as_of),) if as_of else (),
    )

"""Australia: DFAT's consolidated list (XLS, XLSX) goes in; a ListReading comes out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from screener.errors import UploadRefused
from screener.sources.reading import Coverage, ListEntry, ListReading, Publication, merge_entries
from screener.sources.records import read_first_rows, read_records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.model import Upload
    from screener.sources.records import Record

PUBLICATION = Publication(
    publisher="Australian Department of Foreign Affairs and Trade",
    title="Consolidated list",
    url="https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list",
    licence="CC BY 4.0",
)
COLUMNS = ("Reference", "Name of Individual or Entity", "Type", "Name Type", "Committees", "Control Date")
KINDS = {"entity": "organisation", "individual": "persons", "vessel": "vessels"}
NAME_TYPES = {
    "primary name": "primary",
    "aka": "aka",
    "original script": "native",
    "formerly known as": "fka",
    "previously listed as": "fka",
}
_REFERENCE = re.compile(r"(\d+)[a-z]*\d*")
_MYANMAR = re.compile("Myanmar|Burma")
_IGNORED = ("Date of Birth", "Place of Birth", "Citizenship", "Address", "Additional Information", "Listing Information")
_WORKBOOKS = frozenset({"xls", "xlsx"})


def recognises(upload: Upload) -> bool:
    """Says whether it is a workbook, or a CSV file whose first line has the list's columns."""
    return upload.format in _WORKBOOKS or any(names.issuperset(COLUMNS) for names in read_first_rows(upload))


def read(uploads: Sequence[Upload]) -> ListReading:
    """Gives the list's entities. Raises UploadRefused with the row where it cannot be right.

    The list writes the day of a listing only in prose: `listed_on` stays empty.
    """
    if len(uploads) != 1:
        raise UploadRefused("Australia publishes one file at a time.", help="Name one file.", code="list_refused")
    groups, left, read_, last_line, newest = defaultdict[str, list[tuple[str, str, ListEntry]]](list), Counter[str](), 0, 0, ""
    for record in read_records(uploads[0], required=COLUMNS):
        number, row, day = _read_row(record)
        if groups[number] and groups[number][0][0] != row[0]:
            raise record.fault(f"number {number} is of another type in row {groups[number][0][2].line}")
        groups[number].append(row)
        left += record.left_over()
        read_, last_line, newest = read_ + 1, record.line, max(newest, day)
    kinds = Counter(rows[0][0] for rows in groups.values())
    entries = tuple(
        merge_entries([(form, entry) for _, form, entry in rows]) for rows in groups.values() if rows[0][0] == "organisation"
    )
    return ListReading(
        source="au",
        publication=PUBLICATION,
        read=read_,
        organisations=kinds.pop("organisation", 0),
        entries=entries,
        as_of=newest or None,
        is_dated=False,
        last_line=last_line,
        skipped=dict(kinds),
        left_over=dict(left),
        coverage=(Coverage("AU", as_of=newest),) if newest else (),
    )


def _read_row(record: Record) -> tuple[str, tuple[str, str, ListEntry], str]:
    reference, kind, form = record.text("Reference").strip(), record.word("Type", KINDS), record.word("Name Type", NAME_TYPES)
    found = _REFERENCE.fullmatch(reference)
    if not found:
        raise record.fault(f'"{reference}" is not a reference as this list writes them')
    committee, day = record.text("Committees"), record.day("Control Date", "%Y-%m-%d") or ""
    entry = ListEntry(
        "AU",
        f"DFAT {found[1]}",
        record.text("Name of Individual or Entity"),
        record.line,
        programme=f"Autonomous Sanctions Regulations, {committee.removeprefix('Autonomous ').strip('()')}"
        if committee.startswith("Autonomous")
        else f"UN sanctions regulations, {committee}",
        myanmar=bool(_MYANMAR.search(committee)),
    )
    record.ignore(*_IGNORED)
    return found[1], (kind, form, entry), day

"""OFAC (US Treasury): sdn, cons_prim, alt and add files as CSV, or the lists as XML, go in; a ListReading comes out.

The CSV files have no header and end with an end mark (0x1A): a file without it was cut short. Their `-0-` means empty.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from screener.sources.markup import begins_with, read_markup
from screener.sources.markup import make_record as make_xml_record
from screener.sources.reading import Coverage, ListEntry, ListReading, Publication
from screener.sources.records import Record, make_record, read_rows, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from screener.model import Upload

PUBLICATION = Publication(
    publisher="US Treasury, Office of Foreign Assets Control (OFAC)",
    title="Specially Designated Nationals list and consolidated non-SDN list",
    url="https://ofac.treasury.gov/sanctions-list-service",
)
PRIMARY = (
    "ent_num",
    "name",
    "type",
    "program",
    "title",
    "call_sign",
    "vess_type",
    "tonnage",
    "grt",
    "vess_flag",
    "vess_owner",
    "remarks",
)
ALIAS = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
ADDRESS = ("ent_num", "add_num", "address", "city", "country", "add_remarks")
FILES = {len(columns): columns for columns in (PRIMARY, ALIAS, ADDRESS)}
TYPES = {"": "organisation", "entity": "organisation", "individual": "persons", "vessel": "vessels", "aircraft": "aircraft"}
ALIAS_TYPES = {"aka": "aka", "fka": "fka", "nka": "nka", "a.k.a.": "aka", "f.k.a.": "fka", "n.k.a.": "nka"}
NON_SDN_PROGRAMMES = frozenset({"NS-PLC", "CMIC-EO13959"})
"""Programmes of a third of the consolidated non-SDN list and of hardly any entry of the SDN list: they tell the two apart."""
MYANMAR = re.compile(r"BURMA|EO14014")
END_MARK = "\x1a"
_ALSO_KNOWN = re.compile(r"[afn]\.k\.a\. '([^']+)'")


@dataclass(slots=True)
class _Found:
    """What the files said so far, by OFAC's number."""

    read: int = 0
    last_line: int = 0
    as_of: str | None = None
    primary: dict[int, tuple[Record, str, str, tuple[str, ...], str]] = field(default_factory=dict)
    lists: dict[int, str] = field(default_factory=dict)
    aliases: dict[int, list[str]] = field(default_factory=dict)
    countries: dict[int, str] = field(default_factory=dict)
    lines: dict[int, int] = field(default_factory=dict)
    left_over: Counter[str] = field(default_factory=Counter)
    coverage: list[Coverage] = field(default_factory=list)


def recognises(upload: Upload) -> bool:
    """Says whether it is one of OFAC's CSV files, by the number of fields in its first lines, or its XML."""
    if upload.format != "csv":
        return begins_with(upload, "sdnList")
    rows = [cells for (_, cells), _ in zip(read_rows(upload), range(3), strict=False)]
    return bool(rows) and len(rows[0]) in FILES and any(cells[0].strip().isdigit() for cells in rows)


def read(uploads: Sequence[Upload]) -> ListReading:
    """Gives the organisations of the files together. Raises UploadRefused with the line where a file cannot be right.

    Aliases and addresses whose number is in no primary file cannot be known to be an organisation's: they are only compared.
    """
    found = _Found()
    for upload in uploads:
        (_read_xml if upload.format == "xml" else _read_csv)(upload, found)
    kinds = Counter(kind for _, _, kind, _, _ in found.primary.values())
    entries = tuple(_make_entry(number, found) for number in sorted(found.lines) if _is_wanted(number, found))
    return ListReading(
        source="ofac",
        publication=PUBLICATION,
        read=found.read,
        organisations=kinds.pop("organisation", 0),
        entries=entries,
        as_of=found.as_of,
        last_line=found.last_line,
        skipped=dict(kinds),
        left_over=dict(found.left_over),
        coverage=tuple(found.coverage),
    )


def _is_wanted(number: int, found: _Found) -> bool:
    return number not in found.primary or found.primary[number][2] == "organisation"


def _make_entry(number: int, found: _Found) -> ListEntry:
    aliases = found.aliases.get(number, [])
    reference, line, country = f"OFAC UID {number}", found.lines[number], found.countries.get(number, "")
    if number not in found.primary:
        name, *others = aliases or [""]
        return ListEntry("US", reference, name, line, aliases=tuple(others), country=country, is_organisation=False)
    _, name, _, programmes, remarks = found.primary[number]
    return ListEntry(
        "US",
        reference,
        name,
        line,
        aliases=tuple(dict.fromkeys([*aliases, *_ALSO_KNOWN.findall(remarks)])),
        programme=f"{found.lists[number]}, {' and '.join(programmes)}",
        myanmar=any(MYANMAR.search(code) for code in programmes),
        country=country,
    )


def _read_csv(upload: Upload, found: _Found) -> None:
    numbers: list[int] = []
    for record in _read_csv_records(upload):
        number = record.number("ent_num")
        found.read, found.last_line = found.read + 1, record.line
        if "alt_num" in record.fields:
            _take_alias(record, number, found)
        elif "add_num" in record.fields:
            _take_address(record, number, found)
        else:
            _take_primary(record, number, found)
            numbers.append(number)
        found.left_over += record.left_over()
    _close_primary(numbers, found, as_of=None)


def _read_csv_records(upload: Upload) -> Iterator[Record]:
    rows, columns, line = read_rows(upload), None, 0
    for line, cells in rows:
        columns = columns or FILES.get(len(cells))
        if columns is None:
            raise refuse(upload.file, line, f"{len(cells)} fields; OFAC's files have 12, 5 or 6")
        if cells[0] == END_MARK:
            _check_end(upload, rows)
            return
        if len(cells) != len(columns):
            raise refuse(upload.file, line, f"{len(cells)} fields, where the lines before have {len(columns)}")
        if line > 1 or cells[0].strip().isdigit():
            yield make_record(columns, ("" if cell.strip() == "-0-" else cell for cell in cells), file=upload.file, line=line)
    raise refuse(upload.file, line, "the file ends here without OFAC's end mark; it was cut short", help="Download it again.")


def _check_end(upload: Upload, rows: Iterator[tuple[int, list[str]]]) -> None:
    after = next(((line, cells) for line, cells in rows if any(cell.strip() for cell in cells)), None)
    if after:
        raise refuse(upload.file, after[0], "there is more behind OFAC's end mark")


def _take_alias(record: Record, number: int, found: _Found) -> None:
    record.word("alt_type", ALIAS_TYPES)
    record.ignore("alt_num", "alt_remarks")
    found.aliases.setdefault(number, []).append(record.text("alt_name"))
    found.lines.setdefault(number, record.line)


def _take_address(record: Record, number: int, found: _Found) -> None:
    record.ignore("add_num", "address", "city", "add_remarks")
    found.countries.setdefault(number, record.optional("country"))
    found.lines.setdefault(number, record.line)


def _take_primary(record: Record, number: int, found: _Found) -> None:
    if number in found.primary:
        raise record.fault(f"the number {number} stands there twice (first in line {found.primary[number][0].line})")
    kind = record.word("type", TYPES) if "type" in record.fields else "organisation"
    programmes = tuple(part.strip(" []") for part in record.text("program").split("] ["))
    found.primary[number] = (record, record.text("name"), kind, programmes, record.optional("remarks"))
    found.lines[number] = record.line
    record.ignore("title", "call_sign", "vess_type", "tonnage", "grt", "vess_flag", "vess_owner")


def _close_primary(numbers: list[int], found: _Found, *, as_of: str | None) -> None:
    """Says which of OFAC's two lists the numbers stood on, and what of the registry they cover."""
    if not numbers:
        return
    typical = sum(1 for number in numbers if not NON_SDN_PROGRAMMES.isdisjoint(found.primary[number][3]))
    name = "OFAC non-SDN list" if typical > len(numbers) / 10 else "OFAC SDN List"
    found.lists |= dict.fromkeys(numbers, name)
    found.coverage.append(Coverage("US", (name.removeprefix("OFAC ") if "non" in name else name,), as_of, max(numbers)))


def _read_xml(upload: Upload, found: _Found) -> None:
    root = read_markup(upload)
    entries = [make_xml_record(element, file=upload.file) for element in root.all("sdnEntry")]
    head = next(root.all("publshInformation"), None)
    if head is None:
        raise refuse(upload.file, root.line, "the list does not say when it was published")
    about = make_xml_record(head, file=upload.file)
    stated, as_of = about.number("Record_Count"), about.day("Publish_Date", "%m/%d/%Y")
    if stated != len(entries):
        last = entries[-1].line if entries else head.line
        raise refuse(upload.file, last, f"{len(entries)} entries end here, where the list says it has {stated}")
    for entry in entries:
        _take_xml_entry(entry, found)
    found.as_of = as_of
    found.read += len(entries)
    found.left_over += about.left_over() + Counter(child.tag for child in root.children if child.tag not in _XML_PARTS)
    _close_primary([number for number in found.lines if number not in found.lists], found, as_of=as_of)


_XML_PARTS = frozenset({"publshInformation", "sdnEntry"})
_XML_IGNORED = (
    "title", "idList", "dateOfBirthList", "placeOfBirthList", "nationalityList", "citizenshipList", "vesselInfo",
)  # fmt: skip


def _take_xml_entry(entry: Record, found: _Found) -> None:
    number, kind, name = entry.number("uid"), entry.word("sdnType", TYPES), entry.text("lastName")
    if number in found.primary:
        raise entry.fault(f"the number {number} stands there twice")
    programmes = tuple(code for part in entry.records("programList") for code in part.texts("program"))
    found.primary[number] = (entry, name, kind, programmes, entry.optional("remarks"))
    found.lines[number], found.last_line = entry.line, entry.line
    for alias in (alias for part in entry.records("akaList") for alias in part.records("aka")):
        alias.word("type", ALIAS_TYPES)
        found.aliases.setdefault(number, []).append(alias.text("lastName"))
        alias.ignore("uid", "category", "firstName")
        found.left_over += alias.left_over()
    for address in (address for part in entry.records("addressList") for address in part.records("address")):
        found.countries.setdefault(number, address.optional("country"))
    entry.ignore("firstName", *_XML_IGNORED)
    found.left_over += entry.left_over()

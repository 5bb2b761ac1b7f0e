"""Canada: the consolidated autonomous sanctions list (XML) or SOR/2007-285 itself (XML) go in; a ListReading comes out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from screener.errors import UploadRefused
from screener.sources.markup import begins_with, make_record, read_markup
from screener.sources.reading import Coverage, ListEntry, ListReading, Publication
from screener.sources.records import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from screener.model import Upload
    from screener.sources.markup import Element
    from screener.sources.records import Record

PUBLICATION = Publication(
    publisher="Government of Canada",
    title="Special Economic Measures (Myanmar) Regulations, SOR/2007-285, and consolidated autonomous sanctions list",
    url="https://laws-lois.justice.gc.ca/eng/regulations/SOR-2007-285/",
)
INSTRUMENT = "SOR/2007-285"
PROGRAMME = "Special Economic Measures (Myanmar) Regulations, SOR/2007-285"
MYANMAR = frozenset({"Burma / Birmanie", "Myanmar", "Myanmar / Birmanie", "Myanmar / Myanmar"})
"""How the consolidated list has written the country."""
_ALSO_KNOWN = re.compile(r" ?\(also known(?: among other names)? as (.+)\)$")
_NAME_END = re.compile(r"(?:Ltd|Limited|Inc|Co|LLC|Company|Bank|Products|Procurement|PLC)\.?\)?$")
_COMMA = re.compile(r", (?!Ltd|Limited|Inc|LLC)")
_PERSONAL = ("LastName", "GivenName", "Title", "TitleOrShip", "DateOfBirth", "DateOfBirthOrShipBuildDate")


def recognises(upload: Upload) -> bool:
    """Says whether it is the XML of the consolidated list or of a regulation."""
    return begins_with(upload, "data-set", "Regulation")


def read(uploads: Sequence[Upload]) -> ListReading:
    """Gives the organisations of one of the two. Raises UploadRefused with the line, or for two files at once."""
    if len(uploads) != 1:
        raise UploadRefused("Canada's regulation and its consolidated list say the same: name one file.", code="list_refused")
    root = read_markup(uploads[0])
    return (_read_regulation if root.tag == "Regulation" else _read_consolidated)(root, file=uploads[0].file)


def _read_consolidated(root: Element, *, file: str) -> ListReading:
    kinds, left, entries, seen = Counter[str](), Counter[str](), list[ListEntry](), dict[str, int]()
    left += Counter(child.tag for child in root.children if child.tag != "record")
    last_line = number = last_item = 0
    for number, element in enumerate(root.all("record"), 1):
        record = make_record(element, file=file)
        last_line = record.line
        kind, entry, item = _read_consolidated_entry(record, number)
        kinds[kind] += 1
        left += record.left_over()
        last_item = max(last_item, item if entry.myanmar and kind == "organisation" else 0)
        if kind == "organisation":
            if seen.setdefault(entry.reference, record.line) != record.line:
                raise record.fault(f'"{entry.reference}" already stands in line {seen[entry.reference]}')
            entries.append(entry)
    coverage = (Coverage("CA", (INSTRUMENT,), None, last_item),) if last_item else ()
    return _make_reading(entries, kinds=kinds, left=left, read=number, as_of=None, last_line=last_line, coverage=coverage)


def _read_consolidated_entry(record: Record, number: int) -> tuple[str, ListEntry, int]:
    country, name = record.text("Country"), record.optional("Entity") or record.optional("EntityOrShip")
    kind = "ships" if record.optional("ShipIMONumber") else "organisation" if name else "persons"
    if bool(name) == ("LastName" in record.fields):
        raise record.fault("the record must name either a person or an entity")
    schedule, item = record.optional("Schedule"), record.optional("Item")
    myanmar = country in MYANMAR
    reference = (
        f"Schedule Part {schedule} item {item}"
        if myanmar
        else f"{country.partition('/')[0].strip()}, Schedule {schedule} item {item}"
    )
    entry = ListEntry(
        "CA",
        reference if schedule and item else f"record {number}",
        name,
        record.line,
        aliases=tuple(_split_names(record.optional("Aliases"))) if name else (),
        programme=PROGRAMME if myanmar else f"Special Economic Measures, {country.partition('/')[0].strip()}",
        myanmar=myanmar,
        listed_on=record.day("DateOfListing", "%Y-%m-%d"),
    )
    record.ignore(*_PERSONAL, "Aliases")
    return kind, entry, int(item) if item.isdigit() else 0


def _read_regulation(root: Element, *, file: str) -> ListReading:
    about = root.first("Identification", "InstrumentNumber")
    if about is None or about.text.strip() != INSTRUMENT:
        found = about.text.strip() if about else "no instrument"
        raise refuse(file, root.line, f'"{found}" is another regulation; this reads {INSTRUMENT}')
    as_of = root.attributes.get("lims:current-date") or root.attributes.get("lims:pit-date") or ""
    kinds, entries = Counter[str](), list[ListEntry]()
    for part, items in _list_parts(root, file=file):
        for expected, element in enumerate(items, 1):
            kind, entry = _read_item(element, expected, part=part, file=file)
            kinds[kind] += 1
            if kind == "organisation":
                entries.append(entry)
    left = Counter(child.tag for child in root.children if child.tag not in _REGULATION_PARTS)
    return _make_reading(
        entries, kinds=kinds, left=left, read=kinds.total(), as_of=as_of or None, last_line=max(entry.line for entry in entries),
        coverage=(Coverage("CA", (INSTRUMENT,), as_of or None),) if as_of else (),
    )  # fmt: skip


_REGULATION_PARTS = frozenset({"Identification", "Order", "Body", "Schedule", "RecentAmendments"})
_PARTS = {"Entities": "organisation", "Individuals": "persons"}


def _list_parts(root: Element, *, file: str) -> Iterator[tuple[str, list[Element]]]:
    """Gives the schedule's parts with their items: a heading says what the list below it holds."""
    title = ""
    found = []
    for element in (child for schedule in root.all("Schedule") for child in schedule.children):
        if element.tag == "Heading":
            title = next((text.whole_text() for text in element.all("TitleText")), "")
        elif element.tag == "List":
            if title not in _PARTS:
                raise refuse(file, element.line, f'the list stands under "{title}", where Entities or Individuals is expected')
            found.append(_PARTS[title])
            yield _PARTS[title], list(element.all("Item"))
    if sorted(found) != ["organisation", "persons"]:
        raise refuse(file, root.line, "the schedule must have one list of entities and one of individuals")


def _read_item(element: Element, expected: int, *, part: str, file: str) -> tuple[str, ListEntry]:
    label, text = element.first("Label"), element.first("Text")
    if label is None or text is None or label.text.strip() != str(expected):
        found = label.text.strip() if label else "nothing"
        raise refuse(file, element.line, f'item {expected} is expected here, found "{found}"')
    if text.first("Repealed"):
        return "repealed", ListEntry("CA", "", "", element.line)
    name, aliases = _split_item(text.whole_text()) if part == "organisation" else ("", ())
    entry = ListEntry(
        "CA", f"Schedule Part 1 item {expected}", name, element.line, aliases=aliases, programme=PROGRAMME, myanmar=True,
        listed_on=element.attributes.get("lims:inforce-start-date"), in_force_since=True,
    )  # fmt: skip
    return part, entry


def _split_item(text: str) -> tuple[str, tuple[str, ...]]:
    found = _ALSO_KNOWN.search(text)
    return (text[: found.start()], tuple(_split_names(found[1]))) if found else (text, ())


def _split_names(text: str) -> Iterator[str]:
    """Gives the names of "A, B and C"; an "and" is taken for part of a name unless a name can end before it."""
    for piece in _COMMA.split(text):
        start = 0
        for found in re.finditer(" and ", piece):
            if _NAME_END.search(piece[start : found.start()]):
                yield piece[start : found.start()].strip()
                start = found.end()
        if piece[start:].strip():
            yield piece[start:].strip()


def _make_reading(
    entries: list[ListEntry],
    *,
    kinds: Counter[str],
    left: Counter[str],
    read: int,
    as_of: str | None,
    last_line: int,
    coverage: tuple[Coverage, ...],
) -> ListReading:
    return ListReading(
        source="ca",
        publication=PUBLICATION,
        read=read,
        organisations=kinds.pop("organisation", 0),
        entries=tuple(entries),
        as_of=as_of,
        last_line=last_line,
        skipped=dict(kinds),
        left_over=dict(left),
        coverage=coverage,
    )

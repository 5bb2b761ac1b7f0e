"""The United Nations: the Security Council's consolidated list (XML) goes in; a ListReading comes out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from screener.sources.markup import begins_with, make_record, read_markup
from screener.sources.reading import Coverage, ListEntry, ListReading, Publication
from screener.sources.records import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.model import Upload
    from screener.sources.records import Record

PUBLICATION = Publication(
    publisher="United Nations Security Council",
    title="Consolidated list",
    url="https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
)
QUALITIES = {"a.k.a.": "aka", "f.k.a.": "fka", "good": "aka", "low": "aka"}
_IGNORED = (
    "DATAID", "VERSIONNUM", "COMMENTS1", "LIST_TYPE", "LAST_DAY_UPDATED", "SORT_KEY", "SORT_KEY_LAST_MOD", "SUBMITTED_BY",
    "SUBMITTED_ON",
)  # fmt: skip


def recognises(upload: Upload) -> bool:
    """Says whether it is the list's XML."""
    return begins_with(upload, "CONSOLIDATED_LIST")


def read(uploads: Sequence[Upload]) -> ListReading:
    """Gives the list's entities; its individuals are counted and not looked at. Raises UploadRefused with the line."""
    left, entries, persons, last_line, newest = Counter[str](), dict[str, ListEntry](), 0, 0, ""
    for upload in uploads:
        root = read_markup(upload)
        day = root.attributes.get("dateGenerated", "")[:10]
        parts = {child.tag for child in root.children}
        if not day or not parts >= {"INDIVIDUALS", "ENTITIES"}:
            raise refuse(upload.file, root.line, "the list does not have its date, its INDIVIDUALS and its ENTITIES")
        left += Counter(child.tag for child in root.children if child.tag not in {"INDIVIDUALS", "ENTITIES"})
        persons += sum(1 for _ in root.all("INDIVIDUALS", "INDIVIDUAL"))
        newest = max(newest, day)
        for element in root.all("ENTITIES", "ENTITY"):
            record = make_record(element, file=upload.file)
            entry = _read_entry(record, left)
            if entry.reference in entries:
                raise record.fault(f'"{entry.reference}" already stands in line {entries[entry.reference].line}')
            entries[entry.reference] = entry
            last_line = record.line
    return ListReading(
        source="un",
        publication=PUBLICATION,
        read=persons + len(entries),
        organisations=len(entries),
        entries=tuple(entries.values()),
        as_of=newest,
        last_line=last_line,
        skipped={"persons": persons},
        left_over=dict(left),
        coverage=(Coverage("UN", as_of=newest),),
    )


def _read_entry(record: Record, left: Counter[str]) -> ListEntry:
    aliases = []
    for alias in record.records("ENTITY_ALIAS"):
        text, quality = alias.optional("ALIAS_NAME").strip('"'), alias.optional("QUALITY").casefold()
        if text and quality not in QUALITIES:
            raise alias.fault(f'"{quality}" is not a known quality of an alias')
        aliases += [text] if text else []
        alias.ignore("NOTE")
        left += alias.left_over()
    native = record.optional("NAME_ORIGINAL_SCRIPT")
    countries = [_take_country(address, left) for address in record.records("ENTITY_ADDRESS")]
    entry = ListEntry(
        "UN",
        record.text("REFERENCE_NUMBER"),
        record.text("FIRST_NAME"),
        record.line,
        aliases=tuple(aliases) + ((native,) if native else ()),
        programme=f"UN Security Council, {record.text('UN_LIST_TYPE')}",
        listed_on=_take_day(record),
        country=next(filter(None, countries), ""),
    )
    record.ignore(*_IGNORED)
    left += record.left_over()
    return entry


def _take_day(record: Record) -> str | None:
    """Some dates carry New York's distance from Greenwich: 2015-03-27-04:00."""
    record.fields["LISTED_ON"] = [value[:10] for value in record.texts("LISTED_ON")]
    return record.day("LISTED_ON", "%Y-%m-%d")


def _take_country(address: Record, left: Counter[str]) -> str:
    country = address.optional("COUNTRY")
    address.ignore("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "NOTE")
    left += address.left_over()
    return country

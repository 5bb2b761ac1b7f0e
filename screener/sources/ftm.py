"""OpenSanctions: FollowTheMoney entities, one JSON object a line, go in; a ListReading comes out.

Sanction objects carry authority, programme and dates, and point at the entity they are about.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from screener.grid.encoding import decode_text
from screener.sources.reading import ListEntry, ListReading, Publication
from screener.sources.records import Record, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from screener.model import Upload
    from screener.sources.records import Value

PUBLICATION = Publication(
    publisher="OpenSanctions",
    title="Sanctions data as FollowTheMoney entities",
    url="https://www.opensanctions.org/datasets/sanctions/",
    licence="CC BY-NC 4.0",
)
ORGANISATIONS = frozenset({"Organization", "Company", "PublicBody"})
UNCLEAR = frozenset({"LegalEntity"})
"""May be a person: compared with the registry, never proposed as an entity."""
AUTHORITIES = {"us": "US", "gb": "UK", "eu": "EU", "ca": "CA", "au": "AU", "ch": "CH", "un": "UN"}
_OBJECT = frozenset({"id", "caption", "schema", "properties"})
_OBJECT_IGNORED = frozenset(
    {"referents", "datasets", "target", "first_seen", "last_seen", "last_change", "origin", "statements"}
)  # fmt: skip
_MYANMAR = re.compile(r"MYANMAR|BURMA|\bMMR?\b|14014", re.IGNORECASE)
_NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
_ENTITY_IGNORED = (
    "topics", "address", "addressEntity", "jurisdiction", "mainCountry", "registrationNumber", "idNumber", "taxNumber",
    "incorporationDate", "legalForm", "status", "sector", "website", "phone", "email", "notes", "sourceUrl", "programId",
    "createdAt", "modifiedAt", "publisher", "leiCode", "swiftBic", "ticker", "innCode", "ogrnCode", "kppCode", "okpoCode",
    "isinCode", "permId", "dunsCode", "uniqueEntityId", "summary", "description", "keywords", "wikidataId", "wikipediaUrl",
    "opencorporatesUrl", "dissolutionDate", "classification", "parent", "retrievedAt",
)  # fmt: skip
_SANCTION_IGNORED = (
    "authority", "programId", "programUrl", "reason", "provisions", "status", "sourceUrl", "duration", "summary",
    "recordId", "date", "publisher", "modifiedAt", "createdAt", "description", "retrievedAt", "unscId",
)  # fmt: skip


def recognises(upload: Upload) -> bool:
    """Says whether its first line is a JSON object."""
    return upload.content[:4000].lstrip(b"\xef\xbb\xbf \r\n").startswith(b'{"')


def read(uploads: Sequence[Upload]) -> ListReading:
    """Gives one entry per entity and sanction on it. Raises UploadRefused with the line where the file cannot be right.

    The files say nothing of what they leave out: they cover nothing, and nothing is gone from them.
    """
    kinds, left, read_, last_line = Counter[str](), Counter[str](), 0, 0
    entities: dict[str, ListEntry] = {}
    sanctions: list[tuple[str, ListEntry]] = []
    for upload in uploads:
        for key, schema, record in _read_objects(upload):
            read_, last_line = read_ + 1, record.line
            kinds["organisation" if schema in ORGANISATIONS else schema] += 1
            if schema == "Sanction":
                sanctions += [(about, sanction) for about, sanction in _read_sanction(record)]
            elif schema in ORGANISATIONS | UNCLEAR:
                entities[key] = _read_entity(record, key=key, schema=schema)
            else:
                continue
            left += record.left_over()
    return ListReading(
        source="ftm",
        publication=PUBLICATION,
        read=read_,
        organisations=kinds.pop("organisation", 0),
        entries=tuple(_join(entities[about], sanction) for about, sanction in sanctions if about in entities),
        last_line=last_line,
        skipped=dict(kinds),
        left_over=dict(left),
    )


def _read_objects(upload: Upload) -> Iterator[tuple[str, str, Record]]:
    text, _ = decode_text(upload.content, file=upload.file)
    lines = text.split("\n")
    for line, row in enumerate(lines, 1):
        if row.strip():
            yield _read_object(row, file=upload.file, line=line)
    if lines[-1].strip():
        raise refuse(upload.file, len(lines), "the last line does not end; the file looks cut short")


def _read_object(row: str, *, file: str, line: int) -> tuple[str, str, Record]:
    try:
        found = json.loads(row)
    except json.JSONDecodeError as error:
        raise refuse(file, line, f"this is not a JSON object ({error.msg}); the file looks cut short or altered") from error
    if (
        not isinstance(found, dict)
        or not found.keys() >= {"id", "schema", "properties"}
        or not isinstance(found["properties"], dict)
    ):
        raise refuse(file, line, "this is not a FollowTheMoney entity: id, schema and properties are expected")
    fields: dict[str, list[Value]] = {
        name: _read_values(values, file=file, line=line) for name, values in found["properties"].items()
    }
    fields |= {f"({name})": [str(found[name])] for name in found.keys() - _OBJECT - _OBJECT_IGNORED}
    return str(found["id"]), str(found["schema"]), Record(file=file, line=line, fields=fields)


def _read_values(values: Any, *, file: str, line: int) -> list[Value]:  # noqa: ANN401 (whatever JSON holds)
    if not isinstance(values, list):
        raise refuse(file, line, "every property must be a list of values")
    return [value["id"] if isinstance(value, dict) and "id" in value else str(value) for value in values if value]


def _read_entity(record: Record, *, key: str, schema: str) -> ListEntry:
    names = [name for field in _NAMES for name in record.texts(field)]
    if not names:
        raise record.fault("the entity has no name")
    country = next(iter(record.texts("country")), "")
    record.ignore(*_ENTITY_IGNORED)
    return ListEntry(
        "",
        key,
        names[0],
        record.line,
        aliases=tuple(dict.fromkeys(names[1:])),
        country=country,
        is_organisation=schema in ORGANISATIONS,
    )


def _read_sanction(record: Record) -> Iterator[tuple[str, ListEntry]]:
    about, countries = record.texts("entity"), record.texts("country")
    programmes = (*record.texts("program"), *record.texts("programId"))
    listed = next(iter(record.texts("listingDate") or record.texts("startDate")), None)
    reference = next(iter(record.texts("authorityId")), "")
    authority = next((AUTHORITIES[country] for country in countries if country in AUTHORITIES), "")
    ended = record.texts("endDate")
    record.ignore("startDate", *_SANCTION_IGNORED)
    if not about:
        raise record.fault("the sanction does not say whom it is about")
    if authority and not ended:
        entry = _make_sanction(authority, reference, line=record.line, listed=listed, programmes=programmes)
        yield from ((key, entry) for key in about)


def _make_sanction(authority: str, reference: str, *, line: int, listed: str | None, programmes: tuple[str, ...]) -> ListEntry:
    myanmar = any(_MYANMAR.search(text) for text in programmes)
    # an OFAC number is written in the registry with the words that say whose it is
    reference = f"OFAC UID {reference.removeprefix('OFAC-')}" if authority == "US" and reference.isdigit() else reference
    return ListEntry(authority, reference, "", line, programme=next(iter(programmes), ""), myanmar=myanmar, listed_on=listed)


def _join(entity: ListEntry, sanction: ListEntry) -> ListEntry:
    return ListEntry(
        sanction.authority,
        sanction.reference,
        entity.name,
        entity.line,
        aliases=entity.aliases,
        programme=sanction.programme or "not stated",
        myanmar=sanction.myanmar,
        listed_on=sanction.listed_on,
        country=entity.country,
        is_organisation=entity.is_organisation,
        is_official=False,
    )

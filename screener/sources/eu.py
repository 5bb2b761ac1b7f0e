"""The European Union: Regulation 401/2013's Annex IV, as OpenSanctions transcribes it (CSV), goes in; a ListReading comes out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from screener.errors import UploadRefused
from screener.sources.reading import Coverage, ListEntry, ListReading, Publication
from screener.sources.records import read_first_rows, read_records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.model import Upload
    from screener.sources.records import Record

PUBLICATION = Publication(
    publisher="Council of the EU (transcribed by OpenSanctions)",
    title="Regulation (EU) No 401/2013, Annex IV, consolidated",
    url="https://eur-lex.europa.eu/eli/reg/2013/401/oj",
)
COLUMNS = ("celex", "recordId", "annex", "startDate", "schema", "name", "alias", "country", "address")
REGULATION = "32013R0401"
KINDS = {"person": "persons"} | dict.fromkeys(("legalentity", "organization", "company", "publicbody"), "organisation")
_IGNORED = (
    "programKey", "measure", "reason", "nationality", "jurisdiction", "birthDate", "birthPlace", "position",
    "passportNumber", "gender", "appearance", "ethnicity", "fatherName", "motherName", "incorporationDate", "legalForm",
    "sector", "registrationNumber", "taxNumber", "idNumber", "innCode", "ogrnCode", "kppCode", "okpoCode", "leiCode",
    "swiftBic", "ticker", "imoNumber", "mmsi", "flag", "address", "phone", "email", "website", "notes",
)  # fmt: skip


def recognises(upload: Upload) -> bool:
    """Says whether it is a CSV file with the transcription's columns."""
    return any(names.issuperset(COLUMNS) for names in read_first_rows(upload, count=1))


def read(uploads: Sequence[Upload]) -> ListReading:
    """Gives the organisations of the annexes. Raises UploadRefused with the line where the file cannot be right."""
    kinds, left, entries, seen = Counter[str](), Counter[str](), list[ListEntry](), dict[str, int]()
    for upload in uploads:
        for record in read_records(upload, required=COLUMNS):
            kind, entry = _read_entry(record)
            if entry.reference in seen:
                raise record.fault(f'"{entry.reference}" already stands in line {seen[entry.reference]}')
            seen[entry.reference] = record.line
            kinds[kind] += 1
            left += record.left_over()
            if kind == "organisation":
                entries.append(entry)
    organisations = kinds.pop("organisation", 0)
    last_line = max(seen.values(), default=0)
    if not organisations:
        raise UploadRefused(
            f"No organisation stands up to line {last_line}, where Annex IV has a part of them.",
            help="The file looks cut short.",
            code="list_refused",
        )
    newest = max(entry.listed_on or "" for entry in entries)
    return ListReading(
        source="eu",
        publication=PUBLICATION,
        read=len(seen),
        organisations=organisations,
        entries=tuple(entries),
        as_of=newest,
        is_dated=False,
        last_line=last_line,
        skipped=dict(kinds),
        left_over=dict(left),
        coverage=(Coverage("EU", as_of=newest),),
    )


def _read_entry(record: Record) -> tuple[str, ListEntry]:
    regulation, annex, number = record.text("celex"), record.text("annex"), record.number("recordId")
    if regulation != REGULATION:
        raise record.fault(f'"{regulation}" is another regulation; this reads {REGULATION}')
    kind, name = record.word("schema", KINDS), record.text("name")
    aliases = [part.strip() for column in ("alias", "weakAlias", "previousName") for part in record.optional(column).split(";")]
    entry = ListEntry(
        "EU",
        f"Annex {annex} entry {number}",
        name,
        record.line,
        aliases=tuple(alias for alias in aliases if alias),
        programme=f"Regulation (EU) No 401/2013, Annex {annex.partition('.')[0]}",
        myanmar=True,
        listed_on=record.day("startDate", "%d.%m.%Y"),
        country=record.optional("country"),
    )
    record.ignore(*_IGNORED)
    return kind, entry

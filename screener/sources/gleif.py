"""GLEIF: the ISIN–LEI mapping and the level-2 relationships (CSV) go in; a ListReading with securities and parents comes out."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from screener.identifiers import explain_identifier, has_valid_check_digit
from screener.sources.reading import ListReading, Parent, Publication
from screener.sources.records import read_first_rows, read_records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from screener.model import Upload
    from screener.sources.records import Record

PUBLICATION = Publication(
    publisher="Global Legal Entity Identifier Foundation (GLEIF)",
    title="ISIN-to-LEI mapping and level-2 relationship records",
    url="https://www.gleif.org/en/lei-data",
    licence="CC0 1.0",
)
_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}[0-9]")
MAPPING = ("LEI", "ISIN")
_CHILD, _PARENT = "Relationship.StartNode.NodeID", "Relationship.EndNode.NodeID"
_TYPE, _STATUS = "Relationship.RelationshipType", "Relationship.RelationshipStatus"
RELATIONSHIPS = (_CHILD, _PARENT, _TYPE, _STATUS)
RELATIONS = {
    "is_directly_consolidated_by": "direct parent",
    "is_ultimately_consolidated_by": "ultimate parent",
    "is_international_branch_of": "head office",
    "is_fund-managed_by": "",
    "is_subfund_of": "",
    "is_feeder_to": "",
}
"""Relations between funds and their managers are known and say nothing of ownership."""
STATUSES = {"active": "active", "inactive": "ended", "null": "ended"}
_IGNORED = (
    "Relationship.StartNode.NodeIDType", "Relationship.EndNode.NodeIDType", "Registration.InitialRegistrationDate",
    "Registration.LastUpdateDate", "Registration.RegistrationStatus", "Registration.NextRenewalDate",
    "Registration.ManagingLOU", "Registration.ValidationSources", "Registration.ValidationDocuments",
    "Registration.ValidationReference",
)  # fmt: skip
_IGNORED_SERIES = ("Relationship.Period.", "Relationship.Qualifiers.", "Relationship.Quantifiers.")


def recognises(upload: Upload) -> bool:
    """Says whether it is a CSV file with the columns of the mapping or of the relationships."""
    return any(names.issuperset(MAPPING) or names.issuperset(RELATIONSHIPS) for names in read_first_rows(upload, count=1))


def read(uploads: Sequence[Upload]) -> ListReading:
    """Gives ISINs by LEI, and the parents that are in force. Raises UploadRefused with the line of the first wrong identifier."""
    securities: dict[str, list[str]] = {}
    parents, left, skipped, read_, last_line, seen = list[Parent](), Counter[str](), Counter[str](), 0, 0, set[str]()
    for upload in uploads:
        is_mapping = any(names.issuperset(MAPPING) for names in read_first_rows(upload, count=1))
        for record in read_records(upload, required=MAPPING if is_mapping else RELATIONSHIPS):
            read_, last_line = read_ + 1, record.line
            if is_mapping:
                lei = record.text("LEI") if record.fields.get("LEI", [""])[0] in seen else _take_identifier(record, "LEI", "lei")
                securities.setdefault(lei, []).append(_take_isin(record))
                seen.add(lei)
            else:
                parent = _read_parent(record)
                seen |= {parent.child, parent.parent}
                if parent.relation:
                    parents.append(parent)
                else:
                    skipped["relations without ownership, or ended"] += 1
            left += record.left_over()
    return ListReading(
        source="gleif",
        publication=PUBLICATION,
        read=read_,
        organisations=len(seen),
        last_line=last_line,
        skipped=dict(skipped),
        left_over=dict(left),
        securities={lei: tuple(isins) for lei, isins in securities.items()},
        parents=tuple(parents),
    )


def _take_identifier(record: Record, field: str, scheme: str) -> str:
    value = record.text(field)
    if not has_valid_check_digit(scheme, value):
        raise record.fault(explain_identifier(scheme, value).rstrip("."))
    return value


def _take_isin(record: Record) -> str:
    """Millions of check digits take minutes: here only the form is looked at, the digit where an ISIN is proposed."""
    value = record.text("ISIN")
    if not _ISIN.fullmatch(value):
        raise record.fault(explain_identifier("isin", value).rstrip("."))
    return value


def _read_parent(record: Record) -> Parent:
    relation, status = record.word(_TYPE, RELATIONS), record.word(_STATUS, STATUSES)
    since = record.optional("Relationship.Period.1.startDate")[:10] or None
    record.ignore(*_IGNORED, *[name for name in record.fields if name.startswith(_IGNORED_SERIES)])
    return Parent(
        child=_take_identifier(record, _CHILD, "lei"),
        parent=_take_identifier(record, _PARENT, "lei"),
        relation=relation if status == "active" else "",
        since=since,
        line=record.line,
    )

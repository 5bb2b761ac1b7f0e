"""The workbook: a screening goes in; the user's lines with their outcomes, and the findings as a table, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.workbook_document import FINDING_HEADINGS, HOLDING_HEADINGS, FindingsTable, OwnTable, WorkbookDocument
from screener.writing.excerpts import cut_name
from screener.writing.exposure_sheet import write_exposure_lines
from screener.writing.fund_lines import say_through
from screener.writing.issuer_pages import choose_party, write_facts, write_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reports.documents import SummaryDocument
    from reports.facts import Fact, SourceNote
    from screener.model import Finding, OwnColumns, Screening

_PER_ENTITY = ("entity_name", "decision", "policy_reason", "sources")


def write_workbook(screening: Screening, *, summary: SummaryDocument, own: OwnColumns | None = None) -> WorkbookDocument:
    """Gives the workbook's document: every line of the upload, in its order, each with HOLDING_HEADINGS.

    `own` are the columns of the file as the user has them; what lies within a fund is no line of theirs, and is empty there.
    """
    return WorkbookDocument(
        summary=summary,
        own=_place_own_columns(own, screening) if own else None,
        holdings=_write_holdings(screening),
        findings=write_findings_table(screening),
        sources=_list_sources(screening.findings),
        exposure=write_exposure_lines(screening),
    )


def _place_own_columns(own: OwnColumns, screening: Screening) -> OwnTable:
    parts = [bool(through) for through in screening.rows["through"]]
    return OwnTable(
        headings=own.headings,
        columns=tuple(tuple(_put_beside(texts, parts)) for texts in own.columns),
        left_out=own.left_out,
    )


def _put_beside(texts: Sequence[str], parts: Sequence[bool]) -> Iterator[str]:
    """Raises ValueError where the texts are not those of the upload's lines."""
    lines = [place for place, part in enumerate(parts) if not part]
    placed = dict(zip(lines, texts, strict=True))
    return (placed.get(place, "") for place in range(len(parts)))


def write_findings_table(screening: Screening) -> FindingsTable:
    """Gives the findings as a plain table: a line for each tie of each finding, words as the registry's keys.

    The status is that of the pages: an active tie last reported long ago is `stale`, a word that the registry does not have.
    """
    as_of = screening.receipt.as_of
    lines = [
        _write_line(finding, fact, status="stale" if fact.stale else fact.status)
        for finding in screening.findings
        for fact in write_facts(finding, as_of)
    ]
    return FindingsTable(lines=tuple(lines))


def _write_holdings(screening: Screening) -> tuple[tuple[str | int, ...], ...]:
    said = {finding.entity: _say_of_entity(finding, screening.receipt.as_of) for finding in screening.findings}
    nothing = dict.fromkeys(_PER_ENTITY, "")
    rows = screening.rows
    columns = {heading: rows[heading].tolist() for heading in HOLDING_HEADINGS if heading not in _PER_ENTITY}
    columns["name"] = [cut_name(name) for name in columns["name"]]
    columns["through"] = [say_through(through) for through in columns["through"]]
    entities = [said.get(entity, nothing) for entity in columns["entity"]]
    columns |= {heading: [entity[heading] for entity in entities] for heading in _PER_ENTITY}
    return tuple(zip(*(columns[heading] for heading in HOLDING_HEADINGS), strict=True))


def _say_of_entity(finding: Finding, as_of: str) -> dict[str, str]:
    reasons = [f"{fact.reason} (rule {fact.rule})" for fact in write_facts(finding, as_of) if fact.reason]
    return {
        "entity_name": finding.name,
        "decision": finding.decision,
        "policy_reason": " ".join(dict.fromkeys(reasons)),
        "sources": "; ".join(_say_source(note) for note in _list_sources([finding])),
    }


def _list_sources(findings: Iterable[Finding]) -> tuple[SourceNote, ...]:
    sources = {
        note.id: note
        for finding in findings
        for part in (finding.involvements, finding.responses, finding.sanctions, finding.investor_actions)
        for fact in part
        for note in write_sources(fact.sources)
    }
    return tuple(sorted(sources.values(), key=lambda note: (note.publisher.casefold(), note.date, note.id)))


def _say_source(note: SourceNote) -> str:
    return f"{note.publisher}, {note.date}, {note.url}"


def _say_answers(finding: Finding, fact: Fact) -> str:
    """What was said to this tie, or to none in particular."""
    answers = [said for said in finding.responses if not said.involvements or fact.id in said.involvements]
    return " ".join(f"{said.date or ''} {said.summary}".strip() for said in answers)


def _write_line(finding: Finding, fact: Fact, *, status: str) -> tuple[str, ...]:
    cells = {
        "finding": finding.id,
        "entity": finding.entity,
        "entity_name": finding.name,
        "country": finding.country,
        "party": choose_party(finding.kind),
        "decision": fact.decision,
        "severity": fact.severity,
        "confidence": fact.confidence,
        "involvement": fact.id,
        "channel": fact.channel,
        "counterparty": fact.counterparty,
        "basis": fact.basis,
        "tie": fact.tie,
        "since": fact.since or "",
        "until": fact.until or "",
        "status": status,
        "status_as_of": fact.status_as_of,
        "reported_on": fact.reported_on,
        "summary": fact.summary,
        "rule": fact.rule,
        "reason": fact.reason,
        "company_response": _say_answers(finding, fact),
        "sanctions": "; ".join(f"{one.authority} {one.programme} {one.listed_on or ''}".strip() for one in finding.sanctions),
        "rows": " ".join(map(str, finding.rows)),
        "market_value": "; ".join(f"{currency} {value}" for currency, value in finding.market_value.items()),
        "weight": finding.weight or "",
        "sources": "; ".join(_say_source(note) for note in fact.sources),
    }
    return tuple(cells[heading] for heading in FINDING_HEADINGS)

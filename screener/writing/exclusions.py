"""The exclusion list: an ExclusionList goes in; its document, ready for a table, a workbook, JSON or a broker, comes out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from reports.exclusion_document import ExclusionDocument
from screener.rulebook.exports.securities import HEADINGS as SECURITY_HEADINGS
from screener.rulebook.exports.securities import write_securities
from screener.writing.issuer_pages import choose_party
from screener.writing.uploads import list_left_out, write_uploads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.model import Exclusion, ExclusionList

SCHEMA = "exclusions/1"
ISSUER_HEADINGS = (
    "restriction", "decision", "severity", "confidence", "effective_date", "policy", "policy_version", "rules", "reasons",
    "tie_sources",
)  # fmt: skip
HEADINGS = (*SECURITY_HEADINGS, *ISSUER_HEADINGS)
NONE_KNOWN = "none known"
"""The status of the one line of an issuer of which no identifier is known: only its name finds it."""
LIMITS = (
    "This list holds what the registry knows of each issuer; other securities of the same issuer exist. "
    "Not listed is not cleared. Identifiers marked unconfirmed are carried by one source alone. "
    "Not legal, tax or investment advice."
)
SENTENCES = {
    "inform": "tell whoever trades; nothing is barred",
    "no_new_buy": "buy no more; what is held may stay",
    "cap": "hold no more than a limit of your own",
    "sell": "buy no more, and sell what is held",
}


def write_exclusion_document(listed: ExclusionList) -> ExclusionDocument:
    """Gives the document: a line per identifier with HEADINGS, and one without identifier for each issuer that has none."""
    lines = tuple(line for item in listed.exclusions for line in _write_lines(item, listed))
    return ExclusionDocument(
        title=f"Exclusion list, {listed.policy_title}",
        day=listed.as_of,
        headings=HEADINGS,
        lines=lines,
        sheets=_write_sheets(listed, lines),
        record=write_exclusions(listed),
        uploads=write_uploads(listed),
        left_out=list_left_out(listed),
    )


def write_exclusions(listed: ExclusionList) -> dict[str, Any]:
    """Gives the list as the document `exclusions/1`."""
    return {
        "schema": SCHEMA,
        "effective_date": listed.as_of,
        "policy": {"id": listed.policy_id, "title": listed.policy_title, "version": listed.policy_version,
                   "sha256": listed.policy_sha256},
        "registry": {"version": listed.registry_version, "sha256": listed.registry_sha256},
        "counts": dict(Counter(item.restriction for item in listed.exclusions)),
        "limits": LIMITS,
        "exclusions": [_write_exclusion(item) for item in listed.exclusions],
    }  # fmt: skip


def _write_exclusion(item: Exclusion) -> dict[str, Any]:
    issuer = item.issuer
    return {
        "entity": {"id": issuer.id, "name": issuer.name, "country": issuer.country, "kind": issuer.kind},
        "states_and_bodies": choose_party(issuer.kind) != "company",
        "decision": item.decision,
        "restriction": item.restriction,
        "severity": item.severity,
        "confidence": item.confidence,
        "reasons": [{"about": j.involvement, "rule": j.rule, "reason": j.reason, "detail": j.detail} for j in item.judgements],
        "securities": [dict(zip(SECURITY_HEADINGS, line, strict=True)) for line in write_securities(issuer)],
        "sources": [
            {"id": one.id, "publisher": one.publisher, "title": one.title, "date": one.date, "url": one.url}
            for one in item.sources
        ],
    }


def _write_lines(item: Exclusion, listed: ExclusionList) -> Iterator[tuple[str, ...]]:
    asked = _write_issuer(item, listed)
    nameless = {"status": NONE_KNOWN, "entity_id": item.issuer.id, "entity_name": item.issuer.name,
                "country": item.issuer.country, "kind": item.issuer.kind}  # fmt: skip
    securities = tuple(write_securities(item.issuer)) or (tuple(nameless.get(heading, "") for heading in SECURITY_HEADINGS),)
    yield from ((*security, *asked) for security in securities)


def _write_issuer(item: Exclusion, listed: ExclusionList) -> tuple[str, ...]:
    return (
        item.restriction,
        item.decision,
        item.severity,
        item.confidence,
        listed.as_of,
        listed.policy_id,
        listed.policy_version,
        " ".join(dict.fromkeys(judgement.rule for judgement in item.judgements)),
        " ".join(dict.fromkeys(judgement.detail or judgement.reason for judgement in item.judgements)),
        " ".join(source.url for source in item.sources),
    )


def _write_sheets(listed: ExclusionList, lines: tuple[tuple[str, ...], ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    sources = {source.id: source for item in listed.exclusions for source in item.sources}
    return {
        "About": tuple(_write_about(listed)),
        "Securities": (HEADINGS, *(line for line in lines if line[SECURITY_HEADINGS.index("status")] != NONE_KNOWN)),
        "Issuers": tuple(_list_issuers(listed)),
        "Sources": (
            ("id", "publisher", "title", "date", "url"),
            *((one.id, one.publisher, one.title, one.date, one.url) for _, one in sorted(sources.items())),
        ),
    }


def _write_about(listed: ExclusionList) -> Iterator[tuple[str, str]]:
    yield "Exclusion list", listed.policy_title
    yield "In force from", listed.as_of
    yield "Policy", f"{listed.policy_id}, version {listed.policy_version} ({listed.policy_sha256})"
    yield "Registry", f"{listed.registry_version} ({listed.registry_sha256})"
    counts = Counter(item.restriction for item in listed.exclusions)
    for word, sentence in SENTENCES.items():
        yield word, f"{counts[word]} issuers: {sentence}"
    without = sum(not item.issuer.identifiers for item in listed.exclusions)
    yield "Without an identifier", f"{without} issuers; only their names find them (sheet Issuers)"
    yield "Limits", LIMITS


def _list_issuers(listed: ExclusionList) -> Iterator[tuple[str, ...]]:
    yield ("entity_id", "entity_name", "country", "kind", "party", "identifiers", "also_known_as", *ISSUER_HEADINGS)
    for item in listed.exclusions:
        issuer = item.issuer
        others = " | ".join(dict.fromkeys(name.text for name in issuer.names[1:]))
        who = (
            issuer.id,
            issuer.name,
            issuer.country,
            issuer.kind,
            choose_party(issuer.kind),
            str(len(issuer.identifiers)),
            others,
        )
        yield (*who, *_write_issuer(item, listed))

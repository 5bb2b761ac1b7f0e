"""GET /listing: what we list and why, in plain words; GET /publications: every publication the registry rests on."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from reports.registry_pages import ListingPage, PublicationLine, PublicationsPage, TermLine
from screener.model import Entity
from screener.rulebook.assertions import count_registry
from screener.rulebook.vocabulary import Vocabulary
from screener.screening.history import NOTICE_DAYS
from screener.store.correction_requests import ANSWER_DAYS
from screener.web.api.access import Bench
from screener.web.pages.answers import answer_page
from screener.web.workbench import Workbench
from screener.writing.issuer_pages import write_sources

router = APIRouter()
PARTS = ("names", "identifiers", "owners", "involvements", "responses", "sanctions", "investor_actions", "brands")


@router.get("/listing")
def show_listing(bench: Bench) -> HTMLResponse:
    """Gives what is listed and why: criteria, words and numbers."""
    registry, words = bench.rulebook.registry, bench.rulebook.vocabulary
    ties = tuple(tie for entity in registry.entities.values() for tie in entity.involvements)
    page = ListingPage(
        version=registry.version,
        newest=max((tie.reported_on for tie in ties), default=""),
        numbers=count_registry(registry),
        channels=_define("channels", words, Counter(tie.channel for tie in ties)),
        bases=_define("bases", words, Counter(tie.basis for tie in ties)),
        statuses=_define("statuses", words, Counter(tie.status for tie in ties)),
        confidences=_define("confidences", words, Counter(tie.confidence for tie in ties)),
        notice_days=NOTICE_DAYS,
        answer_days=ANSWER_DAYS,
    )
    return answer_page(page, bench)


@router.get("/publications")
def show_publications(bench: Bench) -> HTMLResponse:
    """Gives the publications by publisher, each with how often it is cited."""
    registry = bench.rulebook.registry
    cited = _count_citations(bench)
    by_publisher: dict[str, list[PublicationLine]] = defaultdict(list)
    for source in sorted(registry.sources.values(), key=lambda one: one.date, reverse=True):
        (note,) = write_sources((source,))
        by_publisher[source.publisher].append(PublicationLine(note, source.licence, cited[source.id]))
    ordered = sorted(by_publisher.items(), key=lambda pair: pair[0].casefold())
    page = PublicationsPage(tuple((name, tuple(lines)) for name, lines in ordered), total=len(registry.sources))
    return answer_page(page, bench)


def _define(name: str, words: Vocabulary, numbers: Counter[str]) -> tuple[TermLine, ...]:
    return tuple(TermLine(key, meaning=words.words[name][key], number=numbers[key]) for key in words.allowed(name))


def _count_citations(bench: Workbench) -> Counter[str]:
    entities = bench.rulebook.registry.entities.values()
    rules = [rule for policy in bench.rulebook.policies.values() for rule in policy.rules]
    cited = [fact.sources for entity in entities for fact in (entity, *_list_facts(entity))] + [rule.references for rule in rules]
    return Counter(key for sources in cited for key in {source.id for source in sources})


def _list_facts(entity: Entity) -> Iterator[Any]:
    for part in PARTS:
        yield from getattr(entity, part)

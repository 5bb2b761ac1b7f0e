"""GET /listing: what we list and why, in plain words; GET /publications: every publication the registry rests on."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse

from reports.registry_pages import ListingPage, PublicationLine, PublicationsPage, TermLine
from screener.model import Entity
from screener.rulebook.assertions import count_registry
from screener.rulebook.vocabulary import Vocabulary
from screener.screening.history import NOTICE_DAYS
from screener.web.api.access import Bench
from screener.web.pages.answers import answer_page, promise_answer
from screener.web.workbench import Workbench
from screener.writing.issuer_pages import write_sources

router = APIRouter()
PART_MOST = 70
"""So many publications stand on one page."""
Published = tuple[str, tuple[PublicationLine, ...]]
"""A publisher, and its publications."""
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
        answer_days=promise_answer(bench),
    )
    return answer_page(page, bench)


@router.get("/publications")
def show_publications(bench: Bench, part: int = 1) -> HTMLResponse:
    """Gives a part of the publications by publisher, each with how often it is cited."""
    registry = bench.rulebook.registry
    cited = _count_citations(bench)
    by_publisher: dict[str, list[PublicationLine]] = defaultdict(list)
    for source in sorted(registry.sources.values(), key=lambda one: one.date, reverse=True):
        (note,) = write_sources((source,))
        by_publisher[source.publisher].append(PublicationLine(note, source.licence, cited[source.id]))
    parts = _divide(by_publisher)
    if not 0 < part <= len(parts):
        raise HTTPException(404)
    spans = tuple(map(_name_span, parts))
    return answer_page(PublicationsPage(parts[part - 1], total=len(registry.sources), spans=spans, part=part), bench)


def _divide(publishers: dict[str, list[PublicationLine]]) -> list[tuple[Published, ...]]:
    """Divides the publications, by publisher, into parts that a phone fetches at once; a publisher may go on in the next."""
    lines = [(name, line) for name in sorted(publishers, key=str.casefold) for line in publishers[name]]
    parts = [lines[at : at + PART_MOST] for at in range(0, len(lines), PART_MOST)]
    return [tuple((name, tuple(line for _, line in more)) for name, more in groupby(part, key=itemgetter(0))) for part in parts]


def _name_span(part: tuple[Published, ...]) -> str:
    first, last = (name[:1].upper() for name, _ in (part[0], part[-1]))
    return first if first == last else f"{first}–{last}"


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

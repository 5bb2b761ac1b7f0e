"""POST /match/{dataset}: descriptions of companies go in; for each, the entities it may be, with a probability, come out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from screener.identifiers import normalise_identifier
from screener.issuers.nearest import find_nearest
from screener.issuers.resolution import resolve_holding
from screener.positions import MAX_NAME
from screener.rulebook.exports.ftm import PREFIX
from screener.web.yente.schemata import is_kin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from screener.issuers.index import IssuerIndex
    from screener.web.yente.graph import Graph

NAMES = ("name", "alias", "previousName", "weakAlias", "abbreviation")
COUNTRIES = ("country", "jurisdiction", "mainCountry")
SCHEMES = {
    "isin": "isin",
    "isinCode": "isin",
    "leiCode": "lei",
    "figiCode": "figi",
    "cusip": "cusip",
    "sedol": "sedol",
}
"""By property of a query, the scheme of its value."""
MOST_VALUES = 20
"""So many values of a property are compared; one company has no more."""
MOST_COUNTRIES = 3
Scores = dict[str, tuple[float, str, str]]
"""By entity of the registry, its score, the reason, and what of the query gave it."""


def score_query(
    properties: Mapping[str, Sequence[str]], schema: str, *, graph: Graph, index: IssuerIndex
) -> list[dict[str, Any]]:
    """Gives what a description may be, the likeliest first, in yente's shape without `match`."""
    if schema == "Security":
        return sorted(_find_securities(properties, graph), key=lambda found: found["id"])
    scores: Scores = {}
    for question, said in _ask(properties):
        for entity, score, reason in _answer(question, index):
            if score > scores.get(entity, (0.0, "", ""))[0]:
                scores[entity] = (score, reason, said)
    kept = [key for key in scores if is_kin(graph.records[PREFIX + key]["schema"], schema)]
    return [_write(graph, key, scores[key]) for key in sorted(kept, key=lambda key: (-scores[key][0], key))]


def count_questions(properties: Mapping[str, Sequence[str]]) -> int:
    """Gives how many names are compared for a description, each counted once for each country."""
    return sum(1 for _ in _ask(properties))


def _ask(properties: Mapping[str, Sequence[str]]) -> Iterator[tuple[dict[str, str], str]]:
    countries = [value for name in COUNTRIES for value in properties.get(name, ())][:MOST_COUNTRIES] or [""]
    numbers = {
        SCHEMES[name]: normalise_identifier(value) for name in SCHEMES for value in properties.get(name, ())[:1] if value.strip()
    }
    names = [value[:MAX_NAME] for name in NAMES for value in properties.get(name, ())[:MOST_VALUES] if value.strip()]
    for name in dict.fromkeys(names or [""]):
        for country in countries:
            given = {"name": name, "country": country.strip().upper()[:2], **numbers}
            question = {key: value for key, value in given.items() if value}
            if question.keys() - {"country"}:
                yield question, name or next(iter(numbers.values()))


def _answer(question: Mapping[str, str], index: IssuerIndex) -> Iterator[tuple[str, float, str]]:
    answer = resolve_holding(index, **question)
    if answer.entity is not None and answer.status == "matched":
        yield answer.entity, answer.score or 0.0, answer.reason
    for one in answer.candidates:
        yield one.entity, one.score, one.reason
    if question.get("name"):
        near = find_nearest(index, name=question["name"], country=question.get("country", ""), isin=question.get("isin", ""))
        for other in near:
            if other.score is not None:
                yield other.entity, other.score, other.reason


def _find_securities(properties: Mapping[str, Sequence[str]], graph: Graph) -> Iterator[dict[str, Any]]:
    wanted = {normalise_identifier(value) for name in SCHEMES for value in properties.get(name, ())}
    for key in graph.things:
        record = graph.records[key]
        own = [value for name in ("isin", "figiCode", "registrationNumber") for value in record["properties"].get(name, ())]
        if record["schema"] == "Security" and not wanted.isdisjoint(own):
            reason = "The identifier is this security's."
            yield {**graph.entity(key), "score": 1.0, "explanations": _explain(1.0, reason, min(wanted), key)}


def _write(graph: Graph, key: str, scored: tuple[float, str, str]) -> dict[str, Any]:
    score, reason, said = scored
    entity = graph.entity(PREFIX + key)
    return {**entity, "score": round(score, 4), "explanations": _explain(score, reason, said, entity["caption"])}


def _explain(score: float, reason: str, said: str, candidate: str) -> dict[str, Any]:
    return {"holdings": {"score": round(score, 4), "detail": reason, "query": said, "candidate": candidate}}


def list_values(value: object) -> list[str]:
    """Gives a property's values as texts: yente takes a text, a number, or a list of them; what is none of these is left out."""
    values: Iterable[object] = value if isinstance(value, list) else [value]
    return [str(item) for item in values if isinstance(item, str | int | float) and not isinstance(item, bool)]

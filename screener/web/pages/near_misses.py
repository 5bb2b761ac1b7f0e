"""Near misses: a screening goes in; the holdings a person must look at come out, and from a form the person's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reports.facts import Amount
from reports.journey_pages import NearMiss, Suggestion
from screener.issuers.confirmations import NONE, Confirmation, add_confirmation, read_confirmations, write_confirmations
from screener.issuers.resolution import confirmation_key
from screener.model import NOT_STATED
from screener.settings import read_today
from screener.web.pages.carrying import ANSWER_FIELDS
from screener.writing.excerpts import cut_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from screener.model import Candidate, Registry
    from screener.web.body import Form
    from screener.web.seal import LabelledScreening
    from screener.web.workbench import Workbench

LIKELY, POSSIBLE = 0.7, 0.4
"""From this probability on a candidate is called likely, or possible; the number itself is in the record."""
CANDIDATES_SHOWN = 4


def write_misses(labelled: LabelledScreening, registry: Registry, *, most: int) -> tuple[tuple[NearMiss, ...], int]:
    """Gives the first holdings that need review, each key once, and how many more there are."""
    found = list(_list_open(labelled))
    return tuple(_write_miss(number, row, registry) for number, row in enumerate(found[:most])), max(0, len(found) - most)


def add_answers(form: Form, labelled: LabelledScreening, given: str | None, *, bench: Workbench) -> str:
    """Gives the text of the answers with those of the form; an answer that was not among those shown is left out."""
    answers = read_confirmations(given, file="confirmations") if given else ()
    for field, row in zip(ANSWER_FIELDS, _list_open(labelled), strict=False):
        answer = _read_answer(form.text(field), row, bench.rulebook.registry)
        if answer is not None:
            answers = add_confirmation(answers, answer)
    return write_confirmations(answers) if answers else ""


def _list_open(labelled: LabelledScreening) -> Iterator[dict[str, Any]]:
    """One answer serves every line with its key, so each key is shown once."""
    rows = labelled.screening.rows
    seen: set[str] = set()
    for row in rows[rows["outcome"] == "needs_review"].to_dict("records"):
        key = _key(row)
        if key not in seen and row["candidates"]:
            seen.add(key)
            yield {str(name): value for name, value in row.items()}


def _key(row: Any) -> str:  # noqa: ANN401 (a line of the rows)
    return confirmation_key(name=row["name"], isin=row["isin"], country=row["country"])


def _read_answer(chosen: str | None, row: dict[str, Any], registry: Registry) -> Confirmation | None:
    shown = tuple(candidate.entity for candidate in row["candidates"])
    if chosen is None or chosen not in {NONE, *shown}:
        return None
    entity = "" if chosen == NONE else registry.merged.get(chosen, chosen)
    return Confirmation(
        key=_key(row), name=row["name"], entity=entity, rejected=() if entity else shown, date=read_today().isoformat()
    )


def _write_miss(number: int, row: dict[str, Any], registry: Registry) -> NearMiss:
    value = str(row["market_value"])
    return NearMiss(
        number=number,
        row=int(row["row"]),
        sheet=cut_name(str(row["sheet"] or ""), 40),
        name=cut_name(str(row["name"])),
        country=str(row["country"]),
        amount=Amount(currency=str(row["currency"] or NOT_STATED), value=value) if value else None,
        suggestions=tuple(_write_suggestion(one, registry) for one in row["candidates"][:CANDIDATES_SHOWN]),
    )


def _write_suggestion(candidate: Candidate, registry: Registry) -> Suggestion:
    entity = registry.entities.get(registry.merged.get(candidate.entity, candidate.entity))
    return Suggestion(
        entity=candidate.entity,
        name=candidate.name or (entity.name if entity else candidate.entity),
        country=entity.country if entity else "",
        likelihood="likely" if candidate.score >= LIKELY else "possible" if candidate.score >= POSSIBLE else "unlikely",
        reason=cut_name(candidate.reason, 400),
    )

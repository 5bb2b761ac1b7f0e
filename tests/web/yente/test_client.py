"""The stock yente-client against a server of ours, over a real socket."""

from __future__ import annotations

from threading import Thread
from time import sleep
from typing import TYPE_CHECKING

import pytest
import uvicorn
from yente_client import Client
from yente_client.entities import Company, Person, Security
from yente_client.exceptions import APIError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def yente(app) -> Iterator[Client]:
    """The client as it comes, and a server on a port of the machine's choosing."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    with Client(base_url=f"http://127.0.0.1:{port}") as client:
        yield client
    server.should_exit = True
    thread.join(timeout=10)


def test_the_client_finds_the_service_well_and_its_one_dataset(yente):
    assert yente.healthz().status == "ok"
    assert yente.readyz().status
    once, again = yente.datasets(), yente.datasets()
    assert once == again, "the second answer is the first, kept under its ETag"
    assert [one.name for one in once.datasets] == once.current
    assert yente.algorithms().best == "holdings"


@pytest.mark.parametrize(
    ("company", "found"),
    [
        (Company(name="POSCO HLDGS INC ADR", country="kr"), "screener-posco-holdings"),
        (Company(name="포스코홀딩스"), "screener-posco-holdings"),
        (Company(name="Somebody Else", leiCode="988400E5HRVX81AYLM04"), None),
        (Company(name="Totally Unrelated Bakery"), None),
    ],
)
def test_a_company_matches_its_entity_and_a_stranger_none(company, found, yente):
    matches = [one.id for one in yente.match(company).results if one.match]
    assert matches == ([found] if found else [])


def test_a_match_says_why_in_a_sentence(yente):
    (best,) = yente.match(Company(name="POSCO HLDGS INC", country="kr")).results
    assert "POSCO Holdings" in best.explanations["holdings"].detail
    assert 0.9 < best.score <= 1


def test_a_security_is_found_by_its_number_alone(yente):
    (found,) = yente.match(Security(isin="KR7005490008")).results
    assert found.match
    assert found.properties["issuer"] == ["screener-posco-holdings"]


def test_a_person_is_nobody_in_a_registry_without_people(yente):
    assert yente.match(Person(name="POSCO Holdings")).results == []


def test_an_entity_excluded_by_its_id_is_left_out(yente):
    company = Company(name="POSCO HLDGS INC", country="kr")
    assert yente.match(company, exclude_entities=["screener-posco-holdings"]).results == []


def test_many_are_matched_in_one_go(yente):
    names = ["POSCO HLDGS INC", "Totally Unrelated Bakery", "GAIL INDIA LTD"]
    answers = dict(yente.match_iter((name, Company(name=name)) for name in names))
    assert {name: len(answer.results) for name, answer in answers.items()} == dict(zip(names, (1, 0, 1), strict=True))


def test_a_search_counts_what_it_finds_by_country(yente):
    answer = yente.search("oil", limit=3)
    assert len(answer.results) == 3
    assert answer.total.value > 3
    assert sum(one.count for one in answer.facets["countries"].values) >= answer.total.value
    narrowed = yente.search("oil", countries=["in"])
    assert narrowed.results
    assert all("in" in one.properties["country"] for one in narrowed.results)


def test_an_entity_comes_with_its_owners_securities_and_ties_under_any_id_it_has_had(yente):
    entity = yente.fetch("posco-holdings")
    assert entity.id == "screener-posco-holdings"
    assert {"securities", "unknownLinkTo"} <= set(entity.properties)
    assert yente.fetch("screener-htoo-trading").id == "screener-htoo-group"
    beside = yente.adjacent("screener-posco-holdings")
    assert beside.adjacent["securities"].total.value == len(entity.properties["securities"])
    assert yente.adjacent("screener-posco-holdings", prop="securities").results


def test_every_value_is_a_statement_with_the_addresses_of_its_sources(yente):
    entity = yente.fetch("screener-posco-holdings", nested=False)
    statements = yente.statements(canonical_id=entity.id, limit=500).results
    assert len(statements) == sum(len(values) for values in entity.properties.values())
    assert all(one.origin and one.origin.startswith("http") for one in statements)
    assert {one.value for one in yente.statements(canonical_id=entity.id, prop="country").results} == {"kr"}


def test_what_is_not_there_is_not_found(yente):
    with pytest.raises(NotFoundError):
        yente.fetch("nobody")
    with pytest.raises(NotFoundError):
        yente.search("oil", datasets=["sanctions"])


def test_what_is_refused_is_refused_in_a_sentence(yente):
    with pytest.raises(APIError, match="Invalid algorithm"):
        yente.match(Company(name="POSCO"), algorithm="regression-v1")

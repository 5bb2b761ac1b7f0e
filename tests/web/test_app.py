"""The service as a whole: every address answers, with headers that keep a browser from telling, and a description of itself."""

from __future__ import annotations

import re
from threading import Event

import pytest

from screener.jobs.worker import Worker
from tests.web.described import list_departures
from tests.web.portfolios import HOLDINGS

BROWSER = {"accept": "text/html,*/*;q=0.8"}
PAGES = [
    "/",
    "/entities",
    "/entities?q=oil&kind=company&page=1",
    "/entities/posco-holdings",
    "/policies",
    "/policies/standard",
    "/docs",
    "/policies/compare",
    "/listing",
    "/publications",
    "/changes",
    "/corrections",
]
API = [
    "/v1/entities",
    "/v1/entities/posco-holdings",
    "/v1/policies",
    "/v1/policies/standard",
    "/healthz",
    "/readyz",
    "/openapi.json",
]


NEVER_FETCHED = re.compile(r'<link rel="(?:canonical|alternate)"[^>]*>|<script type="application/ld\+json">[^<]*</script>')
"""What a browser neither fetches nor runs: where else the page stands, and what it tells search engines."""


@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers_and_fetches_nothing_from_elsewhere_and_runs_nothing(address, client):
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 200
    page = NEVER_FETCHED.sub("", answer.text)
    fetched = re.findall(r'<(?:link|img|script|iframe|source|use|object|embed)\b[^>]*(?:href|src|data)="([^"]+)"', page)
    assert fetched
    assert all(found.startswith("/static/") for found in fetched)
    assert "<script" not in page
    assert " style=" not in answer.text
    assert not re.search(r"\son\w+=", answer.text)
    assert '<html lang="en">' in answer.text
    assert 'href="#content"' in answer.text
    assert 'id="content"' in answer.text


@pytest.mark.parametrize("address", [*API, *PAGES, "/nothing", "/v1/nothing"])
def test_every_answer_keeps_a_browser_from_framing_sniffing_telling_and_keeping(address, client):
    headers = client.get(address).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] in {"no-store", "no-cache"}
    assert "set-cookie" not in headers


def test_a_label_stands_at_every_field_of_the_form(client):
    page = client.get("/").text
    fields = re.findall(r'<(?:input|select|textarea) id="(\w+)"', page)
    assert {"file", "pasted", "policy", "as_of"} <= set(fields)
    assert all(f'<label for="{field}">' in page for field in fields)


def test_head_is_answered_wherever_get_is_without_a_body(client):
    for address in ("/", "/healthz", "/v1/policies", "/static/styles/page.css"):
        answer = client.head(address)
        assert (answer.status_code, answer.content) == (200, b""), address


def test_the_first_view_weighs_less_than_300_kilobytes(client):
    page = client.get("/")
    styles = re.findall(r'href="(/static/styles/[^"]+)"', page.text)
    fonts = [f"/static/fonts/source-sans-3-latin-{weight}-normal.woff2" for weight in (400, 600)]
    assert len(page.content) + sum(len(client.get(address).content) for address in (*styles, *fonts)) < 300_000


def test_every_font_and_style_is_served_and_may_be_kept(client):
    styles = client.get("/static/styles/fonts.css")
    fonts = re.findall(r'url\("\.\./fonts/([^"]+)"\)', styles.text)
    assert fonts
    for font in fonts:
        answer = client.get(f"/static/fonts/{font}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "font/woff2"
    assert "max-age" in styles.headers["cache-control"]


def test_the_style_sheets_fetch_nothing_from_elsewhere(client):
    for name in ("page.css", "fonts.css", "mark.svg"):
        text = client.get(f"/static/styles/{name}").text.replace("http://www.w3.org/2000/svg", "")
        assert "//" not in re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL), name


@pytest.mark.parametrize(
    ("method", "address", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "not_found"),
        ("DELETE", "/v1/screenings", 405, "method_not_allowed"),
        ("GET", "/v1/letters", 405, "method_not_allowed"),
        ("GET", "/static/fonts/none.woff2", 404, "not_found"),
    ],
)
def test_a_wrong_address_or_method_is_a_problem_document(method, address, status, code, client):
    answer = client.request(method, address)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    if status == 405:
        assert answer.headers["allow"]


@pytest.mark.parametrize(
    ("address", "status"), [("/nothing", 404), ("/entities/nobody", 404), ("/policies/strict", 404), ("/entities?page=0", 422)]
)
def test_a_person_gets_a_page_that_says_what_is_wrong_and_leads_on(address, status, client):
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert 'href="/entities"' in answer.text


def test_the_description_names_every_route_with_its_problems_and_examples(client):
    described = client.get("/openapi.json").json()
    assert {
        "/v1/screenings",
        "/v1/letters",
        "/v1/entities",
        "/v1/entities/{entity_id}",
        "/v1/policies",
        "/v1/policies/{policy_id}",
    } <= set(described["paths"])
    assert not any(path.startswith(("/screen", "/papers")) for path in described["paths"])
    for methods in described["paths"].values():
        for told in methods.values():
            assert told["summary"]
            assert told["description"]
            if "yente" in told.get("tags", ()):
                continue  # what they refuse has yente's shape, tested beside them
            problems = [
                answer["content"] for status, answer in told["responses"].items() if int(status) >= 400 and "content" in answer
            ]
            assert problems
            assert all("application/problem+json" in content for content in problems)
    schemas = described["components"]["schemas"]
    assert schemas["PositionsBody"]["examples"]
    assert schemas["LettersBody"]["examples"]
    assert schemas["ProblemShape"]["examples"]
    references = re.findall(r'"\$ref": ?"#/components/schemas/(\w+)"', client.get("/openapi.json").text)
    assert set(references) <= set(schemas)


def test_the_example_in_the_description_is_a_call_that_works(client):
    example = client.get("/openapi.json").json()["components"]["schemas"]["PositionsBody"]["examples"][0]
    record = client.post("/v1/screenings", json=example).json()
    assert record["outcomes"]["listed"] == 1


ANSWER = {"name": "Nobody Else Holds This PLC", "entity": "posco-holdings"}
HOOK = {"url": "https://8.8.8.8/hook", "events": ["registry.changed"]}
ROUTES = {
    ("post", "/v1/screenings"): {"files": {"file": ("holdings.csv", HOLDINGS)}},
    ("post", "/v1/letters"): {"json": {"screening": "SCREENING"}},
    ("get", "/v1/entities"): {},
    ("get", "/v1/entities/{entity_id}"): {"entity_id": "posco-holdings"},
    ("get", "/v1/policies"): {},
    ("get", "/v1/policies/{policy_id}"): {"policy_id": "standard"},
    ("post", "/v1/policies/check"): {"content": b"title: A policy with nothing in it\n"},
    ("get", "/v1/exports/{form}"): {"form": "csv"},
    ("get", "/v1/changes"): {"params": {"since": "VERSION"}},
    ("post", "/v1/explain"): {"json": {"name": "POSCO HLDGS"}},
    ("get", "/v1/securities/{security}"): {"security": "isin:KR7005490008"},
    ("post", "/v1/securities/lookup"): {"json": {"securities": ["isin:KR7005490008"]}},
    ("get", "/v1/stored"): {},
    ("get", "/v1/stored/{id}"): {"id": "KEPT"},
    ("get", "/v1/stored/{id}/confirmations"): {"id": "KEPT"},
    ("delete", "/v1/stored/{id}"): {"id": "KEPT"},
    ("get", "/v1/workspace"): {},
    ("get", "/v1/workspace/export"): {},
    ("get", "/v1/workspace/audit"): {},
    ("get", "/v1/confirmations"): {},
    ("post", "/v1/confirmations"): {"json": ANSWER},
    ("delete", "/v1/confirmations/{key}"): {"key": "ANSWERED"},
    ("get", "/v1/webhooks"): {},
    ("post", "/v1/webhooks"): {"json": HOOK},
    ("get", "/v1/webhooks/{id}/deliveries"): {"id": "HOOKED"},
    ("delete", "/v1/webhooks/{id}"): {"id": "HOOKED"},
    ("post", "/v1/jobs"): {"files": {"file": ("holdings.csv", HOLDINGS)}},
    ("get", "/v1/jobs/{id}"): {"id": "SENT"},
    ("get", "/v1/jobs/{id}/result"): {"id": "DONE"},
    ("delete", "/v1/jobs/{id}"): {"id": "SENT"},
    ("get", "/catalog"): {},
    ("get", "/algorithms"): {},
    ("get", "/statements"): {},
    ("get", "/search/{dataset}"): {"dataset": "default"},
    ("post", "/match/{dataset}"): {
        "dataset": "default",
        "json": {"queries": {"q": {"schema": "Company", "properties": {"name": ["POSCO HLDGS"]}}}},
    },
    ("get", "/entities/{entity_id}"): {"entity_id": "screener-posco-holdings"},
    ("get", "/entities/{entity_id}/adjacent"): {"entity_id": "screener-posco-holdings"},
    ("get", "/entities/{entity_id}/adjacent/{prop}"): {"entity_id": "screener-posco-holdings", "prop": "securities"},
    ("get", "/metrics"): {},
    ("get", "/healthz"): {},
    ("get", "/readyz"): {},
}
"""What each route of the API is called with: a new route gets its line here."""


def test_no_route_is_without_a_call_here(client):
    described = client.get("/openapi.json").json()["paths"]
    assert {(method, path) for path, methods in described.items() for method in methods} == set(ROUTES)


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_route_called_on_a_real_file_answers(method, path, client):
    given = ROUTES[method, path]
    address = path.format(**{name: value for name, value in given.items() if isinstance(value, str)})
    sent = {name: value for name, value in given.items() if name in {"files", "json", "params", "content"}}
    if sent == {"json": {"screening": "SCREENING"}}:
        screening = client.post("/v1/screenings", files=ROUTES["post", "/v1/screenings"]["files"]).json()
        sent = {"json": {"screening": screening}}
    if "params" in sent:
        sent = {"params": {"since": client.get("/v1/entities").json()["registry"]["version"]}}
    answer = client.request(method, prepare(address, client), **sent)
    assert answer.status_code in {200, 201, 202, 204}, answer.text
    assert answer.content or answer.status_code == 204
    assert list_departures(client.app.openapi(), method, path, answer) == []


def prepare(address, client):
    """Puts there what an address asks for, and gives the address of it."""
    if "KEPT" in address:
        kept = client.post("/v1/screenings", json={"positions": [{"name": "Nestle SA"}], "store": True})
        return address.replace("/v1/stored/KEPT", kept.headers["location"])
    if "ANSWERED" in address:
        return address.replace("ANSWERED", client.post("/v1/confirmations", json=ANSWER).json()["key"])
    if "HOOKED" in address:
        return address.replace("HOOKED", client.post("/v1/webhooks", json=HOOK).json()["id"])
    if "SENT" in address or "DONE" in address:
        sent = client.post("/v1/jobs", files=ROUTES["post", "/v1/jobs"]["files"]).json()["id"]
        if "DONE" in address:
            Worker(client.app.state.workbench.office()).run(Event(), once=True)
        return address.replace("SENT", sent).replace("DONE", sent)
    return address

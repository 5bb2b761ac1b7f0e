"""An outsider at the door: who sends what no page or program of ours sends gets a refusal, never our error or another's things.

docs/security.md lists every attempt with what came of it, and names the test that keeps it so.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from screener.errors import RequestRefused
from screener.jobs import targets
from screener.settings import Settings
from screener.store import workspaces
from screener.store.database import open_database
from screener.store.kept import KeptUnknown, Locker
from screener.store.schema import migrate
from screener.store.webhooks import WebhookUnknown, delete_webhook, list_deliveries
from screener.web.app import create_app
from screener.web.hosts import is_this_machine
from tests.web.portfolios import HOLDINGS

BROWSER = {"accept": "text/html"}
LINES = b"Name,ISIN\nPOSCO Holdings Inc,KR7005490008\n"
MARKUP = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}'
HALF = r'{"name":"\ud800"}'
"""JSON that escapes half a character, which no text can hold."""
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


def write_form(*parts, charset=""):
    """A form of parts as they are, for clients that send what none of the usual ones does: its body and its headers."""
    body = b"".join(b"--cut\r\nContent-Disposition: form-data; " + head + b"\r\n\r\n" + text + b"\r\n" for head, text in parts)
    return {"content": body + b"--cut--\r\n", "headers": {"content-type": f"multipart/form-data; boundary=cut{charset}"}}


def refuses(answer, *statuses):
    """A refusal with its reason, and nothing of the inside."""
    inside = re.search(r"Traceback|site-packages|\.py\b|sqlalchemy|sqlite|psycopg", answer.text)
    return answer.status_code in (statuses or (400, 404, 405, 413, 415, 421, 422)) and not inside


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("[::1]:8000", True),
        ("screener.localhost", True),
        ("192.168.1.5", True),
        ("LOCALHOST.", True),
        ("rebound.example:8000", False),
        ("localhost.rebound.example", False),
        ("127.0.0.1.rebound.example", False),
        ("127.0.0.1@rebound.example", False),
        ("printer", False),
        ("", False),
        ("[", False),
    ],
)
def test_a_name_that_anybody_may_have_is_not_this_machine(host, ours):
    assert is_this_machine(host) == ours


def test_a_site_whose_name_was_led_to_this_machine_reads_and_changes_nothing_here(client):
    for method, path in [
        ("GET", "/v1/stored"),
        ("GET", "/v1/workspace/export"),
        ("GET", "/desk"),
        ("POST", "/desk/everything/delete"),
        ("GET", "/entities/"),
    ]:
        answer = client.request(method, path, headers={"host": "rebound.example:8000"})
        assert answer.status_code == 421, path
        assert "location" not in answer.headers
    assert client.post("/v1/screenings", files={"file": ("h.csv", HOLDINGS)}, headers={"host": "127.0.0.1"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["//away.example/x", "/%5Caway.example/", "/%09/away.example", "///away.example", "/%0A/away.example"]
)
def test_no_link_of_a_page_that_is_not_there_leads_to_another_site(path, client):
    page = client.get(f"http://localhost{path}", headers=BROWSER).text
    links = re.findall(r'href="([^"]*lang=[^"]*)"', page)
    assert links
    assert not [link for link in links if re.match(r"/[/\\\s]", link) or urlsplit(link).netloc]


@pytest.mark.parametrize("codec", ["unicode_escape", "utf-7", "punycode", "undefined", "utf-16", "no-such-codec"])
@pytest.mark.parametrize("path", ["/v1/screenings", "/desk/screen", "/corrections"])
def test_a_form_in_another_codec_than_utf8_is_refused(path, codec, client, tmp_path):
    bench = client.app.state.workbench
    kept, bench.settings = bench.settings, replace(bench.settings, corrections=tmp_path)
    try:
        answer = client.post(path, **write_form((b'name="label"', rb"\ud800 +2AA-"), charset=f"; charset={codec}"))
    finally:
        bench.settings = kept
    assert refuses(answer, 400)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *[(field, HALF) for field in ("policy", "columns", "confirmations", "rates", "sheet", "as_of")],
        *[(field, BOMB) for field in ("policy", "confirmations")],
        *[(field, "!!python/object/apply:os.system ['id']") for field in ("policy", "confirmations")],
        *[(field, '{"a":' * 5_000 + "1" + "}" * 5_000) for field in ("policy", "columns", "confirmations")],
        *[(field, "\0") for field in ("sheet", "as_of", "policy")],
        ("as_of", "2026-11-24\r\nSet-Cookie: x=y"),
        ("columns", '{"name": NaN}'),
        ("policy", "../../etc/passwd"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/screenings", "/screen"])
def test_a_field_that_no_one_honest_sends_is_refused(path, field, text, client):
    answer = client.post(path, files={"file": ("h.csv", LINES), field: (None, text)})
    assert refuses(answer, 400, 404)


@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "1e999", "9" * 6_000, "[" * 100_000, r'"\ud800"', '{"a":' * 150 + "1" + "}" * 150]
)
@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/screenings", '{"positions": [{"name": "Nestle", "weight": %s}]}'),
        ("/v1/screenings", '{"positions": [], "policy": {"id": %s}}'),
        ("/v1/explain", '{"country": %s}'),
        ("/v1/confirmations", '{"name": "x", "entity": %s}'),
        ("/v1/webhooks", '{"url": %s, "events": ["job.done"]}'),
        ("/v1/letters", '{"screening": {"schema": "screening/1", "receipt": %s}}'),
        ("/v1/securities/lookup", '{"securities": [{"weight": %s}]}'),
    ],
)
def test_json_that_is_endless_deep_or_no_number_is_refused(path, body, value, client):
    assert refuses(client.post(path, content=body % value, headers={"content-type": "application/json"}))


HEADS = {
    "no name": b'filename="h.csv"',
    "a name that is no text": b'name="\xff\xfe"; filename="h.csv"',
    "a head without end": b'name="file"; filename="h.csv"\r\nX-A: ' + b"a" * 100_000,
    "heads without end": b'name="file"; filename="h.csv"' + b"\r\nX-A: 1" * 10_000,
    "a field nobody knows": b'name="store_everything"',
}


@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
@pytest.mark.parametrize("path", ["/v1/screenings", "/v1/jobs", "/screen", "/campaigns/check"])
def test_a_form_whose_parts_are_spoilt_is_refused(path, head, client):
    assert refuses(client.post(path, **write_form((head, LINES))), 400)


@pytest.mark.parametrize("path", ["/v1/screenings", "/v1/jobs", "/screen"])
def test_a_form_that_was_cut_off_is_refused_and_not_screened_under_another_policy(path, client):
    whole = write_form((b'name="file"; filename="h.csv"', LINES), (b'name="policy"', b"conduct"))
    for left in (b"\r\n--cut--\r\n", b"conduct\r\n--cut--\r\n", b"--\r\n"):
        cut = {**whole, "content": whole["content"].removesuffix(left)}
        assert refuses(client.post(path, **cut), 400), left


TWICE = [
    ("/v1/screenings", '{"positions": [{"name": "POSCO Holdings"}], "positions": [{"name": "Nestle SA"}]}'),
    ("/v1/screenings", '{"positions": [{"name": "POSCO Holdings", "name": "Nestle SA"}]}'),
    ("/v1/screenings", '{"positions": [{"name": "x"}], "policy": "standard", "p\\u006flicy": "sanctions"}'),
    ("/v1/securities/lookup", '{"securities": ["isin:KR7005490008"], "securities": []}'),
    ("/v1/letters", '{"screening": {"schema": "screening/1", "findings": [], "findings": [1]}}'),
]


@pytest.mark.parametrize(("path", "body"), TWICE)
def test_json_that_says_a_thing_twice_is_refused_and_no_position_is_lost(path, body, client):
    answer = client.post(path, content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


@pytest.mark.parametrize("path", ["/v1/exports/csv", "/v1/entities", "/v1/securities/isin:KR7005490008", "/v1/jobs"])
def test_a_parameter_that_came_twice_is_refused_and_not_chosen_among(path, client):
    method = "POST" if path == "/v1/jobs" else "GET"
    word = "limit=1&limit=2" if path == "/v1/entities" else "policy=standard&policy=sanctions"
    answer = client.request(method, f"{path}?{word}")
    assert (answer.status_code, answer.json()["code"]) == (400, "parameter_twice")


@pytest.mark.parametrize("path", ["/v1/screenings", "/v1/jobs", "/v1/stored", "/v1/entities"])
def test_a_slash_too_many_sends_no_portfolio_and_no_key_to_another_address(path, client):
    for method in ("POST", "GET"):
        answer = client.request(method, f"{path}/", headers={"x-forwarded-proto": "https"})
        assert (answer.status_code, answer.headers.get("location")) == (404, None)


def test_a_page_asked_for_with_a_slash_too_many_is_found_on_this_host(client):
    answer = client.get("/entities/?q=posco", headers=BROWSER)
    assert (answer.status_code, answer.headers["location"]) == (307, "/entities?q=posco")


@pytest.mark.parametrize("path", ["/v1/screenings", "/screen", "/v1/jobs"])
def test_thousands_of_fields_are_refused_before_they_are_kept(path, client):
    many = write_form(*((b'name="x%d"' % number, b"1") for number in range(6_000)))
    assert refuses(client.post(path, **many), 400)


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PUT", "PATCH", "PROPFIND", "CONNECT"])
def test_a_method_that_an_address_does_not_know_does_nothing(method, client):
    for path in ("/", "/v1/stored", "/desk/everything/delete"):
        assert refuses(client.request(method, path), 405), path


def test_no_header_makes_a_question_into_an_act(client):
    kept = client.post("/v1/screenings", json={"positions": [{"name": "Nestle SA"}], "store": True}).headers["location"]
    for header in ("x-http-method-override", "x-http-method", "x-method-override"):
        assert client.get(kept, headers={header: "DELETE"}).status_code == 200
        assert client.post(kept, headers={header: "DELETE"}).status_code == 405
    for path in (
        "/desk/everything/delete",
        "/desk/everything/retention",
        "/desk/keys/revoke",
        "/desk/answers/forget",
        "/sign-out",
    ):
        assert refuses(client.get(path), 404, 405), path
    assert client.get(kept).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        *[
            f"/static/{place}"
            for place in ("styles/%2e%2e/%2e%2e/documents.py", "styles/..%5c..%5cfilters.py", "styles//etc/passwd")
        ],
        *[f"/static/fonts/{name}" for name in ("%00", "a" * 5_000)],
        *[f"/v1/stored/{key}" for key in ("%00", "..%2f..", "a" * 5_000, "%27%20OR%201=1--")],
        *[
            f"/v1/entities/{key}"
            for key in ("%00", "%ff%fe", "..%2f..%2fetc%2fpasswd", "posco-holdings?as_of=2026-01-01%0d%0aX:%20y")
        ],
        *[f"/v1/entities?{words}" for words in ("cursor=%C2%B2", "limit=" + "9" * 50, "unknown=1")],
        "/v1/changes?since=%0d%0aSet-Cookie:x=y",
        "/v1/jobs/x.y",
        "/jobs/" + "a" * 5_000,
        "/campaigns/jobs/..%2f..",
        "/desk/compare?old=%00&new=%00",
    ],
)
def test_an_address_that_leads_out_of_its_place_leads_nowhere(path, client):
    answer = client.get(path)
    assert refuses(answer)
    assert "set-cookie" not in answer.headers


NAMES = [
    "../../etc/passwd",
    "..\\..\\win.ini",
    "CON",
    "NUL.csv",
    "a\u202evsc.exe",
    "x" * 3_000,
    MARKUP,
    "=1+1.csv",
    "a\r\nX-Y: z",
]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_is_a_word_and_neither_place_nor_markup(name, client):
    head = b'name="file"; filename="' + name.replace('"', "%22").encode() + b'"'
    sent = write_form((head, LINES))
    page = client.post("/screen", content=sent["content"], headers=sent["headers"] | BROWSER)
    assert page.status_code in {200, 400}
    assert "<script>" not in page.text
    assert "<img" not in page.text
    assert "\u202e" not in re.sub(r'value="[^"]*"', "", page.text)
    assert "x-y" not in page.headers


@pytest.mark.parametrize("field", ["label", "sheet", "columns", "as_of", "pasted"])
def test_markup_in_a_field_of_the_form_stays_words(field, client):
    sent = {field: (None, f"Name\n{MARKUP}" if field == "pasted" else MARKUP)}
    page = client.post("/screen", files=sent if field == "pasted" else {"file": ("h.csv", LINES), **sent}, headers=BROWSER).text
    assert "<script>" not in page
    assert "<img" not in page
    assert "49" not in re.findall(r"onerror=alert\(2\)&gt;(\d*)", page)


def test_markup_in_an_address_or_header_stays_words(client):
    for path in (f"/{MARKUP}", f"/entities?q={MARKUP}", f"/corrections?entity={MARKUP}&claim={MARKUP}", f"/?lang={MARKUP}"):
        page = client.get(path, headers=BROWSER | {"accept-language": MARKUP, "x-forwarded-host": "away.example"}).text
        assert "<script>" not in page, path
        assert "<img" not in page, path
        assert "away.example" not in page, path


@pytest.mark.parametrize("days", ["9" * 6_000, "-1", "1e3", "٣", "0x10", "1\0"])
@pytest.mark.parametrize("path", ["/desk/everything/retention", "/desk/keys"])
def test_days_that_are_no_number_are_refused_and_not_counted_out(path, days, client):
    fields = {"days": (None, days)} | ({"label": (None, "x"), "role": (None, "reader")} if path == "/desk/keys" else {})
    assert refuses(client.post(path, files=fields, headers=BROWSER), 400)


def test_a_name_that_no_database_can_hold_is_the_name_of_nothing_on_both(address, tmp_path):

    database = open_database(address)
    migrate(database)
    with database.write() as connection:
        mine = workspaces.make_workspace(connection, "mine\0and yours")
        workspaces.make_key(connection, mine, label="a\0b", role="reader")
        assert [key.label for key in workspaces.list_keys(connection, mine)] == ["a\ufffdb"]
        with pytest.raises(KeptUnknown):
            Locker(connection=connection, workspace=mine, master_key=bytes(32)).find("\0")
        for ask in (delete_webhook, list_deliveries):
            with pytest.raises(WebhookUnknown):
                ask(connection, mine, "a\0b")
    database.close()


def test_one_call_in_yentes_manner_cannot_ask_for_an_hour_of_work(client):
    query = {"schema": "Company", "properties": {"name": [f"Acme {n}" for n in range(20)], "country": ["kr", "us", "cn"]}}
    answer = client.post("/match/default", json={"queries": {str(number): query for number in range(100)}})
    assert (answer.status_code, answer.json()["detail"][:8]) == (400, "Too many")
    within = {str(number): {"schema": "Company", "properties": {"name": ["POSCO HLDGS"]}} for number in range(3)}
    assert client.post("/match/default", json={"queries": within}).status_code == 200


LONG = ["1" * 40_000, "1 " * 20_000, "(" * 40_000, "a." * 20_000, "P\u0301" * 20_000, "5%" * 20_000, "USD 1," * 8_000]
READ_S = 30
"""All of LONG takes a hundredth of it; a pattern that tries every place of one anew takes minutes."""
READING = """
import json, sys
from pathlib import Path
from screener.issuers.names import NameReader
from screener.rulebook.compiled import load_rulebook
from screener.settings import Settings

settings = Settings(cache=Path(sys.argv[1]))
reader = NameReader(load_rulebook(settings.rules_root, cache=settings.cache_folder).naming)
for text in json.load(sys.stdin):
    reader.read_name(text)
    print("read", flush=True)
"""


def test_a_name_made_to_be_long_in_reading_is_read_at_once(app):
    """In a process of its own, so that what takes too long is ended and told, and holds up no other test."""
    command = [sys.executable, "-c", READING, str(app.state.workbench.settings.cache_folder)]
    try:
        read = subprocess.run(command, input=json.dumps(LONG).encode(), stdout=subprocess.PIPE, timeout=READ_S, check=True).stdout
    except subprocess.TimeoutExpired as late:
        read = late.stdout or b""
    assert [text[:8] for text in LONG[read.count(b"read") :]] == [], "the first of these took too long"


def test_a_member_learns_no_name_of_the_operators_own_network(monkeypatch):
    def resolve(host, *_, **__):
        if host == "inside.example":
            return [(2, 1, 6, "", ("10.0.0.7", 443))]
        raise OSError

    monkeypatch.setattr(targets.socket, "getaddrinfo", resolve)
    told = []
    for host in ("inside.example", "nobody.example"):
        with pytest.raises(RequestRefused) as refused:
            targets.check_target(f"https://{host}/")
        told.append(str(refused.value).replace(host, ""))
    assert told[0] == told[1]


def test_a_key_is_known_in_one_spelling_alone(app, tmp_path):

    shared = create_app(
        Settings(
            cache=app.state.workbench.settings.cache,
            database_url=f"sqlite:///{tmp_path / 's.db'}",
            secret_key="c2VjcmV0" * 6,
            mode="workspaces",
            public_address="https://screener.example",
        )
    )
    office = shared.state.workbench.office()
    with office.database.write() as connection:
        key = workspaces.make_key(connection, workspaces.make_workspace(connection, "w"), label="x", role="admin").text
    client = TestClient(shared, follow_redirects=False)
    spelt = [key.upper(), key[:-1], f"{key}x", key.replace("scr_", ""), f"{key[:16]}_", key.swapcase(), f"{key}\u00a0", ""]
    answers = [client.get("/v1/workspace", headers={"authorization": f"Bearer {text}".encode("latin-1")}) for text in spelt]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1
    assert client.get("/v1/workspace", headers={"authorization": f"Bearer {key}"}).status_code == 200
    assert client.get("/v1/workspace", params={"key": key}).status_code == 400, "a key has no place in an address"
    assert client.get("/robots.txt", headers={"host": "away.example"}).text.endswith(
        "Sitemap: https://screener.example/sitemap.xml\n"
    )
    office.database.close()
